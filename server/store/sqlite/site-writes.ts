/** Changes of sites; each method runs inside a transaction that its caller opened. */
import type Database from 'better-sqlite3';
import { Refusal, unknownSite } from '../../errors.ts';
import type { AuditRecord } from '../contract/audit.ts';
import type { Site } from '../store.ts';
import type { SqliteAudit } from './audit.ts';
import type { Reads } from './reads.ts';

export class SiteWrites {
  readonly #reads: Reads;
  readonly #audit: SqliteAudit;
  readonly #set;
  readonly #add;

  constructor(db: Database.Database, reads: Reads, audit: SqliteAudit) {
    this.#reads = reads;
    this.#audit = audit;
    this.#set = db.prepare<[string, string, string]>('UPDATE sites SET settings = ?, origins = ? WHERE key = ?');
    this.#add = db.prepare<[string, string, string, number]>(
      'INSERT INTO sites (key, origins, settings, created_at) VALUES (?, ?, ?, ?)',
    );
  }

  set(key: string, change: Partial<Omit<Site, 'key'>>, record: AuditRecord | null, now: number): Site {
    const before = this.#reads.site(key);
    if (before === undefined) throw unknownSite(key);
    const site: Site = { ...before, ...change };
    this.#set.run(JSON.stringify(site.settings), JSON.stringify(site.origins), key);
    if (record) this.#audit.add(record, now);
    return site;
  }

  add(site: Site, record: AuditRecord, now: number): Site {
    const { key, origins, settings } = site;
    if (this.#reads.site(key))
      throw new Refusal('already_exists', `There is a site ‘${key}’ already; choose another key.`);
    this.#add.run(key, JSON.stringify(origins), JSON.stringify(settings), now);
    this.#audit.add(record, now);
    return site;
  }
}
