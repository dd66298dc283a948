/** Who is speaking: finds the viewer behind a token, and makes guests. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { AuthorInput, Viewer } from '../../protocol/comment.ts';
import { NAMELESS, URL_MAX_UNITS } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import { isMailAddress } from '../mail/address.ts';
import type { MemberRight, Members } from '../members/members.ts';
import { MEMBER_TOKEN_PREFIX } from '../members/tokens.ts';
import { hasScope, type Staff, viewerOf } from '../staff/staff.ts';
import type { StaffAccess } from '../staff/staff-access.ts';
import type { Site, Store, StoredViewer } from '../store/store.ts';
import { cleanName } from '../text.ts';
import type { LookAlikes } from './lookalikes.ts';
import { GuestTokens } from './token.ts';

/** A reader without a token: may read what everyone may. */
export const ANONYMOUS: Viewer = { id: '', name: '', role: 'guest' };

export interface Identified {
  readonly viewer: Viewer;
  /** A fresh token in place of one that grew old. */
  readonly renewed?: string;
  /** For a moderator: their right, which can end before their connection does. */
  readonly staff?: Staff;
  /** For a member: their session, which can end before their connection does. */
  readonly member?: MemberRight;
}

export class Accounts {
  readonly #store: Store;
  readonly #tokens: GuestTokens;
  readonly #staff: StaffAccess;
  readonly #members: Members;
  readonly #lookAlikes: LookAlikes;

  constructor(options: {
    readonly store: Store;
    readonly secret: string;
    readonly staff: StaffAccess;
    readonly members: Members;
    readonly lookAlikes: LookAlikes;
  }) {
    this.#store = options.store;
    this.#tokens = new GuestTokens(options.secret);
    this.#staff = options.staff;
    this.#members = options.members;
    this.#lookAlikes = options.lookAlikes;
  }

  /**
   * The viewer who holds `token`.
   * @param origin of the page that sent it, where one did.
   * @throws Refusal `bad_token`, `token_expired`, `session_over` or `origin_refused`.
   */
  async identify(token: string, origin: string | undefined): Promise<Identified> {
    if (token.startsWith(MEMBER_TOKEN_PREFIX)) {
      const member = await this.#members.identify(token);
      return { viewer: member.viewer, member };
    }
    const staff = await this.#staff.byToken(token, origin);
    if (staff) return { viewer: viewerOf(staff), staff };
    const claims = this.#tokens.verify(token);
    if ((await this.#members.claimedBy(claims.id)) !== undefined) {
      throw new Refusal(
        'token_expired',
        'This guest has signed in or was erased since; sign in, or take part as a new guest.',
      );
    }
    const stored = await this.#store.viewer(claims.id);
    // A guest’s token proves a guest, whatever their row says.
    const viewer: Viewer = { id: claims.id, name: stored?.name ?? claims.name, role: 'guest' };
    return claims.stale ? { viewer, renewed: this.#tokens.issue(viewer.id, viewer.name) } : { viewer };
  }

  /**
   * Whether somebody is still who they were found to be; to be asked by whoever goes on with it, from when on they hear
   * of ends: one that came in between would be missed.
   */
  async stands({ viewer, staff, member }: Identified): Promise<boolean> {
    if (member) return this.#members.stands(member);
    return staff !== undefined || viewer.id === '' || (await this.#members.claimedBy(viewer.id)) === undefined;
  }

  /**
   * The viewer of an HTTP request, from its `Authorization` header.
   * @throws Refusal as `identify`; a request without the header is anonymous.
   */
  async ofRequest(request: FastifyRequest): Promise<Identified> {
    const token = bearerOf(request);
    if (token === undefined) return { viewer: ANONYMOUS };
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

  /**
   * The guest whose token this is, for what they wrote to become a member’s. A token that is not good any more keeps
   * nobody from signing in.
   */
  guestOf(token: string | undefined): string | undefined {
    try {
      return token === undefined ? undefined : this.#tokens.verify(token).id;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  /** A guest nobody has met; nothing is stored until they write. */
  newGuest(name: string | undefined): { viewer: Viewer; token: string } {
    const named = name !== undefined && name.trim() !== '';
    const viewer: Viewer = { id: randomUUID(), name: named ? cleanName(name) : '', role: 'guest' };
    return { viewer, token: this.#tokens.issue(viewer.id, viewer.name) };
  }

  /** Whether a guest is called as somebody is who moderates the site; by any other way than signing they have the name still. */
  async passesForModerator({ name, role }: Viewer, site: string): Promise<boolean> {
    return role === 'guest' && name !== '' && (await this.#lookAlikes.isTaken(name, site));
  }

  /**
   * How a viewer signs a comment: guests may name themselves each time, members are who their profile says.
   * @throws Refusal `bad_name`, also for a moderator’s of the site, or `bad_request` for a website or address that is none.
   */
  async author(viewer: Viewer, input: AuthorInput | undefined, site: string): Promise<StoredViewer> {
    const stored = await this.#store.viewer(viewer.id);
    if (viewer.site !== undefined && stored) return stored;
    const named = viewer.role === 'guest' ? input?.name : undefined;
    const author = {
      id: viewer.id,
      role: viewer.role,
      name: named === undefined || named.trim() === '' ? viewer.name || NAMELESS : cleanName(named),
      email: input?.email ? email(input.email) : (stored?.email ?? null),
      website: input?.website ? website(input.website) : (stored?.website ?? null),
      avatar: stored?.avatar ?? null,
    };
    if (viewer.role === 'guest') await this.#lookAlikes.refuse(author.name, site);
    return author;
  }
}

/**
 * The token of a request; undefined where it has none.
 * @throws Refusal `bad_token` for a header of another form.
 */
export function bearerOf({ headers: { authorization } }: FastifyRequest): string | undefined {
  if (authorization === undefined) return undefined;
  const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (token !== undefined) return token;
  throw new Refusal('bad_token', 'The Authorization header must read ‘Bearer’, a space and the token.');
}

/** Whether a viewer moderates a site. */
export function moderates({ role, sites }: Viewer, site: string): boolean {
  return (role === 'moderator' || role === 'admin') && (sites === undefined || sites.includes(site));
}

/**
 * A member belongs to one site, and staff may have some; on the others they read like anybody.
 * @throws Refusal `wrong_site`
 */
export function requireHome({ site: home, sites }: Viewer, site: string): void {
  const homes = home === undefined ? sites : [home];
  if (homes === undefined || homes.includes(site)) return;
  throw new Refusal(
    'wrong_site',
    `You are signed in on the site ‘${homes.join('’, ‘')}’, and this belongs to ‘${site}’; sign in there, or take part as a guest.`,
  );
}

/**
 * Asked before somebody says anything new, be it a word or a vote.
 * @throws Refusal `wrong_site`, or `sign_in_required` for a guest where there are none.
 */
export function requireVoice(viewer: Viewer, { key, settings }: Site): void {
  requireHome(viewer, key);
  if (settings.guests || viewer.role !== 'guest') return;
  throw new Refusal(
    'sign_in_required',
    'Only those who have signed in can take part here. Sign in, and send it again.',
  );
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
  if (isMailAddress(trimmed)) return trimmed;
  throw new Refusal('bad_request', 'author/email is not an e-mail address.');
}

/** @throws Refusal `bad_request` */
export function website(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  // Asked again: escaping can make an address nine times as long.
  const isShort = url !== undefined && url.href.length <= URL_MAX_UNITS;
  if (isShort && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url.href;
  throw new Refusal('bad_request', 'author/website must be an http or https address.');
}
