/** Finds comments: by their words, and the newest of a thread or a site; what the index has not yet, it reads itself. */
import { setTimeout } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { Refusal, unknownSite } from '../../errors.ts';
import { INDEX_SEARCH, type Place, type SearchQuery, type StoredComment } from '../store.ts';
import { wordsOf } from '../words.ts';
import { Filing } from './authored.ts';
import type { Reads } from './reads.ts';
import { type CommentRow, commentOf, SELECT_COMMENT } from './rows.ts';
import { type Scope, SearchIndex } from './search-index.ts';

/** Steps of indexing that one search waits for; a longer way is left to the job. */
const STEPS_PER_SEARCH = 20;
/** As many as a stop of the server can wait for. */
const STEPS_PER_JOB = 20;
/** Between two steps of a job it rests nine times as long as a step took: a flood of posts pays no more than a tenth for it. */
const REST = 9;
/** Comments from before there was an index that are read without it, as long as it grows. */
const READ_PLAINLY = 5_000;

/** Above every number of a comment. */
const BEYOND = Number.MAX_SAFE_INTEGER;

type Transaction = <T>(work: () => T) => Promise<T>;

export class Search {
  readonly #index: SearchIndex;
  readonly #filing: Filing;
  readonly #reads: Reads;
  readonly #transaction: Transaction;
  readonly #siteId;
  readonly #published;
  readonly #plain;
  readonly #enqueue;

  /** `transaction` runs a piece of work in the next one. */
  constructor(db: Database.Database, reads: Reads, transaction: Transaction) {
    this.#index = new SearchIndex(db);
    this.#filing = new Filing(db);
    this.#reads = reads;
    this.#transaction = transaction;
    this.#siteId = db.prepare<[string], number>('SELECT id FROM sites WHERE key = ?').pluck();
    this.#published = db.prepare<[number], CommentRow>(
      `${SELECT_COMMENT} WHERE c.number = ? AND c.state = 'published'`,
    );
    this.#plain = db
      .prepare<{ from: number; to: number; threadId: number | null; siteId: number | null; limit: number }, number>(
        `SELECT c.number FROM comments c
         WHERE c.number BETWEEN @from AND @to AND c.state = 'published' AND (@threadId IS NULL OR c.thread_id = @threadId)
           AND (SELECT t.site_id FROM threads t WHERE t.id = c.thread_id) = @siteId
         ORDER BY c.number DESC LIMIT @limit`,
      )
      .pluck();
    this.#enqueue = db.prepare<[string, number]>("INSERT INTO jobs (kind, payload, run_at) VALUES (?, '{}', ?)");
  }

  /** Published comments that hold all the words, newest first. The row decides: the index may be behind it. */
  async find(query: SearchQuery): Promise<{ items: StoredComment[]; more: boolean }> {
    const words = query.words.flatMap(text => wordsOf(text)).map(({ word }) => word);
    const scope = this.#scope(query.site, query.thread);
    if (scope === undefined || words.length === 0) return { items: [], more: false };
    await this.#catchUp();
    const rows: CommentRow[] = [];
    for (let before = query.before ?? BEYOND; rows.length <= query.limit; ) {
      const numbers = this.#index.match(scope, words, before, query.limit + 1);
      for (const number of numbers) rows.push(...this.#rowOf(number));
      if (numbers.length <= query.limit) break;
      before = numbers.at(-1) as number;
    }
    return { items: rows.slice(0, query.limit).map(commentOf), more: rows.length > query.limit };
  }

  /** The newest published comments of a thread or a whole site, one by one; nothing is written for it. */
  *newest(site: string, thread: string | undefined, limit: number): Generator<CommentRow> {
    const scope = this.#scope(site, thread);
    if (scope === undefined) return;
    const { first, last } = this.#index;
    const numbers = new Set([
      ...this.#plain.all({ ...scope, from: last + 1, to: BEYOND, limit }),
      ...this.#plain.all({ ...scope, from: first - READ_PLAINLY, to: first - 1, limit }),
      ...this.#index.changed(),
      ...this.#index.match(scope, [], BEYOND, limit),
    ]);
    for (const number of [...numbers].sort((a, b) => b - a)) {
      for (const row of this.#rowOf(number)) {
        if (row.site === site && (thread === undefined || row.thread_id === scope.threadId)) yield row;
      }
    }
  }

  /** Indexes and files what is not, while others write between two steps; of very much only a part, and the rest with another job. */
  async index(): Promise<void> {
    for (let step = 0; this.#index.isUnfinished() || this.#filing.isUnfinished(); step += 1) {
      if (step === STEPS_PER_JOB) return this.#transaction(() => void this.#enqueue.run(INDEX_SEARCH, Date.now()));
      const started = performance.now();
      await this.#transaction(() => {
        this.#filing.step();
        this.#index.step();
      });
      await setTimeout((performance.now() - started) * REST);
    }
  }

  async #catchUp(): Promise<void> {
    try {
      for (let step = 0; step < STEPS_PER_SEARCH && this.#index.isBehind(); step += 1) {
        await this.#transaction(() => this.#index.step());
      }
    } catch (error) {
      // A disk that takes no more must not keep anyone from finding what is there.
      if (!(error instanceof Refusal)) throw error;
    }
  }

  #rowOf(number: number): CommentRow[] {
    const row = this.#published.get(number);
    return row ? [row] : [];
  }

  /** Undefined for a thread that nobody wrote in. */
  #scope(site: string, thread: string | undefined): Scope | undefined {
    const siteId = this.#siteId.get(site);
    if (siteId === undefined) throw unknownSite(site);
    if (thread === undefined) return { siteId, threadId: null };
    const row = this.#reads.threadRow({ site, thread } satisfies Place);
    return row && { siteId, threadId: row.id };
  }
}
