/** How far one request goes through comments, and when it lets others have their turn. */
import { setImmediate } from 'node:timers/promises';

/** Comments that one request looks at, and UTF-16 units of their texts; a longer way is left to the next page. */
const LOOKS_MAX = 20_000;
const TEXT_MAX = 2_000_000;
/** Milliseconds after which others get a turn. */
const TURN_MS = 8;

export class Walk {
  #looks = 0;
  #text = 0;
  #since = performance.now();

  get isOver(): boolean {
    return this.#looks >= LOOKS_MAX || this.#text >= TEXT_MAX;
  }

  read(length: number): void {
    this.#text += length;
  }

  async step(): Promise<void> {
    this.#looks += 1;
    if (performance.now() - this.#since < TURN_MS) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
