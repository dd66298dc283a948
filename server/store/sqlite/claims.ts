/** Guests who became members: what was theirs on the member’s site becomes the member’s, a few rows a transaction. */
import type Database from 'better-sqlite3';
import { Lru } from '../../lru.ts';
import { CLAIM } from '../store.ts';
import { AUTHORED } from './authored.ts';
import { type CommentRow, SELECT_COMMENT } from './rows.ts';
import type { Parts } from './shared.ts';
import { Withdrawals } from './withdrawals.ts';

/** Rows that are taken over at a time: other writes wait for no more than this. */
const STEP = 200;
const KEPT_MAX = 20_000;

interface Pair {
  readonly [name: string]: unknown;
  readonly guest: string;
  readonly member: string;
}

interface Judged extends Pair {
  readonly thread_id: number;
  readonly comment: number;
  readonly emoji: string;
}

/** Threads of the one site that a member belongs to: on others a guest stays who they were. */
const HERE = `thread_id IN (SELECT t.id FROM threads t WHERE t.site_id =
                (SELECT s.id FROM sites s, members m WHERE m.id = @member AND s.key = m.site))`;

export class Claims {
  readonly #parts: Parts;
  readonly #withdrawals: Withdrawals;
  /** As on disk: asked with every request of a guest. */
  readonly #known = new Lru<string, { readonly member: string | null | undefined }>(KEPT_MAX);
  readonly #memberOf;
  readonly #isPerson;
  readonly #isMember;
  readonly #add;
  readonly #comments;
  readonly #row;
  readonly #setAuthor;
  readonly #votes;
  readonly #takeVote;
  readonly #reactions;
  readonly #takeReaction;
  readonly #flags;
  readonly #takeFlag;
  readonly #marks: readonly Database.Statement<[Pair]>[];
  readonly #setKnown;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#withdrawals = new Withdrawals(parts.db, parts.changes);
    const { db } = parts;
    this.#memberOf = db
      .prepare<[string, string], string | null>(
        `SELECT member FROM claims WHERE guest = ? UNION ALL SELECT NULL FROM erased WHERE viewer = ?`,
      )
      .pluck();
    this.#isPerson = db.prepare<[string], 1>("SELECT 1 FROM viewers WHERE id = ? AND role <> 'guest'").pluck();
    this.#isMember = db
      .prepare<[string, string], 1>(
        'SELECT 1 FROM members WHERE id = ? AND NOT EXISTS (SELECT 1 FROM erased WHERE viewer = ?)',
      )
      .pluck();
    this.#add = db.prepare<[string, string]>('INSERT INTO claims (guest, member) VALUES (?, ?)');
    this.#comments = db
      .prepare<[Pair], number>(
        `SELECT number FROM ${AUTHORED} WHERE author_id = @guest AND ${HERE} ORDER BY number LIMIT ${STEP}`,
      )
      .pluck();
    this.#row = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
    this.#setAuthor = db.prepare<[string, number]>('UPDATE comments SET author_id = ? WHERE number = ?');
    const mine = (table: string, columns: string) =>
      db.prepare<[Pair], Judged>(`SELECT ${columns} FROM ${table} WHERE viewer_id = @guest AND ${HERE} LIMIT ${STEP}`);
    // A member is no guest of a network any more: their vote does not count against the others there.
    const take = (table: string, also = '') =>
      db.prepare<[Judged]>(
        `UPDATE OR IGNORE ${table} SET viewer_id = @member, network = NULL
         WHERE viewer_id = @guest AND thread_id = @thread_id AND comment = @comment ${also}`,
      );
    this.#votes = mine('votes', 'thread_id, comment');
    this.#takeVote = take('votes');
    this.#reactions = mine('reactions', 'thread_id, comment, emoji');
    this.#takeReaction = take('reactions', 'AND emoji = @emoji');
    this.#flags = db
      .prepare<[Pair], number>(
        `SELECT f.comment FROM flags f, comments c WHERE f.viewer_id = @guest AND c.number = f.comment AND c.${HERE}
         LIMIT ${STEP}`,
      )
      .pluck();
    this.#takeFlag = db.prepare<[string, number, string]>(
      'UPDATE OR IGNORE flags SET viewer_id = ? WHERE comment = ? AND viewer_id = ?',
    );
    // What is said of them follows them: whoever is banned or muted as a guest is it as a member, too.
    this.#marks = [
      'UPDATE OR IGNORE mutes SET viewer = @member WHERE viewer = @guest',
      'UPDATE OR IGNORE mutes SET muted = @member WHERE muted = @guest',
      'DELETE FROM mutes WHERE viewer = @guest OR muted = @guest OR (viewer = @member AND muted = @member)',
      "UPDATE bans SET value = @member WHERE kind = 'user' AND value = @guest",
      'UPDATE bans SET person = @member WHERE person = @guest',
      'UPDATE notes SET viewer_id = @member WHERE viewer_id = @guest',
    ].map(sql => db.prepare<[Pair]>(sql));
    this.#setKnown = db.prepare<[string, string]>('UPDATE viewers SET known_on = ? WHERE id = ?');
  }

  /** The member that a guest became; null for one who was erased. */
  memberOf(guest: string): string | null | undefined {
    const known = this.#known.get(guest);
    if (known) return known.member;
    const member = this.#memberOf.get(guest, guest);
    // What a transaction wrote may yet be rolled back.
    if (!this.#parts.db.inTransaction) this.#known.set(guest, { member });
    return member;
  }

  /** To be called inside a transaction that removes claims. */
  forget(guest: string): void {
    this.#known.delete(guest);
  }

  claim(guest: string, member: string): Promise<boolean> {
    return this.#parts.run(() => {
      const before = this.#memberOf.get(guest, guest);
      if (before !== undefined && before !== member) return true;
      const now = Date.now();
      const pair = { guest, member };
      if (before === undefined) {
        // Staff and members are nobody’s guests, whatever a token of old says.
        if (this.#isPerson.get(guest) !== undefined) return true;
        // Whoever was erased just now takes nothing over.
        if (this.#isMember.get(member, member) === undefined) return true;
        this.#begin(pair);
      }
      const isDone = this.#step(pair, now);
      if (before === undefined && !isDone) this.#parts.changes.enqueue({ kind: CLAIM, payload: pair }, now);
      return isDone;
    });
  }

  #begin(pair: Pair): void {
    const { guest, member } = pair;
    const { reads } = this.#parts;
    this.#add.run(guest, member);
    this.#known.delete(guest);
    for (const mark of this.#marks) mark.run(pair);
    const sites = new Set([...reads.knownOn(member), ...reads.knownOn(guest)]);
    this.#setKnown.run(JSON.stringify([...sites]), member);
    for (const id of [guest, member]) reads.forgetViewer(id);
  }

  /** True when nothing is left. */
  #step(pair: Pair, now: number): boolean {
    const { reads } = this.#parts;
    const left = [this.#takeComments, this.#takeVotes, this.#takeReactions, this.#takeFlags];
    for (const take of left) {
      if (take.call(this, pair, now) < STEP) continue;
      reads.forgetViewer(pair.member);
      return false;
    }
    for (const id of [pair.guest, pair.member]) reads.forgetViewer(id);
    return true;
  }

  #takeComments({ guest, member }: Pair, now: number): number {
    const numbers = this.#comments.all({ guest, member });
    for (const number of numbers) {
      this.#setAuthor.run(member, number);
      const row = this.#row.get(number) as CommentRow;
      this.#parts.writes.take(row);
      if (row.state !== 'deleted') this.#parts.changes.announce([{ row, type: 'comment.updated' }], now);
    }
    return numbers.length;
  }

  /** Where both judged the same comment, the member’s own word stands. */
  #takeVotes(pair: Pair, now: number): number {
    const votes = this.#votes.all(pair);
    for (const vote of votes) {
      if (this.#takeVote.run({ ...vote, ...pair }).changes > 0) continue;
      this.#withdrawals.vote(pair.guest, vote.comment, now);
    }
    return votes.length;
  }

  #takeReactions(pair: Pair, now: number): number {
    const reactions = this.#reactions.all(pair);
    for (const reaction of reactions) {
      if (this.#takeReaction.run({ ...reaction, ...pair }).changes > 0) continue;
      this.#withdrawals.reaction(pair.guest, reaction.comment, reaction.emoji, now);
    }
    return reactions.length;
  }

  #takeFlags({ guest, member }: Pair): number {
    const flags = this.#flags.all({ guest, member });
    for (const comment of flags) {
      if (this.#takeFlag.run(member, comment, guest).changes > 0) continue;
      this.#withdrawals.flag(guest, comment);
    }
    return flags.length;
  }
}
