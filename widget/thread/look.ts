/** What a thread's state says, to whoever draws it. */
import { counted } from './list.ts';
import type { Node, ThreadState } from './shape.ts';

const waiting = new WeakMap<ThreadState, Map<string | null, string[]>>();

/** What waits under this parent, replies to what waits included: it is told of at the nearest comment that is shown. */
export function waitingUnder(state: ThreadState, parent: string | null): readonly string[] {
  let byParent = waiting.get(state);
  if (!byParent) {
    byParent = new Map();
    for (const id of state.waiting) {
      let at: string | null = id;
      while (at !== null && state.waiting.has(at)) at = state.nodes.get(at)?.comment.parent ?? null;
      byParent.set(at, [...(byParent.get(at) ?? []), id]);
    }
    waiting.set(state, byParent);
  }
  return byParent.get(parent) ?? [];
}

/** Replies that are on the server and not in this list. */
export function missingReplies(state: Pick<ThreadState, 'nodes'>, node: Node): number {
  return Math.max(0, node.comment.replyCount - counted(state.nodes, node));
}
