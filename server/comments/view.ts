/** What a reader is shown of a comment, and whether they may see it at all: the one place that decides. */
import type { Author, Comment, CommentState, Thread, Viewer } from '../../protocol/comment.ts';
import { moderates } from '../accounts/accounts.ts';
import type { CommentTree, StoredComment, StoredThread } from '../store/store.ts';
import { encodeCursor } from './cursor.ts';
import { toHtml } from './markdown.ts';
import { type Seen, withShare } from './shadow.ts';

/** Where an author stood before the comment was deleted: their name goes with the text. */
const NOBODY: Author = { id: '', name: '', avatar: null, role: 'guest', website: null };

/** What a tombstone tells of votes: it is nobody's any more. */
const UNCOUNTED = { upvotes: 0, downvotes: 0, reactions: {} };

/** Published comments and tombstones are everyone's; what is hidden is its author's and the moderators'. */
export function maySee(comment: StoredComment, viewer: Viewer): boolean {
  return isPublic(comment) || ownsOrModerates(comment, viewer);
}

export function isPublic(comment: StoredComment): boolean {
  return comment.state === 'published' || comment.state === 'deleted';
}

export function ownsOrModerates(comment: StoredComment, viewer: Viewer): boolean {
  return moderates(viewer, comment.site) || (viewer.id !== '' && viewer.id === comment.author.id);
}

/** The state that a viewer is told: its author may be told another than moderators see. */
function stateFor({ state, authorState, author, site }: StoredComment, viewer: Viewer): CommentState {
  if (authorState === null || viewer.id !== author.id || moderates(viewer, site)) return state;
  return authorState;
}

export interface ViewOptions {
  /** Add `body` where the viewer may have it: answers to one viewer do, frames to many do not. */
  readonly withBody?: boolean;
  readonly withHtml?: boolean;
  /** What the viewer did in the thread: answers to one viewer tell it, frames to many cannot. */
  readonly mine?: Seen | undefined;
}

/** The comment as `viewer` sees it; the caller has asked `maySee`. */
export function commentView(comment: StoredComment | CommentTree, viewer: Viewer, options: ViewOptions = {}): Comment {
  const deleted = comment.state === 'deleted';
  const replies = 'replies' in comment ? comment.replies : [];
  const more = 'moreReplies' in comment ? comment.moreReplies : comment.replyCount > 0;
  const content = deleted ? [] : comment.content;
  const counts = deleted ? UNCOUNTED : withShare(comment, options.mine?.shares?.get(comment.id));
  return {
    id: comment.id,
    site: comment.site,
    thread: comment.thread,
    parent: comment.parent,
    depth: comment.depth,
    seq: comment.seq,
    author: deleted ? NOBODY : comment.author,
    ...(options.withBody && !deleted && ownsOrModerates(comment, viewer) ? { body: comment.body } : {}),
    content,
    ...(options.withHtml ? { html: toHtml(content) } : {}),
    state: stateFor(comment, viewer),
    createdAt: new Date(comment.createdAt).toISOString(),
    editedAt: deleted || comment.editedAt === null ? null : new Date(comment.editedAt).toISOString(),
    score: counts.upvotes - counts.downvotes,
    upvotes: counts.upvotes,
    downvotes: counts.downvotes,
    myVote: deleted ? 0 : (options.mine?.votes.get(comment.id) ?? 0),
    reactions: counts.reactions,
    myReactions: deleted ? [] : [...(options.mine?.reactions.get(comment.id) ?? [])],
    replyCount: comment.replyCount,
    replies: replies.map(reply => listedView(reply, viewer, options)),
    repliesNext: more ? repliesCursor(comment, replies.at(-1)) : null,
    pinned: comment.pinned,
    featured: comment.featured,
    moderated: !deleted && comment.editedBy === 'moderator',
    ...(comment.notice !== null && options.withBody && !deleted && ownsOrModerates(comment, viewer)
      ? { notice: comment.notice }
      : {}),
  };
}

/**
 * A comment in a list, where a hidden one may stand because replies hang on it: with its text for moderators, and for
 * its author while it waits, or where they are told that it is public.
 */
export function listedView(comment: CommentTree, viewer: Viewer, options: ViewOptions): Comment {
  const isShownToAuthor = comment.state === 'held' || comment.authorState !== null;
  const isSeen = isPublic(comment) || moderates(viewer, comment.site) || (isShownToAuthor && maySee(comment, viewer));
  return commentView(isSeen ? comment : tombstoneOf(comment), viewer, options);
}

/** A hidden comment as those see it who may not: a place without a word. */
export function tombstoneView(comment: StoredComment, viewer: Viewer): Comment {
  return commentView(tombstoneOf(comment), viewer);
}

function tombstoneOf<T extends StoredComment>(comment: T): T {
  return { ...comment, state: 'deleted', authorState: null };
}

function repliesCursor(parent: StoredComment, last: StoredComment | undefined): string {
  const list = { site: parent.site, thread: parent.thread, parent: parent.id, sort: 'oldest' } as const;
  return encodeCursor(list, { rank: 0, number: last?.number ?? 0 });
}

export function threadView(thread: StoredThread, epoch: string): Thread {
  return {
    site: thread.site,
    key: thread.key,
    title: thread.title,
    url: thread.url,
    state: thread.state,
    commentCount: thread.commentCount,
    epoch,
    seq: thread.seq,
  };
}
