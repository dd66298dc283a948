/** What one widget knows of a thread: pure functions from a state and an event to the next state. */
import type { Comment, Sort } from '../protocol/comment.ts';
import type { LiveEvent } from '../protocol/events.ts';
import type { CommentPage } from '../protocol/rest.ts';
import { counted, Draft, EMPTY, isVisible } from './thread-draft.ts';
import type { ApplyOptions, Node, ThreadState } from './thread-shape.ts';

export { isVisible } from './thread-draft.ts';
export type { ApplyOptions, Node, ThreadState } from './thread-shape.ts';

/** A thread as its first page shows it; comments still being sent are carried over. */
export function load(page: CommentPage, sort: Sort, before?: ThreadState): ThreadState {
  const { thread, settings } = page;
  const draft = new Draft({ thread, settings, sort, nodes: new Map(), roots: EMPTY, waiting: new Set() });
  draft.addPage(null, page);
  for (const node of before?.nodes.values() ?? []) {
    if (node.sending && !draft.nodes.has(node.comment.id)) draft.insert(node.comment, { sending: true });
  }
  return draft.done();
}

/** The state after some events; one that is applied already changes nothing. */
export function apply(state: ThreadState, events: readonly LiveEvent[], options: ApplyOptions = {}): ThreadState {
  const draft = new Draft(state);
  for (const event of events) if (event.seq > draft.thread.seq) draft.apply(event, options);
  return draft.done();
}

/**
 * Adds a page under `parent`. `meanwhile` are the events that came while the page was on its way: it may be older than
 * they are, and as events are states, applying them once more mends it.
 */
export function addPage(
  state: ThreadState,
  parent: string | null,
  page: CommentPage,
  meanwhile: readonly LiveEvent[],
): ThreadState {
  const draft = new Draft(state);
  draft.addPage(parent, page);
  for (const event of meanwhile) if (event.seq > page.thread.seq) draft.apply(event, {});
  return draft.done();
}

/** Shows a comment before the server has it. */
export function addPending(state: ThreadState, comment: Comment): ThreadState {
  const draft = new Draft(state);
  draft.insert(comment, { sending: true });
  return draft.done();
}

/** Takes away a comment that could not be sent. */
export function dropPending(state: ThreadState, id: string): ThreadState {
  if (!state.nodes.get(id)?.sending) return state;
  const draft = new Draft(state);
  draft.remove(id);
  return draft.done();
}

/** Takes the server's answer to a post or an edit: the comment as it is now, before or after its own event. */
export function confirm(state: ThreadState, comment: Comment): ThreadState {
  const draft = new Draft(state);
  const known = state.nodes.get(comment.id);
  const isAhead = comment.seq > state.thread.seq && (known === undefined || known.sending);
  draft.upsert(comment, { isNew: true });
  if (isAhead && comment.state === 'published') draft.count(comment.parent, 1);
  return draft.done();
}

/** Takes a deletion before its event is here. */
export function confirmRemoval(state: ThreadState, id: string, options: ApplyOptions = {}): ThreadState {
  const comment = state.nodes.get(id)?.comment;
  if (!comment || !isVisible(comment)) return state;
  const draft = new Draft(state);
  draft.retire({ ...comment, state: 'deleted' }, options);
  if (comment.state === 'published') {
    // A tombstone goes on counting as a reply.
    draft.count(comment.replyCount === 0 ? comment.parent : null, -1);
  }
  return draft.done();
}

/** Shows what waits behind "N new". */
export function reveal(state: ThreadState): ThreadState {
  const draft = new Draft(state);
  for (const id of state.waiting) draft.touch(id);
  draft.waiting.clear();
  return draft.done();
}

/** Replies that are on the server and not in this list. */
export function missingReplies(state: Pick<ThreadState, 'nodes'>, node: Node): number {
  return Math.max(0, node.comment.replyCount - counted(state.nodes, node));
}
