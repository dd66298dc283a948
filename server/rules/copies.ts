/** The texts of the last day on one site, as 64 bits each: finds those that are nearly the same as another. */
import { distance, type SimHash } from './sim-hash.ts';

const KEPT_MS = 24 * 3_600_000;
const KEPT_MAX = 20_000;
/** So many bits of 64 may differ: one of the eight bytes is then the same in both. */
const NEAR = 7;

interface Text extends SimHash {
  /** Of the comment. */
  readonly id: string;
  readonly at: number;
}

export class Copies {
  readonly #texts: Set<Text> = new Set();
  /** By which of the bytes, and its value. */
  readonly #byByte = new Map<number, Text[]>();

  /**
   * Remembers a text, and tells how many comments like it there were before; its own earlier texts are none.
   * @param most up to how many are counted: in a flood of one text nobody needs all.
   */
  add(id: string, hash: SimHash, now: number, most: number): number {
    const keys = keysOf(hash);
    const near = this.#near(id, hash, now, most);
    const text: Text = { ...hash, id, at: now };
    this.#texts.add(text);
    for (const key of keys) {
      const texts = this.#byByte.get(key);
      if (texts) texts.push(text);
      else this.#byByte.set(key, [text]);
    }
    this.#forget(now);
    return near;
  }

  #near(id: string, hash: SimHash, now: number, most: number): number {
    const near = new Set<string>();
    for (const key of keysOf(hash)) {
      for (const text of this.#byByte.get(key) ?? []) {
        if (text.id !== id && now - text.at < KEPT_MS && distance(text, hash) <= NEAR) near.add(text.id);
        if (near.size >= most) return most;
      }
    }
    return near.size;
  }

  #forget(now: number): void {
    for (const oldest of this.#texts) {
      if (this.#texts.size <= KEPT_MAX && now - oldest.at < KEPT_MS) return;
      this.#texts.delete(oldest);
      // They were put in in the same order, so in each list it is the first.
      for (const key of keysOf(oldest)) this.#byByte.get(key)?.shift();
    }
  }
}

function keysOf({ high, low }: SimHash): number[] {
  return [high, low].flatMap((half, n) =>
    [0, 8, 16, 24].map(shift => ((n * 4 + shift / 8) << 8) | ((half >>> shift) & 0xff)),
  );
}
