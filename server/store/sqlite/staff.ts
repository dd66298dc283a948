/** Who runs the place. */
import type { StaffStore } from '../contract/staff.ts';
import type { Parts } from './shared.ts';

export class SqliteStaff implements StaffStore {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }
}
