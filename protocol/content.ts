/** The content tree: what a comment says, as a small tree of allowed nodes in JsonML. */
import { Type } from 'typebox';

/** Raised when the same text would give another tree; kept with each comment. */
export const CONTENT_VERSION = 1;

/** Nodes that hold only other nodes or text. */
export type PlainTag = 'p' | 'em' | 'strong' | 'del' | 'code' | 'pre' | 'blockquote' | 'ul' | 'ol' | 'li';

/** One node: text, or `[tag, …children]`; only `a` (with `href`) and `mention` (with `id`) have attributes. */
export type ContentNode =
  | string
  | readonly ['br']
  | readonly [PlainTag, ...ContentNode[]]
  | readonly ['a', { readonly href: string }, ...ContentNode[]]
  | readonly ['mention', { readonly id: string }, ...ContentNode[]];

/** A comment's content: a list of block nodes. */
export type Content = readonly ContentNode[];

/** In schemas the tree is any array: its one producer is typed, and its readers draw only what they know. */
export const ContentSchema = Type.Unsafe<Content>({
  type: 'array',
  items: {},
  description:
    'JsonML: text, or [tag, attributes?, …children]. Tags: p em strong del code pre blockquote ul ol li a br mention.',
  examples: [[['p', 'Hello ', ['strong', 'you']]]],
});
