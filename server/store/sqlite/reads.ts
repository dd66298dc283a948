/** Reads from SQLite: each is a few prepared statements, run at one moment of the database. */
import type Database from 'better-sqlite3';
import type { SiteSettings, Sort } from '../../../protocol/comment.ts';
import type { EventType } from '../../../protocol/events.ts';
import { unknownParent, unknownSite } from '../../errors.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type {
  CommentTree,
  EventsRead,
  ListPage,
  ListPosition,
  PageQuery,
  Place,
  Site,
  StoredComment,
  StoredThread,
  StoredViewer,
} from '../store.ts';
import { Aliases } from './aliases.ts';
import { type CommentRow, commentOf, SELECT_COMMENT, SELECT_THREAD, type ThreadRow, threadOf } from './rows.ts';

interface EventRow {
  seq: number;
  type: EventType;
  comment: number | null;
}

type ViewerRow = StoredViewer & {
  readonly known_on: string;
  readonly is_refused: 0 | 1;
  readonly is_member: 0 | 1;
};

interface KnownViewer {
  readonly viewer: StoredViewer;
  /** On which they are known. */
  readonly sites: readonly string[];
  /** Whether any comment of theirs is rejected or spam. */
  readonly isRefused: boolean;
  readonly isMember: boolean;
}

/** No thread has this many comments, no comment this rank: the position before the first row. */
const BEYOND: ListPosition = { rank: 2, number: Number.MAX_SAFE_INTEGER };

/** Viewers kept in memory. */
const VIEWERS_MAX = 10_000;

/** Characters of Markdown in one page: who does not read an answer must not pin megabytes of it. */
export const PAGE_TEXT_MAX = 200_000;

export class Reads {
  readonly aliases: Aliases;
  readonly #db: Database.Database;
  /** As on disk, undefined for one who has no row: every request of a viewer asks for theirs. */
  readonly #viewers = new Map<string, KnownViewer | undefined>();
  readonly #site;
  readonly #sites;
  readonly #viewer;
  readonly #thread;
  readonly #byId;
  readonly #byNumber;
  readonly #roots: Record<Sort, Database.Statement<[Record<string, unknown>], CommentRow>>;
  readonly #sameRank;
  readonly #pinned;
  readonly #replies;
  readonly #events;

