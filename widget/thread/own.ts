/** What a viewer did oneself, shown before its event is here: pure functions from a state to the next state. */
import type { Comment, Vote } from '../../protocol/comment.ts';
import { NextState } from './next.ts';
import { type ApplyOptions, isVisible, type ThreadState } from './shape.ts';

/** Shows a comment before the server has it. */
export function addPending(state: ThreadState, comment: Comment): ThreadState {
  const next = new NextState(state);
  next.insert(comment, { sending: true });
  return next.done();
}

/** Takes away a comment that could not be sent. */
export function dropPending(state: ThreadState, id: string): ThreadState {
  if (!state.nodes.get(id)?.sending) return state;
  const next = new NextState(state);
  next.remove(id);
  return next.done();
}

/** Takes the server's answer to a post or an edit: the comment as it is now, before or after its own event. */
export function confirm(state: ThreadState, comment: Comment): ThreadState {
  const known = state.nodes.get(comment.id);
  // Its event was quicker, and so may have been a moderator: what is here is newer than the answer to the post.
  if (known && !known.sending && comment.editedAt === null) return state;
  const next = new NextState(state);
  const isAhead = comment.seq > state.thread.seq && (known === undefined || known.sending);
  next.upsert(comment, { isNew: true, isOwn: true });
  if (isAhead && comment.state === 'published') next.count(comment.parent, 1);
  return next.done();
}

/** Shows one's own vote before the server has it; its answer brings the true numbers. */
export function vote(state: ThreadState, id: string, value: Vote): ThreadState {
  return alter(state, id, comment => {
    const upvotes = comment.upvotes + (value === 1 ? 1 : 0) - (comment.myVote === 1 ? 1 : 0);
    const downvotes = comment.downvotes + (value === -1 ? 1 : 0) - (comment.myVote === -1 ? 1 : 0);
    return { ...comment, upvotes, downvotes, score: upvotes - downvotes, myVote: value };
  });
}

export function react(state: ThreadState, id: string, emoji: string, isOn: boolean): ThreadState {
  return alter(state, id, comment => {
    const others = comment.myReactions.filter(mine => mine !== emoji);
    if (isOn !== (others.length === comment.myReactions.length)) return comment;
    const n = (comment.reactions[emoji] ?? 0) + (isOn ? 1 : -1);
    const { [emoji]: _, ...rest } = comment.reactions;
    const reactions = n > 0 ? { ...comment.reactions, [emoji]: n } : rest;
    return { ...comment, reactions, myReactions: isOn ? [...others, emoji] : others };
  });
}

/** Takes the votes and reactions, one's own included, of an answer to this viewer. */
export function takeMarks(state: ThreadState, answer: Comment): ThreadState {
  const { score, upvotes, downvotes, myVote, reactions, myReactions } = answer;
  return alter(state, answer.id, comment => ({
    ...comment,
    score,
    upvotes,
    downvotes,
    myVote,
    reactions,
    myReactions,
  }));
}

function alter(state: ThreadState, id: string, change: (comment: Comment) => Comment): ThreadState {
  const node = state.nodes.get(id);
  if (!node) return state;
  const next = new NextState(state);
  next.nodes.set(id, { ...node, comment: change(node.comment) });
  next.touch(id);
  return next.done();
}

/** Takes a deletion before its event is here. */
export function confirmRemoval(state: ThreadState, id: string, options: ApplyOptions = {}): ThreadState {
  const comment = state.nodes.get(id)?.comment;
  if (!comment || !isVisible(comment)) return state;
  const next = new NextState(state);
  next.retire({ ...comment, state: 'deleted' }, options);
  if (comment.state === 'published') {
    // A tombstone goes on counting as a reply.
    next.count(comment.replyCount === 0 ? comment.parent : null, -1);
  }
  return next.done();
}
