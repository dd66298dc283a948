/** The shape of what one widget knows of a thread. */
import type { Comment, ReaderSettings, Sort, Thread } from '../../protocol/comment.ts';

/** The comments under one parent, or the thread's roots, as far as they are loaded. */
export interface List {
  readonly ids: readonly string[];
  /** What arrived live behind a part that is not loaded yet; drawn after the "more" button. */
  readonly tail: readonly string[];
  readonly next: string | null;
}

/** A comment and its replies. A node is a new object whenever anything in or below it has changed. */
export interface Node extends List {
  /** Its own `replies` are never looked at: they live in the lists. */
  readonly comment: Comment;
  /** Shown already, but not yet confirmed by the server. */
  readonly sending: boolean;
  /** Came while the reader was here. */
  readonly fresh: boolean;
}

export interface ThreadState {
  readonly thread: Thread;
  readonly settings: ReaderSettings;
  readonly sort: Sort;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly roots: List;
  /** Comments that wait behind "N new" because showing them would move what the reader reads. */
  readonly waiting: ReadonlySet<string>;
}

export interface ApplyOptions {
  /** Whether a new comment under this parent has to wait behind "N new". */
  wait?: (parent: string | null) => boolean;
  /** Comments that must keep their place even when deleted: someone is writing a reply to them. */
  keep?: (id: string) => boolean;
}

export function isVisible(comment: Comment): boolean {
  return comment.state === 'published' || comment.state === 'held';
}
