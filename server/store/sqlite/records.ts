/** What is stored about one person, in one place: shown, handed out, erased. */
import type { AuditRecord } from '../contract/audit.ts';
import type {
  Leaver,
  LongRecord,
  PersonRecord,
  RecordStore,
  WrittenComment,
  WrittenFilter,
} from '../contract/records.ts';
import type { StoredComment } from '../store.ts';
import { ExportReads } from './export-reads.ts';
import { Leaving } from './leaving.ts';
import type { SqliteMembers } from './members.ts';
import type { Parts } from './shared.ts';
import { Written } from './written.ts';

export class SqliteRecords implements RecordStore {
  readonly #parts: Parts;
  readonly #written: Written;
  readonly #exports: ExportReads;
  readonly #leaving: Leaving;
  readonly #unfinished;
  readonly #firstSeen;
  readonly #avatar;

  constructor(parts: Parts, members: SqliteMembers) {
    this.#parts = parts;
    const { db, reads } = parts;
    this.#written = new Written(db, reads);
    this.#exports = new ExportReads(db);
    this.#leaving = new Leaving(parts, members, this.#exports);
    this.#unfinished = db
      .prepare<[], string>('SELECT e.viewer FROM erased e WHERE EXISTS (SELECT 1 FROM viewers v WHERE v.id = e.viewer)')
      .pluck();
    this.#firstSeen = db.prepare<[string], number>('SELECT created_at FROM viewers WHERE id = ?').pluck();
    this.#avatar = db.prepare<[string], 1>('SELECT 1 FROM viewers WHERE avatar = ? LIMIT 1').pluck();
  }

  async written(filter: WrittenFilter, before: number | null, limit: number): Promise<readonly WrittenComment[]> {
    return this.#written.page(filter, before, limit);
  }

  async publishedCount(person: string, site: string | null, own: boolean): Promise<number> {
    return this.#written.count(person, site, own);
  }

  async authorOn(person: string, site: string | null): Promise<StoredComment['author'] | undefined> {
    return this.#written.authorOn(person, site);
  }

  async sitesOf(person: string): Promise<readonly string[]> {
    const ids = [person, ...this.#exports.guests(person)];
    return [...new Set(ids.flatMap(id => this.#written.sitesOf(id)))];
  }

  async firstSeen(person: string): Promise<number | undefined> {
    return this.#firstSeen.get(person);
  }

  async person(person: string): Promise<PersonRecord> {
    return this.#exports.person(person);
  }

  async page(list: LongRecord, person: string, after: readonly unknown[] | null, limit: number) {
    return this.#exports.page(list, person, after, limit);
  }

  async leaver(person: string): Promise<Leaver | undefined> {
    return this.#leaving.leaver(person);
  }

  erase(person: string, at: number, audit?: AuditRecord): Promise<void> {
    return this.#parts.run(() => {
      this.#leaving.begin(person, at);
      if (audit) this.#parts.audit.add(audit, Date.now());
    });
  }

  eraseStep(id: string): Promise<boolean> {
    return this.#parts.run(() => this.#leaving.step(id, Date.now()));
  }

  async isErased(id: string): Promise<boolean> {
    return this.#leaving.isErased(id);
  }

  async unfinished(): Promise<readonly string[]> {
    return this.#unfinished.all();
  }

  async truncateLog(): Promise<void> {
    this.#parts.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  async hasAvatar(path: string): Promise<boolean> {
    return this.#avatar.get(path) !== undefined;
  }
}
