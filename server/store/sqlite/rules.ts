/** Rules, and what they need to know. */
import type { RuleStore } from '../contract/rules.ts';
import type { Parts } from './shared.ts';

export class SqliteRules implements RuleStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
