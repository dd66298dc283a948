/** When each viewer wrote in each thread last: what slow mode asks. */
import type Database from 'better-sqlite3';
import { SLOW_MODE_MAX } from '../../../protocol/limits.ts';
import { Generations } from './generations.ts';

/** In a flood of more authors than this within the longest wait, some may write sooner. */
const KEPT_MAX = 20_000;

interface Post {
  readonly author_id: string;
  readonly thread_id: number;
}

interface PostRow extends Post {
  readonly created_at: number;
}

/** In memory for the same reason as `Repeats`. What was deleted since counts too, or deleting would be a way around. */
export class LastPosts {
  readonly #newest;
  readonly #posts = new Generations(SLOW_MODE_MAX * 1_000, KEPT_MAX);

  constructor(db: Database.Database) {
    this.#newest = db.prepare<[], PostRow>(
      'SELECT author_id, thread_id, created_at FROM comments ORDER BY number DESC',
    );
    this.reload();
  }

  /** Milliseconds since 1970; undefined where it is longer ago than any wait. */
  at(post: Post): number | undefined {
    return this.#posts.get(keyOf(post));
  }

  /** To be called last in a write: what follows must not fail alone. */
  add(post: Post, at: number): void {
    this.#posts.set(keyOf(post), at);
  }

  /** Of a post that has another author now: who has signed in waits as long as before. */
  take(post: PostRow): void {
    const { created_at: at } = post;
    const isNewer = at > (this.at(post) ?? Number.NEGATIVE_INFINITY);
    if (isNewer && at > Date.now() - SLOW_MODE_MAX * 1_000) this.add(post, at);
  }

  reload(): void {
    this.#posts.reload(this.#rows(), Date.now());
  }

  *#rows(): Generator<{ key: string; at: number }> {
    for (const row of this.#newest.iterate()) yield { key: keyOf(row), at: row.created_at };
  }
}

function keyOf({ author_id, thread_id }: Post): string {
  return `${author_id}\n${thread_id}`;
}
