/** First pages of threads, kept ready to send until the next commit of their thread: most readers ask for the same one. */
import { ANONYMOUS } from '../accounts/accounts.ts';
import { type Place, placeKey } from '../store/store.ts';
import type { Comments, ListRequest } from './comments.ts';
import { SharedPage } from './shared-page.ts';

/** Threads whose pages are kept, pages of one thread, and the bytes of all. */
const THREADS_MAX = 1_000;
const PAGES_MAX = 8;
const BYTES_MAX = 32 * 1024 * 1024;

/** Milliseconds after which a page is read again: what another program writes into the database, nobody announces. */
const KEPT_MS = 2_000;

interface Entry {
  readonly since: number;
  readonly reading: Promise<SharedPage>;
  page?: SharedPage;
}

/** By order and limit. */
type Thread = Map<string, Entry>;

/** Whether a list is a thread’s first page, in the form that everybody asks for. */
export function isFirstPage({ cursor, parent, include }: ListRequest): boolean {
  return cursor === undefined && parent === undefined && include === undefined;
}

export class Pages {
  readonly #comments: Comments;
  /** The one that nobody asked for the longest comes first. */
  readonly #threads = new Map<string, Thread>();
  #bytes = 0;

  constructor(comments: Comments) {
    this.#comments = comments;
  }

  /**
   * A first page as a reader without a token sees it. It holds every commit that was announced before it was asked for.
   * @throws Refusal as `Comments.list` does.
   */
  get(request: ListRequest): SharedPage | Promise<SharedPage> {
    const key = placeKey(this.#comments.canonical(request));
    const variant = `${request.sort ?? ''} ${request.limit ?? ''}`;
    const thread = this.#thread(key);
    const known = thread.get(variant);
    if (known && performance.now() - known.since < KEPT_MS) return known.page ?? known.reading;
    if (thread.size >= PAGES_MAX) this.#empty(thread);
    return this.#read(request, thread, variant);
  }

  /** To be called after each commit, before anyone hears of it: nobody is given any more what was read before it. */
  forget(places: readonly Place[]): void {
    for (const place of places) this.#drop(placeKey(place));
  }

  /** To be called when a site's settings change: every page tells them. */
  clear(): void {
    for (const key of [...this.#threads.keys()]) this.#drop(key);
  }

  /** The entry stands there before the read begins, so that a commit in between takes it away. */
  #read(request: ListRequest, thread: Thread, variant: string): Promise<SharedPage> {
    const before = thread.get(variant)?.page;
    this.#bytes -= before?.size ?? 0;
    const reading = this.#comments.list(request, ANONYMOUS).then(list => {
      const page = new SharedPage(list);
      // Mostly nothing has changed, and what was compressed need not be again.
      return before?.etag === page.etag ? before : page;
    });
    const entry: Entry = { since: performance.now(), reading };
    thread.set(variant, entry);
    reading.then(
      page => {
        if (thread.get(variant) !== entry) return;
        // Threads that nobody wrote in are without number.
        if (page.isEmpty) return void thread.delete(variant);
        entry.page = page;
        this.#bytes += page.size;
        this.#shrink();
      },
      () => {
        if (thread.get(variant) === entry) thread.delete(variant);
      },
    );
    return reading;
  }

  #thread(key: string): Thread {
    const thread: Thread = this.#threads.get(key) ?? new Map();
    this.#threads.delete(key);
    this.#threads.set(key, thread);
    if (this.#threads.size > THREADS_MAX) this.#dropOldest();
    return thread;
  }

  #shrink(): void {
    while (this.#bytes > BYTES_MAX) this.#dropOldest();
  }

  #dropOldest(): void {
    const oldest = this.#threads.keys().next();
    if (!oldest.done) this.#drop(oldest.value);
  }

  #drop(key: string): void {
    const thread = this.#threads.get(key);
    if (thread === undefined) return;
    this.#threads.delete(key);
    this.#empty(thread);
  }

  #empty(thread: Thread): void {
    for (const { page } of thread.values()) this.#bytes -= page?.size ?? 0;
    thread.clear();
  }
}
