/** Tokens with which a moderator works in the widget on a page: signed, short-lived, for one site and its one origin. */
import { createHmac, hkdfSync } from 'node:crypto';
import type { Scope } from '../../protocol/admin/shared.ts';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import type { Sessions } from './sessions.ts';
import { mayOnSite, type Staff } from './staff.ts';

export const WIDGET_TOKEN_PREFIX = 'lcw1.';
const LIFE_MS = 15 * 60_000;
/** However often it is renewed: then the moderator is asked again. */
const RENEWED_MS = 8 * 60 * 60_000;

/** What a page needs for its moderators; not the team’s, nor mail addresses of readers. */
const SCOPES: readonly Scope[] = ['comments:write', 'threads:write', 'bans:write'];

interface Claims {
  /** The session it came from, and ends with. */
  readonly s: string;
  readonly p: string;
  readonly o: string;
  /** When the first of its kind was given, and when this one ends, in milliseconds since 1970. */
  readonly b: number;
  readonly e: number;
}

export class WidgetTokens {
  readonly #key: Buffer;
  readonly #sessions: Sessions;

  constructor(secret: string, sessions: Sessions) {
    this.#key = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'hex'), '', 'live-comments widget tokens', 32));
    this.#sessions = sessions;
  }

  issue(
    session: string,
    site: string,
    origin: string,
    began: number = Date.now(),
  ): { token: string; expiresAt: string } {
    const end = Math.min(Date.now() + LIFE_MS, began + RENEWED_MS);
    const claims: Claims = { s: session, p: site, o: origin, b: began, e: end };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const token = `${WIDGET_TOKEN_PREFIX}${payload}.${this.#sign(payload)}`;
    return { token, expiresAt: new Date(claims.e).toISOString() };
  }

  /** Another one in place of `token`, which has been identified. */
  renew(token: string): { token: string; expiresAt: string } {
    const { s, p, o, b } = this.#read(token);
    return this.issue(s, p, o, b);
  }

  /**
   * @param origin of the page that sent it.
   * @throws Refusal `bad_token`, `token_expired` or `origin_refused`.
   */
  async identify(token: string, origin: string | undefined): Promise<Staff> {
    const { s, p, o, e } = this.#read(token);
    if (e <= Date.now()) throw new Refusal('token_expired', 'The sign-in on this page has expired; sign in again.');
    // Who copied it from the page must not use it elsewhere.
    if (origin !== o) throw new Refusal('origin_refused', `This token is for pages of ${o} alone; sign in there.`);
    const session = await this.#sessions.byId(s);
    if (session === undefined || !mayOnSite(session.owner, p)) {
      throw new Refusal('token_expired', 'The sign-in that this token came from is over; sign in again.');
    }
    const { id, name } = session.owner;
    // It proves nothing anew: the session itself may be stepped up, but the page it is used on is another.
    const derived = { id: s, steppedUpAt: 0 };
    return {
      id,
      name,
      email: null,
      role: 'moderator',
      sites: [p],
      scopes: SCOPES,
      via: 'widget',
      session: derived,
      until: e,
    };
  }

  #read(token: string): Claims {
    const [payload = '', signature = '', ...rest] = token.slice(WIDGET_TOKEN_PREFIX.length).split('.');
    if (rest.length > 0 || !equal(signature, this.#sign(payload))) {
      throw new Refusal('bad_token', 'The token was not made by this server; sign in again.');
    }
    return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  }

  #sign(payload: string): string {
    return createHmac('sha256', this.#key).update(payload).digest('base64url');
  }
}
