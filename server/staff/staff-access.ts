/** Finds who acts behind a request: a dashboard session, an API key, the operator’s token, a moderator’s token from a page. */
import type { FastifyRequest } from 'fastify';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import { API_KEY_PREFIX, type ApiKeys } from './api-keys.ts';
import type { IsOver, Revocations } from './revocations.ts';
import type { Sessions } from './sessions.ts';
import type { Staff } from './staff.ts';
import { WIDGET_TOKEN_PREFIX, type WidgetTokens } from './widget-tokens.ts';

export class StaffAccess {
  readonly #adminToken: string | undefined;
  readonly #ownOrigins: (request: FastifyRequest) => readonly string[];
  readonly #sessions: Sessions;
  readonly #keys: ApiKeys;
  readonly #widgetTokens: WidgetTokens;
  readonly #revocations: Revocations;

  constructor(options: {
    readonly adminToken: string | undefined;
    readonly ownOrigins: (request: FastifyRequest) => readonly string[];
    readonly sessions: Sessions;
    readonly keys: ApiKeys;
    readonly widgetTokens: WidgetTokens;
    readonly revocations: Revocations;
  }) {
    this.#adminToken = options.adminToken;
    this.#ownOrigins = options.ownOrigins;
    this.#sessions = options.sessions;
    this.#keys = options.keys;
    this.#widgetTokens = options.widgetTokens;
    this.#revocations = options.revocations;
  }

  /** @throws Refusal `sign_in_required`, `bad_token`, `token_expired` or, for a reader’s token, `not_allowed`. */
  async ofRequest(request: FastifyRequest): Promise<Staff> {
    const staff = await this.find(request);
    if (staff) return staff;
    throw new Refusal('sign_in_required', 'Sign in at /admin/, or send an API key as ‘Authorization: Bearer’.');
  }

  /**
   * Whoever acts, or undefined for nobody.
   * @throws Refusal `bad_token`, `token_expired`, `origin_refused` or, for a reader’s token, `not_allowed`.
   */
  async find(request: FastifyRequest): Promise<Staff | undefined> {
    const { authorization } = request.headers;
    if (authorization === undefined) return this.#sessions.ofRequest(request);
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined) {
      throw new Refusal('bad_token', 'The Authorization header must read ‘Bearer’, a space and the token.');
    }
    const staff = await this.byToken(token, this.pageOf(request));
    if (staff) return staff;
    throw new Refusal('not_allowed', 'Only moderators may do this, and this token is not one of theirs.');
  }

  /**
   * Undefined for a token that is not of our kinds: a reader’s may be.
   * @param origin of the page that sent it, where one did.
   * @throws Refusal `bad_token`, `token_expired` or `origin_refused`.
   */
  async byToken(token: string, origin: string | undefined): Promise<Staff | undefined> {
    if (token.startsWith(API_KEY_PREFIX)) return this.#keys.identify(token);
    if (token.startsWith(WIDGET_TOKEN_PREFIX)) return this.#widgetTokens.identify(token, origin);
    if (this.#adminToken === undefined || !equal(token, this.#adminToken)) return undefined;
    return { id: 'admin', name: 'Admin', email: null, role: 'owner', sites: null, scopes: null, via: 'operator' };
  }

  /** The origin of the page that asks; browsers leave it out where a page of ours only reads. */
  pageOf(request: FastifyRequest): string | undefined {
    const { origin, 'sec-fetch-site': from } = request.headers;
    return origin ?? (from === 'same-origin' ? this.#ownOrigins(request)[0] : undefined);
  }

  /**
   * For what a cookie allows, or would begin: only our own pages may ask, or programs, which send no origin and no cookie.
   * @throws Refusal `origin_refused`
   */
  requireOwnOrigin(request: FastifyRequest): void {
    const { origin, cookie } = request.headers;
    const own = this.#ownOrigins(request);
    if (origin !== undefined && !own.includes(origin)) {
      throw new Refusal('origin_refused', `Only the server’s own pages may do this; open ${own[0]}/admin/.`);
    }
    const isSafe = request.method === 'GET' || request.method === 'HEAD';
    // A very old browser sends a cookie along without telling whose page made it.
    if (origin === undefined && cookie !== undefined && !isSafe && this.pageOf(request) === undefined) {
      throw new Refusal('origin_refused', `With a cookie, send ‘Origin: ${own[0]}’; programs send an API key instead.`);
    }
  }

  /** The listener hears when rights end before their time, and closes or downgrades whoever holds on to one. */
  onRevoked(listener: (isOver: IsOver) => void): void {
    this.#revocations.listen(listener);
  }
}
