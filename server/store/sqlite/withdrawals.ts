/** Votes, reactions and reports that stand no longer, on whatever comment; runs inside a transaction of its caller. */
import type Database from 'better-sqlite3';
import { rankOf } from '../wilson.ts';
import type { Changes } from './changes.ts';
import { type CommentRow, reactionsOf, SELECT_COMMENT } from './rows.ts';

interface TrashRow {
  readonly upvotes: number;
  readonly downvotes: number;
  readonly reactions: string;
}

export class Withdrawals {
  readonly #changes: Changes;
  readonly #row;
  readonly #trash;
  readonly #setTrash;
  readonly #dropVote;
  readonly #dropReaction;
  readonly #dropFlag;
  readonly #countVotes;
  readonly #countReactions;
  readonly #countFlags;

  constructor(db: Database.Database, changes: Changes) {
    this.#changes = changes;
    this.#row = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
    this.#trash = db.prepare<[number], TrashRow>(
      `SELECT row ->> 'upvotes' AS upvotes, row ->> 'downvotes' AS downvotes, row ->> 'reactions' AS reactions
       FROM trash WHERE comment = ?`,
    );
    this.#setTrash = db.prepare(
      `UPDATE trash SET row = json_set(row, '$.upvotes', @upvotes, '$.downvotes', @downvotes, '$.reactions', @reactions)
       WHERE comment = @number`,
    );
    this.#dropVote = db
      .prepare<[string, number, number], number>(
        'DELETE FROM votes WHERE viewer_id = ? AND thread_id = ? AND comment = ? RETURNING value',
      )
      .pluck();
    this.#dropReaction = db.prepare<[string, number, number, string]>(
      'DELETE FROM reactions WHERE viewer_id = ? AND thread_id = ? AND comment = ? AND emoji = ?',
    );
    this.#dropFlag = db.prepare<[number, string]>('DELETE FROM flags WHERE comment = ? AND viewer_id = ?');
    this.#countVotes = db.prepare('UPDATE comments SET upvotes = ?, downvotes = ?, rank = ? WHERE number = ?');
    this.#countReactions = db.prepare('UPDATE comments SET reactions = ? WHERE number = ?');
    this.#countFlags = db.prepare<[number]>(
      `UPDATE comments SET flag_count = (SELECT COUNT(*) FROM flags f WHERE f.comment = comments.number
                                         AND f.created_at > COALESCE(comments.decision ->> 'at', -1))
       WHERE number = ?`,
    );
  }

  vote(viewer: string, comment: number, now: number): void {
    const row = this.#row.get(comment);
    const value = row && this.#dropVote.get(viewer, row.thread_id, comment);
    if (row === undefined || value === undefined) return;
    // What a moderator deleted keeps its counts in the trash, where they wait to come back.
    const trash = this.#trash.get(comment);
    const { upvotes, downvotes } = trash ?? row;
    const counts = { upvotes: upvotes - Number(value === 1), downvotes: downvotes - Number(value === -1) };
    if (trash) this.#setTrash.run({ ...trash, ...counts, number: comment });
    if (row.state === 'deleted') return;
    this.#countVotes.run(counts.upvotes, counts.downvotes, rankOf(counts), comment);
    this.#changes.announce([{ row, type: 'comment.voted' }], now);
  }

  reaction(viewer: string, comment: number, emoji: string, now: number): void {
    const row = this.#row.get(comment);
    if (row === undefined || this.#dropReaction.run(viewer, row.thread_id, comment, emoji).changes === 0) return;
    const trash = this.#trash.get(comment);
    const counts = new Map(Object.entries(reactionsOf(trash ?? row)));
    const count = (counts.get(emoji) ?? 0) - 1;
    if (count > 0) counts.set(emoji, count);
    else counts.delete(emoji);
    const reactions = JSON.stringify(Object.fromEntries(counts));
    if (trash) this.#setTrash.run({ ...trash, reactions, number: comment });
    if (row.state === 'deleted') return;
    this.#countReactions.run(reactions, comment);
    this.#changes.announce([{ row, type: 'comment.reacted' }], now);
  }

  flag(viewer: string, comment: number): void {
    if (this.#dropFlag.run(comment, viewer).changes === 0) return;
    const row = this.#row.get(comment);
    if (row === undefined || row.state === 'deleted') return;
    this.#countFlags.run(comment);
    this.#changes.touchComment(row);
  }
}
