/** A comment with all that stands above it. */
import type Database from 'better-sqlite3';
import { unknownComment } from '../../errors.ts';
import type { CommentTree } from '../store.ts';
import type { Reads } from './reads.ts';
import { type CommentRow, SELECT_COMMENT } from './rows.ts';

/** The comments of one branch that are given: those nearest to the one that was asked for. */
const LENGTH_MAX = 100;

export class Branch {
  readonly #reads: Reads;
  readonly #byNumber;

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#byNumber = db.prepare<[number], CommentRow>(`${SELECT_COMMENT} WHERE c.number = ?`);
  }

  /** The root first, each comment with its first replies. */
  of(id: string, preview: readonly number[]): CommentTree[] {
    const chain: CommentTree[] = [];
    for (let row = this.#reads.commentRow(id); row && chain.length < LENGTH_MAX; ) {
      chain.push(this.#reads.tree(row, preview));
      row = row.parent === null ? undefined : this.#byNumber.get(row.parent);
    }
    if (chain.length === 0) throw unknownComment(id);
    return chain.reverse();
  }
}
