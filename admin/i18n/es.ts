/** All messages in Spanish. */
import type { Messages } from './en.ts';
import { acts } from './es-acts.ts';
import { queue } from './es-queue.ts';
import { rules } from './es-rules.ts';
import { shell } from './es-shell.ts';
import { ways } from './es-ways.ts';

export const strings: Partial<Messages> = { ...shell, ...queue, ...rules, ...acts, ...ways };
