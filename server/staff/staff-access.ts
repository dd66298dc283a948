/** Finds who acts behind a request: a dashboard session, an API key, the operator’s token, a moderator’s token from a page. */
import type { FastifyRequest } from 'fastify';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from './staff.ts';

export class StaffAccess {
  readonly #adminToken: string | undefined;
  readonly #ownOrigins: (request: FastifyRequest) => readonly string[];

  constructor(options: {
    readonly adminToken: string | undefined;
    readonly ownOrigins: (request: FastifyRequest) => readonly string[];
  }) {
    this.#adminToken = options.adminToken;
    this.#ownOrigins = options.ownOrigins;
  }

  /** @throws Refusal `sign_in_required`, `bad_token`, `token_expired` or, for a reader’s token, `not_allowed`. */
  async ofRequest(request: FastifyRequest): Promise<Staff> {
    const { authorization } = request.headers;
    if (authorization === undefined) {
      throw new Refusal('sign_in_required', 'Sign in at /admin/, or send an API key as ‘Authorization: Bearer’.');
    }
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined) {
      throw new Refusal('bad_token', 'The Authorization header must read ‘Bearer’, a space and the token.');
    }
    const staff = await this.byToken(token);
    if (staff) return staff;
    throw new Refusal('not_allowed', 'Only moderators may do this, and this token is not one of theirs.');
  }

  /** Undefined for a token that is not of our kinds: a reader’s may be. */
  async byToken(token: string): Promise<Staff | undefined> {
    if (this.#adminToken === undefined || !equal(token, this.#adminToken)) return undefined;
    return { id: 'admin', name: 'Admin', email: null, role: 'owner', sites: null, scopes: null, via: 'operator' };
  }

  /**
   * For what a cookie allows, or would begin: only our own pages may ask, or programs, which send no origin.
   * @throws Refusal `origin_refused`
   */
  requireOwnOrigin(request: FastifyRequest): void {
    const { origin } = request.headers;
    if (origin === undefined || this.#ownOrigins(request).includes(origin)) return;
    throw new Refusal('origin_refused', 'Only the server’s own pages may do this.');
  }
}
