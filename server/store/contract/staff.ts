/** Who runs the place: people, their ways of signing in, sessions, API keys, first answers of repeated requests. */
import type { Scope, SiteScope, StaffRole } from '../../../protocol/admin/shared.ts';
import type { AuditRecord } from './audit.ts';

export interface StoredStaff {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly sites: SiteScope;
  /** A salted hash; null: invited, and not yet here. */
  readonly password: string | null;
  /** The secret of the code app, sealed. */
  readonly totp: string | null;
  readonly passkeys: number;
  /** When the link that was made for them ends; null: there is none. */
  readonly linkUntil: number | null;
  readonly createdAt: number;
  readonly lastSeenAt: number | null;
}

export interface NewStaff {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly sites: SiteScope;
  readonly password: string | null;
}

export interface StaffChange {
  readonly name: string;
  readonly role: StaffRole;
  readonly sites: SiteScope;
}

/** Whoever may moderate, with the name that nobody else is to be taken for. */
export interface Moderator {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Null: all. */
  readonly sites: SiteScope;
}

/** A link that works once; of its token only the hash is kept. */
export interface NewLink {
  readonly hash: string;
  readonly staff: string;
  /** Whoever made it. */
  readonly by: string;
  readonly expiresAt: number;
}

export interface StoredSession {
  readonly id: string;
  readonly staff: string;
  readonly device: string;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly steppedUpAt: number;
}

export interface NewSession {
  readonly hash: string;
  readonly id: string;
  readonly staff: string;
  readonly device: string;
}

export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly sites: SiteScope;
  readonly by: { readonly id: string; readonly name: string };
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

export interface StoredPasskey {
  /** The credential’s own id. */
  readonly id: string;
  readonly staff: string;
  readonly name: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** A session or a way of signing in, with whose it is. */
export type Owned<T> = T & { readonly owner: StoredStaff };

export interface StaffSessions {
  /** Begins a session, and forgets those that were last used before `idleSince` or begun before `begunSince`. */
  add(session: NewSession, limits: { readonly idleSince: number; readonly begunSince: number }): Promise<void>;
  find(hash: string): Promise<Owned<StoredSession> | undefined>;
  byId(id: string): Promise<Owned<StoredSession> | undefined>;
  list(staff: string): Promise<readonly StoredSession[]>;
  touch(id: string): Promise<void>;
  stepUp(id: string): Promise<void>;
  /** Ends one of a person’s sessions; false where there was none. */
  remove(id: string, staff: string): Promise<boolean>;
  /** Ends all of a person’s sessions but one. */
  removeOthers(staff: string, kept: string | null): Promise<void>;
}

export interface ApiKeys {
  add(key: Omit<StoredApiKey, 'createdAt' | 'lastUsedAt'>, hash: string, audit: AuditRecord): Promise<StoredApiKey>;
  /** With whoever made it, if they are still of the team. */
  find(hash: string): Promise<(StoredApiKey & { readonly owner: StoredStaff | undefined }) | undefined>;
  byId(id: string): Promise<StoredApiKey | undefined>;
  list(): Promise<readonly StoredApiKey[]>;
  touch(id: string): Promise<void>;
  remove(id: string, audit: AuditRecord): Promise<boolean>;
}

export interface Passkeys {
  add(key: Omit<StoredPasskey, 'createdAt' | 'lastUsedAt'>, audit: AuditRecord): Promise<StoredPasskey>;
  find(id: string): Promise<Owned<StoredPasskey> | undefined>;
  list(staff: string): Promise<readonly StoredPasskey[]>;
  used(id: string, counter: number): Promise<void>;
  remove(id: string, staff: string, audit: AuditRecord): Promise<boolean>;
}

/** Whoever is on the team has a viewer of the same id, whose role follows theirs. */
export interface StaffStore {
  readonly sessions: StaffSessions;
  readonly keys: ApiKeys;
  readonly passkeys: Passkeys;

  /** Whether an owner can sign in. */
  hasOwner(): Promise<boolean>;
  list(): Promise<readonly StoredStaff[]>;
  /** All of the team. Kept in memory: the same list until it changes. */
  moderators(): Promise<readonly Moderator[]>;
  byId(id: string): Promise<StoredStaff | undefined>;
  byEmail(email: string): Promise<StoredStaff | undefined>;
  /** @throws Refusal `link_over` where there is an owner already, `already_exists` for a known address. */
  setUp(staff: NewStaff, audit: AuditRecord): Promise<StoredStaff>;
  /** @throws Refusal `already_exists` for a known address. */
  invite(staff: NewStaff, link: Omit<NewLink, 'staff'>, audit: AuditRecord): Promise<StoredStaff>;
  /**
   * Another role or other sites end the person’s sessions, the link for them and those they made; who is no admin any
   * more has no API keys either.
   * @throws Refusal `not_allowed` where no owner would be left, `not_found`.
   */
  change(id: string, change: StaffChange, audit: AuditRecord): Promise<StoredStaff>;
  /** @throws Refusal `not_allowed` where no owner would be left, `not_found`. */
  remove(id: string, audit: AuditRecord): Promise<void>;
  /** Takes the place of an earlier one. */
  addLink(link: NewLink, audit: AuditRecord): Promise<void>;
  /** Whose link it is; undefined for one that is used, replaced or too old. */
  ofLink(hash: string): Promise<StoredStaff | undefined>;
  /**
   * Uses a link up: sets the password, and takes away whatever else opened the account.
   * @throws Refusal `link_over`
   */
  accept(hash: string, password: string, audit: (staff: StoredStaff) => AuditRecord): Promise<StoredStaff>;
  /** `audit` is null where the same password is only hashed anew. */
  setPassword(id: string, password: string, audit: AuditRecord | null): Promise<void>;
  /** Null takes the code app away, with its recovery codes. */
  setTotp(
    id: string,
    totp: { sealed: string; step: number; codes: readonly string[] } | null,
    audit: AuditRecord,
  ): Promise<void>;
  setRecoveryCodes(id: string, hashes: readonly string[], audit: AuditRecord): Promise<void>;
  /** False for a time step that was used, or one before it. */
  spendTotpStep(id: string, step: number): Promise<boolean>;
  /** False for a recovery code that is none, or was used. */
  spendRecoveryCode(id: string, hash: string): Promise<boolean>;
}
