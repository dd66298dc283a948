/** The queues and lists of moderators; long ways are gone in pieces, so that others have their turn. */
import type Database from 'better-sqlite3';
import type { Queue, QueueCounts } from '../../../protocol/admin/comments.ts';
import type { SiteScope } from '../../../protocol/admin/shared.ts';
import { textOf } from '../../../protocol/content.ts';
import { Refusal } from '../../errors.ts';
import type { CardPage, CardQuery, StoredCard } from '../contract/desk.ts';
import { holdsWords, wordsOf } from '../words.ts';
import type { Cards } from './desk-cards.ts';
import { type Candidate, isHidden, merged, type Source, Sources } from './desk-sources.ts';
import { Walk } from './desk-walk.ts';
import { PAGE_TEXT_MAX } from './reads.ts';
import { AUTHOR_NAME, contentOf } from './rows.ts';
import { SearchIndex } from './search-index.ts';

/** Comments that are read at once. */
const PIECE = 100;
/** Steps of indexing that one search waits for. */
const STEPS = 20;

const BELONGS: Readonly<Record<Queue, (candidate: Candidate) => boolean>> = {
  pending: ({ state }) => state === 'held',
  reported: ({ state, flagCount }) => flagCount > 0 && (state === 'published' || state === 'held'),
  unmoderated: ({ state, approved }) => state === 'published' && !approved,
  approved: ({ state, approved }) => state === 'published' && Boolean(approved),
  rejected: ({ state }) => state === 'rejected',
  spam: ({ state }) => state === 'spam',
};

type Condition = (candidate: Candidate) => boolean;

export class DeskLists {
  readonly #cards: Cards;
  readonly #run: <T>(work: () => T) => Promise<T>;
  readonly #index: SearchIndex;
  readonly #sources: Sources;
  readonly #siteIds;
  readonly #threadIds;
  readonly #text;

