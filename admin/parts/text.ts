/** The text of a content tree, without its form, for excerpts of one line. */
import type { Content, ContentNode } from '../../protocol/content.ts';

export function textOf(content: Content): string {
  return content.map(textOfNode).join(' ').replace(/\s+/g, ' ');
}

function textOfNode(node: ContentNode): string {
  if (typeof node === 'string') return node;
  const [, ...rest] = node as readonly unknown[];
  return rest
    .filter(child => typeof child === 'string' || Array.isArray(child))
    .map(child => textOfNode(child as ContentNode))
    .join('');
}
