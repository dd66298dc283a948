/** The widget's picture of a thread: what events, pages and one's own doings make of it. */
import { expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import type { LiveEvent } from '../../protocol/events.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { addPending, confirm } from '../../widget/thread/own.ts';
import type { ThreadState } from '../../widget/thread/shape.ts';
import { addPage, apply, load, redraw } from '../../widget/thread/state.ts';

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
    myVote: 0,
    reactions: {},
    replyCount: 0,
    replies: [],
    repliesNext: null,
    pinned: false,
    ...more,
  };
}

function page(seq: number, items: Comment[], next: string | null = null): CommentPage {
  const thread = { site: 'default', key: '/post', title: null, url: null, state: 'open' as const, epoch: 'e', seq };
  return {
    thread: { ...thread, commentCount: items.length },
    settings: { sort: 'newest', editWindow: 900 },
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
