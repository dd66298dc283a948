/** Sign-ins under way, providers, and keys of sites’ own users. */
import type { Preset } from '../../../protocol/account.ts';
import type { AuditRecord } from './audit.ts';

export interface NewSignIn {
  /** A hash of what comes back. */
  readonly id: string;
  readonly kind: 'mail' | 'oauth' | 'code';
  readonly site: string;
  readonly challenge: string;
  /** Sealed. */
  readonly data: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

export interface StoredSignIn extends NewSignIn {
  /** How often a wrong code or verifier was shown. */
  readonly tries: number;
}

/** Who uses a sign-in up. */
export interface Spending {
  /** The id of the session that it is to begin. */
  readonly session: string;
  readonly attempt: string | undefined;
}

/** A sign-in that was used up, and the id of the session that it has begun. */
export interface SpentSignIn extends StoredSignIn {
  readonly session: string;
}

export interface StoredProvider {
  readonly id: string;
  readonly site: string;
  readonly preset: Preset;
  readonly name: string;
  readonly issuer: string | null;
  readonly clientId: string;
  /** Sealed. */
  readonly secret: string;
  readonly teamId: string | null;
  readonly keyId: string | null;
  readonly enabled: boolean;
  readonly createdAt: number;
}

export type ProviderChange = Partial<Omit<StoredProvider, 'id' | 'site' | 'preset' | 'createdAt'>>;

export interface StoredSsoKey {
  readonly id: string;
  readonly site: string;
  readonly algorithm: 'HS256' | 'EdDSA' | 'disqus';
  readonly name: string;
  /** A secret, sealed; of EdDSA the public key as a JWK. */
  readonly key: string;
  readonly moderators: boolean;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface SignInStore {
  /** Remembers a sign-in, in place of one with the same id, and forgets those that are too old. */
  begin(signIn: NewSignIn): Promise<void>;
  /** Undefined for one that is unknown, used or too old. */
  find(id: string): Promise<StoredSignIn | undefined>;
  /** Uses it up; undefined where somebody was faster. */
  take(id: string): Promise<StoredSignIn | undefined>;
  /**
   * Uses it up for a session, and for a minute the same `attempt` gets the same again; undefined where somebody else
   * was faster.
   */
  spend(id: string, by: Spending): Promise<SpentSignIn | undefined>;
  /** Counts a wrong answer; how many there were. */
  miss(id: string): Promise<number>;
  /** How many are under way for a site and kind whose `data` is not looked at; a bound against floods. */
  count(kind: NewSignIn['kind'], site: string): Promise<number>;

  providers(): Promise<readonly StoredProvider[]>;
  addProvider(provider: Omit<StoredProvider, 'createdAt'>, audit: AuditRecord): Promise<StoredProvider>;
  /** @throws Refusal `not_found`. */
  changeProvider(id: string, change: ProviderChange, audit: AuditRecord): Promise<StoredProvider>;
  /** @throws Refusal `not_found`. */
  removeProvider(id: string, audit: AuditRecord): Promise<void>;

  /** All there are, or a site’s; the oldest first. */
  ssoKeys(site?: string): Promise<readonly StoredSsoKey[]>;
  addSsoKey(key: Omit<StoredSsoKey, 'createdAt' | 'lastUsedAt'>, audit: AuditRecord): Promise<StoredSsoKey>;
  /** @throws Refusal `not_found`. */
  removeSsoKey(id: string, audit: AuditRecord): Promise<void>;
  touchSsoKey(id: string): Promise<void>;
  /**
   * Writes down that a token was used, for as long as it would be good. The session that it began, where the same
   * `attempt` comes again; false where somebody else used it.
   */
  spendToken(used: {
    readonly id: string;
    readonly session: string;
    readonly attempt: string | undefined;
    readonly expiresAt: number;
  }): Promise<string | false>;
}
