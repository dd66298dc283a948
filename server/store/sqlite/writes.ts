/** What is said, changed and taken back; each method runs inside a transaction that its caller opened. */
import { hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Role } from '../../../protocol/comment.ts';
import { lockedThread, Refusal, unknownParent, unknownSite } from '../../errors.ts';
import {
  type CommentEdit,
  INDEX_SEARCH,
  type NewComment,
  type Place,
  type StoredComment,
  type StoredViewer,
} from '../store.ts';
import type { Changes } from './changes.ts';
import type { Decisions } from './decisions.ts';
import type { Erasure } from './erasure.ts';
import { LastPosts } from './last-posts.ts';
import type { Reads } from './reads.ts';
import { Repeats, type Said } from './repeats.ts';
import type { Revisions } from './revisions.ts';
import { type CommentRow, commentOf, type ThreadRow } from './rows.ts';
import type { Standings } from './standings.ts';

/** How many comments come in between two jobs that index them: a search that comes first does it itself. */
const INDEX_EVERY = 500;
/** A burst is over by then, and whoever searches before has the index brought up to date for them. */
const INDEX_AFTER_MS = 10_000;

export class Writes {
  readonly #reads: Reads;
  readonly #changes: Changes;
  readonly #decisions: Decisions;
  readonly #standings: Standings;
  readonly #revisions: Revisions;
  readonly #erasure: Erasure;
  readonly #repeats: Repeats;
  readonly #lastPosts: LastPosts;
  readonly #insertThread;
  readonly #describeThread;
  readonly #upsertViewer;
  readonly #insertComment;
  readonly #setBody;
  readonly #deleteEvents;
  readonly #isErased;

