/** Who is speaking: finds the viewer behind a token, and makes guests. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AuthorInput, Viewer } from '../../protocol/comment.ts';
import { URL_MAX_UNITS } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import { hasScope, type Staff, viewerOf } from '../staff/staff.ts';
import type { StaffAccess } from '../staff/staff-access.ts';
import type { Store, StoredViewer } from '../store/store.ts';
import { cleanName } from '../text.ts';
import { GuestTokens } from './token.ts';

/** A reader without a token: may read what everyone may. */
export const ANONYMOUS: Viewer = { id: '', name: '', role: 'guest' };

/** The name of a guest who gives none. */
export const NAMELESS = 'Guest';

export interface Identified {
  readonly viewer: Viewer;
  /** A fresh token in place of one that grew old. */
  readonly renewed?: string;
  /** For a moderator: their right, which can end before their connection does. */
  readonly staff?: Staff;
}

export class Accounts {
  readonly #store: Store;
  readonly #tokens: GuestTokens;
  readonly #staff: StaffAccess;

  constructor(options: { readonly store: Store; readonly secret: string; readonly staff: StaffAccess }) {
    this.#store = options.store;
    this.#tokens = new GuestTokens(options.secret);
    this.#staff = options.staff;
  }

  /**
   * The viewer who holds `token`.
   * @param origin of the page that sent it, where one did.
   * @throws Refusal `bad_token`, `token_expired` or `origin_refused`.
   */
  async identify(token: string, origin: string | undefined): Promise<Identified> {
    const staff = await this.#staff.byToken(token, origin);
    if (staff) return { viewer: viewerOf(staff), staff };
    const claims = this.#tokens.verify(token);
    const stored = await this.#store.viewer(claims.id);
    // A guest’s token proves a guest, whatever their row says.
    const viewer: Viewer = { id: claims.id, name: stored?.name ?? claims.name, role: 'guest' };
    return claims.stale ? { viewer, renewed: this.#tokens.issue(viewer.id, viewer.name) } : { viewer };
  }

  /**
   * The viewer of an HTTP request, from its `Authorization` header.
   * @throws Refusal as `identify`; a request without the header is anonymous.
   */
  async ofRequest(request: FastifyRequest): Promise<Identified> {
    const { authorization } = request.headers;
    if (authorization === undefined) return { viewer: ANONYMOUS };
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined) {
      throw new Refusal('bad_token', 'The Authorization header must read ‘Bearer’, a space and the token.');
    }
    return this.identify(token, this.#staff.pageOf(request));
  }

  /**
   * The viewer of a request that would write.
   * @throws Refusal as `ofRequest`, or `not_allowed` for a key that may only read.
   */
  async writerOf(request: FastifyRequest): Promise<Viewer> {
    const { viewer, staff } = await this.ofRequest(request);
    requireWrite(staff);
    return viewer;
  }

  /** A guest nobody has met; nothing is stored until they write. */
  newGuest(name: string | undefined): { viewer: Viewer; token: string } {
    const named = name !== undefined && name.trim() !== '';
    const viewer: Viewer = { id: randomUUID(), name: named ? cleanName(name) : '', role: 'guest' };
    return { viewer, token: this.#tokens.issue(viewer.id, viewer.name) };
  }

  /**
   * How a viewer signs a comment: guests may name themselves each time, others keep their profile's name.
   * @throws Refusal `bad_name` or `bad_request` for a website or address that is none.
   */
  async author(viewer: Viewer, input: AuthorInput | undefined): Promise<StoredViewer> {
    const stored = await this.#store.viewer(viewer.id);
    const named = viewer.role === 'guest' ? input?.name : undefined;
    return {
      id: viewer.id,
      role: viewer.role,
      name: named === undefined || named.trim() === '' ? viewer.name || NAMELESS : cleanName(named),
      email: input?.email ? email(input.email) : (stored?.email ?? null),
      website: input?.website ? website(input.website) : (stored?.website ?? null),
    };
  }
}

/** Whether a viewer moderates a site. */
export function moderates({ role, sites }: Viewer, site: string): boolean {
  return (role === 'moderator' || role === 'admin') && (sites === undefined || sites.includes(site));
}

/**
 * A key that may not write comments does not write them as a guest either, nor under its name.
 * @throws Refusal `not_allowed`
 */
export function requireWrite(staff: Staff | undefined): void {
  if (staff === undefined || hasScope(staff, 'comments:write')) return;
  throw new Refusal(
    'not_allowed',
    'The key lacks the scope comments:write, so it may only read here; make one that has it, or write without a key.',
  );
}

/** @throws Refusal `sign_in_required` for a reader without a token. */
export function requireToken(viewer: Viewer): void {
  if (viewer.id !== '') return;
  throw new Refusal(
    'sign_in_required',
    'Send a token as ‘Authorization: Bearer’; POST /api/v1/session/guest gives one to anybody.',
  );
}

function email(value: string): string {
  const trimmed = value.trim();
  if (/^[^\s@<>"(),:;[\\\]]+@[^\s@<>"(),:;[\\\]]+$/.test(trimmed)) return trimmed;
  throw new Refusal('bad_request', 'author/email is not an e-mail address.');
}

function website(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // Asked again: escaping can make an address nine times as long.
  const isShort = url !== undefined && url.href.length <= URL_MAX_UNITS;
  if (isShort && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href;
  throw new Refusal('bad_request', 'author/website must be an http or https address.');
}
