/** What the inner elements are given and what they may ask for: state comes down, requests go up. */
import type { SiteSettings, Sort, Viewer } from '../../protocol/comment.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Missing } from '../thread/controller.ts';
import type { Node } from '../thread/shape.ts';
import type { Draft, DraftKey, Mode, WritingAction } from '../writing/draft.ts';

/**
 * Everything that all comments share; a new object when anything in it has changed. The maps are always the same: where
 * something in them has changed, the comment's node is a new one.
 */
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
  /** What goes on behind a "Show more"; the roots' is under null. */
  more(parent: string | null): Missing | undefined;
}

export type Action =
  | WritingAction
  | { do: 'root'; id: string | null }
  | { do: 'more'; parent: string | null }
  | { do: 'reveal' }
  | { do: 'retry' }
  | { do: 'sort'; sort: Sort };

export function ask(from: Element, action: Action): void {
  from.dispatchEvent(new CustomEvent('lc-action', { bubbles: true, detail: action }));
}
