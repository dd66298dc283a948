/** What an author may do with a comment of their own. */
import type { View } from '../elements/view.ts';
import type { Node } from '../thread/shape.ts';

export function isOwn({ comment }: Node, { viewer }: View): boolean {
  return Boolean(viewer?.id) && comment.author.id === viewer?.id;
}

/** The window closes while nobody looks: whoever is too late is told so by the server. */
export function mayEdit(node: Node, view: View): boolean {
  const age = (Date.now() - Date.parse(node.comment.createdAt)) / 1000;
  return isOwn(node, view) && !view.isLocked && age < (view.settings?.editWindow ?? 0);
}
