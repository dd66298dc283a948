/** Finds out whether the database was put back in time, and gives its event log a new epoch where it was. */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type Database from 'better-sqlite3';

/** How far the database had come, kept beside it: a copy that was restored is behind this mark. */
interface Mark {
  readonly epoch: string;
  readonly commits: number;
}

const INTERVAL_MS = 1_000;

/**
 * Every reader's position is `(epoch, seq)`. A database that lost commits may give the same numbers to other comments,
 * so unless the mark proves that nothing is missing, the epoch changes and every client loads anew.
 */
export class Epoch {
  readonly #file: string;
  readonly #db: Database.Database;
  readonly #count: Database.Statement<[], string>;
  readonly value: string;
  /** Why the epoch is another than before; null when it is not. */
  readonly changed: string | null;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(db: Database.Database, dataDir: string) {
    this.#db = db;
    this.#file = join(dataDir, 'high-water.json');
    this.#count = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'commits'").pluck();
    const stored = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
    const reason = stored === undefined ? 'new' : this.#reasonToChange(stored);
    this.changed = reason === 'new' ? null : reason;
    this.value = reason === null && stored !== undefined ? stored : randomUUID();
    const put = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
    db.transaction(() => {
      put.run('epoch', this.value);
      if (this.#count.get() === undefined) put.run('commits', '0');
    }).immediate();
  }

  /** Counts one commit; to be called inside its transaction. */
  static counter(db: Database.Database): () => void {
    const bump = db.prepare("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'commits'");
    return () => void bump.run();
  }

  /** Moves the mark soon; many commits share one write. */
  touch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.save().catch(() => {});
    }, INTERVAL_MS);
  }

  /** Writes the mark so that it is whole or not there: a temporary file, synced, then renamed. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#writing;
    const mark: Mark = { epoch: this.value, commits: this.#commits() };
    const temporary = `${this.#file}.tmp`;
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(JSON.stringify(mark));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, this.#file);
  }

  #commits(): number {
    return this.#db.open ? Number(this.#count.get() ?? 0) : 0;
  }

  #reasonToChange(stored: string): string | null {
    let mark: Mark;
    try {
      mark = JSON.parse(readFileSync(this.#file, 'utf8')) as Mark;
    } catch {
      return 'high-water.json is missing beside the database, so it may be a restored copy';
    }
    if (mark.epoch !== stored) return 'the database is from another history than high-water.json';
    const commits = Number(this.#count.get() ?? 0);
    return commits < mark.commits
      ? `the database is ${mark.commits - commits} commits behind high-water.json, so it was restored or damaged`
      : null;
  }
}
