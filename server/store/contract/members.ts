/** Members: who vouches for them, their sessions, what they keep about themselves. */
import type { NotificationSettings } from '../../../protocol/account.ts';
import type { Role } from '../../../protocol/comment.ts';
import type { StoredViewer } from '../values.ts';
import type { AuditRecord } from './audit.ts';
import type { Moderator } from './staff.ts';

/** Who somebody is to whoever vouches for them. */
export interface Identity {
  /** An OpenID Connect issuer’s URL, `mail`, `sso`, `disqus`. */
  readonly issuer: string;
  readonly subject: string;
  /** Of the way, as profiles and lists of sessions show it: a provider’s name, `mail`, `sso`. */
  readonly way: string;
}

/** What is told of somebody who signs in. */
export interface Newcomer {
  readonly site: string;
  readonly identity: Identity;
  /** Undefined: as it was. */
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** Whoever vouches has seen that they receive mail there; only then other ways with the same address lead to the same member. */
  readonly emailVerified: boolean;
  /** Undefined: as it was. */
  readonly avatar: string | null | undefined;
  readonly website: string | undefined;
  /** Undefined: as it was. */
  readonly role: Extract<Role, 'member' | 'moderator'> | undefined;
  /** As of when name and the rest but the role are told, milliseconds since 1970: what is older does not win. Undefined: only a new member takes them over. */
  readonly toldAt: number | undefined;
}

export interface StoredMember {
  readonly viewer: StoredViewer;
  readonly site: string;
  readonly emailVerified: boolean;
  readonly bio: string;
  readonly notifications: NotificationSettings;
  /** The names of the ways by which they sign in. */
  readonly ways: readonly string[];
  readonly createdAt: number;
}

export interface NewMemberSession {
  readonly id: string;
  readonly member: string;
  readonly site: string;
  readonly way: string;
  readonly device: string;
  readonly refreshable: boolean;
  readonly expiresAt: number;
}

export interface StoredMemberSession extends NewMemberSession {
  readonly generation: number;
  readonly createdAt: number;
  readonly lastUsedAt: number;
}

export interface MemberChange {
  readonly name?: string | undefined;
  readonly website?: string | null | undefined;
  readonly avatar?: string | null | undefined;
  readonly bio?: string | undefined;
  readonly notifications?: NotificationSettings | undefined;
  readonly role?: Extract<Role, 'member' | 'moderator'> | undefined;
}

export interface MemberSessions {
  /** Begins a session, and forgets those that have ended. One that is there already stays as it is, and one that has ended stays over. */
  add(session: NewMemberSession): Promise<void>;
  /** Undefined for one that is over. Kept in memory, so it may be asked with every request. */
  find(id: string): Promise<StoredMemberSession | undefined>;
  list(member: string): Promise<readonly StoredMemberSession[]>;
  /**
   * One step further: the token of `generation` was shown, the next one is good from here on. The same `attempt` gets
   * the step that it made before, until the one after that is made. Undefined, and the session is over, where an older
   * one is shown.
   */
  rotate(
    id: string,
    generation: number,
    attempt: string | undefined,
    expiresAt: number,
  ): Promise<StoredMemberSession | undefined>;
  /** False where there was none, or it was another’s. */
  remove(id: string, member: string): Promise<boolean>;
  /** Ends all of a member’s sessions but one; how many. */
  removeOthers(member: string, kept: string | null, audit?: AuditRecord): Promise<number>;
}

export interface MemberStore {
  readonly sessions: MemberSessions;

  /**
   * Finds the member whom the identity stands for, or makes one.
   * @param nameless what a new member is called of whom no name is told.
   */
  signIn(
    newcomer: Newcomer,
    nameless: string,
  ): Promise<{
    readonly member: StoredMember /** They were known as somebody else before. */;
    readonly changed: boolean;
  }>;
  /** The member as whom somebody would sign in; undefined for who would be a new one. */
  find(newcomer: Newcomer): Promise<StoredMember | undefined>;
  /** Kept in memory. */
  member(id: string): Promise<StoredMember | undefined>;
  /** @throws Refusal `not_found`. */
  change(id: string, change: MemberChange, audit?: AuditRecord): Promise<StoredMember>;
  /** Members who moderate their site. Kept in memory: the same list until somebody changes. */
  moderators(): Promise<readonly Moderator[]>;
  /**
   * The member that a guest became; null for one who was erased, undefined for one who is a guest. Kept in memory.
   */
  claimedBy(guest: string): Promise<string | null | undefined>;
  /**
   * All that a guest wrote, voted and reported becomes the member’s, a few at a time, so that others write meanwhile; the
   * guest’s token is over with the first step. True when all is done.
   */
  claim(guest: string, member: string): Promise<boolean>;

  mutes(viewer: string): Promise<readonly string[]>;
  mute(viewer: string, muted: string, on: boolean): Promise<void>;
}
