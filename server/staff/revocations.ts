/** Tells those who hold connections open that somebody’s right is over before its time. */
import type { Staff } from './staff.ts';

/** Whether somebody is among those whose right is over. */
export type IsOver = (staff: Staff) => boolean;

export class Revocations {
  readonly #listeners: ((isOver: IsOver) => void)[] = [];

  listen(listener: (isOver: IsOver) => void): void {
    this.#listeners.push(listener);
  }

  /** To be called once it is on disk. */
  readonly tell = (isOver: IsOver): void => {
    for (const listener of this.#listeners) listener(isOver);
  };
}
