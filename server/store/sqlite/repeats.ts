/** Who said what in the last minute: finds a text that its author posts in the same place again. */
import type Database from 'better-sqlite3';
import type { CommentState } from '../../../protocol/comment.ts';
import { Generations } from './generations.ts';

/** What makes a post the same as another, apart from its time. */
export interface Said {
  readonly author_id: string;
  readonly thread_id: number;
  readonly parent: number | null;
  readonly body_hash: number;
}

interface SaidRow extends Said {
  readonly created_at: number;
  readonly state: CommentState;
}

/** Milliseconds for which a text is remembered at least. */
const KEPT_MS = 60_000;
/** A flood of more texts than this within the time may repeat itself. */
const KEPT_MAX = 50_000;

/**
 * An index in the database would cost each post a page of its own to write, for rows that matter for a minute. Here
 * they cost no disk, and a start reads the last minute again.
 */
export class Repeats {
  readonly #newest;
  readonly #said = new Generations(KEPT_MS, KEPT_MAX);

  constructor(db: Database.Database) {
    this.#newest = db.prepare<[], SaidRow>(
      'SELECT author_id, thread_id, parent, body_hash, created_at, state FROM comments ORDER BY number DESC',
    );
    this.reload();
  }

  /** Whether the same was said after `since`, milliseconds since 1970. */
  has(said: Said, since: number): boolean {
    return (this.#said.get(keyOf(said)) ?? Number.NEGATIVE_INFINITY) > since;
  }

  /** To be called last in a write: what follows must not fail alone. */
  add(said: Said, at: number): void {
    this.#said.set(keyOf(said), at);
  }

  /** Of a text that has another author now. */
  take(said: Said, at: number): void {
    if (at > Date.now() - KEPT_MS) this.add(said, at);
  }

  delete(said: Said): void {
    this.#said.delete(keyOf(said));
  }

  /** Reads the last minute from the database; after a transaction that was rolled back, too. */
  reload(): void {
    this.#said.reload(this.#rows(), Date.now());
  }

  *#rows(): Generator<{ key: string; at: number }> {
    for (const row of this.#newest.iterate()) {
      // What is erased may be said again; its time still tells how far back the reading has come.
      yield { key: row.state === 'deleted' ? '' : keyOf(row), at: row.created_at };
    }
  }
}

function keyOf({ author_id, thread_id, parent, body_hash }: Said): string {
  return `${author_id}\n${thread_id}\n${parent ?? ''}\n${body_hash}`;
}
