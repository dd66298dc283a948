/** Threads as moderators see them. */
import type { ThreadStore } from '../contract/threads.ts';
import type { Parts } from './shared.ts';

export class SqliteThreads implements ThreadStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
