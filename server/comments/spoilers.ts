/** A text for places where nothing can be uncovered: lists of what was found, feeds. */
import type { Content, ContentNode } from '../../protocol/content.ts';

/** The content with an ellipsis in place of each spoiler. */
export function withoutSpoilers(content: Content): Content {
  return content.map(covered);
}

function covered(node: ContentNode): ContentNode {
  if (typeof node === 'string') return node;
  const [tag, ...rest] = node as readonly [string, ...ContentNode[]];
  if (tag === 'spoiler') return '…';
  return [tag, ...rest.map(each => (typeof each === 'string' || Array.isArray(each) ? covered(each) : each))] as never;
}
