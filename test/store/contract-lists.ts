/** The part of the store contract about lists: pages, replies, tombstones, counts. */
import { expect, test } from 'vitest';
import type { Sort } from '../../protocol/comment.ts';
import type { PageQuery, Place, Store, StoredComment } from '../../server/store/store.ts';
import { rankOf } from '../../server/store/wilson.ts';
import { draft, type Held, newPlace, person } from './drafts.ts';

const ask = (place: Place, more: Partial<PageQuery> = {}): PageQuery => ({
  ...place,
  parent: null,
  sort: 'newest',
  after: null,
  limit: 4,
  preview: [2, 1],
  ...more,
});

/** Every row of a list, page by page. */
async function walk(store: Store, query: PageQuery): Promise<string[]> {
  const bodies: string[] = [];
  for (let after = query.after; ; ) {
    const { items, more } = await store.list({ ...query, after });
    bodies.push(...items.map(item => item.body));
    const last = items.at(-1);
    if (!more || last === undefined) return bodies;
    after = { rank: rankOf(last), number: last.number };
  }
}

export function listContract(held: Held): void {
  const say = async (place: Place, body: string, parent: StoredComment | null = null): Promise<StoredComment> =>
    (await held.store.create(draft(place, { body, parent: parent?.id ?? null }))).comment;

  test('pages of each order are complete, without repeats, also while others write', async () => {
    const place = newPlace();
    const names = Array.from({ length: 11 }, (_, n) => `c${n}`);
    for (const name of names) await say(place, name);
    const orders: [Sort, string[]][] = [
      ['newest', names.toReversed()],
      ['oldest', names],
      ['best', names.toReversed()],
    ];
    for (const [sort, expected] of orders) expect(await walk(held.store, ask(place, { sort }))).toEqual(expected);
    const first = await held.store.list(ask(place));
    const last = first.items.at(-1) as StoredComment;
    await say(place, 'late');
    const rest = await walk(held.store, ask(place, { after: { rank: rankOf(last), number: last.number } }));
    expect([...first.items.map(item => item.body), ...rest]).toEqual(names.toReversed());
  });

  test('a page carries the head it was read at, and an unwritten thread reads as empty', async () => {
    const place = newPlace();
    expect(await held.store.list(ask(place))).toMatchObject({ items: [], more: false, thread: { seq: 0 } });
    await say(place, 'one');
    expect(await held.store.list(ask(place))).toMatchObject({ thread: { seq: 1, commentCount: 1 } });
    expect((await held.store.counts('default', [place.thread, '/never'])).get(place.thread)).toBe(1);
    expect((await held.store.counts('default', ['/never'])).get('/never')).toBe(0);
  });

  test('a comment brings its first replies, oldest first, and says that there are more', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const replies = [await say(place, 'r1', root), await say(place, 'r2', root), await say(place, 'r3', root)];
    await say(place, 'r1.1', replies[0]);
    await say(place, 'r1.2', replies[0]);
    const [tree] = (await held.store.list(ask(place))).items;
    expect(tree).toMatchObject({ replyCount: 3, moreReplies: true });
    expect(tree?.replies).toMatchObject([
      { body: 'r1', depth: 1, parent: root.id, moreReplies: true, replies: [{ body: 'r1.1', depth: 2 }] },
      { body: 'r2', replies: [], moreReplies: false },
    ]);
    const query = ask(place, { parent: root.id, sort: 'oldest', limit: 2 });
    expect(await walk(held.store, query)).toEqual(['r1', 'r2', 'r3']);
    await expect(held.store.list(ask(newPlace(), { parent: root.id }))).rejects.toMatchObject({
      code: 'unknown_parent',
    });
  });

  test('L4 a deleted comment keeps its place while it has replies, and goes with the last of them', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const middle = await say(place, 'middle', root);
    const leaf = await say(place, 'leaf', middle);
    await held.store.remove(root.id);
    await held.store.remove(middle.id);
    expect((await held.store.list(ask(place))).items).toMatchObject([
      { state: 'deleted', body: '', content: [], replyCount: 1, replies: [{ state: 'deleted', body: '' }] },
    ]);
    expect(await held.store.thread(place)).toMatchObject({ commentCount: 1 });
    const { seq } = await held.store.thread(place);
    await held.store.remove(leaf.id);
    expect(await held.store.list(ask(place))).toMatchObject({ items: [], thread: { commentCount: 0 } });
    const { events } = await held.store.events(place, seq, 10);
    expect(events).toMatchObject([{ type: 'comment.removed', replyCounts: { [middle.id]: 0, [root.id]: 0 } }]);
  });

  test('a removed comment without replies leaves the list, and removing it again takes no number', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const reply = await say(place, 'reply', root);
    expect(await held.store.remove(reply.id)).toMatchObject({ state: 'deleted', body: '', content: [] });
    const { seq } = await held.store.thread(place);
    await held.store.remove(reply.id);
    expect(await held.store.thread(place)).toMatchObject({ seq, commentCount: 1 });
    expect((await held.store.list(ask(place))).items).toMatchObject([{ replyCount: 0, replies: [] }]);
  });

  test('L4 a held comment is in no list and in no count, but has its number and its row', async () => {
    const place = newPlace();
    const root = await say(place, 'root');
    const author = person();
    const given = draft(place, { state: 'held', parent: root.id, author, body: 'wait' });
    const { comment } = await held.store.create(given);
    expect(comment).toMatchObject({ state: 'held', seq: 2 });
    const page = await held.store.list(ask(place));
    expect(page).toMatchObject({ thread: { seq: 2, commentCount: 1 }, items: [{ replyCount: 0, replies: [] }] });
    await held.store.remove(comment.id);
    expect(await held.store.thread(place)).toMatchObject({ seq: 3, commentCount: 1 });
    expect((await held.store.list(ask(place))).items).toMatchObject([{ replyCount: 0 }]);
  });
}
