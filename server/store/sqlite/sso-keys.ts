/** Keys of sites’ own users, and their tokens that were used; what writes runs inside a transaction of its caller. */
import { Refusal } from '../../errors.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { SignInStore, StoredSsoKey } from '../contract/sign-in.ts';
import type { Parts } from './shared.ts';

/** Who did not hear the answer may ask again for this long. */
const GRACE_MS = 60_000;

interface SsoKeyRow {
  readonly id: string;
  readonly site: string;
  readonly algorithm: StoredSsoKey['algorithm'];
  readonly name: string;
  readonly key: string;
  readonly moderators: 0 | 1;
  readonly created_at: number;
  readonly last_used_at: number | null;
}

export class SsoKeys {
  readonly #audit: Parts['audit'];
  readonly #all;
  readonly #of;
  readonly #insert;
  readonly #remove;
  readonly #touch;
  readonly #purge;
  readonly #used;
  readonly #use;

  constructor({ db, audit }: Pick<Parts, 'db' | 'audit'>) {
    this.#audit = audit;
    this.#all = db.prepare<[], SsoKeyRow>('SELECT * FROM sso_keys ORDER BY created_at, id');
    this.#of = db.prepare<[string], SsoKeyRow>('SELECT * FROM sso_keys WHERE site = ? ORDER BY created_at, id');
    this.#insert = db.prepare(
      `INSERT INTO sso_keys (id, site, algorithm, name, key, moderators, created_at)
       VALUES (@id, @site, @algorithm, @name, @key, @moderators, @createdAt)`,
    );
    this.#remove = db.prepare<[string]>('DELETE FROM sso_keys WHERE id = ?');
    this.#touch = db.prepare<[number, string]>('UPDATE sso_keys SET last_used_at = ? WHERE id = ?');
    this.#purge = db.prepare<[number]>(
      'DELETE FROM sso_used WHERE id IN (SELECT id FROM sso_used WHERE expires_at <= ? LIMIT 100)',
    );
    this.#used = db.prepare<[string], { session: string; attempt: string | null; used_at: number }>(
      'SELECT session, attempt, used_at FROM sso_used WHERE id = ?',
    );
    this.#use = db.prepare(
      `INSERT INTO sso_used (id, session, attempt, used_at, expires_at)
       VALUES (@id, @session, @attempt, @now, @expiresAt)`,
    );
  }

  all(): StoredSsoKey[] {
    return this.#all.all().map(keyOf);
  }

  of(site: string): StoredSsoKey[] {
    return this.#of.all(site).map(keyOf);
  }

  add(key: Omit<StoredSsoKey, 'createdAt' | 'lastUsedAt'>, audit: AuditRecord, now: number): StoredSsoKey {
    this.#insert.run({ ...key, moderators: Number(key.moderators), createdAt: now });
    this.#audit.add(audit, now);
    return { ...key, createdAt: now, lastUsedAt: null };
  }

  remove(id: string, audit: AuditRecord, now: number): void {
    if (this.#remove.run(id).changes === 0) throw new Refusal('not_found', `There is no key ${id}.`);
    this.#audit.add(audit, now);
  }

  touch(id: string, now: number): void {
    this.#touch.run(now, id);
  }

  spendToken(
    { id, session, attempt, expiresAt }: Parameters<SignInStore['spendToken']>[0],
    now: number,
  ): string | false {
    this.#purge.run(now);
    const used = this.#used.get(id);
    if (used === undefined) {
      this.#use.run({ id, session, attempt: attempt ?? null, now, expiresAt });
      return session;
    }
    const isAgain = attempt !== undefined && used.attempt === attempt && now - used.used_at < GRACE_MS;
    return isAgain ? used.session : false;
  }
}

function keyOf({ created_at, last_used_at, moderators, ...row }: SsoKeyRow): StoredSsoKey {
  return { ...row, moderators: moderators === 1, createdAt: created_at, lastUsedAt: last_used_at };
}
