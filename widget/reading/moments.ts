/** What has just happened at comments, and is forgotten with the page: links that were copied, and reports. */
import type { Memory } from './memory.ts';

export interface Report {
  readonly isSending?: boolean;
  readonly isSent?: boolean;
  /** Why it did not arrive. */
  readonly problem?: string;
}

export interface Moment {
  /** The comment whose link was copied a moment ago. */
  copied: string;
  readonly reports: Map<string, Report>;
}

const moments = new WeakMap<Memory, Moment>();

/** Beside the memory and not in it: this is loaded after the first comments. */
export function momentOf(memory: Memory): Moment {
  let moment = moments.get(memory);
  if (!moment) {
    moment = { copied: '', reports: new Map() };
    moments.set(memory, moment);
  }
  return moment;
}
