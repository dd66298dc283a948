/** Group commit: writes that arrive together share one transaction and one fsync, and a bad one fails alone. */
import type Database from 'better-sqlite3';
import { Refusal } from '../../errors.ts';

/** A group that is this large, or has waited this many milliseconds, gains nothing by growing. */
const GROUP_MAX = 256;
const GATHER_MS = 2;

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

interface Hooks {
  /** Runs first in each transaction. */
  begun(): void;
  /** Runs last in each, outside of the savepoints. */
  beforeCommit(): void;
  /** Runs once it is on disk and its writers are answered. */
  afterCommit(committed: Committed): void;
  /** Runs where it could not be committed, and nothing of it is left. */
  rolledBack(): void;
}

/**
 * Writes are collected until a turn of the event loop, which reads every socket that is ready, has brought nothing more,
 * then committed as one. While a commit waits for the disk, further posts gather in the kernel's socket buffers, so
 * groups grow by themselves under load and a lone post waits for nobody.
 */
export class GroupCommit {
  readonly #db: Database.Database;
  readonly #hooks: Hooks;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #rollback: Database.Statement;
  readonly #savepoint: Database.Statement;
  readonly #release: Database.Statement;
  #queue: Write[] = [];
  #timer: NodeJS.Immediate | undefined;
  /** When the first of the queue came. */
  #since = 0;

  constructor(db: Database.Database, hooks: Hooks) {
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
      if (this.#timer !== undefined) return;
      this.#since = performance.now();
      this.#timer = setImmediate(() => this.#gather(1));
    });
  }

  /** Waits for another turn as long as each brings more, and the first writer has not waited long. */
  #gather(before: number): void {
    const { length } = this.#queue;
    const isGrowing = length > before && length < GROUP_MAX && performance.now() - this.#since < GATHER_MS;
    if (isGrowing) this.#timer = setImmediate(() => this.#gather(length));
    else this.flush();
  }

  /** Commits what is queued now. */
  flush(): void {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    const writes = this.#queue;
    if (writes.length === 0) return;
    this.#queue = [];
    const started = performance.now();
    const outcomes: Outcome[] = [];
    let changed = false;
    try {
      this.#begin.run();
      this.#hooks.begun();
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
      this.#hooks.rolledBack();
      return;
    }
    for (const { settle } of outcomes) settle();
    if (!changed) return;
    this.#hooks.afterCommit({ size: writes.length, seconds: (performance.now() - started) / 1000 });
  }

  /** Runs one write under a savepoint. */
  #attempt(write: Write): Outcome {
    let value: unknown;
    this.#savepoint.run();
    try {
      value = write.work();
    } catch (error) {
      // A full disk or a failed read may have ended the whole transaction: then nobody may be told that it worked.
      if (!this.#db.inTransaction) throw error;
      this.#db.exec('ROLLBACK TO one; RELEASE one');
      if (isFull(error)) throw error;
      const refusal = error instanceof Refusal ? error : storeFailure(error);
      return { changed: false, settle: () => write.reject(refusal) };
    }
    this.#release.run();
    return { changed: true, settle: () => write.resolve(value) };
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
