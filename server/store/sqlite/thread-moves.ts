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

/** What a thread that is moved meets in its new place. */
export interface InTheWay {
  readonly id: number;
  /** The key is an old one of that thread. */
  readonly isAlias: boolean;
  readonly isWritten: boolean;
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
  readonly #cutLog;
  readonly #shortenLog;
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
    this.#leave = db.prepare<[string, number, number, string]>(
      'INSERT INTO threads (site_id, key, seq, created_at) SELECT id, ?, ?, ? FROM sites WHERE key = ?',
    );
    this.#found = db.prepare<[number, string, number]>(
      `INSERT INTO threads (site_id, key, title, state, kept_open, created_at)
       SELECT ?, ?, title, state, kept_open, created_at FROM threads WHERE id = ?`,
    );
    this.#cutLog = db.prepare<[number]>('DELETE FROM events WHERE thread_id = ?');
    this.#shortenLog = db.prepare<[number, number]>('DELETE FROM events WHERE thread_id = ? AND seq <= ?');
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
    const thread = this.find(id);
    if (thread === undefined) throw unknownThread(id);
    return thread;
  }

  find(id: number): OpenThread | undefined {
    const place = this.#place.get(id);
    return place && { place, row: this.#parts.changes.threadOf(place) };
  }

  /** Whether its comments go to another thread right now, or others’ come to it. */
  isMerging(id: number): boolean {
    return this.#merges().some(({ from, into }) => id === from || id === into);
  }

  /** @throws Refusal `unavailable` as long as the thread’s comments go to another, or others’ come to it. */
  refuseMerging(id: number, options: { readonly asTarget: boolean }): void {
    for (const { from, into } of this.#merges()) {
      if (id !== from && !(options.asTarget && id === into)) continue;
      throw new Refusal('unavailable', `The thread ${id} is just being merged; try again in a moment.`, {
        retryAfter: 5,
      });
    }
  }

  /**
   * The thread takes its numbers and its log along, so whoever follows it by the old key, which is an alias from here on,
   * goes on where they were.
   */
  move(id: number, to: Place, act: ThreadAct, now: number): Merge | null {
    const thread = this.open(id);
    const { place } = thread;
    if (place.site === to.site && place.thread === to.thread) return null;
    const there = this.inTheWay(id, to, null);
    for (const each of there === null ? [id] : [id, there.id]) this.refuseMerging(each, { asTarget: true });
    if (there && (there.isAlias || there.isWritten)) throw taken(to, there);
    if (place.site !== to.site) return this.#moveAway(thread, to, act, now);
    this.#record('thread.move', thread, { before: place, after: to }, act, now);
    this.rename(thread, to, now);
    return null;
  }

  /**
   * What stands in a place that is not the thread’s own.
   * @param since aliases that were made since then are in nobody’s way.
   */
  inTheWay(id: number, to: Place, since: number | null): InTheWay | null {
    const { reads, changes } = this.#parts;
    const alias = reads.aliases.get(to);
    if (alias) {
      if (alias.threadId === id || (since !== null && alias.createdAt >= since)) return null;
      return { id: alias.threadId, isAlias: true, isWritten: false };
    }
    const there = changes.threads.get(to);
    if (there === undefined || there.id === id) return null;
    return { id: there.id, isAlias: false, isWritten: there.last_comment_at !== null };
  }

  /** To another key of the same site, where nothing may be in the way but a thread that nobody wrote in. */
  rename({ place, row }: OpenThread, to: Place, now: number): void {
    const { changes, reads } = this.#parts;
    const { aliases } = reads;
    const { seq: other } = this.#empty(to, row.id);
    this.#rename.run(to.thread, row.id);
    aliases.renamed(row.id);
    aliases.set(place, row.id, now);
    const seq = this.#goBeyond(row, other) + 1;
    changes.append(to, row.id, seq, 'thread.updated', null, now);
    changes.touchThread(place);
    changes.threads.forget(place);
    changes.threads.keep(to, { ...row, key: to.thread, url: null, seq });
  }

  /** Lets a key lead to a thread; nobody may have written in a thread of that key. */
  alias({ place, row }: OpenThread, key: string, now: number): void {
    const { changes, reads } = this.#parts;
    const old = { site: place.site, thread: key };
    const { seq: other } = this.#empty(old, row.id);
    changes.threads.forget(old);
    reads.aliases.set(old, row.id, now);
    const seq = this.#goBeyond(row, other);
    changes.touchThread(old);
    changes.touchThread(place);
    changes.threads.keep(place, { ...row, seq });
  }

  /** The key is free; the number of the empty thread that is left there is above any that was read by it. */
  unalias(old: Place, now: number): OpenThread {
    const { changes, reads } = this.#parts;
    const alias = reads.aliases.get(old);
    if (alias === undefined) throw new Refusal('not_found', `‘${old.thread}’ is no alias on the site ‘${old.site}’.`);
    const thread = this.open(alias.threadId);
    reads.aliases.remove(old);
    this.#leave.run(old.thread, thread.row.seq + 1, now, old.site);
    changes.touchThread(old);
    changes.touchThread(thread.place);
    return thread;
  }

  /** Takes away what stands in a place; `seq` is the number up to which it was read there. */
  #empty(place: Place, id: number): { readonly seq: number } {
    const { changes, reads } = this.#parts;
    const alias = reads.aliases.get(place);
    if (alias) {
      reads.aliases.remove(place);
      return { seq: alias.threadId === id ? 0 : this.open(alias.threadId).row.seq };
    }
    const there = changes.threads.get(place);
    if (there === undefined || there.id === id) return { seq: 0 };
    reads.aliases.redirect(there.id, id);
    this.#cutLog.run(there.id);
    this.#parts.drops.thread(there.id);
    return there;
  }

  /**
   * Positions that were told by the other log, up to `other`, mean nothing in this one: it forgets what lies there, so
   * that whoever comes back with one of them loads anew (rule L1).
   */
  #goBeyond({ id, seq }: ThreadRow, other: number): number {
    if (other === 0) return seq;
    this.#shortenLog.run(id, other + 1);
    return Math.max(seq, other + 1);
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
    // Whoever took a merge up that seemed to be cut off has ended it.
    if (this.#place.get(merge.from) === undefined) return null;
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
    changes.touchThread(source.place);
    const last = Math.max(source.row.last_comment_at ?? 0, target.row.last_comment_at ?? 0);
    const grown = {
      ...target.row,
      seq,
      comment_count: target.row.comment_count + published,
      last_comment_at: moved.length > 0 ? last : target.row.last_comment_at,
    };
    const left = { ...source.row, comment_count: source.row.comment_count - published };
    changes.threads.keep(target.place, grown);
    changes.threads.keep(source.place, left);
    if (isEnd) this.#end(merge, { place: source.place, row: left }, { place: target.place, row: grown }, now);
    return isOver ? null : { ...merge, after };
  }

  /** What is emptied becomes an alias; not across sites, and not where a moderator wrote in it meanwhile. */
  #end(merge: Merge, source: OpenThread, target: OpenThread, now: number): void {
    const last = this.#lastAfter.get(merge.upTo, merge.from) ?? null;
    if (source.place.site === target.place.site && last === null) {
      this.alias(target, source.place.thread, now);
      return;
    }
    this.#setState.run(merge.state, merge.from);
    // One more than anybody has read, so that who still shows what was here loads anew.
    const ended = { ...source.row, state: merge.state, last_comment_at: last, seq: source.row.seq + 1 };
    this.#parts.changes.threads.keep(source.place, ended);
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

  #merges(): Merge[] {
    return this.#running.all(MERGE_THREADS).map(payload => JSON.parse(payload) as Merge);
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

export function taken({ thread }: Place, { id, isAlias }: InTheWay): Refusal {
  const what = isAlias
    ? `‘${thread}’ is an old key of the thread ${id}; remove that alias first, or merge into the thread.`
    : `Somebody wrote in ‘${thread}’ (thread ${id}) already; merge into it instead.`;
  return new Refusal('already_exists', what);
}
