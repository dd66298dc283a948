/** What one person wrote, found by their index, the newest first. */
import type Database from 'better-sqlite3';
import type { WrittenComment, WrittenFilter } from '../contract/records.ts';
import type { StoredComment } from '../store.ts';
import { AUTHORED } from './authored.ts';
import type { Reads } from './reads.ts';
import { authorOf, type CommentRow, commentOf, SELECT_COMMENT } from './rows.ts';

/** Comments that are counted. */
const COUNTED = 10_000;

interface Asked {
  readonly [name: string]: unknown;
  readonly person: string;
  readonly site: string | null;
}

const ON_SITE = `(@site IS NULL OR (SELECT t.site_id FROM threads t WHERE t.id = a.thread_id)
                                   = (SELECT s.id FROM sites s WHERE s.key = @site))`;

export class Written {
  readonly #reads: Reads;
  readonly #numbers: Readonly<Record<'published' | 'own', Database.Statement<[Asked], number>>>;
  readonly #row;
  readonly #count;
  readonly #countOwn;
  readonly #sites;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    const numbers = (states: string) =>
      db
        .prepare<[Asked], number>(
          `SELECT a.number FROM ${AUTHORED} a
           WHERE a.author_id = @person AND a.number < @before AND a.state ${states} AND ${ON_SITE}
           ORDER BY a.number DESC LIMIT @limit`,
        )
        .pluck();
    this.#numbers = { published: numbers("= 'published'"), own: numbers("<> 'deleted'") };
    this.#row = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
    const count = (isPublic: string) =>
      db
        .prepare<[Asked], number>(
          `SELECT COUNT(*) FROM (SELECT number, thread_id, state FROM ${AUTHORED} WHERE author_id = @person
                                 ORDER BY number DESC LIMIT ${COUNTED}) a
           WHERE ${isPublic} AND ${ON_SITE}`,
        )
        .pluck();
    this.#count = count("a.state = 'published'");
    this.#countOwn = count(
      `(a.state = 'published' OR (SELECT c.author_state FROM comments c WHERE c.number = a.number) = 'published')`,
    );
    this.#sites = db
      .prepare<[{ person: string }], string>(
        `SELECT s.key FROM sites s WHERE s.id IN (
           SELECT t.site_id FROM threads t WHERE t.id IN (
             SELECT thread_id FROM ${AUTHORED} WHERE author_id = @person
             UNION SELECT thread_id FROM votes WHERE viewer_id = @person
             UNION SELECT thread_id FROM reactions WHERE viewer_id = @person
             UNION SELECT c.thread_id FROM flags f JOIN comments c ON c.number = f.comment WHERE f.viewer_id = @person))`,
      )
      .pluck();
  }

  page({ person, site, published }: WrittenFilter, before: number | null, limit: number): WrittenComment[] {
    const asked = { person, site, before: before ?? Number.MAX_SAFE_INTEGER, limit };
    const rows = this.#numbers[published ? 'published' : 'own'].all(asked).map(number => this.#row.get(number));
    return rows
      .filter(row => row !== undefined)
      .map(row => ({ comment: commentOf(row), thread: this.#reads.thread(row) }));
  }

  count(person: string, site: string | null, own: boolean): number {
    return (own ? this.#countOwn : this.#count).get({ person, site }) ?? 0;
  }

  authorOn(person: string, site: string | null): StoredComment['author'] | undefined {
    const [number] = this.#numbers.published.all({ person, site, before: Number.MAX_SAFE_INTEGER, limit: 1 });
    const row = number === undefined ? undefined : this.#row.get(number);
    return row && authorOf(row);
  }

  sitesOf(person: string): string[] {
    return this.#sites.all({ person });
  }
}
