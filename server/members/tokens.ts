/** Tokens of members: a short-lived one that says who they are, and the one that gets the next, once. */
import { createHmac, hkdfSync } from 'node:crypto';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';

export const MEMBER_TOKEN_PREFIX = 'm1.';
const REFRESH_PREFIX = 'r1.';
/** A token that is stolen is of use for no longer than this. */
export const ACCESS_MS = 15 * 60_000;

export interface MemberClaims {
  /** The session. */
  readonly s: string;
  /** The member. */
  readonly m: string;
  /** The site. */
  readonly p: string;
  /** When it ends, milliseconds since 1970. */
  readonly e: number;
}

export interface RefreshClaims {
  readonly session: string;
  readonly generation: number;
}

export class MemberTokens {
  readonly #access: Buffer;
  readonly #refresh: Buffer;

  constructor(secret: string) {
    const key = (use: string) => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), '', use, 32));
    this.#access = key('live-comments member tokens');
    this.#refresh = key('live-comments refresh tokens');
  }

  issue(claims: MemberClaims): string {
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    return `${MEMBER_TOKEN_PREFIX}${payload}.${sign(this.#access, payload)}`;
  }

  /** @throws Refusal `bad_token` or `token_expired`. */
  verify(token: string, now: number = Date.now()): MemberClaims {
    const [payload = '', signature = '', ...rest] = token.slice(MEMBER_TOKEN_PREFIX.length).split('.');
    if (!token.startsWith(MEMBER_TOKEN_PREFIX) || rest.length > 0 || !equal(signature, sign(this.#access, payload))) {
      throw new Refusal('bad_token', 'The token was not made by this server; sign in again.');
    }
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as MemberClaims;
    if (claims.e <= now)
      throw new Refusal('token_expired', 'The token has expired; get the next one at /session/refresh.');
    return claims;
  }

  /** Made of the session and its step alone, so that whoever asks twice gets the same. */
  refresh({ session, generation }: RefreshClaims): string {
    const text = `${session}.${generation}`;
    return `${REFRESH_PREFIX}${text}.${sign(this.#refresh, text)}`;
  }

  /** @throws Refusal `bad_token`. */
  readRefresh(token: string): RefreshClaims {
    const [, session = '', generation = '', signature = ''] = /^r1\.([\w-]+)\.(\d{1,9})\.([\w-]+)$/.exec(token) ?? [];
    if (!equal(signature, sign(this.#refresh, `${session}.${generation}`))) {
      throw new Refusal('bad_token', 'The refresh token was not made by this server; sign in again.');
    }
    return { session, generation: Number(generation) };
  }
}

function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
