/** Challenges for authenticators: each is answered once, soon, and by whom it was made for. */
import { randomBytes } from 'node:crypto';
import { Lru } from '../lru.ts';

const LIFE_MS = 5 * 60_000;
const KEPT_MAX = 5_000;

interface Challenge {
  /** Null: for whoever signs in. */
  readonly staff: string | null;
  readonly until: number;
  used: boolean;
}

export class Challenges {
  readonly #open = new Lru<string, Challenge>(KEPT_MAX);

  make(staff: string | null): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(randomBytes(32));
    const key = Buffer.from(bytes).toString('base64url');
    this.#open.set(key, { staff, until: Date.now() + LIFE_MS, used: false });
    return bytes;
  }

  use(challenge: string, staff: string | null): boolean {
    const made = this.#open.get(challenge);
    if (made === undefined || made.used || made.staff !== staff || made.until < Date.now()) return false;
    made.used = true;
    return true;
  }
}
