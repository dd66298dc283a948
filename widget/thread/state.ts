/** What one widget knows of a thread: pure functions from a state and an event to the next state. */
import type { Sort } from '../../protocol/comment.ts';
import type { LiveEvent } from '../../protocol/events.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { first } from './first.ts';
import { waitingUnder } from './look.ts';
import { NextState } from './next.ts';
import type { ApplyOptions, ThreadState } from './shape.ts';

/** A thread as its first page shows it; comments still being sent are carried over, and `meanwhile` as in `addPage`. */
export function load(
  page: CommentPage,
  sort: Sort,
  before?: ThreadState,
  meanwhile: readonly LiveEvent[] = [],
): ThreadState {
  const next = new NextState(first(page, sort));
  for (const node of before?.nodes.values() ?? []) {
    if (node.sending && !next.nodes.has(node.comment.id)) next.insert(node.comment, { sending: true });
  }
  for (const event of meanwhile) if (event.seq === next.thread.seq + 1) next.apply(event, {});
  return next.done();
}

/** The state after some events; one that is applied already changes nothing. */
export function apply(state: ThreadState, events: readonly LiveEvent[], options: ApplyOptions = {}): ThreadState {
  const next = new NextState(state);
  for (const event of events) if (event.seq > next.thread.seq) next.apply(event, options);
  return next.done();
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
  const next = new NextState(state);
  next.addPage(parent, page);
  for (const event of meanwhile) if (event.seq > page.thread.seq) next.apply(event, {});
  return next.done();
}

/** Shows what waits under this parent: the new replies to one comment, or with null what stands in no comment's replies. */
export function reveal(state: ThreadState, parent: string | null): ThreadState {
  const next = new NextState(state);
  for (const id of waitingUnder(state, parent)) {
    next.waiting.delete(id);
    next.touch(id);
  }
  return next.done();
}

/** Draws a comment anew, because something beside its own data has changed: what is written or loaded at it. */
export function redraw(state: ThreadState, id: string): ThreadState {
  const next = new NextState(state);
  next.touch(id);
  return next.done();
}
