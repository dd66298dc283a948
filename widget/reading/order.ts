/** The comments of a thread as a reader meets them. */
import type { List, ThreadState } from '../thread/shape.ts';

/** All that are known and do not wait, in the order of the page. */
export function inOrder(state: ThreadState): string[] {
  const walk = ({ ids, tail }: List): string[] =>
    [...ids, ...tail].flatMap(id => {
      const node = state.nodes.get(id);
      return node && !state.waiting.has(id) ? [id, ...walk(node)] : [];
    });
  return walk(state.roots);
}
