/** The audit log; `add` runs inside the transaction of what it tells of. */
import type Database from 'better-sqlite3';
import type { AuditFilter, AuditRecord, AuditStore, StoredAudit } from '../contract/audit.ts';

interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly by: string;
  readonly site: string | null;
  readonly action: string;
  readonly target_kind: string;
  readonly target_id: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
}

export class SqliteAudit implements AuditStore {
  readonly #run: <T>(work: () => T) => Promise<T>;
  readonly #insert;
  readonly #list;

  constructor(db: Database.Database, run: <T>(work: () => T) => Promise<T>) {
    this.#run = run;
    this.#insert = db.prepare(
      `INSERT INTO audit (at, by, by_id, site, action, target_kind, target_id, before, after, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#list = db.prepare<[Record<string, unknown>], AuditRow>(
      `SELECT id, at, by, site, action, target_kind, target_id, before, after, reason FROM audit
       WHERE id < @before
         AND (@sites IS NULL OR site IN (SELECT value FROM json_each(@sites)))
         AND (@actor IS NULL OR by_id = @actor)
         AND (@action IS NULL OR substr(action, 1, length(@action)) = @action)
         AND (@target IS NULL OR target_id = @target)
         AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
       ORDER BY id DESC LIMIT @limit`,
    );
  }

  /** To be called inside a transaction. */
  add({ by, site, action, target, before, after, reason }: AuditRecord, now: number): void {
    const [was, is] = [before, after].map(value => (value === undefined ? null : JSON.stringify(value)));
    this.#insert.run(now, JSON.stringify(by), by.id, site, action, target.kind, target.id, was, is, reason);
  }

  write(record: AuditRecord): Promise<void> {
    return this.#run(() => this.add(record, Date.now()));
  }

  async list(filter: AuditFilter, before: number | null, limit: number): Promise<readonly StoredAudit[]> {
    const rows = this.#list.all({
      before: before ?? Number.MAX_SAFE_INTEGER,
      sites: filter.sites === null ? null : JSON.stringify(filter.sites),
      actor: filter.actor ?? null,
      action: filter.action ?? null,
      target: filter.target ?? null,
      from: filter.from ?? null,
      to: filter.to ?? null,
      limit,
    });
    return rows.map(({ target_kind, target_id, ...row }) => ({
      ...row,
      by: JSON.parse(row.by) as AuditRecord['by'],
      target: { kind: target_kind, id: target_id },
      before: row.before === null ? null : (JSON.parse(row.before) as unknown),
      after: row.after === null ? null : (JSON.parse(row.after) as unknown),
    }));
  }
}
