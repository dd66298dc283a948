/** All messages in French. */
import type { Messages } from './en.ts';
import { acts } from './fr-acts.ts';
import { queue } from './fr-queue.ts';
import { rules } from './fr-rules.ts';
import { shell } from './fr-shell.ts';
import { ways } from './fr-ways.ts';

export const strings: Partial<Messages> = { ...shell, ...queue, ...rules, ...acts, ...ways };
