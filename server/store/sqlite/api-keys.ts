/** API keys, found by the hash of what their holder sends. */
import type { Scope } from '../../../protocol/admin/shared.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { ApiKeys, StoredApiKey, StoredStaff } from '../contract/staff.ts';
import type { Parts } from './shared.ts';
import { jsonOf, type StaffRows, sitesOf } from './staff-rows.ts';

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: string;
  readonly sites: string | null;
  readonly by_id: string;
  readonly by_name: string;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly last_used_at: number | null;
}

const SELECT =
  'SELECT id, name, prefix, scopes, sites, by_id, by_name, created_at, expires_at, last_used_at FROM api_keys';

export class SqliteApiKeys implements ApiKeys {
  readonly #run: Parts['run'];
  readonly #audit: Parts['audit'];
  readonly #people: StaffRows;
  readonly #byHash;
  readonly #byId;
  readonly #all;
  readonly #insert;
  readonly #touch;
  readonly #remove;
  readonly #removeBy;

  constructor({ db, run, audit }: Parts, people: StaffRows) {
    this.#run = run;
    this.#audit = audit;
    this.#people = people;
    this.#byHash = db.prepare<[string], KeyRow>(`${SELECT} WHERE hash = ?`);
    this.#byId = db.prepare<[string], KeyRow>(`${SELECT} WHERE id = ?`);
    this.#all = db.prepare<[], KeyRow>(`${SELECT} ORDER BY created_at, id`);
    this.#insert = db.prepare(
      `INSERT INTO api_keys (hash, id, name, prefix, scopes, sites, by_id, by_name, created_at, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#touch = db.prepare<[number, string]>('UPDATE api_keys SET last_used_at = ? WHERE id = ?');
    this.#remove = db.prepare<[string]>('DELETE FROM api_keys WHERE id = ?');
    this.#removeBy = db.prepare<[string]>('DELETE FROM api_keys WHERE by_id = ?');
  }

  add(key: Omit<StoredApiKey, 'createdAt' | 'lastUsedAt'>, hash: string, audit: AuditRecord): Promise<StoredApiKey> {
    return this.#run(() => {
      const now = Date.now();
      const { id, name, prefix, scopes, sites, by, expiresAt } = key;
      this.#insert.run(hash, id, name, prefix, JSON.stringify(scopes), jsonOf(sites), by.id, by.name, now, expiresAt);
      this.#audit.add(audit, now);
      return { ...key, createdAt: now, lastUsedAt: null };
    });
  }

  async find(hash: string): Promise<(StoredApiKey & { readonly owner: StoredStaff | undefined }) | undefined> {
    const row = this.#byHash.get(hash);
    return row && { ...keyOf(row), owner: this.#people.byId(row.by_id) };
  }

  async byId(id: string): Promise<StoredApiKey | undefined> {
    const row = this.#byId.get(id);
    return row && keyOf(row);
  }

  async list(): Promise<readonly StoredApiKey[]> {
    return this.#all.all().map(keyOf);
  }

  touch(id: string): Promise<void> {
    return this.#run(() => {
      this.#touch.run(Date.now(), id);
    });
  }

  remove(id: string, audit: AuditRecord): Promise<boolean> {
    return this.#run(() => {
      const removed = this.#remove.run(id).changes > 0;
      if (removed) this.#audit.add(audit, Date.now());
      return removed;
    });
  }

  /** To be called inside a transaction. */
  removeBy(staff: string): void {
    this.#removeBy.run(staff);
  }
}

function keyOf(row: KeyRow): StoredApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: JSON.parse(row.scopes) as Scope[],
    sites: sitesOf(row.sites),
    by: { id: row.by_id, name: row.by_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
  };
}
