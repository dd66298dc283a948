/** What the inner elements are given and what they may ask for: state comes down, requests go up. */
import type { SiteSettings, Sort, Viewer } from '../protocol/comment.ts';
import type { Translator } from './i18n/translator.ts';
import type { Node } from './thread-state.ts';

/** What stands open at a comment. */
export type Mode = 'reply' | 'edit' | 'delete';

/** A text that is being written. A new object means: show this, whatever stands in the box. */
export interface Draft {
  readonly text: string;
  /** Why it is not posted. */
  readonly reason?: string;
  /** Under which id it was sent, should the same text be sent again. */
  readonly id?: string;
}

/** Where a draft belongs: a new comment, a reply to one, or a change of one. */
export type DraftKey = 'new' | `reply:${string}` | `edit:${string}`;

/** Everything that all comments share; a new object when anything in it has changed. */
export interface View {
  readonly t: Translator;
  readonly viewer: Viewer | null;
  /** Whether the page says who the viewer is. */
  readonly isGiven: boolean;
  readonly settings: SiteSettings | undefined;
  readonly isLocked: boolean;
  /** Replies are indented to this depth; beyond it a conversation goes on by itself. */
  readonly maxDepth: number;
  readonly open: ReadonlyMap<string, Mode>;
  readonly drafts: ReadonlyMap<DraftKey, Draft>;
  /** What went wrong at a comment. */
  readonly notes: ReadonlyMap<string, string>;
  /** A comment that is on the screen. */
  get(id: string): Node | undefined;
  /** How many of a comment's replies are not loaded. */
  missing(node: Node): number;
}

export type Action =
  | { do: 'open'; id: string; mode: Mode }
  | { do: 'close'; id: string }
  | { do: 'draft'; key: DraftKey; text: string }
  | { do: 'submit'; key: DraftKey; text: string; name: string }
  | { do: 'remove'; id: string }
  | { do: 'replies'; id: string }
  | { do: 'root'; id: string | null }
  | { do: 'more' }
  | { do: 'reveal' }
  | { do: 'retry' }
  | { do: 'sort'; sort: Sort };

export function ask(from: Element, action: Action): void {
  from.dispatchEvent(new CustomEvent('lc-action', { bubbles: true, detail: action }));
}
