/** Whether a comment is public, and so which places there are in the lists; runs inside a transaction of its caller. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';
import type { Decision, StoredComment } from '../store.ts';
import type { Changes } from './changes.ts';
import type { Reads } from './reads.ts';
import { type CommentRow, commentOf } from './rows.ts';

export class Decisions {
  readonly #reads: Reads;
  readonly #changes: Changes;
  readonly #setKnown;
  readonly #setState;
  readonly #setPinned;
  readonly #addReply;

  constructor(db: Database.Database, reads: Reads, changes: Changes) {
    this.#reads = reads;
    this.#changes = changes;
    this.#setKnown = db.prepare<[string, string]>('UPDATE viewers SET known_on = ? WHERE id = ?');
    this.#setState = db.prepare(
      `UPDATE comments SET state = @state, listed = (@state = 'published' OR reply_count > 0),
              pinned = pinned AND @state = 'published' WHERE number = @number`,
    );
    this.#setPinned = db.prepare('UPDATE comments SET pinned = ? WHERE number = ?');
    this.#addReply = db.prepare<[number, number, number]>(
      `UPDATE comments SET reply_count = reply_count + ?, listed = (state = 'published' OR reply_count + ? > 0)
       WHERE number = ?`,
    );
  }

  /** A moderator's word on a comment, and with it on whether its author is known on the site. */
  decide(id: string, state: Decision, now: number): StoredComment {
    const row = this.#changes.existing(id);
    if (row.state === 'deleted')
      throw new Refusal('comment_deleted', `The comment ${id} was deleted, so nothing is left to decide.`);
    if (row.state === state) return commentOf(row);
    const sites = this.#reads.knownOn(row.author_id).filter(site => site !== row.site);
    this.#setKnown.run(JSON.stringify(state === 'published' ? [...sites, row.site] : sites), row.author_id);
    this.#reads.forgetViewer(row.author_id);
    return this.become(row, state, now);
  }

  pin(id: string, pinned: boolean, now: number): StoredComment {
    const row = this.#changes.existing(id);
    if (row.state === 'deleted') throw new Refusal('comment_deleted', `The comment ${id} was deleted.`);
    if (row.pinned === Number(pinned)) return commentOf(row);
    if (row.parent !== null || row.state !== 'published') {
      throw new Refusal('bad_request', 'Only a published comment that answers no other can be pinned.');
    }
    this.#setPinned.run(Number(pinned), row.number);
    return this.#changes.announce([{ row, type: 'comment.updated' }], now);
  }

  /**
   * What leaves the public is told as removed, what comes to it as updated: readers who never saw it put it in its
   * place. Tombstones that come back because it hangs on them are told first, the topmost in front.
   */
  become(row: CommentRow, state: Decision, now: number): StoredComment {
    const [was, is] = [row.state === 'published', state === 'published'];
    this.#setState.run({ state, number: row.number });
    const isListed = is || row.reply_count > 0;
    const returned = isListed === (row.listed === 1) ? [] : this.relist(row, isListed ? 1 : -1);
    const type = was && !is ? 'comment.removed' : 'comment.updated';
    return this.#changes.announce(
      [...returned.map(each => ({ row: each, type: 'comment.updated' as const })), { row, type }],
      now,
      Number(is) - Number(was),
    );
  }

  /**
   * A row that came to the list or left it: so does every place above it that stands there for its replies alone.
   * @returns those that came to it, the topmost first.
   */
  relist(row: CommentRow, by: 1 | -1): CommentRow[] {
    const returned: CommentRow[] = [];
    for (let id = row.parent_id; id !== null; ) {
      const parent = this.#changes.existing(id);
      this.countReply(parent.number, by);
      const isListed = parent.state === 'published' || parent.reply_count + by > 0;
      if (isListed === (parent.listed === 1)) break;
      if (isListed) returned.unshift(parent);
      id = parent.parent_id;
    }
    return returned;
  }

  countReply(parent: number, by: 1 | -1): void {
    this.#addReply.run(by, by, parent);
  }
}
