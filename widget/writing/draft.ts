/** What a viewer is writing, where it belongs, and what the boxes ask for. */
import type { Author } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';

/** What stands open at a comment. */
export type Mode = 'reply' | 'edit' | 'delete' | 'menu' | 'report' | 'react';

/** A text and the id that it was sent under. */
export interface Sent {
  readonly id: string;
  readonly text: string;
}

/** A text that is being written. A new object means: show this, whatever stands in the box. */
export interface Draft {
  readonly text: string;
  /** Why it is not posted. */
  readonly reason?: string | undefined;
  /** Under which id which text was sent, should the same be sent again. */
  readonly sent?: Sent | undefined;
}

/** Where a draft belongs: a new comment, a reply to one, or a change of one. */
export type DraftKey = 'new' | `reply:${string}` | `edit:${string}`;

/** What a box needs while one writes in it. */
export interface Desk {
  /** When the viewer may post again, as `Date.now()` counts. */
  readonly waitUntil: number;
  /** Somebody begins to write a comment, or writes on. */
  begin(): void;
  /** What a text would look like as a comment. */
  preview(text: string): Promise<Content>;
  /** Those who wrote in the thread: first the ones whose comments are here, then all that the server knows. */
  people(): { here: readonly Author[]; all: Promise<readonly Author[]> };
}

export type WritingAction =
  | { do: 'open'; id: string; mode: Mode }
  /** `isAway`: the focus has left already, and stays where it went. */
  | { do: 'close'; id: string; isAway?: boolean }
  | { do: 'draft'; key: DraftKey; text: string }
  /** `trap`: what stands in the field that people do not see. */
  | { do: 'submit'; key: DraftKey; text: string; name: string; trap: string }
  | { do: 'quote'; id: string }
  | { do: 'remove'; id: string };
