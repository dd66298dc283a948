/** Whether a comment is public, and so which places there are in the lists; runs inside a transaction of its caller. */
import type Database from 'better-sqlite3';
import type { CommentState } from '../../../protocol/comment.ts';
import type { EventType } from '../../../protocol/events.ts';
import type { Decision, StoredComment } from '../store.ts';
import type { Changes } from './changes.ts';
import type { CommentRow } from './rows.ts';

/** What a published comment may be besides. */
export interface Marks {
  readonly pinned: boolean;
  readonly featured: boolean;
}

export class Decisions {
  readonly #changes: Changes;
  readonly #setState;
  readonly #addReply;

  constructor(db: Database.Database, changes: Changes) {
    this.#changes = changes;
    this.#setState = db.prepare(
      `UPDATE comments SET state = @state, listed = (@state = 'published' OR reply_count > 0),
              pinned = @pinned AND @state = 'published', featured = @featured AND @state = 'published'
       WHERE number = @number`,
    );
    this.#addReply = db.prepare<[number, number, number]>(
      `UPDATE comments SET reply_count = reply_count + ?, listed = (state = 'published' OR reply_count + ? > 0)
       WHERE number = ?`,
    );
  }

  become(row: CommentRow, state: Decision, now: number, marks: Marks = marksOf(row)): StoredComment {
    const { pinned, featured } = marks;
    this.#setState.run({ state, number: row.number, pinned: Number(pinned), featured: Number(featured) });
    return this.became(row, state, now);
  }

  /**
   * To be called when the state of a row was changed, with the row as it was. What leaves the public is told as removed,
   * what comes to it as updated: readers who never saw it put it in its place. Tombstones that come back because it
   * hangs on them are told first, the topmost in front.
   */
  became(row: CommentRow, state: CommentState, now: number): StoredComment {
    this.#changes.forgetAuthor(row);
    const [was, is] = [row.state === 'published', state === 'published'];
    const isListed = is || row.reply_count > 0;
    const returned = isListed === (row.listed === 1) ? [] : this.relist(row, isListed ? 1 : -1);
    const type: EventType = (was && !is) || state === 'deleted' ? 'comment.removed' : 'comment.updated';
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

export function marksOf({ pinned, featured }: CommentRow): Marks {
  return { pinned: pinned === 1, featured: featured === 1 };
}
