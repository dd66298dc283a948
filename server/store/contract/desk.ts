/** What moderators look through: queues, cards and what surrounds them, statistics. */
import type { Queue, QueueCounts, Reason } from '../../../protocol/admin/comments.ts';
import type { ActorRef, SiteScope } from '../../../protocol/admin/shared.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import type { Content } from '../../../protocol/content.ts';
import type { StoredComment } from '../values.ts';
import type { StoredDecision } from './moderation.ts';

/** A comment with what moderators are told beside it. */
export interface StoredCard {
  readonly comment: StoredComment;
  readonly reasons: readonly Reason[];
  /** Reports since the last decision, the most frequent reason first. */
  readonly flags: readonly { readonly reason: string; readonly count: number }[];
  readonly flagCount: number;
  readonly decision: StoredDecision | null;
  readonly revisions: number;
  readonly parent: StoredParent | null;
  readonly threadTitle: string | null;
  readonly threadUrl: string | null;
  readonly person: StoredPerson;
}

/** What a comment answers. */
export interface StoredParent {
  readonly id: string;
  readonly author: string;
  readonly state: CommentState;
  readonly content: Content;
}

/** What the author did on the comment’s site, as far as their newest thousand comments tell. */
export interface StoredPerson {
  readonly email: string | null;
  readonly published: number;
  readonly rejected: number;
  /** Nothing of theirs was published before this comment. */
  readonly isNew: boolean;
}

export interface CardQuery {
  readonly sites: SiteScope;
  readonly queue?: Queue | undefined;
  readonly state?: CommentState | undefined;
  /** The key of a thread of any of the sites. */
  readonly thread?: string | undefined;
  readonly author?: string | undefined;
  /** Words, of which the last may be the beginning of one; a comment holds all of them. */
  readonly text?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly order: 'newest' | 'oldest';
  /** The list goes on behind the comment with this number. */
  readonly after: number | null;
  readonly limit: number;
}

/** `next` is null at the end; a page may be short, or empty, and the list still go on. */
export interface CardPage {
  readonly items: readonly StoredCard[];
  readonly next: number | null;
}

/** What the live desk is told of a comment. */
export interface CardHead {
  readonly id: string;
  readonly site: string;
  readonly state: CommentState;
  readonly flagCount: number;
  readonly version: number;
}

export interface CardContext {
  /** The root first; of a long line the nearest. */
  readonly above: readonly StoredCard[];
  readonly before: readonly StoredCard[];
  readonly after: readonly StoredCard[];
}

export interface StatsQuery {
  readonly sites: SiteScope;
  /** The first day and the number of days, in days since 1970. */
  readonly first: number;
  readonly days: number;
}

/** By day, the first of the query in front; comments by when they came in and what they are now. */
export interface StoredStats {
  readonly days: readonly {
    readonly published: number;
    readonly held: number;
    readonly rejected: number;
    readonly spam: number;
    readonly decisions: number;
  }[];
  readonly people: number;
  readonly flags: number;
  /** Milliseconds from when a held comment came in to a person’s decision, in no order. */
  readonly waits: readonly number[];
  readonly topThreads: readonly {
    readonly id: number;
    readonly site: string;
    readonly key: string;
    readonly title: string | null;
    readonly comments: number;
  }[];
  readonly topModerators: readonly { readonly by: ActorRef; readonly decisions: number }[];
}

/** Looking changes nothing. Long looks let others have their turn in between. */
export interface DeskStore {
  card(id: string): Promise<StoredCard | undefined>;
  /** In the order of the numbers; those that are not there are left out. */
  cards(numbers: readonly number[]): Promise<readonly StoredCard[]>;
  heads(numbers: readonly number[]): Promise<readonly CardHead[]>;
  list(query: CardQuery): Promise<CardPage>;
  /** Up to `around` public comments of the same level on each side, and those above. */
  context(id: string, around: number): Promise<CardContext | undefined>;
  /** Each counted up to `max`. */
  counts(sites: SiteScope, max: number): Promise<QueueCounts>;
  stats(query: StatsQuery): Promise<StoredStats>;
}
