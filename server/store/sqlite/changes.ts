/** What all changes of comments have in common: a numbered event each, and the counters of their thread. */
import type Database from 'better-sqlite3';
import type { EventType } from '../../../protocol/events.ts';
import { lockedThread, unknownComment } from '../../errors.ts';
import { EVENTS_KEPT, type NewJob, type Place, PRUNE_EVENTS, type StoredComment } from '../store.ts';
import { OpenThreads } from './open-threads.ts';
import { Outbox } from './outbox.ts';
import type { Reads } from './reads.ts';
import { type CommentRow, commentOf, type ThreadRow } from './rows.ts';

/** How many events pass between two jobs that shorten a thread's log. */
const PRUNE_EVERY = 1_000;

interface Change {
  readonly row: CommentRow;
  readonly type: EventType;
}

export class Changes {
  readonly threads: OpenThreads;
  readonly outbox: Outbox;
  readonly #reads: Reads;
  readonly #touched: (place: Place | null, comment: number | null) => void;
  readonly #insertEvent;
  readonly #insertJob;

  /** `touched` hears of each thread that got an event, and of each comment that changed. */
  constructor(db: Database.Database, reads: Reads, touched: (place: Place | null, comment: number | null) => void) {
    this.#reads = reads;
    this.#touched = touched;
    this.threads = new OpenThreads(db, reads);
    this.outbox = new Outbox(db);
    this.#insertEvent = db.prepare<[number, number, EventType, number | null, number]>(
      'INSERT INTO events VALUES (?, ?, ?, ?, ?)',
    );
    this.#insertJob = db.prepare('INSERT INTO jobs (kind, payload, run_at) VALUES (?, ?, ?)');
  }

  /** @throws Refusal `unknown_comment`. */
  existing(id: string): CommentRow {
    const row = this.#reads.commentRow(id);
    if (row === undefined) throw unknownComment(id);
    return row;
  }

  /** The thread of a comment. */
  threadOf(place: Place): ThreadRow {
    const thread = this.threads.get(place);
    if (thread === undefined) throw new Error(`thread ${place.site} ${place.thread} has comments and is not there`);
    return thread;
  }

  /** @throws Refusal `thread_locked`. */
  refuseLocked(place: Place): void {
    if (this.threadOf(place).state === 'locked') throw lockedThread();
  }

  /**
   * Called last in a change, with all that it did.
   * @param published how many comments it adds to those that count.
   * @returns the last of the comments as it has become.
   */
  announce(changes: readonly [...Change[], Change], now: number, published = 0): StoredComment {
    const { row } = changes.at(-1) as Change;
    const thread = this.threadOf(row);
    let { seq } = thread;
    for (const change of changes) {
      seq += 1;
      this.append(row, thread.id, seq, change.type, change.row.number, now);
    }
    const comment = commentOf(this.existing(row.id));
    this.threads.keep(row, { ...thread, seq, comment_count: thread.comment_count + published });
    return comment;
  }

  /** `comment` is null for what concerns the thread as a whole. */
  append(place: Place, threadId: number, seq: number, type: EventType, comment: number | null, now: number): void {
    this.#insertEvent.run(threadId, seq, type, comment, now);
    this.#touched({ site: place.site, thread: place.thread }, comment);
    if (seq % PRUNE_EVERY === 0 && seq > EVENTS_KEPT) {
      const payload = { site: place.site, thread: place.thread, seq: seq - EVENTS_KEPT };
      this.enqueue({ kind: PRUNE_EVENTS, payload }, now);
    }
  }

  /** What is remembered of an author may depend on the states of what they wrote. */
  forgetAuthor({ author_id }: CommentRow): void {
    this.#reads.forgetViewer(author_id);
  }

  /** For a change that only moderators see: the thread has no news of it. */
  touchComment({ number }: CommentRow): void {
    this.#touched(null, number);
  }

  /** The thread changed in a way that its log does not tell: who reads it finds out by their position. */
  touchThread({ site, thread }: Place): void {
    this.#touched({ site, thread }, null);
  }

  enqueue(job: NewJob, now: number): void {
    this.#insertJob.run(job.kind, JSON.stringify(job.payload), job.runAt ?? now);
  }
}
