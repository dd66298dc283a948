/** What was done, by whom: read page by page, or all of it at once. */
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { stringify } from 'csv-stringify';
import type { AuditEntry } from '../../protocol/admin/log.ts';
import { PAGE_DEFAULT } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import { type Staff, sitesFor } from '../staff/staff.ts';
import type { AuditFilter, StoredAudit } from '../store/contract/audit.ts';
import type { Store } from '../store/store.ts';

/** Records that an export reads at a time: others have their turn between two. */
const EXPORT_STEP = 100;

export interface AuditQuestion {
  readonly site?: string | undefined;
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export class Audit {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The newest first. */
  async page(
    question: AuditQuestion,
    staff: Staff,
    { limit = PAGE_DEFAULT, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  ): Promise<{ items: AuditEntry[]; next: string | null }> {
    const before = cursor === undefined ? null : decodeCursor(cursor);
    const records = await this.#store.audit.list(filterOf(question, staff), before, limit + 1);
    const items = records.slice(0, limit).map(entryOf);
    const last = items.at(-1);
    return { items, next: records.length > limit && last ? encodeCursor(last.id) : null };
  }

  /** All of it as a file, written while it is read. */
  export(question: AuditQuestion, staff: Staff, format: 'csv' | 'ndjson'): Readable {
    const entries = this.#entries(filterOf(question, staff));
    if (format === 'ndjson') return Readable.from(lines(entries));
    // What a viewer or a moderator wrote must not become a formula of whoever opens the file.
    // Quoted, because not every spreadsheet takes the comma for what separates cells.
    const table = stringify({ header: true, columns: COLUMNS, escape_formulas: true, quoted: true });
    return Readable.from(rows(entries)).compose(table) as Readable;
  }

  async *#entries(filter: AuditFilter): AsyncGenerator<AuditEntry> {
    for (let before: number | null = null; ; ) {
      const records: readonly StoredAudit[] = await this.#store.audit.list(filter, before, EXPORT_STEP);
      yield* records.map(entryOf);
      const last = records.at(-1);
      if (last === undefined || records.length < EXPORT_STEP) return;
      before = last.id;
      await setImmediate();
    }
  }
}

const COLUMNS = [
  'id',
  'at',
  'by_id',
  'by_name',
  'by_via',
  'site',
  'action',
  'target_kind',
  'target_id',
  'before',
  'after',
  'reason',
];

async function* rows(entries: AsyncIterable<AuditEntry>): AsyncGenerator<readonly unknown[]> {
  for await (const { id, at, by, site, action, target, before, after, reason } of entries) {
    const states = [before, after].map(value => (value === null ? '' : JSON.stringify(value)));
    yield [id, at, by.id, by.name, by.via, site, action, target.kind, target.id, ...states, reason];
  }
}

async function* lines(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  for await (const entry of entries) yield `${JSON.stringify(entry)}\n`;
}

function filterOf({ site, from, to, ...others }: AuditQuestion, staff: Staff): AuditFilter {
  return { ...others, sites: sitesFor(staff, site), from: timeOf(from, 'from'), to: timeOf(to, 'to') };
}

function timeOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Refusal('bad_request', `query/${name} is no time that there is: ${text}.`);
  return time;
}

function entryOf({ at, ...record }: StoredAudit): AuditEntry {
  return { ...record, at: new Date(at).toISOString() };
}

function encodeCursor(id: number): string {
  return Buffer.from(`audit:${id}`).toString('base64url');
}

function decodeCursor(cursor: string): number {
  const id = /^audit:(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (id === undefined) throw new Refusal('bad_cursor', 'The cursor is not from this list; start again without one.');
  return Number(id);
}
