/** The store contract: what is true, and the few ways in which it changes. Every database keeps the same contract suite. */
import type { AuditRecord, AuditStore } from './contract/audit.ts';
import type { DeskStore } from './contract/desk.ts';
import type { IdempotencyStore } from './contract/idempotency.ts';
import type { MemberStore } from './contract/members.ts';
import type { ModerationStore } from './contract/moderation.ts';
import type { PeopleStore } from './contract/people.ts';
import type { RecordStore } from './contract/records.ts';
import type { RetentionStore } from './contract/retention.ts';
import type { RuleStore } from './contract/rules.ts';
import type { SignInStore } from './contract/sign-in.ts';
import type { StaffStore } from './contract/staff.ts';
import type { ThreadStore } from './contract/threads.ts';
import type { WebhookStore } from './contract/webhooks.ts';
import type {
  CommentEdit,
  CommentTree,
  Commit,
  EventsRead,
  Job,
  ListPage,
  Mine,
  NewComment,
  NewFlag,
  NewReaction,
  NewVote,
  PageQuery,
  Place,
  SearchQuery,
  Site,
  StoredComment,
  StoredThread,
  StoredViewer,
  StoreStats,
} from './values.ts';

export * from './values.ts';

/**
 * Writes resolve only after the commit that holds them is on disk, and reject with a `Refusal`: `unknown_site`,
 * `unknown_parent`, `unknown_comment`, `comment_deleted`, `thread_locked`, `duplicate`, `slow_mode`,
 * `too_many_votes`, `id_taken`, `disk_full` or
 * `unavailable`. A write that is refused changes nothing and does not harm those that share its commit.
 */
export interface Store {
  /** The random id of this event log. */
  readonly epoch: string;

  readonly audit: AuditStore;
  readonly moderation: ModerationStore;
  readonly desk: DeskStore;
  readonly people: PeopleStore;
  readonly threads: ThreadStore;
  readonly members: MemberStore;
  readonly records: RecordStore;
  readonly signIns: SignInStore;
  readonly staff: StaffStore;
  readonly rules: RuleStore;
  readonly webhooks: WebhookStore;
  readonly idempotency: IdempotencyStore;
  readonly retention: RetentionStore;

  site(key: string): Promise<Site | undefined>;
  sites(): Promise<readonly Site[]>;
  viewer(id: string): Promise<StoredViewer | undefined>;
  /** Whether a comment of theirs was published on the site, and none taken back by a moderator since. */
  isKnown(viewer: string, site: string): Promise<boolean>;
  /** Where the comments of a place are now: its key may be an old one of a thread. Kept in memory; other calls ask by themselves. */
  canonical<P extends Place>(place: P): P;
  /** A thread that nobody wrote in yet reads as open, empty and at 0; only a site must exist (`unknown_site`). */
  thread(place: Place): Promise<StoredThread>;
  comment(id: string): Promise<StoredComment | undefined>;
  list(query: PageQuery): Promise<ListPage>;
  events(place: Place, since: number, limit: number): Promise<EventsRead>;
  /** Published comments by thread key; 0 for a thread that nobody wrote in. */
  counts(site: string, threads: readonly string[]): Promise<ReadonlyMap<string, number>>;

  mine(viewer: string, place: Place): Promise<Mine>;
  /** The comment and all above it, the root first, each with its first replies. */
  branch(id: string, preview: readonly number[]): Promise<readonly CommentTree[]>;
  /** Published comments that hold all the words, newest first. */
  search(query: SearchQuery): Promise<{ readonly items: readonly StoredComment[]; readonly more: boolean }>;
  /** Brings the index of `search`, and what else is filled in behind the posts, up to date; others write meanwhile. */
  indexSearch(): Promise<void>;
  /** The newest published comments of a site, or of one thread, with their threads. */
  recent(
    site: string,
    thread: string | undefined,
    limit: number,
  ): Promise<readonly { readonly comment: StoredComment; readonly thread: StoredThread }[]>;
  /** Those who wrote lately in a thread, the last one first. */
  participants(place: Place, limit: number): Promise<readonly StoredComment['author'][]>;

  /** Where the id is known already, the first comment comes back and nothing is written. */
  create(comment: NewComment): Promise<{ comment: StoredComment; created: boolean }>;
  edit(id: string, edit: CommentEdit): Promise<StoredComment>;
  /** Erases text and signature and leaves a tombstone; removing it again changes nothing. */
  remove(id: string): Promise<StoredComment>;
  /** One vote per viewer: it replaces the viewer's last one, and 0 takes it back. Refuses with `too_many_votes`. */
  vote(vote: NewVote): Promise<StoredComment>;
  react(reaction: NewReaction): Promise<StoredComment>;
  /** One report per viewer: the last reason counts. `created` is false where there was one. */
  flag(flag: NewFlag): Promise<{ created: boolean }>;
  /** Changes what is given; the record is written with it. */
  setSite(key: string, change: Partial<Omit<Site, 'key'>>, record: AuditRecord | null): Promise<Site>;
  /** Refused as `already_exists` where there is one. */
  addSite(site: Site, record: AuditRecord): Promise<Site>;
  /** Forgets a thread's events up to and including `seq`. */
  pruneEvents(place: Place, seq: number): Promise<void>;

  /** Takes a due job for `lease` milliseconds: one that is not finished by then is due again. */
  claimJob(lease: number): Promise<Job | undefined>;
  finishJob(id: number): Promise<void>;
  /** Puts a job back until `retryAt`, or sets it aside for good where that is null. */
  failJob(id: number, error: string, retryAt: number | null): Promise<void>;

  onCommit(listener: (commit: Commit) => void): void;
  stats(): StoreStats;
  /** Finishes the writes under way, then closes. */
  close(): Promise<void>;
}
