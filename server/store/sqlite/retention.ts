/** What is kept only for a time, in steps that each look at a bounded number of rows. */
import type { RetentionStore } from '../contract/retention.ts';
import { AUTHORED } from './authored.ts';
import type { Parts } from './shared.ts';

/** People, comments and records that one transaction looks at. */
const PEOPLE = 1_000;
const REFUSED = 200;
const RECORDS = 500;

interface RefusedRow {
  readonly number: number;
  readonly id: string;
  readonly site: string;
  readonly at: number;
}

export class SqliteRetention implements RetentionStore {
  readonly #parts: Parts;
  readonly #lastRound;
  readonly #setRound;
  readonly #people;
  readonly #lastComment;
  readonly #sitesOf;
  readonly #forget;
  readonly #refused;
  readonly #dropAudit;
  readonly #dropBans;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db } = parts;
    this.#lastRound = db
      .prepare<[], number>("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'retention.at'")
      .pluck();
    this.#setRound = db.prepare<[string]>(
      "INSERT INTO meta VALUES ('retention.at', ?) ON CONFLICT DO UPDATE SET value = excluded.value",
    );
    this.#people = db.prepare<[string, number], { id: string; since: number | null }>(
      `SELECT id, IIF(role = 'guest' AND email IS NOT NULL, created_at, NULL) AS since FROM viewers WHERE id > ? ORDER BY id LIMIT ?`,
    );
    this.#lastComment = db
      .prepare<[string], number>(
        `SELECT created_at, number FROM ${AUTHORED} WHERE author_id = ? ORDER BY number DESC LIMIT 1`,
      )
      .pluck();
    this.#sitesOf = db
      .prepare<[string], string>(
        `SELECT DISTINCT (SELECT s.key FROM threads t, sites s WHERE t.id = thread_id AND s.id = t.site_id)
         FROM ${AUTHORED} WHERE author_id = ?`,
      )
      .pluck();
    this.#forget = db.prepare<[string]>('UPDATE viewers SET email = NULL WHERE id = ?');
    this.#refused = db.prepare<[string, number, number], RefusedRow>(
      `SELECT number, id, MAX(created_at, COALESCE(edited_at, 0), COALESCE(decision ->> 'at', 0)) AS at,
              (SELECT s.key FROM threads t, sites s WHERE t.id = thread_id AND s.id = t.site_id) AS site
       FROM comments INDEXED BY comments_hidden
       WHERE state <> 'published' AND state <> 'deleted' AND state = ? AND number > ? ORDER BY number LIMIT ?`,
    );
    this.#dropAudit = db.prepare<[number, number]>(
      'DELETE FROM audit WHERE at < ? AND id IN (SELECT id FROM audit ORDER BY id LIMIT ?)',
    );
    this.#dropBans = db.prepare<[number, number]>(
      'DELETE FROM bans WHERE id IN (SELECT id FROM bans WHERE until <= ? LIMIT ?)',
    );
  }

  async lastRound(): Promise<number> {
    return this.#lastRound.get() ?? 0;
  }

  roundEnded(at: number): Promise<void> {
    return this.#parts.run(() => void this.#setRound.run(String(at)));
  }

  async forgetEmails(
    before: ReadonlyMap<string, number>,
    after: string,
  ): Promise<{ next: string | null; forgotten: number }> {
    const people = this.#people.all(after, PEOPLE);
    const last = people.length < PEOPLE ? null : (people.at(-1)?.id ?? null);
    const meant = people.filter(({ id, since }) => since !== null && this.#isOver(id, since, before));
    if (meant.length === 0) return { next: last, forgotten: 0 };
    const forgotten = await this.#parts.run(() => {
      // Whoever has written since they were looked at is a guest of today again.
      const still = meant.filter(({ id, since }) => this.#isOver(id, since ?? 0, before));
      for (const { id } of still) {
        this.#forget.run(id);
        this.#parts.reads.forgetViewer(id);
      }
      return still.length;
    });
    return { next: last, forgotten };
  }

  async eraseRefused(site: string, before: number, after: number): Promise<{ next: number | null; erased: number }> {
    const rows = (['rejected', 'spam'] as const)
      .flatMap(state => this.#refused.all(state, after, REFUSED))
      .sort((a, b) => a.number - b.number)
      .slice(0, REFUSED);
    const next = rows.length < REFUSED ? null : (rows.at(-1)?.number ?? null);
    const meant = rows.filter(row => row.site === site && row.at < before);
    if (meant.length === 0) return { next, erased: 0 };
    const erased = await this.#parts.run(() => meant.filter(({ id }) => this.#erase(id, before)).length);
    return { next, erased };
  }

  dropOld(before: number, now: number): Promise<boolean> {
    return this.#parts.run(() => {
      const dropped = [this.#dropAudit.run(before, RECORDS).changes, this.#dropBans.run(now, RECORDS).changes];
      return dropped.includes(RECORDS);
    });
  }

  /** Of several sites the one that forgets first counts, once nothing was written anywhere for so long. */
  #isOver(person: string, since: number, before: ReadonlyMap<string, number>): boolean {
    const last = this.#lastComment.get(person);
    // Of whose comments nothing is left it is not known where they wrote.
    if (last === undefined) return since < Math.min(...before.values());
    if (last >= Math.max(...before.values())) return false;
    return this.#sitesOf.all(person).some(site => last < (before.get(site) ?? Number.NEGATIVE_INFINITY));
  }

  #erase(id: string, before: number): boolean {
    const { reads, writes } = this.#parts;
    const row = reads.commentRow(id);
    // A moderator may have published it meanwhile.
    if (row === undefined || (row.state !== 'rejected' && row.state !== 'spam') || row.created_at >= before)
      return false;
    writes.remove(id, Date.now());
    return true;
  }
}
