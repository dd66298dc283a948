/** Tokens of guests: a signed statement of who they are, so that reading and asking for one store nothing. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../errors.ts';
import { Lru } from '../lru.ts';

interface Claims {
  /** The guest's id. */
  readonly i: string;
  /** The name they gave when they asked. */
  readonly n: string;
  /** When it was issued, seconds since 1970. */
  readonly t: number;
}

export interface GuestClaims {
  readonly id: string;
  readonly name: string;
  readonly stale: boolean;
}

const PREFIX = 'g1';
/** Browsers forget cookies after 400 days (RFC 6265bis); a guest is remembered for as long, and anew from each renewal. */
const LIFE_SECONDS = 400 * 86_400;
const RENEW_SECONDS = 30 * 86_400;

/** Whoever writes sends their token each time. */
const KNOWN_MAX = 5_000;

export class GuestTokens {
  readonly #secret: string;
  /** Tokens whose signature was right. */
  readonly #known = new Lru<string, Claims>(KNOWN_MAX);

  constructor(secret: string) {
    this.#secret = secret;
  }

  issue(id: string, name: string, now: number = Date.now()): string {
    const claims: Claims = { i: id, n: name, t: Math.floor(now / 1000) };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${PREFIX}.${payload}.${this.#sign(payload)}`;
  }

  /** @throws Refusal `bad_token` or `token_expired`. */
  verify(token: string, now: number = Date.now()): GuestClaims {
    const claims = this.#known.get(token) ?? this.#read(token);
    const age = Math.floor(now / 1000) - claims.t;
    if (age > LIFE_SECONDS) throw new Refusal('token_expired', 'The token has expired; sign in again.');
    return { id: claims.i, name: claims.n, stale: age > RENEW_SECONDS };
  }

  #read(token: string): Claims {
    const [prefix, payload = '', signature = '', ...rest] = token.split('.');
    if (prefix !== PREFIX || rest.length > 0 || !equal(signature, this.#sign(payload))) {
      throw new Refusal('bad_token', 'The token was not made by this server; sign in again.');
    }
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    this.#known.set(token, claims);
    return claims;
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#secret).update(`${PREFIX}.${payload}`).digest('base64url');
  }
}

/** Compares without telling by its duration how much was right. */
export function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
