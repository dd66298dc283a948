/** Group commit: writes that arrive together share one transaction and one fsync, and a bad one fails alone. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';

interface Write {
  work(): unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Outcome {
  readonly changed: boolean;
  /** Answers the writer, after the commit. */
  settle(): void;
}

export interface Committed {
  readonly size: number;
  readonly seconds: number;
}

/**
 * Writes are collected until the event loop has read every socket that is ready, then committed as one. While a
 * commit waits for the disk, further posts gather in the kernel's socket buffers, so groups grow by themselves under
 * load and a lone post waits for nobody.
 */
export class GroupCommit {
  readonly #db: Database.Database;
  readonly #hooks: { beforeCommit(): void; afterCommit(committed: Committed): void };
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #rollback: Database.Statement;
  readonly #savepoint: Database.Statement;
  readonly #release: Database.Statement;
  #queue: Write[] = [];
  #scheduled = false;

  /** `beforeCommit` runs inside each transaction, `afterCommit` once it is on disk and its writers are answered. */
  constructor(db: Database.Database, hooks: { beforeCommit(): void; afterCommit(committed: Committed): void }) {
    this.#db = db;
    this.#hooks = hooks;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#rollback = db.prepare('ROLLBACK');
    this.#savepoint = db.prepare('SAVEPOINT one');
    this.#release = db.prepare('RELEASE one');
  }

  get queued(): number {
    return this.#queue.length;
  }

  /**
   * Runs `work` inside the next transaction; resolves with its result once that is on disk.
   * Whatever `work` throws undoes its own changes alone and rejects.
   */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.flush());
    });
  }

  /** Commits what is queued now. */
  flush(): void {
    this.#scheduled = false;
    const writes = this.#queue;
    if (writes.length === 0) return;
    this.#queue = [];
    const started = performance.now();
    const outcomes: Outcome[] = [];
    let changed = false;
    try {
      this.#begin.run();
      for (const write of writes) outcomes.push(this.#attempt(write));
      changed = outcomes.some(outcome => outcome.changed);
      if (changed) {
        this.#hooks.beforeCommit();
        this.#commit.run();
      } else {
        // Refusals alone are not worth an fsync.
        this.#rollback.run();
      }
    } catch (error) {
      if (this.#db.inTransaction) this.#rollback.run();
      const refusal = error instanceof Refusal ? error : storeFailure(error);
      for (const write of writes) write.reject(refusal);
      return;
    }
    for (const { settle } of outcomes) settle();
    if (!changed) return;
    this.#hooks.afterCommit({ size: writes.length, seconds: (performance.now() - started) / 1000 });
  }

  /** Runs one write under a savepoint. */
  #attempt(write: Write): Outcome {
    this.#savepoint.run();
    try {
      const value = write.work();
      this.#release.run();
      return { changed: true, settle: () => write.resolve(value) };
    } catch (error) {
      // A full disk or a failed read may have ended the whole transaction: then nobody may be told that it worked.
      if (!this.#db.inTransaction) throw error;
      this.#db.exec('ROLLBACK TO one; RELEASE one');
      if (isFull(error)) throw error;
      const refusal = error instanceof Refusal ? error : storeFailure(error);
      return { changed: false, settle: () => write.reject(refusal) };
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function isFull(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_FULL') || codeOf(error).startsWith('SQLITE_IOERR');
}

/** What a client is told when the database itself could not do a write. */
function storeFailure(error: unknown): Refusal {
  return codeOf(error).startsWith('SQLITE_FULL')
    ? new Refusal('disk_full', 'The server’s disk is full, so nothing can be saved; what you wrote was not stored.', {
        cause: error,
        retryAfter: 30,
      })
    : new Refusal('unavailable', 'The server could not save this; try again in a moment.', {
        cause: error,
        retryAfter: 5,
      });
}
