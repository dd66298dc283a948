/** How often somebody may be wrong about who they are. */
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';

const WRONG_MAX = 5;
const WINDOW_MS = 15 * 60_000;

/** Each entry cost whoever made it a slow hash, so filling this takes longer than a window. */
const KEPT_MAX = 20_000;

interface Wrong {
  since: number;
  count: number;
}

export class Attempts {
  readonly #wrong = new Lru<string, Wrong>(KEPT_MAX);

  /**
   * Counts a try against each key before it is judged: many at once must not all get in before the first is found wrong.
   * @returns what to call when it was right.
   * @throws Refusal `rate_limited` with the seconds to wait.
   */
  take(keys: readonly string[]): () => void {
    const now = Date.now();
    const entries = keys.map(key => this.#entry(key, now));
    const full = entries.filter(({ count }) => count >= WRONG_MAX);
    if (full.length > 0) {
      const retryAfter = Math.ceil((Math.max(...full.map(({ since }) => since)) + WINDOW_MS - now) / 1000);
      const wait = Math.ceil(retryAfter / 60);
      throw new Refusal('rate_limited', `There were too many wrong tries; wait ${wait} min and try again.`, {
        retryAfter,
      });
    }
    for (const entry of entries) entry.count += 1;
    return () => {
      for (const entry of entries) entry.count -= 1;
    };
  }

  #entry(key: string, now: number): Wrong {
    const known = this.#wrong.get(key);
    if (known && now - known.since < WINDOW_MS) return known;
    const entry = { since: now, count: 0 };
    this.#wrong.set(key, entry);
    return entry;
  }
}
