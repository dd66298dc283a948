/** How often somebody may be wrong about who they are. */
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';

const WRONG_MAX = 5;
const WINDOW_MS = 15 * 60_000;

/** What stays here cost a slow hash for every two entries: to push somebody’s count out takes minutes. */
const KEPT_MAX = 10_000;

interface Wrong {
  since: number;
  count: number;
}

export class Attempts {
  readonly #wrong = new Lru<string, Wrong>(KEPT_MAX);

  /**
   * Counts a try against each key before it is judged: many at once must not all get in before the first is found wrong.
   * @returns what to call when it was not wrong.
   * @throws Refusal `rate_limited` with the seconds to wait.
   */
  take(keys: readonly string[]): () => void {
    const now = Date.now();
    const full = keys.flatMap(key => this.#known(key, now) ?? []).filter(({ count }) => count >= WRONG_MAX);
    if (full.length > 0) {
      const retryAfter = Math.ceil((Math.max(...full.map(({ since }) => since)) + WINDOW_MS - now) / 1000);
      const wait = Math.ceil(retryAfter / 60);
      throw new Refusal('rate_limited', `There were too many wrong tries; wait ${wait} min and try again.`, {
        retryAfter,
      });
    }
    const entries = keys.map(key => [key, this.#count(key, now)] as const);
    return () => {
      for (const [key, entry] of entries) this.#release(key, entry);
    };
  }

  #known(key: string, now: number): Wrong | undefined {
    const known = this.#wrong.get(key);
    return known && now - known.since < WINDOW_MS ? known : undefined;
  }

  #count(key: string, now: number): Wrong {
    const entry = this.#known(key, now) ?? { since: now, count: 0 };
    entry.count += 1;
    this.#wrong.set(key, entry);
    return entry;
  }

  /** What counts nothing is not kept: also whoever was turned away before the slow hash. */
  #release(key: string, entry: Wrong): void {
    entry.count -= 1;
    if (entry.count === 0 && this.#wrong.get(key) === entry) this.#wrong.delete(key);
  }
}
