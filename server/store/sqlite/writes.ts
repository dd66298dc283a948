/** Changes of the SQLite database; each method runs inside a transaction that its caller opened. */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { EventType } from '../../../protocol/events.ts';
import { Refusal, unknownComment, unknownParent, unknownSite } from '../../errors.ts';
import { type CommentEdit, EVENTS_KEPT, type NewComment, type NewJob, type Place, PRUNE_EVENTS } from '../store.ts';
import type { Reads } from './reads.ts';
import type { CommentRow, ThreadRow } from './rows.ts';

/** How many events pass between two jobs that shorten a thread's log. */
const PRUNE_EVERY = 1_000;

export class Writes {
  readonly #reads: Reads;
  readonly #touched: (place: Place) => void;
  readonly #insertThread;
  readonly #describeThread;
  readonly #raiseSeq;
  readonly #countComment;
  readonly #upsertViewer;
  readonly #recentTwin;
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
    this.#insertThread = db.prepare(
      `INSERT INTO threads (site_id, key, created_at) SELECT id, @thread, @now FROM sites WHERE key = @site`,
    );
    this.#describeThread = db.prepare(
      'UPDATE threads SET title = COALESCE(title, @title), url = COALESCE(url, @url) WHERE id = @id',
    );
    this.#raiseSeq = db
      .prepare<[number], number>('UPDATE threads SET seq = seq + 1 WHERE id = ? RETURNING seq')
      .pluck();
    this.#countComment = db.prepare('UPDATE threads SET comment_count = comment_count + ? WHERE id = ?');
    this.#upsertViewer = db.prepare(
      `INSERT INTO viewers (id, role, name, email, website, created_at)
       VALUES (@id, @role, @name, @email, @website, @now)
       ON CONFLICT DO UPDATE SET name = excluded.name, email = COALESCE(excluded.email, email), website = excluded.website`,
    );
    this.#recentTwin = db.prepare(
      `SELECT 1 FROM comments WHERE author_id = @author AND body_hash = @bodyHash AND thread_id = @threadId
       AND parent IS @parent AND body = @body AND created_at > @since AND state <> 'deleted' LIMIT 1`,
    );
    this.#insertComment = db.prepare(
      `INSERT INTO comments (id, thread_id, parent, depth, seq, author_id, author_name, author_website, body, body_hash,
                             content, content_version, state, listed, created_at)
       VALUES (@id, @threadId, @parent, @depth, @seq, @authorId, @authorName, @authorWebsite, @body, @bodyHash, @content,
               @contentVersion, @state, @listed, @now)`,
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
    this.#insertEvent = db.prepare('INSERT INTO events VALUES (@threadId, @seq, @type, @comment, @now)');
    this.#deleteEvents = db.prepare('DELETE FROM events WHERE thread_id = ? AND seq <= ?');
    this.#insertJob = db.prepare('INSERT INTO jobs (kind, payload, run_at) VALUES (?, ?, ?)');
  }

  /** @returns whether it is new; a known id changes nothing. */
  create(comment: NewComment, now: number): boolean {
    const known = this.#reads.commentRow(comment.id);
    if (known) {
      if (known.site === comment.site) return false;
      throw new Refusal('id_taken', `The id ${comment.id} belongs to a comment of another site; choose a new UUID.`);
    }
    const thread = this.#openThread(comment, now);
    const parent = comment.parent === null ? null : this.#parent(comment.parent, thread);
    this.#refuseTwin(comment, thread, parent, now);
    this.#upsertViewer.run({ ...comment.author, now });
    const published = comment.state === 'published';
    const seq = this.#raise(thread);
    const { lastInsertRowid } = this.#insertComment.run({
      id: comment.id,
      threadId: thread.id,
      parent: parent?.number ?? null,
      depth: parent ? parent.depth + 1 : 0,
      seq,
      authorId: comment.author.id,
      authorName: comment.author.name,
      authorWebsite: comment.author.website,
      body: comment.body,
      bodyHash: hashOf(comment.body),
      content: JSON.stringify(comment.content),
      contentVersion: comment.contentVersion,
      state: comment.state,
      listed: published ? 1 : 0,
      now,
    });
    if (published) {
      this.#countComment.run(1, thread.id);
      if (parent) this.#addReply.run(1, parent.number);
    }
    this.#append(comment, thread.id, seq, 'comment.created', Number(lastInsertRowid), now);
    for (const job of comment.jobs) this.#enqueue(job, now);
    return true;
  }

  edit(id: string, edit: CommentEdit, now: number): void {
    const row = this.#existing(id);
    if (row.state === 'deleted')
      throw new Refusal('comment_deleted', `The comment ${id} was deleted, so it cannot be edited.`);
    if (this.#reads.thread(row).state === 'locked') throw lockedThread();
    this.#setBody.run({
      ...edit,
      bodyHash: hashOf(edit.body),
      content: JSON.stringify(edit.content),
      number: row.number,
      now,
    });
    this.#change(row, 'comment.updated', now);
  }

  remove(id: string, now: number): void {
    const row = this.#existing(id);
    if (row.state === 'deleted') return;
    this.#erase.run(row.number);
    if (row.state === 'published') this.#countComment.run(-1, row.thread_id);
    if (row.listed === 1 && row.reply_count === 0) this.#leaveParent(row);
    this.#change(row, 'comment.removed', now);
  }

  pruneEvents(place: Place, seq: number): void {
    const thread = this.#reads.threadRow(place);
    if (thread) this.#deleteEvents.run(thread.id, seq);
  }

  #openThread(comment: NewComment, now: number): ThreadRow {
    const place = { site: comment.site, thread: comment.thread };
    let thread = this.#reads.threadRow(place);
    if (thread === undefined) {
      if (this.#insertThread.run({ ...place, now }).changes === 0) throw unknownSite(comment.site);
      thread = this.#reads.threadRow(place);
    }
    if (thread === undefined) throw new Error(`thread ${comment.site} ${comment.thread} vanished while it was written`);
    if (thread.state === 'locked') throw lockedThread();
    // What the page says first stays: later posters must not rename a thread.
    if ((comment.title && !thread.title) || (comment.url && !thread.url)) {
      this.#describeThread.run({ id: thread.id, title: comment.title, url: comment.url });
    }
    return thread;
  }

  #parent(id: string, thread: ThreadRow): CommentRow {
    const parent = this.#reads.commentRow(id);
    if (parent?.thread_id !== thread.id) throw unknownParent(id);
    if (parent.state === 'deleted') throw new Refusal('comment_deleted', 'The comment that you answer was deleted.');
    if (parent.state !== 'published') throw unknownParent(id);
    return parent;
  }

  #refuseTwin(comment: NewComment, thread: ThreadRow, parent: CommentRow | null, now: number): void {
    const twin = this.#recentTwin.get({
      author: comment.author.id,
      threadId: thread.id,
      parent: parent?.number ?? null,
      body: comment.body,
      bodyHash: hashOf(comment.body),
      since: now - comment.duplicateWindow,
    });
    if (twin) throw new Refusal('duplicate', 'You posted the same text here a moment ago.');
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

  #raise(thread: { id: number }): number {
    const seq = this.#raiseSeq.get(thread.id);
    if (seq === undefined) throw new Error(`thread ${thread.id} has no counter`);
    return seq;
  }

  #change(row: CommentRow, type: EventType, now: number): void {
    this.#append(row, row.thread_id, this.#raise({ id: row.thread_id }), type, row.number, now);
  }

  #append(place: Place, threadId: number, seq: number, type: EventType, comment: number, now: number): void {
    this.#insertEvent.run({ threadId, seq, type, comment, now });
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

/** 48 bits, which a JavaScript number holds exactly. */
function hashOf(body: string): number {
  return createHash('sha256').update(body).digest().readUIntBE(0, 6);
}

function lockedThread(): Refusal {
  return new Refusal('thread_locked', 'This thread is closed; nothing can be written in it.');
}
