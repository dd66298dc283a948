/** The search index: filled after the comments and in small steps, so that a post costs what it costs without it. */
import type Database from 'better-sqlite3';
import { textOf } from '../../../protocol/content.ts';
import { isBeginning, wordsOf } from '../words.ts';
import { contentOf } from './rows.ts';

/** Comments that one step indexes: other writes wait for no more than this. */
const STEP = 100;
/** Characters, after which a step ends: words are cut out of some scripts slowly. */
const STEP_TEXT = 50_000;
/** Those from before there was an index come from the newest down, so not in part. */
const STEP_BACK = 20;
/** Characters of no script, so that no word of a text is the mark of a thread or of a site. */
const THREAD_MARK = '\ue000';
const SITE_MARK = '\ue001';

interface IndexRow {
  readonly number: number;
  readonly thread_id: number;
  readonly site_id: number;
  readonly content: string;
}

/** Where to look: in a thread, in a whole site, or everywhere. */
export interface Scope {
  readonly siteId: number | null;
  readonly threadId: number | null;
}

export class SearchIndex {
  readonly #meta;
  readonly #setMeta;
  readonly #newest;
  readonly #changes;
  readonly #settle;
  readonly #between;
  readonly #insert;
  readonly #match;
  readonly #matchUpwards;

  constructor(db: Database.Database) {
    this.#meta = db.prepare<[string], number>('SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?').pluck();
    this.#setMeta = db.prepare<[string, string]>('UPDATE meta SET value = ? WHERE key = ?');
    this.#newest = db.prepare<[], number>('SELECT COALESCE(MAX(number), 0) FROM comments').pluck();
    this.#changes = db.prepare<[number], number>('SELECT number FROM search_changes ORDER BY number LIMIT ?').pluck();
    this.#settle = db.prepare<[number]>('DELETE FROM search_changes WHERE number = ?');
    this.#between = db.prepare<[number, number], IndexRow>(
      `SELECT c.number, c.thread_id, c.content, (SELECT t.site_id FROM threads t WHERE t.id = c.thread_id) AS site_id
       FROM comments c WHERE c.number BETWEEN ? AND ? AND c.state = 'published' ORDER BY c.number`,
    );
    this.#insert = db.prepare<[number, string]>('INSERT OR REPLACE INTO search (rowid, words) VALUES (?, ?)');
    const match = (order: string) =>
      db
        .prepare<[string, number, number], number>(
          `SELECT rowid FROM search WHERE search MATCH ? AND rowid ${order} LIMIT ?`,
        )
        .pluck();
    this.#match = match('< ? ORDER BY rowid DESC');
    this.#matchUpwards = match('> ? ORDER BY rowid');
  }

  /** The newest comment that is indexed; later ones are not. */
  get last(): number {
    return this.#meta.get('search.last') ?? 0;
  }

  /** The oldest one; below it stand those from before there was an index, until a job comes to them. */
  get first(): number {
    return this.#meta.get('search.first') ?? 1;
  }

  /** Comments that were changed since they were indexed. */
  changed(limit = -1): number[] {
    return this.#changes.all(limit);
  }

  /** Whether something was written or changed that is not indexed yet; what was there before search was, apart. */
  isBehind(): boolean {
    return this.changed(1).length > 0 || (this.#newest.get() ?? 0) > this.last;
  }

  /** Whether `step` has anything to do. */
  isUnfinished(): boolean {
    return this.isBehind() || this.first > 1;
  }

  /** Indexes a few comments; runs inside a transaction. */
  step(): void {
    const { last } = this;
    const changed = this.changed(STEP);
    for (const number of changed) {
      this.#settle.run(number);
      if (number >= this.first && number <= last) this.#index(number, number);
    }
    const newest = this.#newest.get() ?? 0;
    if (changed.length > 0) return;
    if (newest > last) {
      const to = Math.min(last + STEP, newest);
      this.#setMeta.run(String(this.#index(last + 1, to, STEP_TEXT)), 'search.last');
    } else if (this.first > 1) {
      const from = Math.max(1, this.first - STEP_BACK);
      this.#index(from, this.first - 1);
      this.#setMeta.run(String(from), 'search.first');
    }
  }

  /**
   * Numbers of indexed comments that hold all the words, newest first.
   * @param words folded; the last may be the beginning of one.
   */
  match(scope: Scope, words: readonly string[], before: number, limit: number): number[] {
    return this.#match.all(termsOf(scope, words), before, limit);
  }

  /** The same, oldest first. */
  matchUpwards(scope: Scope, words: readonly string[], after: number, limit: number): number[] {
    return this.#matchUpwards.all(termsOf(scope, words), after, limit);
  }

  /** @returns the number up to which it has come. */
  #index(from: number, to: number, textMax = Number.POSITIVE_INFINITY): number {
    let length = 0;
    for (const row of this.#between.all(from, to)) {
      length += row.content.length;
      const words = new Set(wordsOf(textOf(contentOf(row.content))).map(({ word }) => word));
      words.add(THREAD_MARK + row.thread_id).add(SITE_MARK + row.site_id);
      // In the order of the alphabet, for the order in the text would tell what was said.
      this.#insert.run(row.number, [...words].sort().join(' '));
      if (length > textMax) return row.number;
    }
    return to;
  }
}

function termsOf({ siteId, threadId }: Scope, words: readonly string[]): string {
  const site = siteId === null ? [] : [SITE_MARK + siteId];
  const mark = threadId === null ? site : [THREAD_MARK + threadId];
  // A word is letters, digits and marks, so nothing inside the quotes can end them.
  const terms = [...mark, ...words].map(word => `"${word}"`).join(' ');
  const last = words.at(-1);
  return last !== undefined && isBeginning(last) ? `${terms}*` : terms;
}
