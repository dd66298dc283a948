/** Threads as moderators see them: found in bounded steps, closed and opened with an event, moved by `ThreadMoves`. */
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import type { ThreadState } from '../../../protocol/comment.ts';
import { Refusal, unknownSite } from '../../errors.ts';
import type {
  Merge,
  ModeratedThread,
  PrefixMove,
  PrefixMoved,
  StoredAlias,
  ThreadAct,
  ThreadFilter,
  ThreadStore,
} from '../contract/threads.ts';
import { foldText } from '../fold.ts';
import type { Place } from '../store.ts';
import { PrefixMoves } from './prefix-moves.ts';
import type { Parts } from './shared.ts';
import { type OpenThread, ThreadMoves, taken, unknownThread } from './thread-moves.ts';

/** Threads that are read at a time, and that one request looks at. */
const STEP = 500;
const LOOKED_AT = 5_000;
/** Threads that one transaction closes. */
const CLOSED_AT_A_TIME = 50;

interface ListRow {
  readonly id: number;
  readonly site: string;
  readonly key: string;
  readonly title: string | null;
  readonly state: ThreadState;
}

interface DetailRow extends ListRow {
  readonly url: string | null;
  readonly seq: number;
  readonly comment_count: number;
  readonly created_at: number;
  readonly last_comment_at: number | null;
  readonly pending: number;
}

const SITE = '(SELECT s.key FROM sites s WHERE s.id = t.site_id) AS site';

