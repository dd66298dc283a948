/** A thread as a page of it shows it: all that is needed to draw the first comments. */
import type { Author, Comment, Sort } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { EMPTY, merged } from './list.ts';
import type { Node, ThreadState } from './shape.ts';

export function first({ thread, settings, items, next }: CommentPage, sort: Sort): ThreadState {
  const nodes = new Map<string, Node>();
  const ids = items.map(comment => addTree(nodes, comment));
  return { thread, settings, sort, nodes, roots: merged(EMPTY, ids, next), waiting: new Set() };
}

/** What is missing in a comment must not take the whole list down: the rest of it is drawn. */
export function mended(comment: Comment): Comment {
  const { author, content, reactions, myReactions } = comment;
  return {
    ...comment,
    author: { id: '', name: '', ...(author as Author | null) } as Author,
    content: [content ?? []].flat() as Content,
    reactions: reactions ?? {},
    myReactions: myReactions ?? [],
  };
}

/** Takes in a comment with the replies that it brings along; gives its id. */
export function addTree(nodes: Map<string, Node>, received: Comment): string {
  const comment = mended(received);
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
