/** All messages in German. */
import { queue } from './de-queue.ts';
import { rules } from './de-rules.ts';
import { shell } from './de-shell.ts';
import type { Messages } from './en.ts';

export const strings: Partial<Messages> = { ...shell, ...queue, ...rules };
