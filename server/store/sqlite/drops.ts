/** Rows that nothing refers to any more, deleted after the commit that found them so. */
import type Database from 'better-sqlite3';
import { AUTHORED } from './authored.ts';

/** No key that a page can name begins so. */
const HIDDEN = '\u0001';

/**
 * SQLite looks for what refers to a row that is deleted, and no index of comments, votes and reactions knows them all by
 * their thread or their author: each time it would read these tables from end to end, and all others would wait. Whoever
 * asks here has seen to it that nothing refers to the row.
 */
export class Drops {
  readonly #db: Database.Database;
  readonly #hide;
  readonly #dropThreads;
  readonly #dropViewer;
  #threads = false;
  readonly #viewers = new Set<string>();

  constructor(db: Database.Database) {
    this.#db = db;
    this.#hide = db.prepare<[string, number]>('UPDATE threads SET key = ? WHERE id = ?');
    this.#dropThreads = db.prepare<[string, string]>(
      'DELETE FROM threads WHERE site_id IN (SELECT id FROM sites) AND key >= ? AND key < ?',
    );
    this.#dropViewer = db.prepare<[{ id: string }]>(
      `DELETE FROM viewers WHERE id = @id AND EXISTS (SELECT 1 FROM erased WHERE viewer = @id)
         AND NOT EXISTS (SELECT 1 FROM members m WHERE m.id = @id)
         AND NOT EXISTS (SELECT 1 FROM ${AUTHORED} WHERE author_id = @id)`,
    );
    // What a crash left behind.
    this.#threads = true;
    this.afterCommit();
  }

  /** Takes a thread from its place; runs inside a transaction of its caller. */
  thread(id: number): void {
    this.#hide.run(`${HIDDEN}${id}`, id);
    this.#threads = true;
  }

  /** Somebody who was erased, and of whom nothing else is left; asked anew at the start where a crash came first. */
  viewer(id: string): void {
    this.#viewers.add(id);
  }

  /** To be called when a transaction is on disk. */
  afterCommit(): void {
    if (!this.#threads && this.#viewers.size === 0) return;
    this.#db.pragma('foreign_keys = OFF');
    try {
      this.#db.transaction(() => {
        this.#dropThreads.run(HIDDEN, '\u0002');
        for (const id of this.#viewers) this.#dropViewer.run({ id });
      })();
      this.#threads = false;
      this.#viewers.clear();
    } catch {
      // A full disk, which whoever writes next is told of; then it is tried again.
    } finally {
      this.#db.pragma('foreign_keys = ON');
    }
  }
}
