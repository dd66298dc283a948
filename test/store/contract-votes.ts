/** The part of the store contract about votes, reactions and reports. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Vote } from '../../protocol/comment.ts';
import { rankOf } from '../../server/store/wilson.ts';
import { draft, type Held, newPlace } from './drafts.ts';

export function voteContract(held: Held): void {
  const { say, vote, react } = {
    say: async (place = newPlace()) => (await held.store.create(draft(place))).comment,
    vote: (comment: string, viewer: string, value: Vote, key: string | null = null) =>
      held.store.vote({ comment, viewer, value, network: key === null ? null : { key, before: null, max: 3 } }),
    react: (comment: string, viewer: string, emoji: string, on: boolean, key: string | null = null) =>
      held.store.react({ comment, viewer, emoji, on, network: key === null ? null : { key, before: null, max: 3 } }),
  };

  test('a viewer has one vote, which can be changed and taken back', async () => {
    const { id, site, thread } = await say();
    const [ann, bob] = [randomUUID(), randomUUID()];
    expect(await vote(id, ann, 1)).toMatchObject({ upvotes: 1, downvotes: 0 });
    expect(await vote(id, bob, 1)).toMatchObject({ upvotes: 2, downvotes: 0 });
    expect(await vote(id, ann, -1)).toMatchObject({ upvotes: 1, downvotes: 1 });
    expect((await held.store.mine(ann, { site, thread })).votes).toEqual(new Map([[id, -1]]));
    expect(await vote(id, ann, 0)).toMatchObject({ upvotes: 1, downvotes: 0 });
    expect((await held.store.mine(ann, { site, thread })).votes.size).toBe(0);
    expect(await held.store.comment(id)).toMatchObject({ upvotes: 1, downvotes: 0 });
  });

  test('the same vote or reaction again is no event', async () => {
    const place = newPlace();
    const { id } = await say(place);
    const ann = randomUUID();
    await vote(id, ann, 0);
    await react(id, ann, '👍', false);
    expect((await held.store.thread(place)).seq).toBe(1);
    for (let n = 0; n < 2; n += 1) await vote(id, ann, 1);
    for (let n = 0; n < 2; n += 1) await react(id, ann, '👍', true);
    const { events } = await held.store.events(place, 1, 10);
    expect(events?.map(({ seq, type }) => [seq, type])).toEqual([
      [2, 'comment.voted'],
      [3, 'comment.reacted'],
    ]);
  });

  test('votes of one commit are all counted', async () => {
    const { id } = await say();
    await Promise.all(Array.from({ length: 30 }, (_, n) => vote(id, randomUUID(), n % 3 === 0 ? -1 : 1)));
    expect(await held.store.comment(id)).toMatchObject({ upvotes: 20, downvotes: 10 });
  });

  test('reactions are counted by emoji, and one’s own are known', async () => {
    const { id, site, thread } = await say();
    const [ann, bob] = [randomUUID(), randomUUID()];
    await react(id, ann, '👍', true);
    await react(id, ann, '🎉', true);
    expect(await react(id, bob, '👍', true)).toMatchObject({ reactions: { '👍': 2, '🎉': 1 } });
    expect((await held.store.mine(ann, { site, thread })).reactions.get(id)?.toSorted()).toEqual(
      ['🎉', '👍'].toSorted(),
    );
    expect((await react(id, ann, '🎉', false)).reactions).toEqual({ '👍': 2 });
  });

  test('a comment takes so many guests of one network and no more, and each may still change their mind', async () => {
    const { id } = await say();
    const guests = Array.from({ length: 4 }, () => randomUUID()) as [string, string, string, string];
    for (const guest of guests.slice(0, 3)) await vote(id, guest, 1, 'net');
    await expect(vote(id, guests[3], 1, 'net')).rejects.toMatchObject({ code: 'too_many_votes' });
    expect(await vote(id, guests[0], -1, 'net')).toMatchObject({ upvotes: 2, downvotes: 1 });
    expect(await vote(id, guests[3], 1, 'other')).toMatchObject({ upvotes: 3 });
    expect(await vote(id, randomUUID(), 1)).toMatchObject({ upvotes: 4 });
    await vote(id, guests[0], 0, 'net');
    expect(await vote(id, randomUUID(), 1, 'net')).toMatchObject({ upvotes: 5, downvotes: 0 });

    for (const guest of guests.slice(0, 3)) await react(id, guest, '👍', true, 'net');
    await expect(react(id, guests[3], '👍', true, 'net')).rejects.toMatchObject({ code: 'too_many_votes' });
    expect(await react(id, guests[3], '🎉', true, 'net')).toMatchObject({ reactions: { '👍': 3, '🎉': 1 } });
  });

  test('what cannot be voted on is refused by its name, and changes nothing', async () => {
    const place = newPlace();
    const gone = await say(place);
    await vote(gone.id, randomUUID(), 1);
    await react(gone.id, randomUUID(), '👍', true);
    expect(await held.store.remove(gone.id)).toMatchObject({ upvotes: 0, downvotes: 0, reactions: {} });
    const hidden = (await held.store.create(draft(place, { state: 'held' }))).comment;
    const { seq } = await held.store.thread(place);
    const codes: unknown[] = [];
    for (const id of [gone.id, hidden.id, randomUUID()]) {
      await vote(id, randomUUID(), 1).catch(error => codes.push(error.code));
      await react(id, randomUUID(), '👍', true).catch(error => codes.push(error.code));
      await held.store.flag({ comment: id, viewer: 'x', reason: 'spam' }).catch(error => codes.push(error.code));
    }
    const names = ['comment_deleted', 'unknown_comment', 'unknown_comment'];
    expect(codes).toEqual(names.flatMap(name => [name, name, name]));
    expect((await held.store.thread(place)).seq).toBe(seq);
  });

  test('a report is one a viewer, and the last reason counts', async () => {
    const { id } = await say();
    expect(await held.store.flag({ comment: id, viewer: 'ann', reason: 'spam' })).toEqual({ created: true });
    expect(await held.store.flag({ comment: id, viewer: 'ann', reason: 'rude' })).toEqual({ created: false });
    expect(await held.store.flag({ comment: id, viewer: 'bob', reason: 'spam' })).toEqual({ created: true });
  });

  test('best: many good votes before few, few before none, and votes against last', async () => {
    const place = newPlace();
    const votes: readonly [up: number, down: number][] = [
      [0, 0],
      [1, 0],
      [9, 1],
      [0, 5],
      [0, 1],
      [2, 6],
    ];
    for (const [up, down] of votes) {
      const { id } = await say(place);
      for (let n = 0; n < up + down; n += 1) await vote(id, randomUUID(), n < up ? 1 : -1);
    }
    const { items } = await held.store.list({
      ...place,
      parent: null,
      sort: 'best',
      after: null,
      limit: 10,
      preview: [],
    });
    expect(items.map(({ upvotes, downvotes }) => [upvotes, downvotes])).toEqual([
      [9, 1],
      [1, 0],
      [2, 6],
      [0, 0],
      [0, 1],
      [0, 5],
    ]);
    // From Miller’s formula, by hand: (1 + z²/2 − z·√(z²/4)) / (1 + z²) is 1 / (1 + z²) for one vote.
    expect(rankOf({ upvotes: 1, downvotes: 0 })).toBeCloseTo(1 / (1 + 1.96 ** 2), 12);
  });
}
