/** The content tree: what a comment says, as a small tree of allowed nodes in JsonML. */
import { Type } from 'typebox';

/** Raised when the same text would give another tree; kept with each comment. */
export const CONTENT_VERSION = 2;

/** Nodes that hold only other nodes or text. */
export type PlainTag = 'p' | 'em' | 'strong' | 'del' | 'code' | 'pre' | 'blockquote' | 'ul' | 'ol' | 'li' | 'spoiler';

/** One node: text, or `[tag, …children]`; only `a` (with `href`) and `mention` (with `id`) have attributes. */
export type ContentNode =
  | string
  | readonly ['br']
  | readonly [PlainTag, ...ContentNode[]]
  | readonly ['a', { readonly href: string }, ...ContentNode[]]
  | readonly ['mention', { readonly id: string }, ...ContentNode[]];

/** A comment's content: a list of block nodes. */
export type Content = readonly ContentNode[];

/** Deeper than any tree that Markdown of ours makes. */
const DEPTH_MAX = 40;

const TAGS = new Set([
  'p',
  'em',
  'strong',
  'del',
  'code',
  'pre',
  'blockquote',
  'ul',
  'ol',
  'li',
  'br',
  'a',
  'mention',
  'spoiler',
]);

/** Whether a value is a content tree: known tags, attributes where they belong, and not too deep. */
export function isContent(value: unknown): value is Content {
  return Array.isArray(value) && value.every(node => isNode(node, DEPTH_MAX));
}

function isNode(node: unknown, depth: number): boolean {
  if (typeof node === 'string') return true;
  if (!Array.isArray(node) || depth === 0 || !TAGS.has(node[0])) return false;
  const attribute = node[0] === 'a' ? 'href' : node[0] === 'mention' ? 'id' : undefined;
  if (attribute !== undefined && typeof node[1]?.[attribute] !== 'string') return false;
  return node.slice(attribute === undefined ? 1 : 2).every(child => isNode(child, depth - 1));
}

/** In schemas the tree is any array: its one producer is typed, and its readers draw only what they know. */
export const ContentSchema = Type.Unsafe<Content>({
  type: 'array',
  items: {},
  description:
    'JsonML: text, or [tag, attributes?, …children]. Tags: p em strong del code pre blockquote ul ol li a br mention spoiler.',
  examples: [[['p', 'Hello ', ['strong', 'you']]]],
});

/** After these begins a new line. */
const LINES = new Set(['p', 'pre', 'blockquote', 'li', 'br']);

/** The text of a tree, without its form; blocks and lines stand apart. */
export function textOf(nodes: readonly ContentNode[]): string {
  return nodes
    .map(node => {
      if (typeof node === 'string') return node;
      const text = textOf(childrenOf(node));
      return LINES.has(node[0]) && !text.endsWith('\n') ? `${text}\n` : text;
    })
    .join('');
}

export function childrenOf(node: Exclude<ContentNode, string>): readonly ContentNode[] {
  const [tag, ...rest] = node;
  return (tag === 'a' || tag === 'mention' ? rest.slice(1) : rest) as readonly ContentNode[];
}
