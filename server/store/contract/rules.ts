/** Rules of a site, what they need to know of the past, and what the word filter learned. */
import type { RuleAction, RuleKind } from '../../../protocol/admin/rules.ts';
import type { ActorRef } from '../../../protocol/admin/shared.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import type { StoredComment, StoredViewer } from '../values.ts';

export interface NewRule {
  readonly site: string;
  readonly kind: RuleKind;
  readonly name: string | null;
  readonly enabled: boolean;
  readonly action: RuleAction;
  readonly points: number;
  /** With its secrets sealed. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface StoredRule extends NewRule {
  readonly id: number;
}

export type RuleChange = Partial<Omit<NewRule, 'site' | 'kind'>> & { readonly position?: number | undefined };

/** A comment with what only those who judge it need. */
export interface JudgedComment {
  readonly comment: StoredComment;
  readonly author: StoredViewer;
  readonly flagCount: number;
  /** What a person decided last. */
  readonly decided: CommentState | null;
}

export interface Counted {
  readonly spam: number;
  readonly ham: number;
}

export interface RuleStore {
  /** A site’s rules in the order in which they are asked; one that never had any gets `first`. */
  of(site: string, first: readonly Omit<NewRule, 'site'>[]): Promise<readonly StoredRule[]>;
  rule(id: number): Promise<StoredRule | undefined>;
  /** Last in the order. */
  create(rule: NewRule, by: ActorRef): Promise<StoredRule>;
  /** @throws Refusal `not_found`. */
  change(id: number, change: RuleChange, by: ActorRef): Promise<StoredRule>;
  /** @throws Refusal `not_found`. */
  remove(id: number, by: ActorRef): Promise<void>;

  /** How many comments of theirs are published on the site; counted up to `most`. */
  published(author: string, site: string, most: number): Promise<number>;
  /** What they wrote on the site since, and how much of it is rejected or spam; of the newest 200. Zeros where none is. */
  refused(author: string, site: string, since: number): Promise<{ readonly written: number; readonly refused: number }>;
  /** How many comments were published on the site in the fullest hour between two times, in milliseconds since 1970. */
  fullestHour(site: string, from: number, to: number): Promise<number>;
  /**
   * The newest of a site below a number, the newest first, without deleted ones. Looks at a few thousand at most and
   * tells below which number to go on; null at the end.
   */
  newest(
    site: string,
    below: number | null,
    limit: number,
  ): Promise<{ readonly items: readonly JudgedComment[]; readonly below: number | null }>;
  /** Reports of a comment since the last decision. */
  flagCount(id: string): Promise<number>;

  /** Learns what a person decided of the comment, or forgets it where the decision was taken back; `words` are hashes. */
  learn(id: string, wordsOf: (comment: StoredComment) => readonly string[]): Promise<void>;
  /** How many texts were learned, and how many of them held each word; words that nobody knows are left out. */
  learned(
    site: string,
    words: readonly string[],
  ): Promise<{ readonly texts: Counted; readonly words: ReadonlyMap<string, Counted> }>;
}
