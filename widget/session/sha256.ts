/** SHA-256 of a short text, for pages without HTTPS, where browsers hide their own (FIPS 180-4; one block is enough). */

const PRIMES = primes(64);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every(prime => n % prime)) found.push(n);
  return found;
}

/** The first 32 bits behind the point of a root. */
const rootOf = (power: number) => (n: number) => (n ** power * 2 ** 32) | 0;
const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** @param text of up to 55 ASCII characters. */
export function sha256(text: string): Uint8Array {
  const block = new DataView(new ArrayBuffer(64));
  for (let i = 0; i < text.length; i++) block.setUint8(i, text.charCodeAt(i));
  block.setUint8(text.length, 0x80);
  block.setUint32(60, text.length * 8);
  const words = Array.from({ length: 16 }, (_, i) => block.getInt32(i * 4));
  const at = (n: number): number => words[n] as number;
  for (let i = 16; i < 64; i++) {
    const [x, y] = [at(i - 15), at(i - 2)];
    const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    words.push((at(i - 16) + s0 + at(i - 7) + s1) | 0);
  }
  const begin = PRIMES.slice(0, 8).map(rootOf(1 / 2));
  const roots = PRIMES.map(rootOf(1 / 3));
  let [a, b, c, d, e, f, g, h] = begin as [number, number, number, number, number, number, number, number];
  for (const [i, root] of roots.entries()) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + root + at(i)) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) digest.setInt32(i * 4, (word + (begin[i] as number)) | 0);
  return new Uint8Array(digest.buffer);
}