export class SqliteThreads implements ThreadStore {
  readonly #parts: Parts;
  readonly #moves: ThreadMoves;
  readonly #prefixes: PrefixMoves;
  readonly #before;
  readonly #one;
  readonly #insert;
  readonly #setState;
  readonly #older;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#moves = new ThreadMoves(parts);
    this.#prefixes = new PrefixMoves(parts, this.#moves);
    const { db } = parts;
    this.#before = db.prepare<[number, number], ListRow>(
      `SELECT t.id, t.key, t.title, t.state, ${SITE} FROM threads t WHERE t.id < ? ORDER BY t.id DESC LIMIT ?`,
    );
    this.#one = db.prepare<[number], DetailRow>(
      `SELECT t.id, t.key, t.title, t.url, t.state, t.seq, t.comment_count, t.created_at, t.last_comment_at, ${SITE},
              (SELECT COUNT(*) FROM comments c WHERE c.thread_id = t.id AND c.state = 'held') AS pending
       FROM threads t WHERE t.id = ?`,
    );
    this.#insert = db.prepare<[{ site: string; thread: string; now: number }]>(
      'INSERT INTO threads (site_id, key, created_at) SELECT id, @thread, @now FROM sites WHERE key = @site',
    );
    this.#setState = db.prepare<[{ state: ThreadState; keptOpen: number; id: number }]>(
      `UPDATE threads SET state = @state, kept_open = @keptOpen
       WHERE id = @id AND (state <> @state OR kept_open <> @keptOpen)`,
    );
    this.#older = db
      .prepare<[string, number, number], number>(
        `SELECT id FROM threads WHERE site_id = (SELECT s.id FROM sites s WHERE s.key = ?) AND state = 'open'
           AND kept_open = 0 AND created_at < ? ORDER BY created_at LIMIT ?`,
      )
      .pluck();
  }

  async list(
    { sites, q, state }: ThreadFilter,
    before: number | null,
    limit: number,
  ): Promise<{ items: readonly ModeratedThread[]; next: number | null }> {
    const words = foldText(q ?? '');
    const holds = (text: string | null) => text !== null && foldText(text).includes(words);
    const items: ModeratedThread[] = [];
    let looked = 0;
    let last: number | null = null;
    for (const row of this.#allBefore(before)) {
      if (items.length === limit || looked === LOOKED_AT) return { items, next: last };
      looked += 1;
      last = row.id;
      const isMeant = mayBeOn(sites, row.site) && (state === undefined || state === row.state);
      if (isMeant && (q === undefined || holds(row.key) || holds(row.title))) items.push(this.#existing(row.id));
    }
    return { items, next: null };
  }

  async get(id: number): Promise<ModeratedThread | undefined> {
    const row = this.#one.get(id);
    return row && threadOf(row);
  }

  create(place: Place, by: ActorRef): Promise<{ thread: ModeratedThread; created: boolean }> {
    return this.#parts.run(() => {
      const known = this.#parts.changes.threads.get(place);
      if (known) return { thread: this.#existing(known.id), created: false };
      const now = Date.now();
      if (this.#insert.run({ site: place.site, thread: place.thread, now }).changes === 0)
        throw unknownSite(place.site);
      const thread = this.#parts.changes.threadOf(place);
      this.#record('thread.create', { place, row: thread }, { before: null, after: { key: place.thread } }, now, {
        by,
        reason: null,
      });
      return { thread: this.#existing(thread.id), created: true };
    });
  }

  lock(id: number, locked: boolean, act: ThreadAct): Promise<ModeratedThread> {
    return this.#parts.run(() => {
      this.#moves.refuseMerging(id, { asTarget: false });
      this.#lock(this.#moves.open(id), locked, !locked, act, Date.now());
      return this.#existing(id);
    });
  }

  closeOlder(site: string, before: number, act: ThreadAct): Promise<boolean> {
    return this.#parts.run(() => {
      const now = Date.now();
      const ids = this.#older.all(site, before, CLOSED_AT_A_TIME);
      for (const id of ids) this.#lock(this.#moves.open(id), true, false, act, now);
      return ids.length === CLOSED_AT_A_TIME;
    });
  }

  move(id: number, to: Place, act: ThreadAct): Promise<Merge | null> {
    return this.#parts.run(() => this.#moves.move(id, to, act, Date.now()));
  }

  async beginningWith(move: PrefixMove): Promise<readonly number[]> {
    return this.#prefixes.threads(move);
  }

  movePrefix(
    ids: readonly number[],
    move: PrefixMove,
    options: { readonly dryRun: boolean; readonly act: ThreadAct | null; readonly total: number },
  ): Promise<PrefixMoved> {
    return this.#parts.run(() => this.#prefixes.step(ids, move, options, Date.now()));
  }

  async aliases(site: string, after: string, limit: number): Promise<readonly StoredAlias[]> {
    return this.#parts.reads.aliases.list(site, after, limit);
  }

  setAlias(key: string, id: number, act: ThreadAct): Promise<StoredAlias> {
    return this.#parts.run(() => {
      const now = Date.now();
      const thread = this.#moves.open(id);
      const { place } = thread;
      const old = { site: place.site, thread: key };
      if (key === place.thread) throw new Refusal('bad_request', `‘${key}’ is the key of the thread ${id} itself.`);
      const before = this.#parts.reads.aliases.get(old);
      const there = before ? null : this.#moves.inTheWay(id, old, null);
      if (there?.isWritten) throw taken(old, there);
      if (before?.threadId !== id) {
        this.#moves.alias(thread, key, now);
        const states = { before: before ? { thread: before.threadId } : null, after: { thread: id } };
        this.#recordAlias('alias.set', old, states, now, act);
      }
      const createdAt = before?.threadId === id ? before.createdAt : now;
      return { key, thread: { id, key: place.thread }, createdAt };
    });
  }

  removeAlias(place: Place, act: ThreadAct): Promise<void> {
    return this.#parts.run(() => {
      const now = Date.now();
      const { row } = this.#moves.unalias(place, now);
      this.#recordAlias('alias.remove', place, { before: { thread: row.id }, after: null }, now, act);
    });
  }

  beginMerge(from: number, into: number, act: ThreadAct): Promise<Merge> {
    return this.#parts.run(() => this.#moves.begin(from, into, act, Date.now()));
  }

  continueMerge(merge: Merge): Promise<Merge | null> {
    return this.#parts.run(() => this.#moves.step(merge, Date.now()));
  }

  #lock(thread: OpenThread, locked: boolean, keptOpen: boolean, act: ThreadAct, now: number): void {
    const { place, row } = thread;
    const state = locked ? 'locked' : 'open';
    if (this.#setState.run({ state, keptOpen: keptOpen ? 1 : 0, id: row.id }).changes === 0) return;
    const states = { before: { state: row.state }, after: { state } };
    this.#record(locked ? 'thread.lock' : 'thread.unlock', thread, states, now, act);
    if (row.state === state) return;
    const { changes } = this.#parts;
    const seq = row.seq + 1;
    changes.append(place, row.id, seq, 'thread.updated', null, now);
    changes.threads.keep(place, { ...row, state, seq });
  }

  #record(
    action: string,
    { place, row }: OpenThread,
    { before, after }: { readonly before: unknown; readonly after: unknown },
    now: number,
    { by, reason }: ThreadAct,
  ): void {
    const target = { kind: 'thread', id: String(row.id) };
    this.#parts.audit.add({ by, site: place.site, action, target, before, after, reason }, now);
  }

  #recordAlias(
    action: string,
    { site, thread }: Place,
    { before, after }: { readonly before: unknown; readonly after: unknown },
    now: number,
    { by, reason }: ThreadAct,
  ): void {
    this.#parts.audit.add({ by, site, action, target: { kind: 'alias', id: thread }, before, after, reason }, now);
  }

  *#allBefore(before: number | null): Generator<ListRow> {
    for (let id = before ?? Number.MAX_SAFE_INTEGER; ; ) {
      const rows = this.#before.all(id, STEP);
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < STEP) return;
      id = last.id;
    }
  }

  #existing(id: number): ModeratedThread {
    const row = this.#one.get(id);
    if (row === undefined) throw unknownThread(id);
    return threadOf(row);
  }
}

function mayBeOn(sites: SiteScope, site: string): boolean {
  return sites === null || sites.includes(site);
}

function threadOf({ comment_count, created_at, last_comment_at, ...row }: DetailRow): ModeratedThread {
  return { ...row, commentCount: comment_count, createdAt: created_at, lastCommentAt: last_comment_at };
}
