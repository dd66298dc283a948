/** Where lists of comments for moderators come from: indexes in the order of arrival, read a piece at a time. */
import type Database from 'better-sqlite3';
import type { CommentState } from '../../../protocol/comment.ts';
import { AUTHORED } from './authored.ts';
import type { Scope, SearchIndex } from './search-index.ts';

/** What decides whether a comment belongs to a list, besides its text. */
export interface Candidate {
  readonly number: number;
  readonly siteId: number;
  readonly threadId: number;
  readonly author: string;
  readonly state: CommentState;
  readonly flagCount: number;
  /** Public because a person said so, or a rule. */
  readonly approved: number | null;
  readonly createdAt: number;
}

export type Order = 'newest' | 'oldest';

/** The next candidates behind a number, in order; none: there are no more. */
export type Source = (after: number, order: Order, limit: number) => Candidate[];

const CANDIDATE = `
  SELECT c.number, c.thread_id AS threadId, c.author_id AS author, c.state, c.flag_count AS flagCount,
         (SELECT t.site_id FROM threads t WHERE t.id = c.thread_id) AS siteId,
         (c.decision IS NOT NULL OR instr(c.reasons, '"action":"approve"') > 0) AS approved, c.created_at AS createdAt`;

/** States that have an index of their own. */
const HIDDEN = ['held', 'rejected', 'spam'] as const;
export type Hidden = (typeof HIDDEN)[number];

export function isHidden(state: CommentState | undefined): state is Hidden {
  return HIDDEN.some(each => each === state);
}

export class Sources {
  readonly all: Source;
  readonly flagged: Source;
  readonly approved: Source;
  readonly hidden: Readonly<Record<Hidden, Source>>;
  readonly #index: SearchIndex;
  readonly #byNumber;
  readonly #author;

  constructor(db: Database.Database, index: SearchIndex) {
    this.#index = index;
    // By name: without figures about the data, SQLite would go through all comments where an order by number is wanted.
    const source = (from: string, where: string) => {
      const run = <P extends object>(order: string) =>
        db.prepare<[P & { after: number; limit: number }], Candidate>(
          `${CANDIDATE} FROM ${from} WHERE ${where} AND c.number ${order} LIMIT @limit`,
        );
      return {
        newest: run<{ author?: string }>('< @after ORDER BY c.number DESC'),
        oldest: run<{ author?: string }>('> @after ORDER BY c.number'),
      };
    };
    const plain = (indexed: string, where: string): Source => {
      const statements = source(`comments c ${indexed}`, where);
      return (after, order, limit) => statements[order].all({ after, limit });
    };
    this.all = plain('NOT INDEXED', 'TRUE');
    this.flagged = plain('INDEXED BY comments_flagged', 'c.flag_count > 0');
    this.approved = plain(
      'INDEXED BY comments_decided',
      `c.state = 'published' AND (c.decision IS NOT NULL OR instr(c.reasons, '"action":"approve"') > 0)`,
    );
    // SQLite takes a partial index only where its condition stands in the query word for word.
    const hidden = (state: Hidden) =>
      plain('INDEXED BY comments_hidden', `c.state <> 'published' AND c.state <> 'deleted' AND c.state = '${state}'`);
    this.hidden = { held: hidden('held'), rejected: hidden('rejected'), spam: hidden('spam') };
    this.#author = source(`${AUTHORED} c`, 'c.author_id = @author');
    this.#byNumber = db.prepare<[number], Candidate>(`${CANDIDATE} FROM comments c WHERE c.number = ?`);
  }

  author(author: string): Source {
    return (after, order, limit) => this.#author[order].all({ author, after, limit });
  }

  /** Published comments that hold the words, as far as they are indexed. */
  found(scope: Scope, words: readonly string[]): Source {
    return (after, order, limit) => {
      const numbers =
        order === 'newest'
          ? this.#index.match(scope, words, after, limit)
          : this.#index.matchUpwards(scope, words, after, limit);
      return numbers.flatMap(number => this.#byNumber.get(number) ?? []);
    };
  }
}

/** Several sources as one, in the same order; none of them may hold what another one holds. */
export function* merged(sources: readonly Source[], after: number, order: Order, piece: number): Generator<Candidate> {
  const comesFirst = order === 'newest' ? (a: Candidate, b: Candidate) => a.number > b.number : isOlder;
  const heads = sources.map(source => candidates(source, after, order, piece));
  const waiting = heads.map(head => head.next().value);
  for (;;) {
    let first: number | undefined;
    for (const [i, candidate] of waiting.entries()) {
      const best = first === undefined ? undefined : waiting[first];
      if (candidate && (best === undefined || comesFirst(candidate, best))) first = i;
    }
    if (first === undefined) return;
    yield waiting[first] as Candidate;
    waiting[first] = heads[first]?.next().value;
  }
}

function isOlder(a: Candidate, b: Candidate): boolean {
  return a.number < b.number;
}

function* candidates(source: Source, start: number, order: Order, piece: number): Generator<Candidate, undefined> {
  for (let after = start; ; ) {
    const read = source(after, order, piece);
    const last = read.at(-1);
    if (last === undefined) return;
    yield* read;
    after = last.number;
  }
}
