/** The threads that one transaction writes in: each is read once, and its counters are written once, however many writes. */
import type Database from 'better-sqlite3';
import { type Place, placeKey } from '../store.ts';
import type { Reads } from './reads.ts';
import type { ThreadRow } from './rows.ts';

/**
 * Holds what the writes that succeeded have made of each thread. A write that fails is rolled back alone, so it may leave
 * nothing here: it calls `keep` last, when it cannot fail any more.
 */
export class OpenThreads {
  readonly #reads: Reads;
  readonly #save: Database.Statement<[number, number, number | null, number]>;
  readonly #rows = new Map<string, ThreadRow>();
  readonly #changed = new Set<string>();

  constructor(db: Database.Database, reads: Reads) {
    this.#reads = reads;
    this.#save = db.prepare('UPDATE threads SET seq = ?, comment_count = ?, last_comment_at = ? WHERE id = ?');
  }

  /** To be called when a transaction has begun. */
  begin(): void {
    this.#rows.clear();
    this.#changed.clear();
  }

  get(asked: Place): ThreadRow | undefined {
    const place = this.#reads.aliases.canonical(asked);
    const key = placeKey(place);
    const known = this.#rows.get(key);
    if (known) return known;
    const row = this.#reads.threadRow(place);
    if (row) this.#rows.set(key, row);
    return row;
  }

  /** Takes over a thread as a write leaves it. */
  keep(place: Place, row: ThreadRow): void {
    const key = placeKey(place);
    this.#rows.set(key, row);
    this.#changed.add(key);
  }

  /** A thread that is gone from its place. */
  forget(place: Place): void {
    const key = placeKey(place);
    this.#rows.delete(key);
    this.#changed.delete(key);
  }

  /** Writes the counters down; to be called before the commit, outside of every savepoint. */
  save(): void {
    for (const key of this.#changed) {
      const row = this.#rows.get(key);
      if (row) this.#save.run(row.seq, row.comment_count, row.last_comment_at, row.id);
    }
  }
}