  constructor(db: Database.Database, cards: Cards, run: <T>(work: () => T) => Promise<T>) {
    this.#cards = cards;
    this.#run = run;
    this.#index = new SearchIndex(db);
    this.#sources = new Sources(db, this.#index);
    this.#siteIds = db
      .prepare<[string], number>('SELECT id FROM sites WHERE key IN (SELECT value FROM json_each(?))')
      .pluck();
    this.#threadIds = db
      .prepare<[{ key: string }], number>(
        `SELECT t.id FROM sites s CROSS JOIN threads t ON t.site_id = s.id AND t.key = @key
         UNION SELECT a.thread_id FROM sites s CROSS JOIN aliases a ON a.site_id = s.id AND a.key = @key`,
      )
      .pluck();
    this.#text = db.prepare<[number], { body: string; content: string; author_name: string }>(
      `SELECT body, content, ${AUTHOR_NAME} AS author_name FROM comments WHERE number = ?`,
    );
  }

  async list(query: CardQuery): Promise<CardPage> {
    const words = query.text === undefined ? null : wordsOf(query.text).map(({ word }) => word);
    const threads = query.thread === undefined ? null : this.#threadIds.all({ key: query.thread });
    if (words?.length === 0 || threads?.length === 0) return { items: [], next: null };
    if (words || threads) await this.#catchUp();
    const sources = this.#sourcesFor(query, words, threads);
    const isWanted = allOf([...this.#conditions(query), ...(threads ? [inThreads(threads)] : [])]);
    const walk = new Walk();
    const found: number[] = [];
    let last: number | undefined;
    for (const candidate of merged(sources, query.after ?? startOf(query), query.order, PIECE)) {
      // What was seen up to here is a page; what follows is for the next one.
      if (found.length > query.limit || walk.isOver) return this.#page(found, query.limit, last, walk);
      if (isWanted(candidate) && (words === null || this.#holds(candidate.number, words, walk))) {
        found.push(candidate.number);
      }
      last = candidate.number;
      await walk.step();
    }
    return this.#page(found, query.limit, undefined, walk);
  }

  async counts(sites: SiteScope, max: number): Promise<QueueCounts> {
    const count = async (queue: Queue) => {
      const query = { sites, queue, order: 'newest' } as const;
      const isWanted = allOf(this.#conditions(query));
      const walk = new Walk();
      let counted = 0;
      for (const candidate of merged(this.#sourcesFor(query, null, null), startOf(query), 'newest', PIECE)) {
        if (counted === max || walk.isOver) break;
        counted += Number(isWanted(candidate));
        await walk.step();
      }
      return counted;
    };
    return {
      pending: await count('pending'),
      reported: await count('reported'),
      unmoderated: await count('unmoderated'),
      approved: await count('approved'),
      rejected: await count('rejected'),
      spam: await count('spam'),
    };
  }

  /** The fewest comments to look through. */
  #sourcesFor(
    { sites, queue, state, author }: Pick<CardQuery, 'sites' | 'queue' | 'state' | 'author'>,
    words: readonly string[] | null,
    threads: readonly number[] | null,
  ): Source[] {
    const { all, approved, flagged, hidden } = this.#sources;
    if (author !== undefined) return [this.#sources.author(author)];
    if (queue === 'pending') return [hidden.held];
    if (queue === 'rejected' || queue === 'spam') return [hidden[queue]];
    if (queue === 'reported') return [flagged];
    if (isHidden(state)) return [hidden[state]];
    const isIndexed = !this.#index.isUnfinished();
    const isPublic = queue !== undefined || state === 'published';
    if (isIndexed && (words || (isPublic && threads?.length === 1))) {
      const found = this.#sources.found(this.#scope(sites, threads), words ?? []);
      // What was deleted holds no words.
      return isPublic ? [found] : [found, hidden.held, hidden.rejected, hidden.spam];
    }
    return [queue === 'approved' ? approved : all];
  }

  #scope(sites: SiteScope, threads: readonly number[] | null) {
    const siteIds = sites?.length === 1 ? this.#siteIds.all(JSON.stringify(sites)) : [];
    return {
      siteId: siteIds[0] ?? null,
      threadId: threads?.length === 1 ? (threads[0] ?? null) : null,
    };
  }

  #conditions(query: Pick<CardQuery, 'sites' | 'queue' | 'state' | 'author' | 'from' | 'to'>): Condition[] {
    const { sites, queue, state, author, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = query;
    const siteIds = sites && new Set(this.#siteIds.all(JSON.stringify(sites)));
    return [
      candidate => candidate.createdAt >= from && candidate.createdAt < to,
      ...(siteIds ? [(candidate: Candidate) => siteIds.has(candidate.siteId)] : []),
      ...(queue ? [BELONGS[queue]] : []),
      ...(state ? [(candidate: Candidate) => candidate.state === state] : []),
      // Whoever deletes what they wrote takes their name from it.
      ...(author === undefined ? [] : [(one: Candidate) => one.author === author && one.state !== 'deleted']),
    ];
  }

  #holds(number: number, words: readonly string[], walk: Walk): boolean {
    const row = this.#text.get(number);
    if (row === undefined) return false;
    walk.read(row.body.length);
    // Addresses stand in the Markdown alone, words that it cuts in two in the content alone.
    return holdsWords(`${row.author_name}\n${row.body}\n${textOf(contentOf(row.content))}`, words);
  }

  /** @param last the comment that was looked at last; undefined where there are no more. */
  async #page(found: readonly number[], limit: number, last: number | undefined, walk: Walk): Promise<CardPage> {
    const items: StoredCard[] = [];
    for (const card of this.#cards.each(found.slice(0, limit), PAGE_TEXT_MAX)) {
      items.push(card);
      await walk.step();
    }
    const isCut = items.length < found.length;
    return { items, next: (isCut ? items.at(-1)?.comment.number : last) ?? null };
  }

  async #catchUp(): Promise<void> {
    try {
      for (let step = 0; step < STEPS && this.#index.isBehind(); step += 1) {
        await this.#run(() => this.#index.step());
      }
    } catch (error) {
      // A disk that takes no more must not keep anyone from finding what is there.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

function startOf({ order }: Pick<CardQuery, 'order'>): number {
  return order === 'newest' ? Number.MAX_SAFE_INTEGER : 0;
}

function allOf(conditions: readonly Condition[]): Condition {
  return candidate => conditions.every(condition => condition(candidate));
}

function inThreads(threads: readonly number[]): Condition {
  return ({ threadId }) => threads.includes(threadId);
}
