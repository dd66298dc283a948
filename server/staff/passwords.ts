/** Passwords, kept as salted scrypt hashes; how many are worked on at a time is bounded. */
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../errors.ts';

/** OWASP’s Password Storage Cheat Sheet: 32 MiB, three times over. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const HASH_BYTES = 32;
const SALT_BYTES = 16;
const MEMORY_MAX = 128 * 1024 * 1024;

/** Each takes a thread and 32 MiB for a while: a flood of sign-ins must not take all of them. */
const AT_A_TIME = 2;
const WAITING_MAX = 20;

interface Parameters {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

export type Verdict = 'wrong' | 'right' | 'outdated';

export class Passwords {
  #working = 0;
  /** Each group in the order in which they came. */
  readonly #known: (() => void)[] = [];
  readonly #strangers: (() => void)[] = [];

  /**
   * @param isKnown as for `verify`.
   * @throws Refusal `unavailable` when too many wait.
   */
  async hash(password: string, isKnown = false): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const hash = await this.#derive(password, salt, COST, isKnown);
    return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  }

  /**
   * `outdated`: right, but hashed in an earlier way, so it should be hashed anew.
   * @param stored null does the same work, and is always wrong: nobody learns whether there is such an account.
   * @param isKnown whether it comes from a browser of theirs, whose tries are few: it goes before strangers, who could
   * else fill the queue and keep everybody out.
   * @throws Refusal `unavailable` when too many wait.
   */
  async verify(password: string, stored: string | null, isKnown = false): Promise<Verdict> {
    const [form, N, r, p, salt = '', wanted = ''] = stored?.split('$') ?? [];
    if (form !== 'scrypt') {
      await this.#derive(password, Buffer.alloc(SALT_BYTES), COST, isKnown);
      return 'wrong';
    }
    const cost = { N: Number(N), r: Number(r), p: Number(p) };
    const hash = await this.#derive(password, Buffer.from(salt, 'base64url'), cost, isKnown);
    const expected = Buffer.from(wanted, 'base64url');
    if (expected.length !== hash.length || !timingSafeEqual(hash, expected)) return 'wrong';
    return cost.N === COST.N && cost.r === COST.r && cost.p === COST.p ? 'right' : 'outdated';
  }

  async #derive(password: string, salt: Buffer, cost: Parameters, isKnown: boolean): Promise<Buffer> {
    await this.#turn(isKnown);
    try {
      return await derive(password, salt, { ...cost, maxmem: MEMORY_MAX });
    } finally {
      this.#working -= 1;
      (this.#known.shift() ?? this.#strangers.shift())?.();
    }
  }

  async #turn(isKnown: boolean): Promise<void> {
    if (this.#working >= AT_A_TIME) {
      if (!isKnown && this.#strangers.length >= WAITING_MAX) {
        throw new Refusal('unavailable', 'Too many people sign in right now; try again in a few seconds.', {
          retryAfter: 5,
        });
      }
      await new Promise<void>(resolve => (isKnown ? this.#known : this.#strangers).push(resolve));
    }
    this.#working += 1;
  }
}

/** The same password typed on another keyboard is the same (NIST SP 800-63B: normalize before hashing). */
function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
}
