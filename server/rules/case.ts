/** What is judged, and what becomes of it. */
import type { Reason } from '../../protocol/admin/comments.ts';
import type { RuleAction } from '../../protocol/admin/rules.ts';
import type { FormProof, SiteSettings, Viewer } from '../../protocol/comment.ts';
import { type Content, type ContentNode, childrenOf, textOf } from '../../protocol/content.ts';
import type { Decision, Store, StoredComment, StoredViewer } from '../store/store.ts';
import { type Word, wordsOf } from '../store/words.ts';

/** What becomes of a comment, and why; `authorState` is what its author is told instead. */
export interface Verdict {
  readonly state: Decision;
  readonly authorState: 'published' | 'held' | null;
  readonly reasons: readonly Reason[];
}

/** Somebody wants to post a comment, or to change one. */
export interface Case {
  /** Of the comment; undefined where the client chose none. */
  readonly id: string | undefined;
  readonly viewer: Viewer;
  readonly site: string;
  readonly thread: string;
  readonly parent: string | null;
  readonly settings: SiteSettings;
  readonly author: StoredViewer;
  readonly body: string;
  readonly content: Content;
  /** Undefined where a judgement is made up afterwards. */
  readonly address: string | undefined;
  readonly form: FormProof | undefined;
  /** The comment that gets a new text. */
  readonly edited: StoredComment | undefined;
}

/** What a rule has to say of a comment that it applies to. */
export interface Finding {
  /** Where the rule scores, in place of its own points. */
  readonly points?: number;
  /** In place of the rule’s own action. */
  readonly action?: RuleAction;
  readonly detail: string;
  readonly matches?: readonly string[];
}

export type Answer = Finding | undefined;

/**
 * A rule hears of every comment, in the moment in which it comes in, so that one that counts misses none; what it
 * returns is asked when its turn comes, and that may be never.
 */
export type Rule = (facts: Facts) => () => Answer | Promise<Answer>;

interface Link {
  readonly href: string;
  readonly host: string;
}

/** A case with what several rules want to know of it, found out once and only where one asks. */
export class Facts {
  readonly asked: Case;
  /** When it came, milliseconds since 1970. */
  readonly now: number;
  readonly #store: Store;
  #text: string | undefined;
  #words: readonly Word[] | undefined;
  #links: readonly Link[] | undefined;

  constructor(asked: Case, store: Store, now: number) {
    this.asked = asked;
    this.#store = store;
    this.now = now;
  }

  /** As readers see it, followed by where its links lead. */
  get text(): string {
    this.#text ??= [textOf(this.asked.content), ...this.links.map(({ href }) => href)].join('\n');
    return this.#text;
  }

  get words(): readonly Word[] {
    this.#words ??= wordsOf(this.text);
    return this.#words;
  }

  get links(): readonly Link[] {
    this.#links ??= linksIn(this.asked.content);
    return this.#links;
  }

  /** Whether nothing of theirs is published on the site, or a moderator took something back. */
  async isNew(): Promise<boolean> {
    return !(await this.#store.isKnown(this.asked.author.id, this.asked.site));
  }

  async isUnknownGuest(): Promise<boolean> {
    return this.asked.viewer.role === 'guest' && (await this.isNew());
  }
}

export function linksIn(nodes: readonly ContentNode[]): Link[] {
  return nodes.flatMap(node => {
    if (typeof node === 'string') return [];
    const inside = linksIn(childrenOf(node));
    return node[0] === 'a' ? [linkTo(node[1].href), ...inside] : inside;
  });
}

export function linkTo(href: string): Link {
  return { href, host: URL.canParse(href) ? new URL(href).hostname.replace(/\.$/, '') : '' };
}
