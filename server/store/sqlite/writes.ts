/** Changes of the SQLite database; each method runs inside a transaction that its caller opened. */
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Role } from '../../../protocol/comment.ts';
import type { EventType } from '../../../protocol/events.ts';
import { Refusal, unknownComment, unknownParent, unknownSite } from '../../errors.ts';
import {
  type CommentEdit,
  EVENTS_KEPT,
  type NewComment,
  type NewJob,
  type Place,
  PRUNE_EVENTS,
  type StoredComment,
  type StoredViewer,
} from '../store.ts';
import { OpenThreads } from './open-threads.ts';
import type { Reads } from './reads.ts';
import { Repeats } from './repeats.ts';
import { type CommentRow, commentOf, type ThreadRow } from './rows.ts';

/** How many events pass between two jobs that shorten a thread's log. */
const PRUNE_EVERY = 1_000;

export class Writes {
  readonly #reads: Reads;
  readonly #touched: (place: Place) => void;
  readonly #insertThread;
  readonly #describeThread;
  readonly #upsertViewer;
  readonly #repeats: Repeats;
  readonly #threads: OpenThreads;
  readonly #insertComment;
  readonly #setBody;
  readonly #erase;
  readonly #addReply;
  readonly #unlist;
  readonly #insertEvent;
  readonly #deleteEvents;
  readonly #insertJob;

