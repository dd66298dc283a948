/** Texts that are nearly the same: 64 bits of each, of which nearly the same texts have nearly all in common. */
import type { Word } from '../store/words.ts';

/** M. Charikar, “Similarity estimation techniques from rounding algorithms”, STOC 2002. */
export interface SimHash {
  readonly high: number;
  readonly low: number;
}

export function simHash(words: readonly Word[]): SimHash {
  const weights = new Int32Array(64);
  let before = '';
  for (const { word } of words) {
    add(weights, word);
    // Pairs tell a text from another that has its words in another order.
    if (before !== '') add(weights, `${before} ${word}`);
    before = word;
  }
  return { high: bitsOf(weights, 0), low: bitsOf(weights, 32) };
}

/** How many of the bits differ. */
export function distance(a: SimHash, b: SimHash): number {
  return ones(a.high ^ b.high) + ones(a.low ^ b.low);
}

function add(weights: Int32Array, feature: string): void {
  const [high, low] = [hash(feature, 0x811c9dc5), hash(feature, 0x2f0b4c47)];
  for (let bit = 0; bit < 32; bit++) {
    weights[bit] = (weights[bit] ?? 0) + ((high >>> bit) & 1) * 2 - 1;
    weights[32 + bit] = (weights[32 + bit] ?? 0) + ((low >>> bit) & 1) * 2 - 1;
  }
}

function bitsOf(weights: Int32Array, from: number): number {
  let bits = 0;
  for (let bit = 0; bit < 32; bit++) if ((weights[from + bit] ?? 0) > 0) bits |= 1 << bit;
  return bits >>> 0;
}

/** FNV-1a, with MurmurHash3’s last step, which spreads what differs over all bits. */
function hash(text: string, seed: number): number {
  let h = seed;
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