  constructor(db: Database.Database) {
    this.#db = db;
    this.aliases = new Aliases(db);
    const roots = (where: string, order: string) =>
      db.prepare<[Record<string, unknown>], CommentRow>(
        `${SELECT_COMMENT} WHERE c.thread_id = @threadId AND c.listed = 1 AND c.parent IS NULL AND c.pinned = 0
           AND ${where}
         ORDER BY ${order} LIMIT @limit`,
      );
    this.#roots = {
      newest: roots('c.number < @number', 'c.number DESC'),
      oldest: roots('c.number > @number', 'c.number'),
      best: roots('c.rank < @rank', 'c.rank DESC, c.number DESC'),
    };
    this.#sameRank = roots('c.rank = @rank AND c.number < @number', 'c.number DESC');
    this.#pinned = db.prepare<[number], CommentRow>(
      `${SELECT_COMMENT} WHERE c.thread_id = ? AND c.listed = 1 AND c.parent IS NULL AND c.pinned = 1
       ORDER BY c.number DESC`,
    );
    this.#replies = db.prepare<[number, number, number], CommentRow>(
      `${SELECT_COMMENT} WHERE c.parent = ? AND c.parent IS NOT NULL AND c.listed = 1 AND c.number > ?
       ORDER BY c.number LIMIT ?`,
    );
    this.#site = db.prepare<[string], { key: string; origins: string; settings: string }>(
      'SELECT key, origins, settings FROM sites WHERE key = ?',
    );
    this.#sites = db.prepare<[], { key: string; origins: string; settings: string }>(
      'SELECT key, origins, settings FROM sites ORDER BY id',
    );
    this.#viewer = db.prepare<[string], ViewerRow>(
      `SELECT id, role, name, email, website, avatar, known_on,
              EXISTS (SELECT 1 FROM members m WHERE m.id = viewers.id)
                AND NOT EXISTS (SELECT 1 FROM erased e WHERE e.viewer = viewers.id) AS is_member,
              EXISTS (SELECT 1 FROM comments INDEXED BY comments_refused
                      WHERE author_id = viewers.id AND state IN ('rejected', 'spam')) AS is_refused
       FROM viewers WHERE id = ?`,
    );
    this.#thread = db.prepare<[string, string], ThreadRow>(SELECT_THREAD);
    this.#byId = db.prepare<[string], CommentRow>(`${SELECT_COMMENT} WHERE c.id = ?`);
    this.#byNumber = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
    this.#events = db.prepare<[number, number, number], EventRow>(
      'SELECT seq, type, comment FROM events WHERE thread_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    );
  }

  site(key: string): Site | undefined {
    const row = this.#site.get(key);
    return row && siteOf(row);
  }

  sites(): Site[] {
    return this.#sites.all().map(siteOf);
  }

  viewer(id: string): StoredViewer | undefined {
    return this.#knownViewer(id)?.viewer;
  }

  /** The sites on which a viewer is known; see `Store.isKnown`. */
  knownOn(id: string): readonly string[] {
    return this.#knownViewer(id)?.sites ?? [];
  }

  /** Whether any comment of theirs is rejected or spam, on whichever site. */
  isRefused(id: string): boolean {
    return this.#knownViewer(id)?.isRefused ?? false;
  }

  /** Whether they signed in; their name is then their profile’s, whatever they post under. */
  isMember(id: string): boolean {
    return this.#knownViewer(id)?.isMember ?? false;
  }

  #knownViewer(id: string): KnownViewer | undefined {
    if (this.#viewers.has(id)) return this.#viewers.get(id);
    const viewer = knownViewerOf(this.#viewer.get(id));
    // What a transaction wrote may yet be rolled back.
    if (!this.#db.inTransaction) {
      if (this.#viewers.size >= VIEWERS_MAX) this.#viewers.clear();
      this.#viewers.set(id, viewer);
    }
    return viewer;
  }

  /** To be called when a viewer is written, or a comment of theirs comes to another state. */
  forgetViewer(id: string): void {
    this.#viewers.delete(id);
  }

  threadRow(place: Place): ThreadRow | undefined {
    return this.#thread.get(place.site, this.aliases.canonical(place).thread);
  }

  thread(place: Place): StoredThread {
    return this.#threadOrEmpty(place, this.threadRow(place));
  }

  commentRow(id: string): CommentRow | undefined {
    return this.#byId.get(id);
  }

  comment(id: string): StoredComment | undefined {
    const row = this.commentRow(id);
    return row && commentOf(row);
  }

  /** A comment with its first replies. */
  tree(row: CommentRow, preview: readonly number[]): CommentTree {
    return this.#tree(row, preview);
  }

  list(query: PageQuery): ListPage {
    const row = this.threadRow(query);
    const thread = this.#threadOrEmpty(query, row);
    if (row === undefined) {
      if (query.parent !== null) throw unknownParent(query.parent);
      return { thread, items: [], more: false };
    }
    if (query.parent === null) {
      const { items, more } = this.#page(this.#rootRows(row.id, query), query.limit, query.preview);
      const pinned = query.after === null ? this.#pinned.all(row.id) : [];
      return { thread, items: [...pinned.map(each => this.#tree(each, query.preview)), ...items], more };
    }
    const parent = this.commentRow(query.parent);
    if (parent?.thread_id !== row.id) throw unknownParent(query.parent);
    return { thread, ...this.#replyPage(parent.number, query.after?.number ?? 0, query.limit, query.preview) };
  }

  /** The events after `since` with their comments as they are now. */
  events(place: Place, since: number, limit: number): EventsRead {
    const row = this.threadRow(place);
    const thread = this.#threadOrEmpty(place, row);
    if (row === undefined || since >= row.seq) return { thread, events: [] };
    const events = this.#events.all(row.id, since, limit);
    if (events[0]?.seq !== since + 1) return { thread, events: undefined };
    const ancestors = new Ancestors(this.#byNumber);
    return {
      thread,
      events: events.map(event => {
        const comment = event.comment === null ? undefined : this.#byNumber.get(event.comment);
        return {
          seq: event.seq,
          type: event.type,
          comment: comment ? commentOf(comment) : null,
          replyCounts: comment ? ancestors.replyCounts(comment) : {},
        };
      }),
    };
  }

  counts(site: string, threads: readonly string[]): ReadonlyMap<string, number> {
    if (this.#site.get(site) === undefined) throw unknownSite(site);
    return new Map(threads.map(thread => [thread, this.threadRow({ site, thread })?.comment_count ?? 0]));
  }

  #threadOrEmpty(place: Place, row: ThreadRow | undefined): StoredThread {
    if (row) return threadOf(row, place.site);
    if (this.#site.get(place.site) === undefined) throw unknownSite(place.site);
    return { site: place.site, key: place.thread, title: null, url: null, state: 'open', seq: 0, commentCount: 0 };
  }

  #rootRows(threadId: number, query: PageQuery): CommentRow[] {
    const first: ListPosition = query.sort === 'oldest' ? { rank: 0, number: 0 } : BEYOND;
    const range = { threadId, ...(query.after ?? first), limit: query.limit + 1 };
    // SQLite would look a pair of values up by the first alone, and most comments have the same rank.
    const same = query.sort === 'best' ? this.#sameRank.all(range) : [];
    return [...same, ...this.#roots[query.sort].all({ ...range, limit: range.limit - same.length })];
  }

  #replyPage(parent: number, after: number, limit: number, preview: readonly number[]) {
    return this.#page(this.#replies.all(parent, after, limit + 1), limit, preview);
  }

  /** One row more than the limit was read: it tells whether the list goes on. A page of long texts ends sooner. */
  #page(rows: CommentRow[], limit: number, preview: readonly number[]): { items: CommentTree[]; more: boolean } {
    const items: CommentTree[] = [];
    for (let length = 0; items.length < Math.min(limit, rows.length) && length < PAGE_TEXT_MAX; ) {
      const item = this.#tree(rows[items.length] as CommentRow, preview);
      items.push(item);
      length += textLength(item);
    }
    return { items, more: rows.length > items.length };
  }

  #tree(row: CommentRow, preview: readonly number[]): CommentTree {
    const [limit, ...deeper] = preview;
    if (row.reply_count === 0 || limit === undefined) {
      return { ...commentOf(row), replies: [], moreReplies: row.reply_count > 0 };
    }
    const { items, more } = this.#replyPage(row.number, 0, limit, deeper);
    return { ...commentOf(row), replies: items, moreReplies: more };
  }
}

/** The ancestors of a page of events, each read once. */
class Ancestors {
  readonly #byNumber: Database.Statement<[number], CommentRow>;
  readonly #rows = new Map<number, CommentRow | undefined>();
  readonly #told = new Set<number>();

  constructor(byNumber: Database.Statement<[number], CommentRow>) {
    this.#byNumber = byNumber;
  }

  /**
   * The parent's count, and further up as long as a tombstone may have vanished with its last reply. What stands
   * above was read at the same moment for the whole page, so it is told once: a chain of tombstones would otherwise
   * be told again by each of its events.
   */
  replyCounts(row: CommentRow): Record<string, number> {
    const counts: Record<string, number> = {};
    for (let number = row.parent; number !== null; ) {
      const ancestor = this.#row(number);
      if (ancestor === undefined) break;
      counts[ancestor.id] = ancestor.reply_count;
      if (ancestor.listed === 1 || this.#told.has(number)) break;
      this.#told.add(number);
      number = ancestor.parent;
    }
    return counts;
  }

  #row(number: number): CommentRow | undefined {
    if (!this.#rows.has(number)) this.#rows.set(number, this.#byNumber.get(number));
    return this.#rows.get(number);
  }
}

/** Of a comment and the replies that it brings along. */
export function textLength(tree: CommentTree): number {
  return tree.replies.reduce((sum, reply) => sum + textLength(reply), tree.body.length);
}

function siteOf(row: { key: string; origins: string; settings: string }): Site {
  return {
    key: row.key,
    origins: JSON.parse(row.origins) as string[],
    settings: { ...DEFAULT_SETTINGS, ...(JSON.parse(row.settings) as Partial<SiteSettings>) },
  };
}

function knownViewerOf(row: ViewerRow | undefined): KnownViewer | undefined {
  if (row === undefined) return undefined;
  const { known_on, is_refused, is_member, ...viewer } = row;
  return { viewer, sites: JSON.parse(known_on) as string[], isRefused: is_refused === 1, isMember: is_member === 1 };
}
