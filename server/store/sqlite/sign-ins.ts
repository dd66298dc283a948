/** Sign-ins under way, and what a site’s ways to sign in are made of. */
import type { AuditRecord } from '../contract/audit.ts';
import type {
  NewSignIn,
  ProviderChange,
  SignInStore,
  Spending,
  SpentSignIn,
  StoredProvider,
  StoredSignIn,
  StoredSsoKey,
} from '../contract/sign-in.ts';
import { Providers } from './providers.ts';
import type { Parts } from './shared.ts';
import { SsoKeys } from './sso-keys.ts';

/** Who did not hear the answer may ask again for this long. */
const GRACE_MS = 60_000;

interface SignInRow {
  readonly id: string;
  readonly kind: NewSignIn['kind'];
  readonly site: string;
  readonly challenge: string;
  readonly data: string;
  readonly tries: number;
  readonly attempt: string | null;
  readonly session: string | null;
  readonly expires_at: number;
}

export class SqliteSignIns implements SignInStore {
  readonly #run: Parts['run'];
  readonly #providers: Providers;
  readonly #ssoKeys: SsoKeys;
  readonly #insert;
  readonly #purge;
  readonly #one;
  readonly #remove;
  readonly #use;
  readonly #miss;
  readonly #count;

  constructor(parts: Parts) {
    const { db, run } = parts;
    this.#run = run;
    this.#providers = new Providers(parts);
    this.#ssoKeys = new SsoKeys(parts);
    this.#insert = db.prepare(
      `INSERT OR REPLACE INTO sign_ins (id, kind, site, challenge, data, expires_at)
       VALUES (@id, @kind, @site, @challenge, @data, @expiresAt)`,
    );
    this.#purge = db.prepare<[number]>(
      'DELETE FROM sign_ins WHERE id IN (SELECT id FROM sign_ins WHERE expires_at <= ? LIMIT 100)',
    );
    this.#one = db.prepare<[string, number], SignInRow>('SELECT * FROM sign_ins WHERE id = ? AND expires_at > ?');
    this.#remove = db.prepare<[string]>('DELETE FROM sign_ins WHERE id = ?');
    this.#use = db.prepare(
      'UPDATE sign_ins SET attempt = @attempt, session = @session, expires_at = @until WHERE id = @id',
    );
    this.#miss = db
      .prepare<[string], number>('UPDATE sign_ins SET tries = tries + 1 WHERE id = ? RETURNING tries')
      .pluck();
    this.#count = db
      .prepare<[string, string, number], number>(
        'SELECT COUNT(*) FROM sign_ins WHERE kind = ? AND site = ? AND expires_at > ?',
      )
      .pluck();
  }

  begin(signIn: NewSignIn): Promise<void> {
    return this.#run(() => {
      this.#purge.run(Date.now());
      this.#insert.run(signIn);
    });
  }

  async find(id: string): Promise<StoredSignIn | undefined> {
    const row = this.#one.get(id, Date.now());
    return row && signInOf(row);
  }

  take(id: string): Promise<StoredSignIn | undefined> {
    return this.#run(() => {
      const row = this.#one.get(id, Date.now());
      if (row === undefined) return undefined;
      this.#remove.run(id);
      return row.session === null ? signInOf(row) : undefined;
    });
  }

  spend(id: string, { session, attempt }: Spending): Promise<SpentSignIn | undefined> {
    return this.#run(() => {
      const now = Date.now();
      const row = this.#one.get(id, now);
      if (row === undefined) return undefined;
      if (row.session !== null) {
        return attempt === row.attempt ? { ...signInOf(row), session: row.session } : undefined;
      }
      if (attempt === undefined) this.#remove.run(id);
      else this.#use.run({ id, session, attempt, until: now + GRACE_MS });
      return { ...signInOf(row), session };
    });
  }

  miss(id: string): Promise<number> {
    return this.#run(() => this.#miss.get(id) ?? 0);
  }

  async count(kind: NewSignIn['kind'], site: string): Promise<number> {
    return this.#count.get(kind, site, Date.now()) ?? 0;
  }

  async providers(): Promise<readonly StoredProvider[]> {
    return this.#providers.all();
  }

  addProvider(provider: Omit<StoredProvider, 'createdAt'>, audit: AuditRecord): Promise<StoredProvider> {
    return this.#run(() => this.#providers.add(provider, audit, Date.now()));
  }

  changeProvider(id: string, change: ProviderChange, audit: AuditRecord): Promise<StoredProvider> {
    return this.#run(() => this.#providers.change(id, change, audit, Date.now()));
  }

  removeProvider(id: string, audit: AuditRecord): Promise<void> {
    return this.#run(() => this.#providers.remove(id, audit, Date.now()));
  }

  async ssoKeys(site?: string): Promise<readonly StoredSsoKey[]> {
    return site === undefined ? this.#ssoKeys.all() : this.#ssoKeys.of(site);
  }

  addSsoKey(key: Omit<StoredSsoKey, 'createdAt' | 'lastUsedAt'>, audit: AuditRecord): Promise<StoredSsoKey> {
    return this.#run(() => this.#ssoKeys.add(key, audit, Date.now()));
  }

  removeSsoKey(id: string, audit: AuditRecord): Promise<void> {
    return this.#run(() => this.#ssoKeys.remove(id, audit, Date.now()));
  }

  touchSsoKey(id: string): Promise<void> {
    return this.#run(() => this.#ssoKeys.touch(id, Date.now()));
  }

  spendToken(used: Parameters<SignInStore['spendToken']>[0]): Promise<string | false> {
    return this.#run(() => this.#ssoKeys.spendToken(used, Date.now()));
  }
}

function signInOf({ expires_at, attempt: _attempt, session: _session, ...row }: SignInRow): StoredSignIn {
  return { ...row, expiresAt: expires_at };
}
