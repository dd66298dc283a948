/** What leads down to a comment that is not loaded yet joins what is known of the thread. */
import type { LiveEvent } from '../../protocol/events.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { NextState } from './next.ts';
import type { ThreadState } from './shape.ts';

/** Adds a comment and all above it, the root first; `meanwhile` as in `addPage`. */
export function addBranch(state: ThreadState, page: CommentPage, meanwhile: readonly LiveEvent[]): ThreadState {
  const next = new NextState(state);
  for (const comment of page.items) next.addApart(comment);
  for (const event of meanwhile) if (event.seq > page.thread.seq) next.apply(event, {});
  return next.done();
}
