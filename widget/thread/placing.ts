/** Where a comment belongs in its list: among what is loaded, behind the gap, or in a part that is not there yet. */
import type { Comment, Sort } from '../../protocol/comment.ts';
import { counted, insertAt } from './list.ts';
import type { List, Node } from './shape.ts';

type Nodes = ReadonlyMap<string, Node>;

interface Newcomer {
  readonly comment: Comment;
  readonly sending: boolean;
  /** Whether it was just written, and not only just seen. */
  readonly isNew: boolean;
}

/** The list with the comment in it; undefined where it belongs to a part that is not loaded. */
export function place(nodes: Nodes, sort: Sort, list: List, newcomer: Newcomer): List | undefined {
  const { comment, isNew } = newcomer;
  const { id, parent } = comment;
  const at = (ids: readonly string[], isBehind: (other: Node) => boolean): string[] => {
    const index = ids.findIndex(other => isBehind(nodes.get(other) as Node));
    return insertAt(ids, index, id);
  };
  const order = orderOf(newcomer);
  const isAfter = (other: Node): boolean => orderOf(other) > order;
  const behindGap = (): List | undefined => (isNew ? { ...list, tail: at(list.tail, isAfter) } : undefined);
  if (parent === null && sort !== 'oldest') {
    const isBelow = (other: Node): boolean => isBelowIn(sort, newcomer, other);
    const isLast = !list.ids.some(other => isBelow(nodes.get(other) as Node));
    // Among the best a new one may stand in a part that is not loaded; the newest are all above what is not.
    if (isLast && list.next !== null) return sort === 'best' ? behindGap() : undefined;
    return { ...list, ids: at(list.ids, isBelow) };
  }
  return hasGap(nodes, list, newcomer) ? behindGap() : { ...list, ids: at(list.ids, isAfter) };
}

function isBelowIn(sort: Sort, { comment, sending }: Newcomer, other: Node): boolean {
  if (other.comment.pinned) return false;
  const above = sort === 'best' && !sending ? standing(other.comment) - standing(comment) : 0;
  return above < 0 || (above === 0 && orderOf(other) <= orderOf({ comment, sending }));
}

function hasGap(nodes: Nodes, list: List, { comment: { parent, state }, sending }: Newcomer): boolean {
  // Where some stand behind a gap, newer ones stand behind them.
  if (list.next !== null || list.tail.length > 0) return true;
  if (parent === null) return false;
  const own = state === 'published' && !sending ? 1 : 0;
  return (nodes.get(parent)?.comment.replyCount ?? 0) > counted(nodes, list) + own;
}

/** What is still on its way is the newest of all. */
function orderOf({ comment, sending }: Pick<Node, 'comment' | 'sending'>): number {
  return sending ? Number.POSITIVE_INFINITY : comment.seq;
}

/** Where a comment stands by its votes, as far as a new one needs to know: above, at, or below those without any. */
function standing({ upvotes, downvotes }: Comment): number {
  return Math.sign(upvotes || -downvotes);
}
