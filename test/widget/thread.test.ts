/** The widget's picture of a thread: what events, pages and one's own doings make of it. */
import { expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import type { LiveEvent } from '../../protocol/events.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { waitingUnder } from '../../widget/thread/look.ts';
import { addPending, confirm, react, takeMarks, vote } from '../../widget/thread/own.ts';
import type { ThreadState } from '../../widget/thread/shape.ts';
import { addPage, apply, load, redraw, reveal } from '../../widget/thread/state.ts';

function comment(seq: number, more: Partial<Comment> = {}): Comment {
  return {
    id: `c${seq}`,
    site: 'default',
    thread: '/post',
    parent: null,
    depth: 0,
    seq,
    author: { id: 'a', name: 'Ann', avatar: null, role: 'guest', website: null },
    content: [['p', `Comment ${seq}`]],
    state: 'published',
    createdAt: '2026-01-01T00:00:00.000Z',
    editedAt: null,
    score: 0,
    upvotes: 0,
    downvotes: 0,
    myVote: 0,
    reactions: {},
    myReactions: [],
    replyCount: 0,
    replies: [],
    repliesNext: null,
    pinned: false,
    featured: false,
    moderated: false,
    ...more,
  };
}

function page(seq: number, items: Comment[], next: string | null = null): CommentPage {
  const thread = { site: 'default', key: '/post', title: null, url: null, state: 'open' as const, epoch: 'e', seq };
  return {
    thread: { ...thread, commentCount: items.length },
    settings: {
      sort: 'newest',
      editWindow: 900,
      votes: 'updown',
      reactions: ['👍'],
      presence: 'names',
      images: false,
      guests: true,
      signIn: false,
      slowMode: 0,
    },
    items,
    next,
  };
}

function created(seq: number, more: Partial<Comment> = {}): LiveEvent {
  return { seq, type: 'comment.created', comment: comment(seq, more), commentCount: seq, replyCounts: {} };
}

const seqOf = (state: ThreadState) => state.thread.seq;

test('an event of a type that this version does not know counts, and does nothing else', () => {
  const state = load(page(1, [comment(1)]), 'newest');
  const strange = { seq: 2, type: 'comment.pinned', by: 'someone' } as unknown as LiveEvent;
  const next = apply(state, [strange, created(3)]);
  expect(seqOf(next)).toBe(3);
  expect(next.roots.ids).toEqual(['c3', 'c1']);
});

test('L1 an event that is applied already changes nothing', () => {
  const state = apply(load(page(1, [comment(1)]), 'newest'), [created(2)]);
  expect(apply(state, [created(2), created(1)]).roots.ids).toEqual(['c2', 'c1']);
});

test('L1 a page that is older than what came while it was on its way loses none of it', () => {
  const state = apply(load(page(1, [comment(1)]), 'newest'), [created(2), created(3)]);
  const anew = load(page(2, [comment(2), comment(1)]), 'oldest', state, [created(2), created(3)]);
  expect(seqOf(anew)).toBe(3);
  expect(anew.roots.ids).toEqual(['c2', 'c1', 'c3']);
  // Behind a gap nothing is taken: the link asks for it from where the page ends.
  expect(seqOf(load(page(2, [comment(2)]), 'newest', state, [created(4)]))).toBe(2);
});

test('a comment on its way is carried over a load, and takes the server’s place when it is answered', () => {
  const state = addPending(load(page(1, [comment(1)]), 'newest'), comment(0, { id: 'mine' }));
  const anew = load(page(2, [comment(2), comment(1)]), 'oldest', state);
  expect(anew.roots.ids).toEqual(['c2', 'c1', 'mine']);
  const answered = confirm(anew, comment(3, { id: 'mine' }));
  expect(answered.nodes.get('mine')?.sending).toBe(false);
  expect(answered.thread.commentCount).toBe(anew.thread.commentCount + 1);
});

test('a further page joins what came live behind the gap', () => {
  const first = load(page(2, [comment(1)], 'cursor'), 'oldest');
  const live = apply(first, [created(3)]);
  expect(live.roots).toMatchObject({ ids: ['c1'], tail: ['c3'] });
  expect(addPage(live, null, page(3, [comment(2), comment(3)]), []).roots).toMatchObject({
    ids: ['c1', 'c2', 'c3'],
    tail: [],
  });
});

test('drawing one comment anew renews it and what it stands under, and no other', () => {
  const reply = comment(2, { parent: 'c1' });
  const state = load(page(3, [comment(1, { replyCount: 1, replies: [reply] }), comment(3)]), 'oldest');
  const next = redraw(state, 'c2');
  const renewed = [...next.nodes.keys()].filter(id => next.nodes.get(id) !== state.nodes.get(id));
  expect(renewed.sort()).toEqual(['c1', 'c2']);
});

test('one’s own vote and reactions are shown at once, and no shared event takes them away', () => {
  const start = load(page(1, [comment(1, { upvotes: 3, downvotes: 1, score: 2, reactions: { '👍': 1 } })]), 'newest');
  const mine = react(vote(start, 'c1', 1), 'c1', '👍', true);
  expect(mine.nodes.get('c1')?.comment).toMatchObject({ upvotes: 4, score: 3, myVote: 1, reactions: { '👍': 2 } });
  const others: LiveEvent = {
    seq: 2,
    type: 'comment.voted',
    commentCount: 1,
    replyCounts: {},
    comment: comment(1, { upvotes: 5, downvotes: 1, score: 4, reactions: { '👍': 2 } }),
  };
  const after = apply(mine, [others]).nodes.get('c1')?.comment;
  expect(after).toMatchObject({ score: 4, myVote: 1, myReactions: ['👍'] });
  const down = vote(mine, 'c1', -1).nodes.get('c1')?.comment;
  expect(down).toMatchObject({ upvotes: 3, downvotes: 2, score: 1, myVote: -1 });
  expect(react(mine, 'c1', '👍', false).nodes.get('c1')?.comment).toMatchObject({
    reactions: { '👍': 1 },
    myReactions: [],
  });
  expect(takeMarks(mine, comment(1)).nodes.get('c1')?.comment).toMatchObject({ score: 0, myVote: 0, reactions: {} });
});

test('among the best, a new comment stands below those that were voted up and above those that were voted down', () => {
  const liked = comment(1, { upvotes: 2, score: 2 });
  const disliked = comment(2, { downvotes: 2, score: -2 });
  const state = load(page(3, [liked, comment(3), disliked]), 'best');
  expect(apply(state, [created(4)]).roots.ids).toEqual(['c1', 'c4', 'c3', 'c2']);
  // Where the place may lie in a part that is not loaded, it is shown at the end.
  const partly = load(page(1, [liked], 'more'), 'best');
  expect(apply(partly, [created(4)]).roots).toMatchObject({ ids: ['c1'], tail: ['c4'] });
  // One’s own is on top until the page is loaded anew.
  expect(addPending(state, comment(0, { id: 'mine' })).roots.ids[0]).toBe('mine');
});

test('what waits is told at the nearest comment that is shown, and revealed there alone', () => {
  const start = load(page(2, [comment(2), comment(1)]), 'newest');
  const wait = apply(
    start,
    [created(3), created(4, { parent: 'c3' }), created(5, { parent: 'c1' }), created(6, { parent: 'c5' })],
    { wait: () => true },
  );
  expect(waitingUnder(wait, null)).toEqual(['c3', 'c4']);
  expect(waitingUnder(wait, 'c1')).toEqual(['c5', 'c6']);
  const shown = reveal(wait, 'c1');
  expect([...shown.waiting]).toEqual(['c3', 'c4']);
  expect(reveal(shown, null).waiting.size).toBe(0);
});

test('two comments of one’s own that the server took in the other order stand in the server’s order', () => {
  const start = addPending(
    addPending(load(page(1, [comment(1)]), 'newest'), comment(0, { id: 'a' })),
    comment(0, { id: 'b' }),
  );
  expect(start.roots.ids).toEqual(['b', 'a', 'c1']);
  const first = confirm(start, comment(2, { id: 'b' }));
  expect(first.roots.ids).toEqual(['a', 'b', 'c1']);
  expect(confirm(first, comment(3, { id: 'a' })).roots.ids).toEqual(['a', 'b', 'c1']);
  // Behind a gap as well.
  const long = load(page(1, [comment(1)], 'more'), 'oldest');
  const mine = addPending(apply(long, [created(2)]), comment(0, { id: 'mine' }));
  expect(apply(mine, [created(3)]).roots.tail).toEqual(['c2', 'c3', 'mine']);
  expect(confirm(apply(mine, [created(4)]), comment(3, { id: 'mine' })).roots.tail).toEqual(['c2', 'mine', 'c4']);
});

test('a held comment goes live by its event, whether the answer to its post comes before or after it', () => {
  const mine = { id: 'mine', state: 'held' as const };
  const sent = addPending(load(page(1, [comment(1)]), 'newest'), comment(0, { id: 'mine' }));
  const events: LiveEvent[] = [
    created(2, { ...mine, seq: 2 }),
    {
      seq: 3,
      type: 'comment.updated',
      comment: comment(2, { ...mine, state: 'published' }),
      commentCount: 2,
      replyCounts: {},
    },
  ];
  const answer = comment(2, mine);
  for (const end of [apply(confirm(sent, answer), events), confirm(apply(sent, events), answer)]) {
    expect(end.nodes.get('mine')).toMatchObject({ sending: false, comment: { state: 'published' } });
    expect(end.roots.ids).toEqual(['mine', 'c1']);
    expect(end.thread.commentCount).toBe(2);
  }
});
