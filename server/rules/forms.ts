/** Forms: signed statements of where and when somebody began to write, and the work that was asked of them for it. */
import { createHmac, hash, randomBytes } from 'node:crypto';
import type { FormProof } from '../../protocol/comment.ts';
import type { Form } from '../../protocol/rest.ts';
import { equal } from '../accounts/token.ts';

interface Claims {
  /** Site and thread, hashed. */
  readonly p: string;
  /** When it was made, milliseconds since 1970. */
  readonly t: number;
  readonly n: string;
  /** Bits of work. */
  readonly b: number;
  /** Whom no work was asked of, because of who they are. */
  readonly v?: string;
}

export interface FormRequest {
  readonly site: string;
  readonly thread: string;
  readonly bits: number;
  readonly viewer: string;
}

const PREFIX = 'f1';
const LIFE_MS = 24 * 3_600_000;
/** Forms that were used; after as many more an old one could be used again. */
const USED_MAX = 100_000;

export class Forms {
  readonly #secret: string;
  /** By which comment each was used: the same may be sent again. */
  readonly #used = new Map<string, string>();

  constructor(secret: string) {
    this.#secret = secret;
  }

  make({ site, thread, bits, viewer }: FormRequest, now: number): Form {
    const nonce = randomBytes(12).toString('base64url');
    const claims: Claims = {
      p: placeHash(site, thread),
      t: now,
      n: nonce,
      b: bits,
      ...(bits === 0 ? { v: viewer } : {}),
    };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return {
      token: `${PREFIX}.${payload}.${this.#sign(payload)}`,
      expiresAt: new Date(now + LIFE_MS).toISOString(),
      challenge: bits === 0 ? null : { bits, salt: nonce },
    };
  }

  /** @returns undefined for what this server did not sign. */
  read(token: string): Claims | undefined {
    const [prefix, payload = '', signature = '', ...rest] = token.split('.');
    if (prefix !== PREFIX || rest.length > 0 || !equal(signature, this.#sign(payload))) return undefined;
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  }

  isFor({ p }: Claims, site: string, thread: string): boolean {
    return p === placeHash(site, thread);
  }

  isOver({ t }: Claims, now: number): boolean {
    return now - t > LIFE_MS;
  }

  /** Whether a form counts for a viewer: one without work does for whom it was made alone. */
  isTheirs({ b, v }: Claims, viewer: string): boolean {
    return b > 0 || v === viewer;
  }

  /** Whether the work is done that was asked for: SHA-256 of salt, a dot and the solution begins with so many zero bits. */
  isSolved({ b, n }: Claims, solution: number | undefined): boolean {
    if (b === 0) return true;
    if (solution === undefined) return false;
    return Math.clz32(hash('sha256', `${n}.${solution}`, 'buffer').readUInt32BE(0)) >= b;
  }

  /** Whether a form is this server’s, for this place, in time, and its work done. */
  isGood({ token, solution }: FormProof, { site, thread, viewer }: Omit<FormRequest, 'bits'>, now: number): boolean {
    const claims = this.read(token);
    if (claims === undefined || !this.isFor(claims, site, thread) || this.isOver(claims, now)) return false;
    return this.isTheirs(claims, viewer) && this.isSolved(claims, solution);
  }

  /** @returns false where another comment came with it already. */
  use({ n }: Claims, comment: string): boolean {
    const before = this.#used.get(n);
    if (before !== undefined) return before === comment;
    this.#used.set(n, comment);
    for (const oldest of this.#used.keys()) {
      if (this.#used.size <= USED_MAX) break;
      this.#used.delete(oldest);
    }
    return true;
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#secret).update(`form.${payload}`).digest('base64url');
  }
}

function placeHash(site: string, thread: string): string {
  return hash('sha256', `${site}\n${thread}`, 'base64url').slice(0, 22);
}
