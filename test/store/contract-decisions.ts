/** The part of the store contract about what moderators decide: counts and places stay right in both directions. */
import { expect, test } from 'vitest';
import type { Place, StoredComment } from '../../server/store/store.ts';
import { act, decide, draft, type Held, newPlace, newText, person } from './drafts.ts';

export function decisionContract(held: Held): void {
  const say = async (place: Place, body: string, parent?: StoredComment, more = {}): Promise<StoredComment> =>
    (await held.store.create(draft(place, { body, parent: parent?.id ?? null, ...more }))).comment;
  const roots = async (place: Place) =>
    (await held.store.list({ ...place, parent: null, sort: 'oldest', after: null, limit: 10, preview: [3, 3, 3] }))
      .items;
  const typesAfter = async (place: Place, seq: number) =>
    (await held.store.events(place, seq, 100)).events?.map(({ type, comment }) => [type, comment?.id]);

  const pin = (id: string) => held.store.moderation.decide(id, 'pin', true, act());

  test('L4 a published comment that is rejected leaves list and count, and comes back when it is approved', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const reply = await say(place, 'reply', root);
    for (const state of ['held', 'rejected', 'spam'] as const) {
      expect(await decide(held.store, reply.id, state)).toMatchObject({ state, body: 'reply' });
      expect(await held.store.thread(place)).toMatchObject({ commentCount: 1 });
      expect(await roots(place)).toMatchObject([{ replyCount: 0, replies: [] }]);
    }
    await decide(held.store, reply.id, 'published');
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 2 });
    expect(await roots(place)).toMatchObject([{ replyCount: 1, replies: [{ id: reply.id, state: 'published' }] }]);
    expect(await typesAfter(place, 2)).toEqual([
      ['comment.removed', reply.id],
      ['comment.updated', reply.id],
      ['comment.updated', reply.id],
      ['comment.updated', reply.id],
    ]);
  });

  test('the same decision again takes no number, and a deleted comment stays deleted', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    await decide(held.store, root.id, 'published');
    expect((await held.store.thread(place)).seq).toBe(1);
    await held.store.remove(root.id);
    await expect(decide(held.store, root.id, 'published')).rejects.toMatchObject({ code: 'comment_deleted' });
    await expect(pin(root.id)).rejects.toMatchObject({ code: 'comment_deleted' });
  });

  test('a hidden comment with replies keeps its place, and leaves it with the last of them', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const reply = await say(place, 'reply', root);
    await decide(held.store, root.id, 'rejected');
    expect(await roots(place)).toMatchObject([
      { id: root.id, state: 'rejected', replyCount: 1, replies: [{ id: reply.id }] },
    ]);
    await decide(held.store, reply.id, 'spam');
    expect(await roots(place)).toEqual([]);
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 0 });
    await decide(held.store, root.id, 'published');
    expect(await roots(place)).toMatchObject([{ id: root.id, replyCount: 0, replies: [] }]);
  });

  test('a hidden comment that is deleted stays as a tombstone for its replies', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    await say(place, 'reply', root);
    await decide(held.store, root.id, 'held');
    await held.store.remove(root.id);
    expect(await roots(place)).toMatchObject([{ state: 'deleted', body: '', replyCount: 1 }]);
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 1 });
  });

  test('tombstones that vanished come back with an approved reply, the topmost told first', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const middle = await say(place, 'middle', root);
    const leaf = await say(place, 'leaf', middle);
    await decide(held.store, leaf.id, 'held');
    await held.store.remove(root.id);
    await held.store.remove(middle.id);
    expect(await roots(place)).toEqual([]);
    const { seq } = await held.store.thread(place);
    await decide(held.store, leaf.id, 'published');
    expect(await roots(place)).toMatchObject([
      { id: root.id, state: 'deleted', replyCount: 1, replies: [{ id: middle.id, replies: [{ id: leaf.id }] }] },
    ]);
    expect(await typesAfter(place, seq)).toEqual([
      ['comment.updated', root.id],
      ['comment.updated', middle.id],
      ['comment.updated', leaf.id],
    ]);
    expect(await held.store.thread(place)).toMatchObject({ seq: seq + 3, commentCount: 1 });
  });

  test('an edit may hold a published comment, and leaves a hidden one hidden', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const edit = newText('new', { state: 'held' });
    expect(await held.store.edit(root.id, edit)).toMatchObject({ state: 'held', body: 'new' });
    expect(await roots(place)).toEqual([]);
    await decide(held.store, root.id, 'rejected');
    expect(await held.store.edit(root.id, { ...edit, body: 'newer' })).toMatchObject({ state: 'rejected' });
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 0 });
  });

  test('whoever was published once is known on the site, until a moderator takes a comment of theirs back', async () => {
    const place = newPlace();
    const author = person();
    const isKnown = () => held.store.isKnown(author.id, place.site);
    const first = await say(place, 'first', undefined, { author, state: 'held' });
    expect(await isKnown()).toBe(false);
    await decide(held.store, first.id, 'published');
    expect(await isKnown()).toBe(true);
    expect(await held.store.isKnown(author.id, 'elsewhere')).toBe(false);
    const second = await say(place, 'second', undefined, { author });
    await held.store.remove(second.id);
    expect(await isKnown()).toBe(true);
    await decide(held.store, first.id, 'spam');
    expect(await isKnown()).toBe(false);
    await say(place, 'third', undefined, { author });
    expect(await isKnown()).toBe(true);
    expect(await held.store.viewer(author.id)).toEqual(author);
  });

  test('one’s own held comments are told, oldest first, and nobody else’s', async () => {
    const place = newPlace();
    const author = person();
    const one = await say(place, 'one', undefined, { author, state: 'held' });
    await say(place, 'seen', undefined, { author });
    const two = await say(place, 'two', undefined, { author, state: 'held' });
    await say(place, 'other', undefined, { state: 'held' });
    await say(newPlace(), 'elsewhere', undefined, { author, state: 'held' });
    expect((await held.store.mine(author.id, place)).held.map(each => each.id)).toEqual([one.id, two.id]);
    await decide(held.store, one.id, 'published');
    expect((await held.store.mine(author.id, place)).held.map(each => each.id)).toEqual([two.id]);
  });

  test('pinned comments come first in every order, once, and no page repeats them', async () => {
    const place = newPlace();
    const all: StoredComment[] = [];
    for (const body of ['a', 'b', 'c', 'd', 'e']) all.push(await say(place, body));
    for (const n of [0, 2]) expect(await pin(all[n]?.id ?? '')).toMatchObject({ pinned: true });
    const orders = { newest: 'caedb', oldest: 'cabde', best: 'caedb' } as const;
    for (const sort of ['newest', 'oldest', 'best'] as const) {
      const query = { ...place, parent: null, sort, limit: 2, preview: [] };
      const first = await held.store.list({ ...query, after: null });
      const last = first.items.at(-1) as StoredComment;
      const rest = await held.store.list({ ...query, after: { rank: 0, number: last.number } });
      expect([...first.items, ...rest.items].map(each => each.body).join('')).toBe(orders[sort]);
    }
    await decide(held.store, all[0]?.id ?? '', 'rejected');
    expect(await decide(held.store, all[0]?.id ?? '', 'published')).toMatchObject({ pinned: false });
    const reply = await say(place, 'reply', all[1]);
    await expect(pin(reply.id)).rejects.toMatchObject({ code: 'bad_request' });
  });

  test('slow mode refuses the second comment of one author in a thread, and says how long to wait', async () => {
    const place = newPlace();
    const author = person();
    const given = draft(place, { author, body: 'one', slowMode: 60_000 });
    const { comment } = await held.store.create(given);
    const soon = draft(place, { author, body: 'two', slowMode: 60_000 });
    await expect(held.store.create(soon)).rejects.toMatchObject({ code: 'slow_mode', retryAfter: 60 });
    expect(await held.store.create(given)).toEqual({ comment, created: false });
    await held.store.remove(comment.id);
    await expect(held.store.create(soon)).rejects.toMatchObject({ code: 'slow_mode' });
    await held.store.create(draft(place, { body: 'another’s', slowMode: 60_000 }));
    await held.store.create(draft(newPlace(), { author, body: 'elsewhere', slowMode: 60_000 }));
    await held.store.create(draft(place, { author, body: 'after all', slowMode: 0 }));
  });

  test('a site’s settings are kept', async () => {
    const { settings } = (await held.store.site('default')) ?? {};
    if (settings === undefined) throw new Error('there is no site');
    const changed = { ...settings, votes: 'up', slowMode: 5 } as const;
    expect(await held.store.setSite('default', { settings: changed }, null)).toMatchObject({
      key: 'default',
      settings: changed,
    });
    expect((await held.store.sites())[0]?.settings).toEqual(changed);
    await held.store.setSite('default', { settings }, null);
    await expect(held.store.setSite('nowhere', { settings }, null)).rejects.toMatchObject({ code: 'unknown_site' });
  });
}
