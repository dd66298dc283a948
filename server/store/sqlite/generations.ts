/** When things happened, by key, as long as that matters: a memory that forgets by itself. */

/** Two generations: dropping one whole is cheaper than looking for the oldest of many. */
export class Generations {
  readonly #keptMs: number;
  readonly #max: number;
  #younger = new Map<string, number>();
  #older = new Map<string, number>();
  /** When the younger one began. */
  #since = 0;

  /** Each is kept for `keptMs` at least, unless more than `max` come within that time. */
  constructor(keptMs: number, max: number) {
    this.#keptMs = keptMs;
    this.#max = max;
  }

  get(key: string): number | undefined {
    return this.#younger.get(key) ?? this.#older.get(key);
  }

  set(key: string, at: number): void {
    if (at - this.#since > this.#keptMs || this.#younger.size >= this.#max) {
      this.#older = this.#younger;
      this.#younger = new Map();
      this.#since = at;
    }
    this.#younger.set(key, at);
  }

  delete(key: string): void {
    this.#younger.delete(key);
    this.#older.delete(key);
  }

  /** Begins anew with what `newestFirst` tells of the time that is kept; of one key the newest counts. */
  reload(newestFirst: Iterable<{ readonly key: string; readonly at: number }>, now: number): void {
    this.#older = new Map();
    this.#younger = new Map();
    this.#since = now;
    for (const { key, at } of newestFirst) {
      if (at <= now - this.#keptMs || this.#younger.size === this.#max) break;
      if (!this.#younger.has(key)) this.#younger.set(key, at);
    }
  }
}
