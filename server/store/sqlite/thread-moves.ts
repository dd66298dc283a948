/** Threads that get another place, and comments that get another thread; each method runs inside a transaction of its caller. */
import type { CommentState, ThreadState } from '../../../protocol/comment.ts';
import { Refusal, unknownSite } from '../../errors.ts';
import { MERGE_MAX, MERGE_THREADS, type Merge, type ThreadAct } from '../contract/threads.ts';
import type { Place } from '../store.ts';
import type { ThreadRow } from './rows.ts';
import type { Parts } from './shared.ts';

/** Comments that one transaction moves, and among how many it looks for them: no index knows all of a thread. */
const MOVED_AT_A_TIME = 40;
const LOOKED_AT = 20_000;
/** By then a merge has ended, or was cut off with its process. */
const CUT_OFF_MS = 60_000;

export interface OpenThread {
  readonly place: Place;
  readonly row: ThreadRow;
}

interface MovedRow {
  readonly number: number;
  readonly state: CommentState;
}

export class ThreadMoves {
  readonly #parts: Parts;
  readonly #place;
  readonly #siteId;
  readonly #rename;
  readonly #setState;
  readonly #leave;
  readonly #found;
  readonly #deleteThread;
  readonly #cutLog;
  readonly #newest;
  readonly #comments;
  readonly #moveComment;
  readonly #moveVotes;
  readonly #moveReactions;
  readonly #endJob;
  readonly #running;
  readonly #lastAfter;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { db } = parts;
    this.#place = db.prepare<[number], Place>(
      'SELECT t.key AS thread, (SELECT s.key FROM sites s WHERE s.id = t.site_id) AS site FROM threads t WHERE t.id = ?',
    );
    this.#siteId = db.prepare<[string], number>('SELECT id FROM sites WHERE key = ?').pluck();
    // The page that it was under is another one now; who posts next tells its address.
    this.#rename = db.prepare<[string, number]>('UPDATE threads SET key = ?, url = NULL WHERE id = ?');
    this.#setState = db.prepare<[ThreadState, number]>('UPDATE threads SET state = ? WHERE id = ?');
    this.#leave = db.prepare<[string, number, number, number]>(
      'INSERT INTO threads (site_id, key, seq, created_at) SELECT site_id, ?, ?, ? FROM threads WHERE id = ?',
    );
    this.#found = db.prepare<[number, string, number]>(
      `INSERT INTO threads (site_id, key, title, state, kept_open, created_at)
       SELECT ?, ?, title, state, kept_open, created_at FROM threads WHERE id = ?`,
    );
    this.#deleteThread = db.prepare<[number]>('DELETE FROM threads WHERE id = ?');
    this.#cutLog = db.prepare<[number]>('DELETE FROM events WHERE thread_id = ?');
    this.#newest = db.prepare<[], number>('SELECT COALESCE(MAX(number), 0) FROM comments').pluck();
    this.#comments = db.prepare<[number, number, number, number], MovedRow>(
      'SELECT number, state FROM comments WHERE number > ? AND number <= ? AND +thread_id = ? ORDER BY number LIMIT ?',
    );
    this.#moveComment = db.prepare<[number, number, number]>(
      'UPDATE comments SET thread_id = ?, seq = ? WHERE number = ?',
    );
    this.#moveVotes = db.prepare<[number, number]>('UPDATE votes SET thread_id = ? WHERE comment = ?');
    this.#moveReactions = db.prepare<[number, number]>('UPDATE reactions SET thread_id = ? WHERE comment = ?');
    this.#running = db.prepare<[string], string>('SELECT payload FROM jobs WHERE kind = ? AND dead = 0').pluck();
    this.#lastAfter = db
      .prepare<[number, number], number | null>(
        'SELECT MAX(created_at) FROM comments WHERE number > ? AND +thread_id = ?',
      )
      .pluck();
    this.#endJob = db.prepare<[string, string]>('DELETE FROM jobs WHERE kind = ? AND payload = ?');
  }

  /** @throws Refusal `not_found`. */
  open(id: number): OpenThread {
    const place = this.#place.get(id);
    if (place === undefined) throw unknownThread(id);
    return { place, row: this.#parts.changes.threadOf(place) };
  }

  /** @throws Refusal `unavailable` as long as the thread’s comments go to another, or others’ come to it. */
  refuseMerging(id: number, options: { readonly asTarget: boolean }): void {
    for (const payload of this.#running.all(MERGE_THREADS)) {
      const { from, into } = JSON.parse(payload) as Merge;
      if (id !== from && !(options.asTarget && id === into)) continue;
      throw new Refusal('unavailable', `The thread ${id} is just being merged; try again in a moment.`, {
        retryAfter: 5,
      });
    }
  }

  /**
   * Whoever reads the old place is at a position of another log now: the number of the empty thread that is left there
   * is above it, and its log does not reach back, so they load anew. The same is true of the new place, if any number
   * was given there before.
   */
  move(id: number, to: Place, act: ThreadAct, now: number): Merge | null {
    const { changes } = this.#parts;
    const thread = this.open(id);
    const { place, row } = thread;
    if (place.site === to.site && place.thread === to.thread) return null;
    const there = changes.threads.get(to);
    for (const each of there ? [id, there.id] : [id]) this.refuseMerging(each, { asTarget: true });
    if (there && there.last_comment_at !== null) throw taken(to, there.id);
    if (place.site !== to.site) return this.#moveAway(thread, to, act, now);
    const seq = Math.max(row.seq, there?.seq ?? 0) + 1;
    if (there) {
      for (const each of [there.id, id]) this.#cutLog.run(each);
      this.#deleteThread.run(there.id);
    }
    this.#rename.run(to.thread, id);
    const left = Number(this.#leave.run(place.thread, row.seq + 1, now, id).lastInsertRowid);
    this.#record('thread.move', thread, { before: place, after: to }, act, now);
    if (there) changes.touchThread(to);
    else changes.append(to, id, seq, 'thread.updated', null, now);
    changes.touchThread(place);
    changes.threads.keep(to, { ...row, key: to.thread, url: null, seq });
    const empty = { title: null, url: null, state: 'open', comment_count: 0, last_comment_at: null } as const;
    changes.threads.keep(place, { id: left, key: place.thread, seq: row.seq + 1, ...empty });
    return null;
  }

  begin(from: number, into: number, act: ThreadAct, now: number): Merge {
    const [source, target] = [this.open(from), this.open(into)];
    if (from === into) throw new Refusal('bad_request', 'body/into is the thread itself; name another one.');
    if (source.place.site !== target.place.site) {
      throw new Refusal('bad_request', 'body/into is a thread of another site; move this one there first.');
    }
    this.refuseMerging(from, { asTarget: true });
    this.refuseMerging(into, { asTarget: false });
    const keys = { before: source.place, after: { ...target.place, id: into } };
    return this.#begin(source, into, source.row.state, () => this.#record('thread.merge', source, keys, act, now), now);
  }

  step(merge: Merge, now: number): Merge | null {
    const { changes } = this.#parts;
    const [source, target] = [this.open(merge.from), this.open(merge.into)];
    const end = Math.min(merge.after + LOOKED_AT, merge.upTo);
    const moved = this.#comments.all(merge.after, end, merge.from, MOVED_AT_A_TIME);
    let { seq } = target.row;
    for (const { number } of moved) {
      seq += 1;
      this.#moveComment.run(merge.into, seq, number);
      this.#moveVotes.run(merge.into, number);
      this.#moveReactions.run(merge.into, number);
      changes.append(target.place, merge.into, seq, 'comment.updated', number, now);
    }
    const after = moved.length === MOVED_AT_A_TIME ? (moved.at(-1)?.number ?? end) : end;
    const published = moved.filter(({ state }) => state === 'published').length;
    const isOver = after >= merge.upTo;
    const isEnd = isOver && this.#endJob.run(MERGE_THREADS, JSON.stringify({ ...merge, after: 0 })).changes > 0;
    if (isEnd) this.#setState.run(merge.state, merge.from);
    changes.touchThread(source.place);
    const last = Math.max(source.row.last_comment_at ?? 0, target.row.last_comment_at ?? 0);
    changes.threads.keep(target.place, {
      ...target.row,
      seq,
      comment_count: target.row.comment_count + published,
      last_comment_at: moved.length > 0 ? last : target.row.last_comment_at,
    });
    const left = { ...source.row, comment_count: source.row.comment_count - published };
    // One more than anybody has read, so that who still shows what was here loads anew.
    const lastLeft = isEnd ? (this.#lastAfter.get(merge.upTo, merge.from) ?? null) : null;
    const ended = { ...left, state: merge.state, last_comment_at: lastLeft, seq: left.seq + 1 };
    changes.threads.keep(source.place, isEnd ? ended : left);
    return isOver ? null : { ...merge, after };
  }

  /** Comments that change their site are found by other words, so each is written anew: that is what a merge does. */
  #moveAway(source: OpenThread, to: Place, act: ThreadAct, now: number): Merge {
    const siteId = this.#siteId.get(to.site);
    if (siteId === undefined) throw unknownSite(to.site);
    const { changes } = this.#parts;
    const there = changes.threads.get(to);
    const into = there?.id ?? Number(this.#found.run(siteId, to.thread, source.row.id).lastInsertRowid);
    const keys = { before: source.place, after: { ...to, id: into } };
    return this.#begin(source, into, 'open', () => this.#record('thread.move', source, keys, act, now), now);
  }

  #begin({ place, row }: OpenThread, into: number, state: ThreadState, record: () => void, now: number): Merge {
    const { changes } = this.#parts;
    if (row.comment_count > MERGE_MAX) {
      throw new Refusal(
        'bad_request',
        `The thread has ${row.comment_count} comments, and no more than ${MERGE_MAX} can be moved into another one.`,
      );
    }
    const merge = { from: row.id, into, upTo: this.#newest.get() ?? 0, after: 0, state };
    record();
    this.#setState.run('locked', row.id);
    // What it tells of would be told in the wrong thread.
    this.#cutLog.run(row.id);
    changes.enqueue({ kind: MERGE_THREADS, payload: merge, runAt: now + CUT_OFF_MS }, now);
    changes.touchThread(place);
    changes.threads.keep(place, { ...row, state: 'locked' });
    return merge;
  }

  #record(
    action: string,
    { place, row }: OpenThread,
    { before, after }: { readonly before: unknown; readonly after: unknown },
    { by, reason }: ThreadAct,
    now: number,
  ): void {
    const target = { kind: 'thread', id: String(row.id) };
    this.#parts.audit.add({ by, site: place.site, action, target, before, after, reason }, now);
  }
}

export function unknownThread(id: number): Refusal {
  return new Refusal('not_found', `There is no thread ${id}.`);
}

function taken({ thread }: Place, id: number): Refusal {
  return new Refusal('already_exists', `Somebody wrote in ‘${thread}’ (thread ${id}) already; merge into it instead.`);
}
