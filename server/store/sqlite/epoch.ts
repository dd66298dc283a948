/** Finds out whether the database was put back in time, and gives its event log a new epoch where it was. */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, fsync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { messageOf, Refusal } from '../../errors.ts';

/** How far the database had come, kept beside it: a copy that was restored is behind this mark, or another file. */
interface Mark {
  readonly epoch: string;
  readonly commits: number;
  /** Device and inode of the database file. */
  readonly file: string;
}

/** The mark is written with every commit, and synced this often: a kill loses none of it, a power cut a second. */
const SYNC_MS = 1_000;
/** A shorter mark must not leave the end of a longer one behind it. */
const MARK_LENGTH = 256;

/**
 * Every reader's position is `(epoch, seq)`. A database that lost commits may give the same numbers to other comments,
 * so unless the mark proves that nothing is missing, the epoch changes and every client loads anew.
 */
export class Epoch {
  readonly #db: Database.Database;
  readonly #file: string;
  readonly #count: Database.Statement<[], string>;
  readonly #bump: Database.Statement;
  /** Undefined where the mark cannot be written, as on a full disk: then the next start has a new epoch. */
  readonly #mark: number | undefined;
  readonly value: string;
  /** Why the epoch is another than before, or will be; null when there is nothing to say. */
  readonly warning: string | null;
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Database.Database, dataDir: string) {
    this.#db = db;
    this.#file = identityOf(db.name) ?? '';
    this.#count = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'commits'").pluck();
    this.#bump = db.prepare("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'commits'");
    const markFile = join(dataDir, 'high-water.json');
    const stored = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'epoch'").pluck().get();
    const reason = this.#reasonToChange(stored, markFile);
    const isKept = stored !== undefined && reason === null;
    this.value = isKept ? stored : randomUUID();
    if (!isKept) {
      const put = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
      db.transaction(() => {
        put.run('epoch', this.value);
        if (this.#count.get() === undefined) put.run('commits', '0');
      }).immediate();
    }
    const opened = openMark(markFile);
    this.#mark = typeof opened === 'number' ? opened : undefined;
    this.warning = reason ? `New epoch ${this.value}: ${reason}; every reader loads anew.` : noMark(opened);
    this.#write();
    this.#sync();
  }

  /**
   * Counts a commit; to be called inside its transaction.
   * @throws Refusal `unavailable` when the file is gone: what is written to it would be lost with the process.
   */
  count(): void {
    if (identityOf(this.#db.name) !== this.#file) {
      throw new Refusal(
        'unavailable',
        'The database file was moved or deleted under the server; nothing can be saved.',
        { cause: new Error(`Another file, or none, is at ${this.#db.name}.`) },
      );
    }
    this.#bump.run();
  }

  /** Moves the mark; to be called after each commit. */
  moved(): void {
    this.#write();
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#mark !== undefined) fsync(this.#mark, () => {});
    }, SYNC_MS);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#write();
    this.#sync();
    if (this.#mark !== undefined) closeSync(this.#mark);
  }

  #write(): void {
    if (this.#mark === undefined) return;
    const mark: Mark = { epoch: this.value, commits: this.#commits(), file: this.#file };
    try {
      writeSync(this.#mark, JSON.stringify(mark).padEnd(MARK_LENGTH), 0);
    } catch {
      // The mark before this one is as true, only less far.
    }
  }

  #sync(): void {
    if (this.#mark !== undefined) fsyncSync(this.#mark);
  }

  #commits(): number {
    return Number(this.#count.get() ?? 0);
  }

  #reasonToChange(stored: string | undefined, markFile: string): string | null {
    const mark = readMark(markFile);
    if (stored === undefined) return mark ? 'the database is new, but high-water.json remembers another' : null;
    if (mark === undefined) return 'high-water.json is missing or damaged, so the database may be a restored copy';
    if (mark.epoch !== stored) return 'the database is from another history than high-water.json';
    if (mark.file !== this.#file)
      return 'the database is another file than high-water.json remembers, so it was copied';
    const behind = mark.commits - this.#commits();
    return behind > 0
      ? `the database is ${behind} commits behind high-water.json, so it was restored or damaged`
      : null;
  }
}

function readMark(file: string): Mark | undefined {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as Partial<Mark> | null;
    const { epoch, commits, file: database } = mark ?? {};
    const isWhole = typeof epoch === 'string' && Number.isSafeInteger(commits) && typeof database === 'string';
    return isWhole ? (mark as Mark) : undefined;
  } catch {
    return undefined;
  }
}

/** A descriptor to write to in place, or why there is none. */
function openMark(file: string): number | string {
  try {
    return openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch (error) {
    return messageOf(error);
  }
}

function noMark(opened: number | string): string | null {
  return typeof opened === 'number'
    ? null
    : `high-water.json cannot be written (${opened}); after the next start every reader loads anew.`;
}

function identityOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats && `${stats.dev}:${stats.ino}`;
}
