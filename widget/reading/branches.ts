/** How large a conversation is, whether it is shown or collapsed. */
import type { View } from '../elements/view.ts';
import { isVisible, type Node } from '../thread/shape.ts';

/** How many comments are out of sight where this one is collapsed. */
export function sizeOf(node: Node, view: View): number {
  return (isVisible(node.comment) ? 1 : 0) + repliesOf(node, view);
}

/** Replies at all depths: those that are shown, that wait, and that are not loaded. */
export function repliesOf(node: Node, view: View): number {
  let n = view.missing(node) + view.waiting(node.comment.id);
  for (const id of [...node.ids, ...node.tail]) {
    const child = view.get(id);
    if (child) n += 1 + repliesOf(child, view);
  }
  return n;
}
