/** A comment with all that stands above it. */
import type Database from 'better-sqlite3';
import { unknownComment } from '../../errors.ts';
import type { CommentTree } from '../store.ts';
import { PAGE_TEXT_MAX, type Reads, textLength } from './reads.ts';
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

  /** The root first; a chain of long texts is cut above, as a page would be. */
  of(id: string, preview: readonly number[]): CommentTree[] {
    const chain: CommentTree[] = [];
    let length = 0;
    for (let row = this.#reads.commentRow(id); row && chain.length < LENGTH_MAX && length < PAGE_TEXT_MAX; ) {
      // Each stands among the replies of the one above already: deeper ones would come again with every step.
      const tree = this.#reads.tree(row, chain.length === 0 ? preview : preview.slice(0, 1));
      chain.push(tree);
      length += textLength(tree);
      row = row.parent === null ? undefined : this.#byNumber.get(row.parent);
    }
    if (chain.length === 0) throw unknownComment(id);
    return chain.reverse();
  }
}
