/** All rows of the bench, in the order in which they run. */
import type { Row } from './figure.ts';
import { capacity } from './rows/capacity.ts';
import { delay } from './rows/delay.ts';
import { burst, fanOut } from './rows/fan-out.ts';
import { growth } from './rows/growth.ts';
import { memory } from './rows/memory.ts';
import { page } from './rows/page.ts';
import { posts } from './rows/posts.ts';
import { queue } from './rows/queue.ts';
import { storm } from './rows/storm.ts';
import { widget } from './rows/widget.ts';

export const ROWS: readonly Row[] = [fanOut, burst, delay, posts, page, growth, queue, memory, storm, widget, capacity];
