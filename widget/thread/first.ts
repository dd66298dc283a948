/** A thread as a page of it shows it: all that is needed to draw the first comments. */
import type { Comment, Sort } from '../../protocol/comment.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { EMPTY, merged } from './list.ts';
import type { Node, ThreadState } from './shape.ts';

export function first({ thread, settings, items, next }: CommentPage, sort: Sort): ThreadState {
  const nodes = new Map<string, Node>();
  const ids = items.map(comment => addTree(nodes, comment));
  return { thread, settings, sort, nodes, roots: merged(EMPTY, ids, next), waiting: new Set() };
}

/** Takes in a comment with the replies that it brings along; gives its id. */
export function addTree(nodes: Map<string, Node>, comment: Comment): string {
  const { id, replies, repliesNext } = comment;
  const loaded = replies.map(reply => addTree(nodes, reply));
  const known = nodes.get(id) ?? EMPTY;
  nodes.set(id, {
    ...merged(known, loaded, known.ids.length > 0 ? known.next : repliesNext),
    comment: { ...comment, replies: [] },
    sending: false,
    fresh: false,
  });
  return id;
}
