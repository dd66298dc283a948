/** All messages in Arabic. */
import { acts } from './ar-acts.ts';
import { queue } from './ar-queue.ts';
import { rules } from './ar-rules.ts';
import { shell } from './ar-shell.ts';
import { ways } from './ar-ways.ts';
import type { Messages } from './en.ts';

export const strings: Partial<Messages> = { ...shell, ...queue, ...rules, ...acts, ...ways };
