/** Members: whoever signs in becomes one, and is known by their session until it ends. */
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../protocol/account.ts';
import type { Viewer } from '../../protocol/comment.ts';
import { NAMELESS } from '../../protocol/limits.ts';
import type { LookAlikes } from '../accounts/lookalikes.ts';
import { Refusal } from '../errors.ts';
import type { Bans } from '../people/bans.ts';
import type { AuditRecord } from '../store/contract/audit.ts';
import type {
  MemberChange,
  MemberStore,
  Newcomer,
  StoredMember,
  StoredMemberSession,
} from '../store/contract/members.ts';
import { fitName } from '../text.ts';
import { ACCESS_MS, MemberTokens } from './tokens.ts';

const DAY_MS = 86_400_000;
/** A session that is not used ends after this long; each use begins the time anew. */
export const SESSION_MS = 90 * DAY_MS;

export interface SignInOptions {
  /** The guest that this browser was, proved by their token: what they wrote becomes the member’s. */
  readonly guest: string | undefined;
  /** As `deviceOf` names it. */
  readonly device: string;
  /** False where the site’s own token renews: then the session ends with its token. */
  readonly refreshable: boolean;
  /** The id of the session, where whoever asks a second time is to get the same one. */
  readonly session?: string;
}

/** A session as whoever asks holds it. */
export interface MemberRight {
  readonly viewer: Viewer;
  readonly session: string;
  /** When the token ends, milliseconds since 1970. */
  readonly until: number;
}

/** Whether somebody is among those whose right is over. */
export type IsOverForMember = (right: MemberRight) => boolean;

interface MemberListener {
  /** Rights end before their time. */
  revoked?(isOver: IsOverForMember): void;
  /** A member has another name, picture or role from here on. */
  changed?(viewer: Viewer): void;
  /** A guest is one no more; waited for. */
  claimed?(guest: string): Promise<void>;
}

export class Members {
  readonly #store: MemberStore;
  readonly #tokens: MemberTokens;
  readonly #lookAlikes: LookAlikes;
  readonly #bans: Bans;
  readonly #listeners: MemberListener[] = [];

  constructor(options: {
    readonly store: MemberStore;
    readonly secret: string;
    readonly lookAlikes: LookAlikes;
    readonly bans: Bans;
  }) {
    this.#store = options.store;
    this.#tokens = new MemberTokens(options.secret);
    this.#lookAlikes = options.lookAlikes;
    this.#bans = options.bans;
  }

