/** Comments by their author: their index is filled in behind, so that a post changes no page for its author alone. */
import type Database from 'better-sqlite3';

/** Comments that are filed at a time: other writes wait for no more than this. */
const STEP = 500;

const part = (index: string, unfiled: 0 | 1) => `
  SELECT number, id, thread_id, author_id, state, reasons, decision, flag_count, created_at
  FROM comments INDEXED BY ${index} WHERE unfiled = ${unfiled}`;

/**
 * What to select an author’s comments from, filed or not; nothing else finds them by an index. In an order by number,
 * and with the number among what is selected, SQLite merges both parts as it reads them, and ends at the limit.
 */
export const AUTHORED = `(${part('comments_author', 0)} UNION ALL ${part('comments_unfiled', 1)})`;

export class Filing {
  readonly #unfiled;
  readonly #file;

  constructor(db: Database.Database) {
    this.#unfiled = db.prepare<[]>('SELECT 1 FROM comments WHERE unfiled = 1 LIMIT 1');
    this.#file = db.prepare<[]>(
      `UPDATE comments SET unfiled = 0
       WHERE number IN (SELECT number FROM comments WHERE unfiled = 1 ORDER BY number LIMIT ${STEP})`,
    );
  }

  isUnfinished(): boolean {
    return this.#unfiled.get() !== undefined;
  }

  /** Files the oldest that wait; runs inside a transaction. */
  step(): void {
    this.#file.run();
  }
}
