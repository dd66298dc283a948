/** The audit log; `add` runs inside the transaction of what it tells of. */
import { setImmediate } from 'node:timers/promises';
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

/** Records that are looked through at a time: what is rare may be far back, and others have their turn meanwhile. */
const STRETCH = 5_000;

type Values = Record<string, unknown>;

/**
 * Asked for only where it is wanted, so that the index of a site, an actor or a target can be used. Several sites are
 * looked for in the order of the log: by their index, all of their records would have to be sorted.
 */
const CONDITIONS: Readonly<Record<string, string>> = {
  site: 'site = @site',
  sites: '+site IN (SELECT value FROM json_each(@sites))',
  actor: 'by_id = @actor',
  action: 'substr(action, 1, length(@action)) = @action',
  target: 'target_id = @target',
  from: 'at >= @from',
  to: 'at < @to',
};

export class SqliteAudit implements AuditStore {
  readonly #db: Database.Database;
  readonly #run: <T>(work: () => T) => Promise<T>;
  readonly #insert;
  readonly #newest;
  /** By their conditions; each looks through one stretch. */
  readonly #lists = new Map<string, Database.Statement<[Values], AuditRow>>();

  constructor(db: Database.Database, run: <T>(work: () => T) => Promise<T>) {
    this.#db = db;
    this.#run = run;
    this.#insert = db.prepare(
      `INSERT INTO audit (at, by, by_id, site, action, target_kind, target_id, before, after, reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#newest = db.prepare<[], number>('SELECT MAX(id) FROM audit').pluck();
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
    const { sites, ...others } = filter;
    const isOne = sites?.length === 1;
    const asked: Values = { ...others, site: isOne ? sites[0] : undefined, sites: isOne ? undefined : inJson(sites) };
    const wanted = Object.keys(CONDITIONS).filter(name => asked[name] !== undefined);
    const values = Object.fromEntries(wanted.map(name => [name, asked[name]]));
    const list = this.#list(wanted);
    const rows: AuditRow[] = [];
    // A cursor may name any number.
    const newest = this.#newest.get() ?? 0;
    let end = Math.min(before ?? newest + 1, newest + 1);
    for (;;) {
      const start = end - STRETCH;
      rows.push(...list.all({ ...values, start, end, limit: limit - rows.length }));
      if (rows.length === limit || start <= 0) break;
      end = start;
      await setImmediate();
    }
    return rows.map(({ target_kind, target_id, ...row }) => ({
      ...row,
      by: JSON.parse(row.by) as AuditRecord['by'],
      target: { kind: target_kind, id: target_id },
      before: row.before === null ? null : (JSON.parse(row.before) as unknown),
      after: row.after === null ? null : (JSON.parse(row.after) as unknown),
    }));
  }

  #list(wanted: readonly string[]): Database.Statement<[Values], AuditRow> {
    const conditions = ['id >= @start', 'id < @end', ...wanted.map(name => CONDITIONS[name])].join(' AND ');
    const known = this.#lists.get(conditions);
    if (known) return known;
    const statement = this.#db.prepare<[Values], AuditRow>(
      `SELECT id, at, by, site, action, target_kind, target_id, before, after, reason FROM audit
       WHERE ${conditions} ORDER BY id DESC LIMIT @limit`,
    );
    this.#lists.set(conditions, statement);
    return statement;
  }
}

function inJson(sites: readonly string[] | null): string | undefined {
  return sites === null ? undefined : JSON.stringify(sites);
}
