/** Whom somebody does not want to read; each method runs inside a transaction of its caller, or reads. */
import type Database from 'better-sqlite3';

export class Mutes {
  readonly #of;
  readonly #add;
  readonly #remove;

  constructor(db: Database.Database) {
    this.#of = db
      .prepare<[string], string>('SELECT muted FROM mutes WHERE viewer = ? ORDER BY created_at DESC, muted')
      .pluck();
    this.#add = db.prepare<[string, string, number]>('INSERT INTO mutes VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    this.#remove = db.prepare<[string, string]>('DELETE FROM mutes WHERE viewer = ? AND muted = ?');
  }

  of(viewer: string): string[] {
    return this.#of.all(viewer);
  }

  set(viewer: string, muted: string, on: boolean, now: number): void {
    if (on) this.#add.run(viewer, muted, now);
    else this.#remove.run(viewer, muted);
  }
}
