/** What the inner elements are given and what they may ask for: state comes down, requests go up. */
import type { Author, ReaderSettings, Sort, Viewer, Vote } from '../../protocol/comment.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Memory } from '../reading/memory.ts';
import type { Missing } from '../thread/controller.ts';
import type { Node } from '../thread/shape.ts';
import type { Desk, Draft, DraftKey, Mode, WritingAction } from '../writing/draft.ts';

/**
 * Everything that all comments share; a new object when anything in it has changed. The maps are always the same: where
 * something in them has changed, the comment's node is a new one.
 */
export interface View {
  readonly t: Translator;
  /** Its address. */
  readonly server: string;
  readonly viewer: Viewer | null;
  /** Whether the viewer’s name is another’s to change than this box’s. */
  readonly isGiven: boolean;
  readonly settings: ReaderSettings | undefined;
  readonly isLocked: boolean;
  /** Replies are indented to this depth; beyond it a conversation goes on by itself. */
  readonly maxDepth: number;
  readonly memory: Memory;
  /** What is drawn at a comment; undefined until it is loaded. */
  readonly tools: Tools | undefined;
  readonly open: ReadonlyMap<string, Mode>;
  readonly drafts: ReadonlyMap<DraftKey, Draft>;
  /** What the boxes need while one writes in them. */
  readonly desk: Desk | undefined;
  /** What moderators may do; undefined for all others. */
  readonly moderating: { items(node: Node, view: View): readonly MenuItem[] } | undefined;
  /** What is drawn at a box of who writes there; undefined until it is loaded. */
  readonly speaking: Speaking | undefined;
  /** What went wrong at a comment. */
  readonly notes: ReadonlyMap<string, string>;
  /** A comment that is on the screen. */
  get(id: string): Node | undefined;
  /** Whether someone else wrote it since the reader was here last. */
  isUnread(node: Node): boolean;
  /** New replies to this comment that wait until the reader asks for them. */
  waiting(id: string): number;
  /** How many of a comment's replies are not loaded. */
  missing(node: Node): number;
  /** What goes on behind a "Show more"; the roots' is under null. */
  more(parent: string | null): Missing | undefined;
}

/**
 * What is drawn at a comment once the first comments are on the screen. Each draws into a place that is kept free for it,
 * so that nothing moves when it comes.
 */
export interface Tools {
  /** At the end of the line with the author’s name. */
  corner(host: Element, node: Node, view: View): unknown;
  /** Below the text: votes, reactions, reply and the rest. */
  bar(host: Element, node: Node, view: View): unknown;
  /** What was opened at the comment. */
  below(host: Element, node: Node, view: View): unknown;
  /** Along the replies. */
  rail(host: Element, node: Node): unknown;
  /** In place of a comment whose author the reader has hidden. */
  veil(host: Element, node: Node, view: View): unknown;
  /** The box in which a comment of one's own is changed. */
  editor(host: Element, node: Node, view: View): unknown;
}

/** What is drawn at a box of who writes there. */
export interface Speaking {
  /** Whether the viewer is signed in as one of the site’s members. */
  readonly isMember: boolean;
  /** A member, and what is theirs. */
  me(view: View): unknown;
  /** The ways to sign in, where nobody may write without. */
  ways(view: View): unknown;
  /** What has happened to the viewer’s session. */
  notice(view: View): unknown;
}

/** The pages of a member’s account. */
export type AccountPage = 'profile' | 'written' | 'notifications' | 'muted' | 'sessions' | 'data';

/** Who speaks, and who somebody else is. */
export type AccountAction =
  /** Offers the ways to sign in; `next` is done when one has worked. */
  | { do: 'sign-in'; next?: Action }
  | { do: 'sign-out' }
  | { do: 'account'; page: AccountPage }
  | { do: 'person'; author: Author };

/** What a reader does besides writing. */
export type ReadingAction =
  | { do: 'vote'; id: string; value: Vote }
  | { do: 'react'; id: string; emoji: string; on: boolean }
  | { do: 'collapse'; id: string }
  | { do: 'unfold'; id: string; on: boolean }
  | { do: 'copy'; id: string }
  | { do: 'share'; id: string }
  | { do: 'report'; id: string; reason: string }
  | { do: 'hide'; author: string; name: string }
  | { do: 'unhide'; author: string };

/** How a reader finds their way. */
export type FindingAction =
  /** Leads to the next comment that is unread. */
  | { do: 'unread' }
  | { do: 'silence'; on: boolean }
  /** Leads to this comment, wherever it stands. */
  | { do: 'find'; id: string }
  | { do: 'search'; on: boolean }
  | { do: 'options'; on: boolean }
  | { do: 'keys' };

/** What a moderator does on the page. */
export type ModerationAction =
  /** Signs in as a moderator, or out again. */
  | { do: 'moderate'; on: boolean }
  | { do: 'decide'; id: string; noun: 'approval' | 'rejection' | 'spam' | 'pin' | 'feature' | 'deletion'; on: boolean }
  /** Closes the thread, or opens it again. */
  | { do: 'lock'; on: boolean }
  | { do: 'ban'; author: string };

export type Action =
  | WritingAction
  | ReadingAction
  | FindingAction
  | ModerationAction
  | AccountAction
  | { do: 'root'; id: string | null }
  | { do: 'more'; parent: string | null }
  /** Shows what waits: the new replies to one comment, or all that is new in the thread. */
  | { do: 'reveal'; parent: string | null }
  | { do: 'retry' }
  | { do: 'sort'; sort: Sort };

/** What the menu of a comment offers. */
export interface MenuItem {
  readonly label: string;
  readonly action: Action;
  /** Shown only where the bar has no room for it. */
  readonly isNarrow?: boolean;
}

export function ask(from: Element, action: Action): void {
  from.dispatchEvent(new CustomEvent('lc-action', { bubbles: true, detail: action }));
}
