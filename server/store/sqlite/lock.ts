/** One process per database: a lock that the kernel gives back when its holder dies, however it dies. */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { messageOf, StartError } from '../../errors.ts';

/**
 * Holds an exclusive transaction on a file of its own, so that the database itself stays open to a backup tool.
 * @throws StartError when another process holds it, or the folder cannot be written.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    throw new StartError(
      error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY'
        ? `Another Live Comments process already uses DATA_DIR ${dataDir}; stop it, or start this one with another DATA_DIR.`
        : `DATA_DIR ${dataDir} cannot be written (${messageOf(error)}); give this user write access, or set another DATA_DIR.`,
      { cause: error },
    );
  }
  const held = lock;
  return { release: () => void held.close() };
}