  /** `touched` hears of each thread that got an event. */
  constructor(db: Database.Database, reads: Reads, touched: (place: Place) => void) {
    this.#reads = reads;
    this.#touched = touched;
    this.#repeats = new Repeats(db);
    this.#threads = new OpenThreads(db, reads);
    this.#insertThread = db.prepare(
      `INSERT INTO threads (site_id, key, created_at) SELECT id, @thread, @now FROM sites WHERE key = @site`,
    );
    this.#describeThread = db.prepare<[string | null, string | null, number]>(
      'UPDATE threads SET title = ?, url = ? WHERE id = ?',
    );
    this.#upsertViewer = db.prepare<[string, Role, string, string | null, string | null, number]>(
      `INSERT INTO viewers (id, role, name, email, website, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name, email = COALESCE(excluded.email, email), website = excluded.website`,
    );
    this.#insertComment = db.prepare(
      `INSERT INTO comments (id, thread_id, parent, depth, seq, author_id, author_name, author_website, body, body_hash,
                             content, content_version, state, listed, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#setBody = db.prepare(
      `UPDATE comments SET body = @body, body_hash = @bodyHash, content = @content, content_version = @contentVersion,
              edited_at = @now WHERE number = @number`,
    );
    this.#erase = db.prepare(
      `UPDATE comments SET state = 'deleted', body = '', body_hash = 0, content = '[]', author_name = '', author_website = NULL,
              listed = reply_count > 0 WHERE number = ?`,
    );
    this.#addReply = db.prepare('UPDATE comments SET reply_count = reply_count + ? WHERE number = ?');
    this.#unlist = db.prepare('UPDATE comments SET listed = 0 WHERE number = ?');
    this.#insertEvent = db.prepare<[number, number, EventType, number, number]>(
      'INSERT INTO events VALUES (?, ?, ?, ?, ?)',
    );
    this.#deleteEvents = db.prepare('DELETE FROM events WHERE thread_id = ? AND seq <= ?');
    this.#insertJob = db.prepare('INSERT INTO jobs (kind, payload, run_at) VALUES (?, ?, ?)');
  }

  /** @returns the comment as it stands, and whether it is new; a known id changes nothing. */
  create(comment: NewComment, now: number): { comment: StoredComment; created: boolean } {
    const known = this.#reads.comment(comment.id);
    if (known) {
      if (known.site === comment.site) return { comment: known, created: false };
      throw new Refusal('id_taken', `The id ${comment.id} belongs to a comment of another site; choose a new UUID.`);
    }
    const thread = this.#openThread(comment, now);
    const parent = comment.parent === null ? null : this.#parent(comment.parent, thread);
    const said = {
      author_id: comment.author.id,
      thread_id: thread.id,
      parent: parent?.number ?? null,
      body_hash: hashOf(comment.body),
    };
    if (this.#repeats.has(said, now - comment.duplicateWindow)) {
      throw new Refusal('duplicate', 'You posted the same text here a moment ago.');
    }
    const author = this.#sign(comment.author, now);
    const isPublished = comment.state === 'published';
    const seq = thread.seq + 1;
    const depth = parent ? parent.depth + 1 : 0;
    const { lastInsertRowid } = this.#insertComment.run(
      comment.id,
      thread.id,
      said.parent,
      depth,
      seq,
      author.id,
      author.name,
      author.website,
      comment.body,
      said.body_hash,
      JSON.stringify(comment.content),
      comment.contentVersion,
      comment.state,
      isPublished ? 1 : 0,
      now,
    );
    const number = Number(lastInsertRowid);
    if (isPublished && parent) this.#addReply.run(1, parent.number);
    this.#append(comment, thread.id, seq, 'comment.created', number, now);
    for (const job of comment.jobs) this.#enqueue(job, now);
    this.#threads.keep(comment, { ...thread, seq, comment_count: thread.comment_count + (isPublished ? 1 : 0) });
    this.#repeats.add(said, now);
    return {
      comment: { ...unanswered(comment), number, parent: parent?.id ?? null, depth, seq, author, createdAt: now },
      created: true,
    };
  }

  edit(id: string, edit: CommentEdit, now: number): StoredComment {
    const row = this.#existing(id);
    if (row.state === 'deleted')
      throw new Refusal('comment_deleted', `The comment ${id} was deleted, so it cannot be edited.`);
    if (this.#thread(row).state === 'locked') throw lockedThread();
    const said = { ...row, body_hash: hashOf(edit.body) };
    this.#setBody.run({
      ...edit,
      bodyHash: said.body_hash,
      content: JSON.stringify(edit.content),
      number: row.number,
      now,
    });
    const comment = this.#change(row, 'comment.updated', now);
    this.#repeats.add(said, row.created_at);
    return comment;
  }

  remove(id: string, now: number): StoredComment {
    const row = this.#existing(id);
    if (row.state === 'deleted') return commentOf(row);
    this.#erase.run(row.number);
    if (row.listed === 1 && row.reply_count === 0) this.#leaveParent(row);
    return this.#change(row, 'comment.removed', now, row.state === 'published' ? -1 : 0);
  }

  /** To be called when a transaction has begun. */
  begin(): void {
    this.#threads.begin();
  }

  /** To be called before the commit. */
  finish(): void {
    this.#threads.save();
  }

  /** To be called after a transaction was rolled back: what was remembered of it never was. */
  undone(): void {
    try {
      this.#repeats.reload();
    } catch {
      // The database that could not be written cannot be read either: then a repeat is the smaller harm.
    }
  }

  pruneEvents(place: Place, seq: number): void {
    const thread = this.#reads.threadRow(place);
    if (thread) this.#deleteEvents.run(thread.id, seq);
  }

  #openThread(comment: NewComment, now: number): ThreadRow {
    const place = { site: comment.site, thread: comment.thread };
    const thread = this.#threads.get(place) ?? this.#newThread(place, now);
    if (thread.state === 'locked') throw lockedThread();
    // What the page says first stays: later posters must not rename a thread.
    const title = thread.title || comment.title;
    const url = thread.url || comment.url;
    if (title === thread.title && url === thread.url) return thread;
    this.#describeThread.run(title, url, thread.id);
    return { ...thread, title, url };
  }

  #newThread(place: Place, now: number): ThreadRow {
    if (this.#insertThread.run({ ...place, now }).changes === 0) throw unknownSite(place.site);
    const thread = this.#reads.threadRow(place);
    if (thread === undefined) throw new Error(`thread ${place.site} ${place.thread} vanished while it was written`);
    return thread;
  }

  #parent(id: string, thread: ThreadRow): CommentRow {
    const parent = this.#reads.commentRow(id);
    if (parent?.thread_id !== thread.id) throw unknownParent(id);
    if (parent.state === 'deleted') throw new Refusal('comment_deleted', 'The comment that you answer was deleted.');
    if (parent.state !== 'published') throw unknownParent(id);
    return parent;
  }

  /** Keeps what an author says of themselves; most say what they said before, which is not worth a write. */
  #sign({ id, role, name, email, website }: StoredViewer, now: number): StoredComment['author'] {
    const known = this.#reads.viewer(id);
    const isSame = known?.name === name && known.website === website && (email === null || known.email === email);
    if (!isSame) {
      this.#upsertViewer.run(id, role, name, email, website, now);
      this.#reads.forgetViewer(id);
    }
    return { id, role: known?.role ?? role, name, website };
  }

  #existing(id: string): CommentRow {
    const row = this.#reads.commentRow(id);
    if (row === undefined) throw unknownComment(id);
    return row;
  }

  /** A row that left the list takes along every tombstone above it that stood there for its replies alone. */
  #leaveParent(row: CommentRow): void {
    for (let id = row.parent_id; id !== null; ) {
      const parent = this.#existing(id);
      this.#addReply.run(-1, parent.number);
      if (parent.state !== 'deleted' || parent.reply_count > 1) return;
      this.#unlist.run(parent.number);
      id = parent.parent_id;
    }
  }

  /**
   * Called last in a change.
   * @param published how many comments it adds to those that count.
   * @returns the comment as it has become.
   */
  #change(row: CommentRow, type: EventType, now: number, published = 0): StoredComment {
    const thread = this.#thread(row);
    const seq = thread.seq + 1;
    this.#append(row, thread.id, seq, type, row.number, now);
    const comment = commentOf(this.#existing(row.id));
    this.#threads.keep(row, { ...thread, seq, comment_count: thread.comment_count + published });
    this.#repeats.delete({ ...row, body_hash: hashOf(row.body) });
    return comment;
  }

  #thread(place: Place): ThreadRow {
    const thread = this.#threads.get(place);
    if (thread === undefined) throw new Error(`thread ${place.site} ${place.thread} has comments and is not there`);
    return thread;
  }

  #append(place: Place, threadId: number, seq: number, type: EventType, comment: number, now: number): void {
    this.#insertEvent.run(threadId, seq, type, comment, now);
    this.#touched({ site: place.site, thread: place.thread });
    if (seq % PRUNE_EVERY === 0 && seq > EVENTS_KEPT) {
      const payload = { site: place.site, thread: place.thread, seq: seq - EVENTS_KEPT };
      this.#enqueue({ kind: PRUNE_EVENTS, payload }, now);
    }
  }

  #enqueue(job: NewJob, now: number): void {
    this.#insertJob.run(job.kind, JSON.stringify(job.payload), job.runAt ?? now);
  }
}

/** What a comment that nobody has answered or voted on says of itself. */
function unanswered({ id, site, thread, body, content, state }: NewComment) {
  return { id, site, thread, body, content, state, replyCount: 0, score: 0, pinned: false, editedAt: null };
}

/** 48 bits, which a JavaScript number holds exactly. */
function hashOf(body: string): number {
  return hash('sha256', body, 'buffer').readUIntBE(0, 6);
}

function lockedThread(): Refusal {
  return new Refusal('thread_locked', 'This thread is closed; nothing can be written in it.');
}
