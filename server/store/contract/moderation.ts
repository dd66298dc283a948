/** What moderators decide on comments, each with its audit record in one transaction. */
import type { DecisionNoun, Reason } from '../../../protocol/admin/comments.ts';
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import type { Content } from '../../../protocol/content.ts';
import type { CommentEdit, Decision, StoredComment } from '../values.ts';

/** For how long a moderator’s deletion can be taken back. */
export const UNDO_DELETION_MS = 10 * 60_000;

/** Earlier texts that are kept of one comment. */
export const REVISIONS_MAX = 20;

/** Who decides, and what they say with it. */
export interface Act {
  readonly by: ActorRef;
  /** For moderators. */
  readonly reason: string | null;
  /** A word to the author. */
  readonly message: string | null;
  /** The versions of the comment that they mean; null: whichever it is. */
  readonly versions: readonly number[] | null;
}

/** The last decision by a person, as the column `decision` holds it. */
export interface StoredDecision {
  readonly state: CommentState;
  readonly by: ActorRef;
  readonly at: number;
  readonly reason: string | null;
  /** What it came upon, for its undoing. */
  readonly before: Standing;
}

/** Where a comment stands. */
export interface Standing {
  readonly state: Decision;
  readonly authorState: 'published' | 'held' | null;
  readonly pinned: boolean;
  readonly featured: boolean;
  readonly notice: string | null;
  /** Whether its author was known on the site. */
  readonly known: boolean;
  /** The decision before this one; those before that are forgotten. */
  readonly decision: StoredDecision | null;
}

export interface StoredRevision {
  readonly version: number;
  readonly body: string;
  readonly content: Content;
  readonly until: number;
}

/** Each rejects with `unknown_comment`, and with `changed` where the comment is none of the `versions` of the act. */
export interface ModerationStore {
  /**
   * Gives a comment one of the nouns, or takes it back, to what was there before; again changes nothing.
   * Rejects with `comment_deleted`, `undo_over`, or `bad_request` for what cannot be pinned or featured.
   */
  decide(id: string, noun: DecisionNoun, on: boolean, act: Act): Promise<StoredComment>;
  /** Takes a published comment from the public, by a rule; what is hidden already stays as it is. */
  hold(id: string, reasons: readonly Reason[], by: ActorRef): Promise<StoredComment>;
  /** A new text by a moderator. */
  edit(id: string, edit: CommentEdit, act: Act): Promise<StoredComment>;
  /** Erases a comment for good, with all that was kept to take its deletion back. */
  purge(id: string, act: Act): Promise<StoredComment>;
  /** Earlier texts, the oldest first; none of what was deleted. */
  revisions(id: string): Promise<readonly StoredRevision[]>;
  /** Erases what was kept of a deleted comment, once its time is over. */
  eraseTrash(comment: number): Promise<void>;
}
