/** Votes, reactions and reports: one row a viewer, counted on the comment in the same transaction. */
import type Database from 'better-sqlite3';
import { deletedComment, Refusal, unknownComment } from '../../errors.ts';
import type { NewFlag, NewReaction, NewVote, StoredComment } from '../store.ts';
import { rankOf } from '../wilson.ts';
import type { Changes } from './changes.ts';
import { type CommentRow, commentOf, reactionsOf } from './rows.ts';

export class Votes {
  readonly #changes: Changes;
  readonly #vote;
  readonly #setVote;
  readonly #dropVote;
  readonly #votesOfNetwork;
  readonly #count;
  readonly #reaction;
  readonly #addReaction;
  readonly #dropReaction;
  readonly #reactionsOfNetwork;
  readonly #countReactions;
  readonly #flag;
  readonly #setFlag;
  readonly #countFlag;
  readonly #forget: readonly Database.Statement<[number]>[];

  constructor(db: Database.Database, changes: Changes) {
    this.#changes = changes;
    const mine = 'viewer_id = ? AND thread_id = ? AND comment = ?';
    this.#vote = db.prepare<[string, number, number], number>(`SELECT value FROM votes WHERE ${mine}`).pluck();
    this.#setVote = db.prepare(
      `INSERT INTO votes VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
    );
    this.#dropVote = db.prepare(`DELETE FROM votes WHERE ${mine}`);
    this.#votesOfNetwork = db
      .prepare<[number, string, string | null], number>(
        'SELECT count(*) FROM votes WHERE comment = ? AND network IN (?, ?)',
      )
      .pluck();
    this.#count = db.prepare('UPDATE comments SET upvotes = ?, downvotes = ?, rank = ? WHERE number = ?');
    this.#reaction = db
      .prepare<[string, number, number, string], 1>(`SELECT 1 FROM reactions WHERE ${mine} AND emoji = ?`)
      .pluck();
    this.#addReaction = db.prepare('INSERT INTO reactions VALUES (?, ?, ?, ?, ?, ?)');
    this.#dropReaction = db.prepare(`DELETE FROM reactions WHERE ${mine} AND emoji = ?`);
    this.#reactionsOfNetwork = db
      .prepare<[number, string, string, string | null], number>(
        'SELECT count(*) FROM reactions WHERE comment = ? AND emoji = ? AND network IN (?, ?)',
      )
      .pluck();
    this.#countReactions = db.prepare('UPDATE comments SET reactions = ? WHERE number = ?');
    this.#flag = db.prepare<[number, string], 1>('SELECT 1 FROM flags WHERE comment = ? AND viewer_id = ?').pluck();
    this.#setFlag = db.prepare(
      `INSERT INTO flags VALUES (@comment, @viewer, @reason,
         MAX(@now, 1 + COALESCE((SELECT decision ->> 'at' FROM comments WHERE number = @comment), 0)))
       ON CONFLICT DO UPDATE SET reason = excluded.reason`,
    );
    this.#countFlag = db.prepare<[number]>('UPDATE comments SET flag_count = flag_count + 1 WHERE number = ?');
    this.#forget = ['votes', 'reactions', 'flags'].map(table =>
      db.prepare<[number]>(`DELETE FROM ${table} WHERE comment = ?`),
    );
  }

  vote({ comment, viewer, value, network }: NewVote, now: number): StoredComment {
    const row = this.#open(comment);
    const key = [viewer, row.thread_id, row.number] as const;
    const before = this.#vote.get(...key) ?? 0;
    if (before === value) return commentOf(row);
    if (before === 0 && network) {
      refuseCrowd(this.#votesOfNetwork.get(row.number, network.key, network.before) ?? 0, network.max);
    }
    if (value === 0) this.#dropVote.run(...key);
    else this.#setVote.run(...key, value, network?.key ?? null, now);
    const counts = {
      upvotes: row.upvotes + Number(value === 1) - Number(before === 1),
      downvotes: row.downvotes + Number(value === -1) - Number(before === -1),
    };
    this.#count.run(counts.upvotes, counts.downvotes, rankOf(counts), row.number);
    return this.#changes.announce([{ row, type: 'comment.voted' }], now);
  }

  react({ comment, viewer, emoji, on, network }: NewReaction, now: number): StoredComment {
    const row = this.#open(comment);
    const key = [viewer, row.thread_id, row.number, emoji] as const;
    if ((this.#reaction.get(...key) !== undefined) === on) return commentOf(row);
    if (on && network) {
      refuseCrowd(this.#reactionsOfNetwork.get(row.number, emoji, network.key, network.before) ?? 0, network.max);
    }
    if (on) this.#addReaction.run(...key, network?.key ?? null, now);
    else this.#dropReaction.run(...key);
    const counts = new Map(Object.entries(reactionsOf(row)));
    const count = (counts.get(emoji) ?? 0) + (on ? 1 : -1);
    if (count > 0) counts.set(emoji, count);
    else counts.delete(emoji);
    this.#countReactions.run(JSON.stringify(Object.fromEntries(counts)), row.number);
    return this.#changes.announce([{ row, type: 'comment.reacted' }], now);
  }

  flag({ comment, viewer, reason }: NewFlag, now: number): { created: boolean } {
    const row = this.#published(comment);
    const created = this.#flag.get(row.number, viewer) === undefined;
    // A report that comes in the millisecond of a decision comes after it.
    this.#setFlag.run({ comment: row.number, viewer, reason, now });
    if (created) {
      this.#countFlag.run(row.number);
      this.#changes.touchComment(row);
      this.#changes.outbox.tell('comment.flagged', row, now);
    }
    return { created };
  }

  /** To be called when a comment is erased: who felt what about it goes with it. */
  forget(comment: number): void {
    for (const statement of this.#forget) statement.run(comment);
  }

  #published(id: string): CommentRow {
    const row = this.#changes.existing(id);
    if (row.state === 'deleted') throw deletedComment(id);
    if (row.state !== 'published') throw unknownComment(id);
    return row;
  }

  #open(id: string): CommentRow {
    const row = this.#published(id);
    this.#changes.refuseLocked(row);
    return row;
  }
}

function refuseCrowd(count: number, max: number): void {
  if (count < max) return;
  throw new Refusal(
    'too_many_votes',
    `${max} guests of your network have done this here already; sign in to be counted, or take part from elsewhere.`,
  );
}
