/** Brings a database to this program's schema: plain SQL files in order, each in a transaction of its own. */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { messageOf, StartError } from '../../errors.ts';

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

const FILES = join(import.meta.dirname, '../../../migrations/sqlite');

/**
 * A kill in the middle leaves the schema before or after a file, never between.
 * @returns the names of the files that were applied.
 * @throws StartError when the database is newer than the program, or a file changed after it was applied.
 */
export function migrate(db: Database.Database, files: string = FILES): string[] {
  db.exec(`CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT`);
  const applied = db.prepare<[], { number: number; name: string; checksum: string }>('SELECT * FROM migrations').all();
  const migrations = readMigrations(files);
  for (const old of applied) {
    const known = migrations.find(each => each.number === old.number);
    if (known === undefined) {
      throw new StartError(
        `The database was written by a newer version (it has migration ${old.name}); update Live Comments, or restore the backup made before the update.`,
      );
    }
    if (known.checksum !== old.checksum) {
      throw new StartError(
        `The file migrations/sqlite/${known.name} was changed after it was applied; put the original back.`,
      );
    }
  }
  const pending = migrations.filter(each => !applied.some(old => old.number === each.number));
  // A file may build a table anew, and dropping the old one must not take along what refers to it.
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of pending) apply(db, migration);
  } finally {
    db.pragma('foreign_keys = ON');
  }
  return pending.map(each => each.name);
}

function apply(db: Database.Database, migration: Migration): void {
  try {
    db.transaction(() => {
      db.exec(migration.sql);
      const [broken] = db.pragma('foreign_key_check') as { table: string }[];
      if (broken) throw new Error(`rows of ${broken.table} refer to nothing`);
      db.prepare('INSERT INTO migrations VALUES (?, ?, ?, ?)').run(
        migration.number,
        migration.name,
        migration.checksum,
        Date.now(),
      );
    }).immediate();
  } catch (error) {
    throw new StartError(
      `Migration ${migration.name} failed (${messageOf(error)}); the database is as it was before.`,
      {
        cause: error,
      },
    );
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter(name => /^\d{4}_.+\.sql$/.test(name))
    .sort()
    .map(name => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { number: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
