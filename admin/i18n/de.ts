/** All messages in German. */
import { acts } from './de-acts.ts';
import { queue } from './de-queue.ts';
import { rules } from './de-rules.ts';
import { shell } from './de-shell.ts';
import { ways } from './de-ways.ts';
import type { Messages } from './en.ts';

export const strings: Partial<Messages> = { ...shell, ...queue, ...rules, ...acts, ...ways };
