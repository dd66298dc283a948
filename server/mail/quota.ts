/** How many mails one address may be sent, whoever asks for them. */
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';

export interface Span {
  readonly max: number;
  readonly ms: number;
}

/** What each is remembered by costs whoever asks a request of their own allowance: to push one out takes long. */
const KEPT_MAX = 20_000;

export class Quota {
  readonly #spans: readonly Span[];
  readonly #longest: number;
  /** When mails were sent, by a hash of the address, the oldest first. */
  readonly #sent = new Lru<string, number[]>(KEPT_MAX);

  constructor(spans: readonly Span[]) {
    this.#spans = spans;
    this.#longest = Math.max(...spans.map(({ ms }) => ms));
  }

  /**
   * @returns what to call when nothing was sent after all.
   * @throws Refusal `rate_limited` with the seconds to wait.
   */
  take(key: string): () => void {
    const now = Date.now();
    const times = (this.#sent.get(key) ?? []).filter(at => now - at < this.#longest);
    const waits = this.#spans.map(({ max, ms }) => {
      const first = times.filter(at => now - at < ms).at(-max);
      return first === undefined ? 0 : first + ms - now;
    });
    const wait = Math.max(...waits);
    if (wait > 0) {
      const minutes = Math.ceil(wait / 60_000);
      throw new Refusal(
        'rate_limited',
        `This address was sent enough mails for now; look also among the unwanted ones, or wait ${minutes} min and try again.`,
        { retryAfter: Math.ceil(wait / 1000) },
      );
    }
    times.push(now);
    this.#sent.set(key, times);
    return () => {
      const at = times.indexOf(now);
      if (at >= 0) times.splice(at, 1);
    };
  }
}
