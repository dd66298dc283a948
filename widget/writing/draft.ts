/** What a viewer is writing, where it belongs, and what the boxes ask for. */

/** What stands open at a comment. */
export type Mode = 'reply' | 'edit' | 'delete';

/** A text that is being written. A new object means: show this, whatever stands in the box. */
export interface Draft {
  readonly text: string;
  /** Why it is not posted. */
  readonly reason?: string | undefined;
  /** Under which id which text was sent, should the same be sent again. */
  readonly sent?: { readonly id: string; readonly text: string } | undefined;
}

/** Where a draft belongs: a new comment, a reply to one, or a change of one. */
export type DraftKey = 'new' | `reply:${string}` | `edit:${string}`;

export type WritingAction =
  | { do: 'open'; id: string; mode: Mode }
  | { do: 'close'; id: string }
  | { do: 'draft'; key: DraftKey; text: string }
  | { do: 'submit'; key: DraftKey; text: string; name: string }
  | { do: 'remove'; id: string };
