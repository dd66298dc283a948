/** What every part of the store that moderators use is made with. */
import type Database from 'better-sqlite3';
import type { SqliteAudit } from './audit.ts';
import type { Changes } from './changes.ts';
import type { Decisions } from './decisions.ts';
import type { Drops } from './drops.ts';
import type { Reads } from './reads.ts';
import type { Writes } from './writes.ts';

export interface Parts {
  readonly db: Database.Database;
  /** Runs work in a transaction that it may share; resolves when that is on disk. Reads need none. */
  readonly run: <T>(work: () => T) => Promise<T>;
  readonly reads: Reads;
  readonly changes: Changes;
  readonly decisions: Decisions;
  readonly writes: Writes;
  readonly audit: SqliteAudit;
  readonly drops: Drops;
}
