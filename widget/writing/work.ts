/** The work that a form asks of guests whom nobody knows: a number whose SHA-256 begins with zeros. */

/** What can be done between two keys. */
const SLICE_MS = 4;
/** More is done beside the page, where its policy lets it. */
const HERE_BITS = 14;

type Try = (salt: string, bits: number, from: number, to: number) => number;

/**
 * The first number from `from` on, below `to`, for which SHA-256 of salt, a dot and the number begins with so many zero
 * bits; -1 where there is none. Stands by itself, so that a worker can be made of its text. FIPS 180-4; one block is enough.
 */
function solver(): Try {
  const roots: number[] = [];
  const halves: number[] = [];
  for (let n = 2; roots.length < 64; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (isPrime) {
      roots.push((n ** (1 / 3) * 2 ** 32) | 0);
      halves.push((n ** (1 / 2) * 2 ** 32) | 0);
    }
  }
  const w = new Int32Array(64);
  const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));
  const at = (words: ArrayLike<number>, n: number): number => words[n] as number;
  return (salt, bits, from, to) => {
    for (let n = from; n < to; n++) {
      const text = `${salt}.${n}\x80`;
      w.fill(0);
      for (let i = 0; i < text.length; i++) w[i >> 2] = at(w, i >> 2) | (text.charCodeAt(i) << (24 - (i % 4) * 8));
      w[15] = (text.length - 1) * 8;
      for (let i = 16; i < 64; i++) {
        const [x, y] = [at(w, i - 15), at(w, i - 2)];
        const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
      }
      let [a, b, c, d, e, f, g, h] = halves as [number, number, number, number, number, number, number, number];
      for (let i = 0; i < 64; i++) {
        const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(roots, i) + at(w, i)) | 0;
        const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
        const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g;
        g = f;
        f = e;
        e = (d + t1) | 0;
        d = c;
        c = b;
        b = a;
        a = (t1 + t2) | 0;
      }
      if (Math.clz32(a + at(halves, 0)) >= bits) return n;
    }
    return -1;
  };
}

export async function solve(salt: string, bits: number): Promise<number> {
  // Beside the page takes a moment to set up, and its policy may complain of it: for little work neither is worth it.
  if (bits > HERE_BITS) {
    const found = await besides(salt, bits).catch(() => undefined);
    if (found !== undefined) return found;
  }
  return inSlices(salt, bits);
}

function besides(salt: string, bits: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const code = `onmessage=({data:[salt,bits]})=>postMessage((${solver})()(salt,bits,0,1/0))`;
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const worker = new Worker(url);
    const end = (): void => {
      worker.terminate();
      URL.revokeObjectURL(url);
    };
    worker.onmessage = ({ data }: MessageEvent<number>) => {
      end();
      resolve(data);
    };
    worker.onerror = event => {
      event.preventDefault();
      end();
      reject(new Error(event.message));
    };
    worker.postMessage([salt, bits]);
  });
}

async function inSlices(salt: string, bits: number): Promise<number> {
  const attempt = solver();
  for (let from = 0; ; ) {
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) {
      const found = attempt(salt, bits, from, from + 100);
      if (found >= 0) return found;
      from += 100;
    }
    await new Promise(resolve => setTimeout(resolve));
  }
}
