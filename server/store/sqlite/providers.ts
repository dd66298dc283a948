/** Services that readers sign in with; what writes runs inside a transaction of its caller. */
import type { Preset } from '../../../protocol/account.ts';
import { Refusal } from '../../errors.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { ProviderChange, StoredProvider } from '../contract/sign-in.ts';
import type { Parts } from './shared.ts';

interface ProviderRow {
  readonly id: string;
  readonly site: string;
  readonly preset: Preset;
  readonly name: string;
  readonly issuer: string | null;
  readonly client_id: string;
  readonly secret: string;
  readonly team_id: string | null;
  readonly key_id: string | null;
  readonly enabled: 0 | 1;
  readonly created_at: number;
}

export class Providers {
  readonly #audit: Parts['audit'];
  readonly #all;
  readonly #one;
  readonly #insert;
  readonly #update;
  readonly #remove;

  constructor({ db, audit }: Pick<Parts, 'db' | 'audit'>) {
    this.#audit = audit;
    this.#all = db.prepare<[], ProviderRow>('SELECT * FROM providers ORDER BY created_at, id');
    this.#one = db.prepare<[string], ProviderRow>('SELECT * FROM providers WHERE id = ?');
    this.#insert = db.prepare(
      `INSERT INTO providers (id, site, preset, name, issuer, client_id, secret, team_id, key_id, enabled, created_at)
       VALUES (@id, @site, @preset, @name, @issuer, @clientId, @secret, @teamId, @keyId, @enabled, @createdAt)`,
    );
    this.#update = db.prepare(
      `UPDATE providers SET name = @name, issuer = @issuer, client_id = @clientId, secret = @secret,
              team_id = @teamId, key_id = @keyId, enabled = @enabled WHERE id = @id`,
    );
    this.#remove = db.prepare<[string]>('DELETE FROM providers WHERE id = ?');
  }

  all(): StoredProvider[] {
    return this.#all.all().map(providerOf);
  }

  add(provider: Omit<StoredProvider, 'createdAt'>, audit: AuditRecord, now: number): StoredProvider {
    const stored = { ...provider, createdAt: now };
    this.#insert.run({ ...stored, enabled: Number(stored.enabled) });
    this.#audit.add(audit, now);
    return stored;
  }

  change(id: string, change: ProviderChange, audit: AuditRecord, now: number): StoredProvider {
    const row = this.#one.get(id);
    if (row === undefined) throw unknown(id);
    const stored = { ...providerOf(row), ...change };
    this.#update.run({ ...stored, enabled: Number(stored.enabled) });
    this.#audit.add(audit, now);
    return stored;
  }

  remove(id: string, audit: AuditRecord, now: number): void {
    if (this.#remove.run(id).changes === 0) throw unknown(id);
    this.#audit.add(audit, now);
  }
}

function unknown(id: string): Refusal {
  return new Refusal('not_found', `There is no provider ${id}.`);
}

function providerOf({ client_id, team_id, key_id, enabled, created_at, ...row }: ProviderRow): StoredProvider {
  return { ...row, clientId: client_id, teamId: team_id, keyId: key_id, enabled: enabled === 1, createdAt: created_at };
}
