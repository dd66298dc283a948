/** All messages in English, put together from one file for each group of screens. */

import type { acts } from './en-acts.ts';
import { queue } from './en-queue.ts';
import { rules } from './en-rules.ts';
import { shell } from './en-shell.ts';
import type { ways } from './en-ways.ts';

/** A text, or one for each plural form. */
export type Message = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string });

export const en = { ...shell, ...queue, ...rules };

/** Some come with the screens that need them: see `teach`. */
export type Key = keyof typeof en | keyof typeof acts | keyof typeof ways;
export type Messages = Readonly<Record<Key, Message>>;
/** The same messages in another language; what is missing is said in English. */
export type Translated<T> = Readonly<Record<keyof T, Message>>;
