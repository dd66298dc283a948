/** A viewer's own comments that nobody else is shown, each in its place among the comments that everyone sees. */
import type { Sort } from '../../protocol/comment.ts';
import type { CommentTree, ListPosition, StoredComment } from '../store/store.ts';
import { rankOf } from '../store/wilson.ts';

/** What a page holds of its list: from after one row to its last, or to the list's end. */
interface Range {
  readonly parent: string | null;
  readonly sort: Sort;
  readonly after: ListPosition | null;
  readonly more: boolean;
}

/** Negative where `a` comes first. */
const ORDERS: Readonly<Record<Sort, (a: ListPosition, b: ListPosition) => number>> = {
  newest: (a, b) => b.number - a.number,
  oldest: (a, b) => a.number - b.number,
  best: (a, b) => b.rank - a.rank || b.number - a.number,
};

/** The place of a comment in every order. */
export function positionOf(comment: StoredComment): ListPosition {
  return { rank: rankOf(comment), number: comment.number };
}

/** The page with the held ones that fall into its range, and so with the replies that each comment brings along. */
export function withHeld(
  items: readonly CommentTree[],
  held: readonly StoredComment[],
  range: Range,
): readonly CommentTree[] {
  // Where replies hang on it, a held comment has its place in the list already.
  const unlisted = held.filter(each => each.replyCount === 0);
  return unlisted.length === 0 ? items : merged(items, unlisted, range);
}

function merged(items: readonly CommentTree[], held: readonly StoredComment[], range: Range): CommentTree[] {
  const compare = ORDERS[range.sort];
  const { after } = range;
  const last = items.at(-1);
  const end = last ? positionOf(last) : null;
  const here = held.filter(each => {
    const position = positionOf(each);
    const isSibling = each.parent?.toLowerCase() === range.parent?.toLowerCase();
    const isBeforeEnd = !range.more || (end !== null && compare(position, end) < 0);
    // One that was approved a moment ago may be among both.
    const isNew = items.every(item => item.number !== each.number);
    return isNew && isSibling && isBeforeEnd && (after === null || compare(position, after) > 0);
  });
  const trees = items.map(item => ({ ...item, replies: merged(item.replies, held, repliesOf(item)) }));
  // What somebody answers to themself, where nobody sees either.
  const added = here.map(each => ({
    ...each,
    replies: merged([], held, { parent: each.id, sort: 'oldest', after: null, more: false }),
    moreReplies: false,
  }));
  // Pinned comments stand before all others, whatever the order.
  const pinned = trees.filter(each => each.pinned);
  const others = [...trees.filter(each => !each.pinned), ...added];
  return [...pinned, ...others.sort((a, b) => compare(positionOf(a), positionOf(b)))];
}

function repliesOf(comment: CommentTree): Range {
  return { parent: comment.id, sort: 'oldest', after: null, more: comment.moreReplies };
}
