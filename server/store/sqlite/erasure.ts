/** How comments are erased, at once or once their deletion can no more be taken back; runs inside a transaction of its caller. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';
import { UNDO_DELETION_MS } from '../contract/moderation.ts';
import { type Decision, ERASE_TRASH, type StoredComment } from '../store.ts';
import { rankOf } from '../wilson.ts';
import type { Changes } from './changes.ts';
import type { Decisions } from './decisions.ts';
import type { Revisions } from './revisions.ts';
import type { CommentRow } from './rows.ts';
import type { Votes } from './votes.ts';

/** What a tombstone has lost, and the trash keeps; the marks and counts too, because they come back with the text. */
const KEPT = [
  'state',
  'author_name',
  'author_website',
  'body',
  'body_hash',
  'content',
  'upvotes',
  'downvotes',
  'reactions',
  'pinned',
  'featured',
  'reasons',
  'flag_count',
  'author_state',
  'edited_by',
  'notice',
  'decision',
] as const;

interface TrashRow {
  readonly state: Decision;
  readonly upvotes: number;
  readonly downvotes: number;
  readonly erase_at: number;
}

export class Erasure {
  readonly #changes: Changes;
  readonly #decisions: Decisions;
  readonly #votes: Votes;
  readonly #revisions: Revisions;
  readonly #erase;
  readonly #put;
  readonly #trash;
  readonly #takeBack;
  readonly #empty;

  constructor(
    db: Database.Database,
    rooms: {
      readonly changes: Changes;
      readonly decisions: Decisions;
      readonly votes: Votes;
      readonly revisions: Revisions;
    },
  ) {
    this.#changes = rooms.changes;
    this.#decisions = rooms.decisions;
    this.#votes = rooms.votes;
    this.#revisions = rooms.revisions;
    // Reasons name pieces of the text.
    this.#erase = db.prepare<[number]>(
      `UPDATE comments SET state = 'deleted', body = '', body_hash = 0, content = '[]', author_name = '',
              author_website = NULL, upvotes = 0, downvotes = 0, rank = 0, reactions = '{}', pinned = 0, featured = 0,
              reasons = NULL, flag_count = 0, author_state = NULL, edited_by = NULL, notice = NULL,
              version = version + 1, listed = reply_count > 0 WHERE number = ?`,
    );
    const kept = KEPT.map(column => `'${column}', ${column}`).join(', ');
    this.#put = db.prepare<[number, number]>(
      `INSERT INTO trash SELECT number, json_object(${kept}), ? FROM comments WHERE number = ?`,
    );
    this.#trash = db.prepare<[number], TrashRow>(
      `SELECT row ->> 'state' AS state, row ->> 'upvotes' AS upvotes, row ->> 'downvotes' AS downvotes, erase_at
       FROM trash WHERE comment = ?`,
    );
    const restored = KEPT.map(column => `${column} = t.row ->> '${column}'`).join(', ');
    this.#takeBack = db.prepare(
      `UPDATE comments SET ${restored}, rank = @rank, version = version + 1,
              listed = (@state = 'published' OR reply_count > 0)
       FROM trash t WHERE t.comment = comments.number AND comments.number = @number`,
    );
    this.#empty = db.prepare<[number]>('DELETE FROM trash WHERE comment = ?');
  }

  /** Leaves a tombstone where a comment stood, and nothing of it anywhere. */
  erase(row: CommentRow, now: number): StoredComment {
    this.#erase.run(row.number);
    this.forget(row.number);
    return this.#decisions.became(row, 'deleted', now);
  }

  /** The same for everyone to see, and can be taken back for a while. */
  trash(row: CommentRow, now: number): StoredComment {
    const eraseAt = now + UNDO_DELETION_MS;
    this.#put.run(eraseAt, row.number);
    this.#erase.run(row.number);
    this.#changes.enqueue({ kind: ERASE_TRASH, payload: { comment: row.number }, runAt: eraseAt }, now);
    return this.#decisions.became(row, 'deleted', now);
  }

  /** @throws Refusal `undo_over`. */
  takeBack(row: CommentRow, now: number): StoredComment {
    const trash = this.#trash.get(row.number);
    if (trash === undefined || trash.erase_at <= now) {
      throw new Refusal('undo_over', `The comment ${row.id} was erased for good, so it cannot be brought back.`);
    }
    this.#takeBack.run({ number: row.number, state: trash.state, rank: rankOf(trash) });
    this.#empty.run(row.number);
    return this.#decisions.became(row, trash.state, now);
  }

  isInTrash(comment: number): boolean {
    return this.#trash.get(comment) !== undefined;
  }

  /** Whether the time to take a deletion back is over. */
  isOver(comment: number, now: number): boolean {
    return (this.#trash.get(comment)?.erase_at ?? Number.POSITIVE_INFINITY) <= now;
  }

  /** Lets go of all that hangs on a deleted comment: its trash, earlier texts, and who felt what about it. */
  forget(comment: number): void {
    this.#empty.run(comment);
    this.#revisions.forget(comment);
    this.#votes.forget(comment);
  }
}