  /**
   * Signs somebody in whom a mail link, a provider or the site’s own token vouches for.
   * @throws Refusal
   */
  async signIn(newcomer: Newcomer, { guest, device, refreshable, session }: SignInOptions): Promise<SignedIn> {
    const told = newcomer.name === undefined ? undefined : fitName(newcomer.name);
    const name = told === undefined ? undefined : await this.#marked(told, newcomer);
    // Not the part of an address before the @: addresses are never shown.
    const { member, changed } = await this.#store.signIn(await this.#heard({ ...newcomer, name }), NAMELESS);
    if (changed) this.#tell(listener => listener.changed?.(viewerOf(member)));
    const id = session ?? randomUUID();
    await this.#store.sessions.add({
      id,
      member: member.viewer.id,
      site: member.site,
      way: newcomer.identity.way,
      device,
      refreshable,
      expiresAt: Date.now() + (refreshable ? SESSION_MS : ACCESS_MS),
    });
    const begun = await this.#store.sessions.find(id);
    if (begun?.member !== member.viewer.id) throw over();
    if (guest !== undefined) await this.#claim(guest, member.viewer.id);
    return this.#answer(member, begun);
  }

  /** The member whom an id names. */
  async find(id: string): Promise<StoredMember | undefined> {
    return this.#store.member(id);
  }

  /**
   * The member who holds a token, where their session has not ended since.
   * @throws Refusal `bad_token`, `token_expired` or `session_over`.
   */
  async identify(token: string): Promise<MemberRight> {
    const { s, m, e } = this.#tokens.verify(token);
    const session = await this.#store.sessions.find(s);
    const member = session?.member === m ? await this.#store.member(m) : undefined;
    if (member === undefined) throw over();
    return { viewer: viewerOf(member), session: s, until: e };
  }

  /**
   * The next tokens in exchange for a refresh token, which works once.
   * @throws Refusal `bad_token` or `session_over`.
   */
  async refresh(token: string, attempt: string | undefined): Promise<SignedIn> {
    const { session: id, generation } = this.#tokens.readRefresh(token);
    const before = await this.#store.sessions.find(id);
    const session = await this.#store.sessions.rotate(id, generation, attempt, Date.now() + SESSION_MS);
    const member = session && (await this.#store.member(session.member));
    if (session === undefined || member === undefined) {
      // Somebody holds a copy, and nobody can tell who of the two is the thief.
      if (before) this.#revoke(right => right.session === id);
      throw over();
    }
    return this.#answer(member, session);
  }

  /**
   * The site that a refresh token is for.
   * @throws Refusal `bad_token` or `session_over`.
   */
  async siteOf(token: string): Promise<string> {
    const session = await this.#store.sessions.find(this.#tokens.readRefresh(token).session);
    if (session === undefined) throw over();
    return session.site;
  }

  /**
   * Ends the session behind a token, also one that has run out; the site that it was for.
   * @throws Refusal `bad_token`
   */
  async signOut(token: string): Promise<string> {
    const { s, m, p } = this.#tokens.verify(token, Number.NEGATIVE_INFINITY);
    await this.end(s, m);
    return p;
  }

  /** Ends the session behind a refresh token, if there is one. */
  async forget(token: string): Promise<void> {
    try {
      const session = await this.#store.sessions.find(this.#tokens.readRefresh(token).session);
      if (session) await this.end(session.id, session.member);
    } catch (error) {
      // Whatever it is, it is of no use to anybody.
      if (!(error instanceof Refusal && error.code === 'bad_token')) throw error;
    }
  }

  /** Whether a right stands that was found a while ago: who keeps one asks again once they hear of its end. */
  async stands({ session, until }: MemberRight): Promise<boolean> {
    return until > Date.now() && (await this.#store.sessions.find(session)) !== undefined;
  }

  /** What a member changes about themselves, or staff about them; whoever reads is told. */
  async change(id: string, change: MemberChange, audit?: AuditRecord): Promise<StoredMember> {
    const member = await this.#store.change(id, change, audit);
    this.#tell(listener => listener.changed?.(viewerOf(member)));
    return member;
  }

  /** Ends one session of a member; false where it is not theirs. */
  async end(id: string, member: string): Promise<boolean> {
    const removed = await this.#store.sessions.remove(id, member);
    this.#revoke(right => right.session === id && right.viewer.id === member);
    return removed;
  }

  /** Ends all sessions of a member but one; how many. */
  async endOthers(member: string, kept: string | null, audit?: AuditRecord): Promise<number> {
    const ended = await this.#store.sessions.removeOthers(member, kept, audit);
    this.#revoke(right => right.viewer.id === member && right.session !== kept);
    return ended;
  }

  /** Goes on until all is the member’s that was the guest’s. */
  async claimAll({ guest, member }: { readonly guest: string; readonly member: string }): Promise<void> {
    while (!(await this.#store.claim(guest, member)));
  }

  /** The member that a guest became; null for one who was erased. */
  async claimedBy(guest: string): Promise<string | null | undefined> {
    return this.#store.claimedBy(guest);
  }

  /** Hears what ends or changes, once that is on disk. */
  listen(listener: MemberListener): void {
    this.#listeners.push(listener);
  }

  /** Whoever moderates the site, or receives mail where somebody of the team does, is not taken for another. */
  async #marked(name: string, { site, role, email, emailVerified }: Newcomer): Promise<string> {
    if (role === 'moderator') return name;
    return this.#lookAlikes.marked(name, site, { email: emailVerified ? email : undefined });
  }

  /** Whoever is banned stays as they are known, told of it or not: what they are called now is for others to see. */
  async #heard(newcomer: Newcomer): Promise<Newcomer> {
    const known = await this.#store.find(newcomer);
    if (known === undefined) return newcomer;
    const { site, email } = newcomer;
    for (const name of [known.viewer.name, newcomer.name]) {
      const isSilenced = await this.#bans.silences({ viewer: viewerOf(known), site, address: '', name, email });
      if (isSilenced) return { ...newcomer, toldAt: undefined };
    }
    return newcomer;
  }

  async #claim(guest: string, member: string): Promise<void> {
    await this.#store.claim(guest, member);
    for (const listener of this.#listeners) await listener.claimed?.(guest);
  }

  #revoke(isOver: IsOverForMember): void {
    this.#tell(listener => listener.revoked?.(isOver));
  }

  #tell(each: (listener: MemberListener) => void): void {
    for (const listener of this.#listeners) each(listener);
  }

  #answer(member: StoredMember, session: Pick<StoredMemberSession, 'id' | 'generation' | 'refreshable'>): SignedIn {
    const end = Date.now() + ACCESS_MS;
    const viewer = viewerOf(member);
    const token = this.#tokens.issue({ s: session.id, m: viewer.id, p: member.site, e: end });
    const refresh = session.refreshable
      ? { refresh: this.#tokens.refresh({ session: session.id, generation: session.generation }) }
      : {};
    return { viewer, session: { token, expiresAt: new Date(end).toISOString(), ...refresh } };
  }
}

/** A member as everybody knows them. */
export function viewerOf({ viewer, site }: StoredMember): Viewer {
  const { id, name, role, avatar } = viewer;
  return { id, name, role, site, avatar, ...(role === 'moderator' ? { sites: [site] } : {}) };
}

function over(): Refusal {
  return new Refusal('session_over', 'This session is over; sign in again.');
}
