/** What moderators decide on comments. */
import type { ModerationStore } from '../contract/moderation.ts';
import type { Parts } from './shared.ts';

export class SqliteModeration implements ModerationStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
