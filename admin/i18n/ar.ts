/** All messages in Arabic. */
import { queue } from './ar-queue.ts';
import { rules } from './ar-rules.ts';
import { shell } from './ar-shell.ts';
import type { Messages } from './en.ts';

export const strings: Partial<Messages> = { ...shell, ...queue, ...rules };
