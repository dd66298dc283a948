/** The jobs table: work that was written down with the change it follows from. */
import type Database from 'better-sqlite3';
import type { Job } from '../store.ts';

export class Jobs {
  readonly #due;
  readonly #claim;
  readonly #finish;
  readonly #fail;

  constructor(db: Database.Database) {
    this.#due = db.prepare<[number], 1>('SELECT 1 FROM jobs WHERE dead = 0 AND run_at <= ? LIMIT 1').pluck();
    this.#claim = db.prepare<[number, number], { id: number; kind: string; payload: string; attempts: number }>(
      `UPDATE jobs SET run_at = ?, attempts = attempts + 1
       WHERE id = (SELECT id FROM jobs WHERE dead = 0 AND run_at <= ? ORDER BY run_at LIMIT 1)
       RETURNING id, kind, payload, attempts`,
    );
    this.#finish = db.prepare<[number]>('DELETE FROM jobs WHERE id = ?');
    this.#fail = db.prepare<[number, string, number, number]>(
      'UPDATE jobs SET run_at = ?, last_error = ?, dead = ? WHERE id = ?',
    );
  }

  isDue(now: number): boolean {
    return this.#due.get(now) !== undefined;
  }

  claim(now: number, lease: number): Job | undefined {
    const row = this.#claim.get(now + lease, now);
    return row && { ...row, payload: JSON.parse(row.payload) as unknown };
  }

  finish(id: number): void {
    this.#finish.run(id);
  }

  fail(id: number, error: string, retryAt: number | null): void {
    this.#fail.run(retryAt ?? 0, error, retryAt === null ? 1 : 0, id);
  }
}
