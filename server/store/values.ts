/** What the store takes in and gives out, the same for every database. */
import type { Reason } from '../../protocol/admin/comments.ts';
import type { CommentState, Role, SiteSettings, Sort, ThreadState, Vote } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';
import type { EventType } from '../../protocol/events.ts';

/** How many events of a thread the log keeps; a reader who is further behind loads the thread anew. */
export const EVENTS_KEPT = 50_000;

/** The job that forgets older ones; its payload is a place and the last `seq` to forget. */
export const PRUNE_EVENTS = 'events.prune';

/** The job that brings the search index up to date; it has no payload. */
export const INDEX_SEARCH = 'search.index';

/** The job that lets the word filter learn from a decision; its payload is the id of a comment. */
export const LEARN = 'rules.learn';

/** The job that erases for good what a moderator deleted; its payload is the number of a comment. */
export const ERASE_TRASH = 'trash.erase';

/** The job that goes on where a guest became a member and not all of theirs is the member’s yet; its payload names both. */
export const CLAIM = 'members.claim';

/** The job that goes on with erasing what somebody wrote; its payload is their id. */
export const ERASE_PERSON = 'people.erase';

/** A thread by its public keys; it need not exist yet. */
export interface Place {
  readonly site: string;
  readonly thread: string;
}

/** One string for a place; keys hold no control characters, so a line break keeps site and thread apart. */
export function placeKey(place: Place): string {
  return `${place.site}\n${place.thread}`;
}

export interface Site {
  readonly key: string;
  readonly origins: readonly string[];
  readonly settings: SiteSettings;
}

export interface StoredViewer {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly email: string | null;
  readonly website: string | null;
  /** Of members alone. */
  readonly avatar: string | null;
}

export interface StoredThread {
  readonly site: string;
  readonly key: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly state: ThreadState;
  readonly seq: number;
  readonly commentCount: number;
}

export interface StoredComment {
  /** Order of arrival, for cursors; never shown. */
  readonly number: number;
  readonly id: string;
  readonly site: string;
  readonly thread: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly seq: number;
  readonly author: Omit<StoredViewer, 'email'>;
  readonly body: string;
  readonly content: Content;
  readonly state: CommentState;
  readonly replyCount: number;
  readonly upvotes: number;
  readonly downvotes: number;
  /** How many viewers reacted, by emoji. */
  readonly reactions: Readonly<Record<string, number>>;
  readonly pinned: boolean;
  readonly featured: boolean;
  /** Raised by each change of the text or the state. */
  readonly version: number;
  /** What its author is told in place of the state. */
  readonly authorState: 'published' | 'held' | null;
  readonly editedBy: 'moderator' | null;
  readonly notice: string | null;
  readonly createdAt: number;
  readonly editedAt: number | null;
}

/** A comment with its first replies. */
export interface CommentTree extends StoredComment {
  readonly replies: readonly CommentTree[];
  readonly moreReplies: boolean;
}

/** Where a list goes on: the last row that was given. */
export interface ListPosition {
  /** What `best` sorts by. */
  readonly rank: number;
  readonly number: number;
}

export interface PageQuery extends Place {
  /** The comment whose replies are asked for, oldest first; null for the thread's own comments. */
  readonly parent: string | null;
  readonly sort: Sort;
  readonly after: ListPosition | null;
  readonly limit: number;
  /** How many first replies to bring along, by level below the listed ones. */
  readonly preview: readonly number[];
}

/** Rows and the thread's head, read at one moment: a subscriber who goes on from `thread.seq` misses nothing. */
export interface ListPage {
  readonly thread: StoredThread;
  readonly items: readonly CommentTree[];
  readonly more: boolean;
}

export interface NewJob {
  readonly kind: string;
  readonly payload: unknown;
  /** Milliseconds since 1970; now if left out. */
  readonly runAt?: number;
}

export interface Job {
  readonly id: number;
  readonly kind: string;
  readonly payload: unknown;
  /** How often it was tried, this time included. */
  readonly attempts: number;
}

export interface NewComment extends Place {
  readonly id: string;
  readonly parent: string | null;
  readonly author: StoredViewer;
  readonly body: string;
  readonly content: Content;
  readonly contentVersion: number;
  readonly state: Decision;
  /** What its author is told in place of the state. */
  readonly authorState: 'published' | 'held' | null;
  /** What the rules said of it. */
  readonly reasons: readonly Reason[];
  readonly title: string | null;
  readonly url: string | null;
  /** Refuse the same text by the same author in the same place within this many milliseconds; at most a minute. */
  readonly duplicateWindow: number;
  /** Refuse a second comment by the same author in the thread within this many milliseconds. */
  readonly slowMode: number;
  readonly jobs: readonly NewJob[];
}

export interface CommentEdit {
  readonly body: string;
  readonly content: Content;
  readonly contentVersion: number;
  /** What the rules made of the new text: whatever else than `published` takes it from the public. */
  readonly state: Decision;
  readonly reasons: readonly Reason[];
  readonly by: 'author' | 'moderator';
  /** What its author is told instead, where the new text takes the comment from the public. */
  readonly authorState?: 'published' | 'held' | null;
}

/** What a moderator can make of a comment. */
export type Decision = 'published' | 'held' | 'rejected' | 'spam';

/** What one viewer did in a thread, and others do not see the same way. */
export interface Mine {
  /** By comment id. */
  readonly votes: ReadonlyMap<string, Vote>;
  readonly reactions: ReadonlyMap<string, readonly string[]>;
  /** Their own comments that wait for a moderator, or that only they are shown as public; oldest first. */
  readonly held: readonly StoredComment[];
}

export interface NewVote {
  readonly comment: string;
  readonly viewer: string;
  readonly value: Vote;
  /** For a guest, who can become another at will: what stands for their network, what stood for it the day before, and how many such votes a comment takes from it. */
  readonly network: { readonly key: string; readonly before: string | null; readonly max: number } | null;
}

export interface NewReaction {
  readonly comment: string;
  readonly viewer: string;
  readonly emoji: string;
  /** False takes it back. */
  readonly on: boolean;
  readonly network: NewVote['network'];
}

export interface NewFlag {
  readonly comment: string;
  readonly viewer: string;
  readonly reason: string;
}

export interface SearchQuery {
  readonly site: string;
  /** All threads of the site where it is left out. */
  readonly thread: string | undefined;
  /** Words, of which the last may be the beginning of one; a comment holds all of them. */
  readonly words: readonly string[];
  readonly limit: number;
  /** Matches are given newest first; those below this number follow. */
  readonly before: number | null;
}

/** An event with its comment as it is now, and the counts that go with it. */
export interface StoredEvent {
  readonly seq: number;
  readonly type: EventType;
  /** Null for `thread.updated`. */
  readonly comment: StoredComment | null;
  /** The replyCount of each ancestor whose count this event may have changed. */
  readonly replyCounts: Readonly<Record<string, number>>;
}

export interface EventsRead {
  readonly thread: StoredThread;
  /** In order, without a gap, from `since + 1`; undefined when the log does not reach back that far. */
  readonly events: readonly StoredEvent[] | undefined;
}

/** What the write queue and the files did, for metrics. */
export interface StoreStats {
  readonly queued: number;
  readonly walBytes: number;
}

/** Told after each commit: which threads have new events, how many changes shared the commit, and how long it took. */
export interface Commit {
  readonly places: readonly Place[];
  /** The comments that are new or have changed, by number. */
  readonly comments: readonly number[];
  /** Whether a key may lead to another thread than before; both places are among `places`. */
  readonly rerouted: boolean;
  readonly size: number;
  readonly seconds: number;
}
