/** Who is here and who types: in memory alone, told at most once a second, never part of the log. */
import { TYPING_MS } from '../../protocol/limits.ts';

/** Names told in one frame; who wants more than these knows that it is lively. */
const NAMES_MAX = 5;

export class Presence {
  /** Connections by viewer: two tabs of one viewer are one. */
  readonly #viewers = new Map<string | object, number>();
  readonly #typing = new Map<string | object, { name: string; until: number }>();
  readonly #changed: () => void;
  #expiry: NodeJS.Timeout | undefined;

  /** `changed` is called when somebody begins or stops to type. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** Those who are here. */
  keys(): Iterable<string | object> {
    return this.#viewers.keys();
  }

  /** The names of those who type, those who began first in front. */
  get typing(): string[] {
    return [...this.#typing.values()].slice(0, NAMES_MAX).map(each => each.name);
  }

  /** Tells nobody yet: whoever joins is greeted first. */
  join(key: string | object): void {
    this.#viewers.set(key, (this.#viewers.get(key) ?? 0) + 1);
  }

  leave(key: string | object): void {
    const left = (this.#viewers.get(key) ?? 1) - 1;
    if (left > 0) this.#viewers.set(key, left);
    else {
      this.#viewers.delete(key);
      this.#typing.delete(key);
    }
  }

  types(key: string | object, name: string): void {
    const isNew = !this.#typing.has(key);
    this.#typing.set(key, { name, until: performance.now() + TYPING_MS });
    this.#expire();
    if (isNew) this.#changed();
  }

  stopsTyping(key: string | object): void {
    if (this.#typing.delete(key)) this.#changed();
  }

  stop(): void {
    clearTimeout(this.#expiry);
  }

  #expire(): void {
    if (this.#expiry) return;
    const next = [...this.#typing.values()].reduce(
      (soonest, each) => Math.min(soonest, each.until),
      Number.POSITIVE_INFINITY,
    );
    if (next === Number.POSITIVE_INFINITY) return;
    this.#expiry = setTimeout(
      () => {
        this.#expiry = undefined;
        const now = performance.now();
        const before = this.#typing.size;
        for (const [key, each] of this.#typing) if (each.until <= now) this.#typing.delete(key);
        if (this.#typing.size < before) this.#changed();
        this.#expire();
      },
      Math.max(0, next - performance.now()),
    ).unref();
  }
}
