/** First answers of writes with an idempotency key. */
import type Database from 'better-sqlite3';
import type { FirstAnswer, IdempotencyStore } from '../contract/idempotency.ts';

interface Row {
  readonly request: string;
  readonly status: number | null;
  readonly body: string | null;
}

export class SqliteIdempotency implements IdempotencyStore {
  readonly #run: <T>(work: () => T) => Promise<T>;
  readonly #find;
  readonly #insert;
  readonly #finish;
  readonly #delete;
  readonly #deleteOld;
  readonly #answers;
  readonly #blank;

  constructor(db: Database.Database, run: <T>(work: () => T) => Promise<T>) {
    this.#run = run;
    this.#find = db.prepare<[string, number], Row>(
      'SELECT request, status, body FROM idempotency WHERE key = ? AND created_at >= ?',
    );
    this.#insert = db.prepare<[string, string, number]>(
      'INSERT INTO idempotency (key, request, created_at) VALUES (?, ?, ?)',
    );
    this.#finish = db.prepare<[number, string, string]>('UPDATE idempotency SET status = ?, body = ? WHERE key = ?');
    this.#delete = db.prepare<[string]>('DELETE FROM idempotency WHERE key = ?');
    this.#answers = db.prepare<[string, number], { key: string; body: string }>(
      'SELECT key, body FROM idempotency WHERE key > ? AND body IS NOT NULL ORDER BY key LIMIT ?',
    );
    this.#blank = db.prepare<[string]>('UPDATE idempotency SET status = NULL, body = NULL WHERE key = ?');
    this.#deleteOld = db.prepare<[number]>('DELETE FROM idempotency WHERE created_at < ?');
  }

  async begin(key: string, request: string, since: number): Promise<FirstAnswer | undefined> {
    const known = this.#known(key, since);
    if (known) return known;
    return this.#run(() => {
      const first = this.#known(key, since);
      if (first) return first;
      this.#deleteOld.run(since);
      this.#insert.run(key, request, Date.now());
      return undefined;
    });
  }

  finish(key: string, { status, body }: { readonly status: number; readonly body: string }): Promise<void> {
    return this.#run(() => {
      this.#finish.run(status, body, key);
    });
  }

  forget(key: string): Promise<void> {
    return this.#run(() => {
      this.#delete.run(key);
    });
  }

  async answers(after: string, limit: number): Promise<readonly { readonly key: string; readonly body: string }[]> {
    return this.#answers.all(after, limit);
  }

  blank(keys: readonly string[]): Promise<void> {
    return this.#run(() => {
      for (const key of keys) this.#blank.run(key);
    });
  }

  #known(key: string, since: number): FirstAnswer | undefined {
    const row = this.#find.get(key, since);
    if (row === undefined) return undefined;
    const { request, status, body } = row;
    return { request, answer: status === null || body === null ? null : { status, body } };
  }
}
