/** Old keys of threads: all are in memory, so that a page or a post under one costs no second read. */
import type Database from 'better-sqlite3';
import type { StoredAlias } from '../contract/threads.ts';
import { type Place, placeKey } from '../store.ts';

interface AliasRow {
  readonly site: string;
  readonly key: string;
  readonly thread_key: string;
}

interface ListRow {
  readonly key: string;
  readonly thread_id: number;
  readonly thread_key: string;
  readonly created_at: number;
}

const THREAD_KEY = '(SELECT t.key FROM threads t WHERE t.id = a.thread_id) AS thread_key';
const SITE_ID = '(SELECT s.id FROM sites s WHERE s.key = ?)';

export class Aliases {
  /** By the keys of site and alias: the key that the thread has now. */
  readonly #known = new Map<string, Map<string, string>>();
  /** Changed by a transaction that may yet be rolled back: what is true of these stands in the database alone. */
  readonly #inDoubt = new Map<string, Place>();
  readonly #one;
  readonly #get;
  readonly #list;
  readonly #ofThread;
  readonly #set;
  readonly #remove;
  readonly #redirect;

  constructor(db: Database.Database) {
    this.#one = db
      .prepare<[string, string], string>(
        `SELECT (SELECT t.key FROM threads t WHERE t.id = a.thread_id) FROM aliases a
         WHERE a.site_id = ${SITE_ID} AND a.key = ?`,
      )
      .pluck();
    this.#get = db.prepare<[string, string], { threadId: number; createdAt: number }>(
      `SELECT thread_id AS threadId, created_at AS createdAt FROM aliases WHERE site_id = ${SITE_ID} AND key = ?`,
    );
    this.#list = db.prepare<[string, string, number], ListRow>(
      `SELECT a.key, a.thread_id, a.created_at, ${THREAD_KEY} FROM aliases a
       WHERE a.site_id = ${SITE_ID} AND a.key > ? ORDER BY a.key LIMIT ?`,
    );
    this.#ofThread = db.prepare<[number], Place>(
      `SELECT a.key AS thread, (SELECT s.key FROM sites s WHERE s.id = a.site_id) AS site FROM aliases a
       WHERE a.thread_id = ?`,
    );
    this.#set = db.prepare<[string, string, number, number]>(
      `INSERT INTO aliases (site_id, key, thread_id, created_at) VALUES (${SITE_ID}, ?, ?, ?)
       ON CONFLICT DO UPDATE SET thread_id = excluded.thread_id, created_at = excluded.created_at`,
    );
    this.#remove = db.prepare<[string, string]>(`DELETE FROM aliases WHERE site_id = ${SITE_ID} AND key = ?`);
    this.#redirect = db.prepare<[number, number]>('UPDATE aliases SET thread_id = ? WHERE thread_id = ?');
    const all = db.prepare<[], AliasRow>(
      `SELECT a.key, (SELECT s.key FROM sites s WHERE s.id = a.site_id) AS site, ${THREAD_KEY} FROM aliases a`,
    );
    for (const { site, key, thread_key } of all.iterate()) this.#keep({ site, thread: key }, thread_key);
  }

  /** Where the comments of a place are; mostly there. */
  canonical<P extends Place>(place: P): P {
    const key = this.#isInDoubt(place)
      ? this.#one.get(place.site, place.thread)
      : this.#known.get(place.site)?.get(place.thread);
    return key === undefined ? place : { ...place, thread: key };
  }

  /** The thread that a key leads to; undefined for one that is no alias. */
  get({ site, thread }: Place): { readonly threadId: number; readonly createdAt: number } | undefined {
    return this.#get.get(site, thread);
  }

  /** By key, from the one after `after`. */
  list(site: string, after: string, limit: number): StoredAlias[] {
    return this.#list.all(site, after, limit).map(({ key, thread_id, thread_key, created_at }) => ({
      key,
      thread: { id: thread_id, key: thread_key },
      createdAt: created_at,
    }));
  }

  /** The places that lead to a thread. */
  of(threadId: number): Place[] {
    return this.#ofThread.all(threadId);
  }

  set(place: Place, threadId: number, now: number): void {
    this.#set.run(place.site, place.thread, threadId, now);
    this.#doubt(place);
  }

  remove(place: Place): void {
    this.#remove.run(place.site, place.thread);
    this.#doubt(place);
  }

  /** What led to one thread leads to another. */
  redirect(from: number, into: number): void {
    this.renamed(from);
    this.#redirect.run(into, from);
  }

  /** To be called when a thread gets another key. */
  renamed(threadId: number): void {
    for (const place of this.of(threadId)) this.#doubt(place);
  }

  /**
   * To be called when a transaction is over, whichever way.
   * @returns whether any place may lead elsewhere now.
   */
  settle(): boolean {
    const places = [...this.#inDoubt.values()];
    for (const place of places) this.#keep(place, this.#one.get(place.site, place.thread));
    this.#inDoubt.clear();
    return places.length > 0;
  }

  #doubt({ site, thread }: Place): void {
    this.#inDoubt.set(placeKey({ site, thread }), { site, thread });
  }

  #isInDoubt(place: Place): boolean {
    return this.#inDoubt.size > 0 && this.#inDoubt.has(placeKey(place));
  }

  #keep({ site, thread }: Place, key: string | undefined): void {
    const known = this.#known.get(site) ?? new Map<string, string>();
    if (key === undefined) known.delete(thread);
    else known.set(thread, key);
    this.#known.set(site, known);
  }
}
