/** Threads as moderators see them: lists, locks, moves, merges. */
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import type { ThreadState } from '../../../protocol/comment.ts';
import type { Place, StoredThread } from '../values.ts';

/** The most comments that a merge, or a move to another site, takes along. */
export const MERGE_MAX = 10_000;

/** The job that ends a merge which was cut off; its payload is a `Merge`. */
export const MERGE_THREADS = 'threads.merge';

export interface ModeratedThread extends StoredThread {
  readonly id: number;
  /** Comments that wait for a decision. */
  readonly pending: number;
  readonly createdAt: number;
  readonly lastCommentAt: number | null;
}

export interface ThreadFilter {
  /** Null: all. */
  readonly sites: SiteScope;
  /** Part of the title or key. */
  readonly q: string | undefined;
  readonly state: ThreadState | undefined;
}

/** A merge under way: all comments of a thread up to one go to another. */
export interface Merge {
  readonly from: number;
  readonly into: number;
  /** The newest comment that was there when it began. */
  readonly upTo: number;
  /** Those up to this one have gone. */
  readonly after: number;
  /** What the emptied thread becomes again. */
  readonly state: ThreadState;
}

/** An old key of a thread: pages that have it go on with the thread. */
export interface StoredAlias {
  readonly key: string;
  /** Where it leads, with the key that the thread has now. */
  readonly thread: { readonly id: number; readonly key: string };
  readonly createdAt: number;
}

/** What a move by prefix would do, or did, with some threads. */
export interface PrefixMove {
  readonly site: string;
  readonly from: string;
  readonly to: string;
  /** When it began: what it has left behind itself is in nobody’s way. */
  readonly since: number;
}

export interface PrefixMoved {
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Threads that stayed, each with the one that is where it should go; null where its key cannot be used. */
  readonly conflicts: readonly { readonly id: number; readonly key: string; readonly with: number | null }[];
}

/** Who does it, and why. */
export interface ThreadAct {
  readonly by: ActorRef;
  readonly reason: string | null;
}

/** Writes reject with `not_found` for a thread that is not there. */
export interface ThreadStore {
  /** The newest first. The search looks at a bounded number of threads: `next` may come with a short page. */
  list(
    filter: ThreadFilter,
    before: number | null,
    limit: number,
  ): Promise<{ readonly items: readonly ModeratedThread[]; readonly next: number | null }>;
  get(id: number): Promise<ModeratedThread | undefined>;
  /** Opens a thread that nobody wrote in; one that is there stays as it is. */
  create(place: Place, by: ActorRef): Promise<{ readonly thread: ModeratedThread; readonly created: boolean }>;
  /** Closes or opens a thread; one that is opened so is not closed by its age. Again changes nothing. */
  lock(id: number, locked: boolean, act: ThreadAct): Promise<ModeratedThread>;
  /** Closes some of a site’s threads that are older than `before`; whether there may be more. */
  closeOlder(site: string, before: number, act: ThreadAct): Promise<boolean>;
  /**
   * Gives a thread another place; its old key becomes an alias. To another site it goes by a merge into a new thread,
   * which is given back to be continued; the old place is empty after it. Rejects with `already_exists` where somebody
   * wrote in the new place, or its key leads to another thread, and `unknown_site`.
   */
  move(id: number, to: Place, act: ThreadAct): Promise<Merge | null>;
  /** The threads of a site whose keys begin so, in an order in which none is in the other’s way. */
  beginningWith(move: PrefixMove): Promise<readonly number[]>;
  /** Moves some of them, in one transaction; `dryRun` looks alone. With `act`, the audit record of the whole is written too. */
  movePrefix(
    ids: readonly number[],
    move: PrefixMove,
    options: { readonly dryRun: boolean; readonly act: ThreadAct | null; readonly total: number },
  ): Promise<PrefixMoved>;
  /** By key, from the one after `after`. */
  aliases(site: string, after: string, limit: number): Promise<readonly StoredAlias[]>;
  /** Lets a key lead to a thread of its site. Rejects with `already_exists` where somebody wrote in a thread of that key. */
  setAlias(key: string, id: number, act: ThreadAct): Promise<StoredAlias>;
  /** The key is free again, and its place empty. Rejects with `not_found`. */
  removeAlias(place: Place, act: ThreadAct): Promise<void>;
  /** Begins a merge: until it ends, nothing can be written in the thread that goes, whose key becomes an alias. */
  beginMerge(from: number, into: number, act: ThreadAct): Promise<Merge>;
  /** Moves some comments; null when it has ended. */
  continueMerge(merge: Merge): Promise<Merge | null>;
}
