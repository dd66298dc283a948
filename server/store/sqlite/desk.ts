/** What moderators look through. */
import type { DeskStore } from '../contract/desk.ts';
import type { Parts } from './shared.ts';

export class SqliteDesk implements DeskStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
