/** What a viewer did oneself, shown before its event is here: pure functions from a state to the next state. */
import type { Comment } from '../../protocol/comment.ts';
import { NextState } from './next.ts';
import { type ApplyOptions, isVisible, type ThreadState } from './shape.ts';

/** Shows a comment before the server has it. */
export function addPending(state: ThreadState, comment: Comment): ThreadState {
  const next = new NextState(state);
  next.insert(comment, { sending: true });
  return next.done();
}

/** Takes away a comment that could not be sent. */
export function dropPending(state: ThreadState, id: string): ThreadState {
  if (!state.nodes.get(id)?.sending) return state;
  const next = new NextState(state);
  next.remove(id);
  return next.done();
}

/** Takes the server's answer to a post or an edit: the comment as it is now, before or after its own event. */
export function confirm(state: ThreadState, comment: Comment): ThreadState {
  const next = new NextState(state);
  const known = state.nodes.get(comment.id);
  const isAhead = comment.seq > state.thread.seq && (known === undefined || known.sending);
  next.upsert(comment, { isNew: true });
  if (isAhead && comment.state === 'published') next.count(comment.parent, 1);
  return next.done();
}

/** Takes a deletion before its event is here. */
export function confirmRemoval(state: ThreadState, id: string, options: ApplyOptions = {}): ThreadState {
  const comment = state.nodes.get(id)?.comment;
  if (!comment || !isVisible(comment)) return state;
  const next = new NextState(state);
  next.retire({ ...comment, state: 'deleted' }, options);
  if (comment.state === 'published') {
    // A tombstone goes on counting as a reply.
    next.count(comment.replyCount === 0 ? comment.parent : null, -1);
  }
  return next.done();
}