  constructor(
    db: Database.Database,
    rooms: {
      readonly reads: Reads;
      readonly changes: Changes;
      readonly decisions: Decisions;
      readonly standings: Standings;
      readonly revisions: Revisions;
      readonly erasure: Erasure;
    },
  ) {
    this.#reads = rooms.reads;
    this.#changes = rooms.changes;
    this.#decisions = rooms.decisions;
    this.#standings = rooms.standings;
    this.#revisions = rooms.revisions;
    this.#erasure = rooms.erasure;
    this.#repeats = new Repeats(db);
    this.#lastPosts = new LastPosts(db);
    this.#insertThread = db.prepare(
      `INSERT INTO threads (site_id, key, created_at) SELECT id, @thread, @now FROM sites WHERE key = @site`,
    );
    this.#describeThread = db.prepare<[string | null, string | null, number]>(
      'UPDATE threads SET title = ?, url = ? WHERE id = ?',
    );
    this.#upsertViewer = db.prepare<[string, Role, string, string | null, string | null, string, number]>(
      `INSERT INTO viewers (id, role, name, email, website, known_on, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name, email = COALESCE(excluded.email, email),
                                 website = excluded.website, known_on = excluded.known_on`,
    );
    this.#insertComment = db.prepare(
      `INSERT INTO comments (id, thread_id, parent, depth, seq, author_id, author_name, author_website, body, body_hash,
                             content, content_version, state, listed, author_state, reasons, created_at, unfiled)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
    );
    this.#setBody = db.prepare(
      `UPDATE comments SET body = @body, body_hash = @body_hash, content = @content, content_version = @contentVersion,
              edited_at = @now, edited_by = @editedBy, reasons = IIF(@isJudged, @reasons, reasons),
              author_state = @authorState,
              version = version + 1
       WHERE number = @number`,
    );
    this.#isErased = db.prepare<[string], 1>('SELECT 1 FROM erased WHERE viewer = ?').pluck();
    this.#deleteEvents = db.prepare('DELETE FROM events WHERE thread_id = ? AND seq <= ?');
  }

  /** @returns the comment as it stands, and whether it is new; a known id changes nothing. */
  create(asked: NewComment, now: number): { comment: StoredComment; created: boolean } {
    const comment = this.#reads.aliases.canonical(asked);
    const known = this.#reads.comment(comment.id);
    if (known) {
      if (known.site === comment.site) return { comment: known, created: false };
      throw new Refusal('id_taken', `The id ${comment.id} belongs to a comment of another site; choose a new UUID.`);
    }
    const thread = this.#openThread(comment, now);
    const parent = comment.parent === null ? null : this.#parent(comment.parent, thread, comment);
    const said = {
      author_id: comment.author.id,
      thread_id: thread.id,
      parent: parent?.number ?? null,
      body_hash: hashOf(comment.body),
    };
    if (this.#repeats.has(said, now - comment.duplicateWindow)) {
      throw new Refusal('duplicate', 'You posted the same text here a moment ago.');
    }
    this.#refuseHaste(said, comment.slowMode, now);
    const isPublished = comment.state === 'published';
    const author = this.#sign(comment.author, isPublished ? comment.site : null, now);
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
      comment.authorState,
      comment.reasons.length === 0 ? null : JSON.stringify(comment.reasons),
      now,
    );
    const number = Number(lastInsertRowid);
    if (isPublished && parent) this.#decisions.countReply(parent.number, 1);
    if (comment.state === 'rejected' || comment.state === 'spam') this.#reads.forgetViewer(author.id);
    this.#changes.append(comment, thread.id, seq, 'comment.created', number, now);
    for (const job of comment.jobs) this.#changes.enqueue(job, now);
    const told = { number, site: comment.site };
    this.#changes.outbox.tell('comment.created', told, now);
    if (comment.state === 'held') this.#changes.outbox.tell('comment.held', told, now);
    if (number % INDEX_EVERY === 0)
      this.#changes.enqueue({ kind: INDEX_SEARCH, payload: {}, runAt: now + INDEX_AFTER_MS }, now);
    const count = thread.comment_count + (isPublished ? 1 : 0);
    this.#changes.threads.keep(comment, { ...thread, seq, comment_count: count, last_comment_at: now });
    this.#repeats.add(said, now);
    this.#lastPosts.add(said, now);
    return {
      comment: { ...unanswered(comment), number, parent: parent?.id ?? null, depth, seq, author, createdAt: now },
      created: true,
    };
  }

  edit(id: string, edit: CommentEdit, now: number): StoredComment {
    const row = this.#changes.existing(id);
    if (row.state === 'deleted')
      throw new Refusal('comment_deleted', `The comment ${id} was deleted, so it cannot be edited.`);
    const isModerated = edit.by === 'moderator';
    if (!isModerated) {
      this.#changes.refuseLocked(row);
      this.#standings.edited(row, edit);
    }
    if (edit.body !== row.body) this.#revisions.keep(row, now);
    const leaves = edit.state !== 'published' && row.state === 'published';
    const said = { ...row, body_hash: hashOf(edit.body) };
    this.#setBody.run({
      number: row.number,
      now,
      body: edit.body,
      body_hash: said.body_hash,
      content: JSON.stringify(edit.content),
      contentVersion: edit.contentVersion,
      editedBy: isModerated ? 'moderator' : null,
      // What was hidden before and would be published now stays hidden, for the reasons that it had.
      isJudged: Number(!isModerated && (row.state === 'published' || edit.reasons.length > 0)),
      reasons: edit.reasons.length === 0 ? null : JSON.stringify(edit.reasons),
      authorState: leaves ? (edit.authorState ?? null) : row.author_state,
    });
    const comment = leaves
      ? this.#decisions.become(row, edit.state, now)
      : this.#changes.announce([{ row, type: 'comment.updated' }], now);
    this.#changes.outbox.tell('comment.edited', row, now);
    this.#repeats.delete(saidIn(row));
    this.#repeats.add(said, row.created_at);
    return comment;
  }

  remove(id: string, now: number): StoredComment {
    const row = this.#changes.existing(id);
    if (row.state === 'deleted') {
      // Whoever takes back what they said is not to see it return because a moderator was faster.
      this.#erasure.forget(row.number);
      return commentOf(row);
    }
    const comment = this.#erasure.erase(row, now);
    this.#changes.outbox.tell('comment.deleted', row, now);
    this.#repeats.delete(saidIn(row));
    return comment;
  }

  /** To be called when a transaction has begun. */
  begin(): void {
    this.#changes.threads.begin();
  }

  /** To be called before the commit. */
  finish(): void {
    this.#changes.threads.save();
  }

  /** To be called after a transaction was rolled back: what was remembered of it never was. */
  undone(): void {
    this.#changes.outbox.forget();
    try {
      this.#repeats.reload();
      this.#lastPosts.reload();
    } catch {
      // The database that could not be written cannot be read either: then a repeat is the smaller harm.
    }
  }

  pruneEvents(place: Place, seq: number): void {
    const thread = this.#reads.threadRow(place);
    if (thread) this.#deleteEvents.run(thread.id, seq);
  }

  /** To be called inside a transaction, once a comment has another author. */
  take(row: CommentRow): void {
    this.#lastPosts.take(row);
    if (row.state !== 'deleted') this.#repeats.take(saidIn(row), row.created_at);
  }

  #openThread(comment: NewComment, now: number): ThreadRow {
    const place = { site: comment.site, thread: comment.thread };
    const thread = this.#changes.threads.get(place) ?? this.#newThread(place, now);
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

  #parent(id: string, thread: ThreadRow, { author, state }: NewComment): CommentRow {
    const parent = this.#reads.commentRow(id);
    if (parent?.thread_id !== thread.id) throw unknownParent(id);
    if (parent.state === 'deleted') throw new Refusal('comment_deleted', 'The comment that you answer was deleted.');
    // Whoever is shown their own comment as public is not to find out by answering it.
    const isShown = parent.author_state === 'published' && parent.author_id === author.id && state !== 'published';
    if (parent.state !== 'published' && !isShown) throw unknownParent(id);
    return parent;
  }

  /** @throws Refusal `slow_mode` with the seconds that are left. */
  #refuseHaste(said: Said, wait: number, now: number): void {
    if (wait === 0) return;
    const left = (this.#lastPosts.at(said) ?? Number.NEGATIVE_INFINITY) + wait - now;
    if (left <= 0) return;
    const seconds = Math.ceil(left / 1000);
    throw new Refusal('slow_mode', `Comments are slowed down here; you can write again in ${seconds} s.`, {
      retryAfter: seconds,
    });
  }

  /**
   * Keeps what an author says of themselves; most say what they said before, which is not worth a write.
   * @param site where they are known from now on.
   */
  #sign(author: StoredViewer, site: string | null, now: number): StoredComment['author'] {
    const known = this.#reads.viewer(author.id);
    // A profile may have changed since it was asked.
    const signed = known && this.#reads.isMember(author.id) ? known : author;
    const { id, role, name, email, website, avatar } = signed;
    const knownOn = this.#reads.knownOn(id);
    const isKnown = site === null || knownOn.includes(site);
    const isSame = known?.name === name && known.website === website && (email === null || known.email === email);
    if (!isSame || !isKnown) {
      // Whoever was erased since they were asked who they are must not come back by it.
      if (this.#isErased.get(id) !== undefined)
        throw new Refusal('session_over', 'You were erased here; sign in anew.');
      const sites = isKnown ? knownOn : [...knownOn, site];
      this.#upsertViewer.run(id, role, name, email, website, JSON.stringify(sites), now);
      this.#reads.forgetViewer(id);
    }
    return { id, role: known?.role ?? role, name, website, avatar };
  }
}

/** What a comment that nobody has answered or voted on says of itself. */
function unanswered({ id, site, thread, body, content, state, authorState }: NewComment) {
  const none = { replyCount: 0, upvotes: 0, downvotes: 0, reactions: {}, pinned: false, featured: false };
  const unchanged = { version: 1, editedBy: null, notice: null, editedAt: null };
  return { id, site, thread, body, content, state, authorState, ...none, ...unchanged };
}

function saidIn(row: CommentRow): Said {
  return { ...row, body_hash: hashOf(row.body) };
}

/** 48 bits, which a JavaScript number holds exactly. */
function hashOf(body: string): number {
  return Number.parseInt(hash('sha256', body, 'hex').slice(0, 12), 16);
}
