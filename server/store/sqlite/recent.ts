/** Who wrote what lately, in a thread or on a whole site. */
import { type Place, placeKey, type StoredComment, type StoredThread } from '../store.ts';
import type { Reads } from './reads.ts';
import { authorOf, commentOf } from './rows.ts';
import type { Search } from './search.ts';

/** Comments among which the people of a thread are looked for. */
const LOOKED_AT = 500;

export class Recent {
  readonly #reads: Reads;
  readonly #search: Search;

  constructor(reads: Reads, search: Search) {
    this.#reads = reads;
    this.#search = search;
  }

  comments(
    site: string,
    thread: string | undefined,
    limit: number,
  ): { comment: StoredComment; thread: StoredThread }[] {
    const threads = new Map<string, StoredThread>();
    const threadOf = (place: Place) => {
      const key = placeKey(place);
      const known = threads.get(key) ?? this.#reads.thread(place);
      threads.set(key, known);
      return known;
    };
    const found = [];
    for (const row of this.#search.newest(site, thread, limit)) {
      found.push({ comment: commentOf(row), thread: threadOf(row) });
      if (found.length === limit) break;
    }
    return found;
  }

  /** Each person once, as they signed last. */
  participants(place: Place, limit: number): StoredComment['author'][] {
    const people = new Map<string, StoredComment['author']>();
    for (const row of this.#search.newest(place.site, place.thread, LOOKED_AT)) {
      if (people.size === limit) break;
      if (!people.has(row.author_id)) people.set(row.author_id, authorOf(row));
    }
    return [...people.values()];
  }
}
