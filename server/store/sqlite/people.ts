/** People, notes, bans. */
import type { PeopleStore } from '../contract/people.ts';
import type { Parts } from './shared.ts';

export class SqlitePeople implements PeopleStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
