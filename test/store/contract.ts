/** What every store must do, whatever database is behind it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewComment, Store } from '../../server/store/store.ts';
import { decisionContract } from './contract-decisions.ts';
import { listContract } from './contract-lists.ts';
import { logContract } from './contract-log.ts';
import { memberContract } from './contract-members.ts';
import { moderationContract } from './contract-moderation.ts';
import { searchContract } from './contract-search.ts';
import { voteContract } from './contract-votes.ts';
import { draft, type Held, newPlace, newText, person } from './drafts.ts';

/** Runs the contract against the store that `open` opens empty. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`${name} keeps the store contract`, () => {
    const held = {} as Held;
    beforeAll(async () => {
      held.store = await open();
    });
    afterAll(() => held.store.close());
    writeContract(held);
    listContract(held);
    logContract(held);
    voteContract(held);
    decisionContract(held);
    moderationContract(held);
    memberContract(held);
    searchContract(held);
  });
}

function writeContract(held: Held): void {
  test('a new comment is there, with its number, and its thread counts it', async () => {
    const place = newPlace();
    expect(await held.store.thread(place)).toMatchObject({ seq: 0, commentCount: 0, state: 'open' });
    const given = draft(place, { body: 'Hi', title: 'Title', url: 'https://a.example/' });
    const { comment, created } = await held.store.create(given);
    expect(created).toBe(true);
    expect(comment).toMatchObject({ id: given.id, seq: 1, depth: 0, body: 'Hi', content: [['p', 'Hi']], parent: null });
    expect(await held.store.comment(given.id)).toEqual(comment);
    expect(await held.store.thread(place)).toMatchObject({ seq: 1, commentCount: 1, title: 'Title' });
    expect(await held.store.viewer(given.author.id)).toMatchObject({ name: 'Ann', role: 'guest' });
  });

  test('a thread keeps the title that was said first', async () => {
    const place = newPlace();
    await held.store.create(draft(place, { title: 'First' }));
    await held.store.create(draft(place, { title: 'Second', url: 'https://a.example/' }));
    expect(await held.store.thread(place)).toMatchObject({ title: 'First', url: 'https://a.example/', seq: 2 });
  });

  test('L3 the same id again gives the first comment, in whatever case it is written, and takes no number', async () => {
    const place = newPlace();
    const given = draft(place);
    const first = await held.store.create(given);
    const again = await held.store.create({ ...given, id: given.id.toUpperCase(), body: 'Other' });
    expect(again).toEqual({ comment: first.comment, created: false });
    const together = await Promise.all(Array.from({ length: 5 }, () => held.store.create(given)));
    expect(together.every(each => each.comment.seq === 1 && !each.created)).toBe(true);
    expect((await held.store.thread(place)).seq).toBe(1);
  });

  test('L3 one id that meets itself in one commit is one comment', async () => {
    const given = draft(newPlace());
    const tries = await Promise.all(Array.from({ length: 5 }, () => held.store.create(given)));
    expect(tries.filter(each => each.created)).toHaveLength(1);
    expect(new Set(tries.map(each => each.comment.number)).size).toBe(1);
  });

  test('the same text by the same author in the same place is refused, elsewhere it is not', async () => {
    const place = newPlace();
    const author = person();
    const { comment } = await held.store.create(draft(place, { author, body: 'twice' }));
    const twin = { author, body: 'twice' };
    await expect(held.store.create(draft(place, twin))).rejects.toMatchObject({ code: 'duplicate' });
    await held.store.create(draft(place, { body: 'twice' }));
    await held.store.create(draft(place, { ...twin, parent: comment.id }));
    await held.store.create(draft(newPlace(), twin));
    await held.store.create(draft(place, { ...twin, duplicateWindow: -1 }));
  });

  test('what cannot be is refused by its name', async () => {
    const place = newPlace();
    const elsewhere = (await held.store.create(draft(newPlace()))).comment;
    const refusal = (more: Partial<NewComment>) =>
      held.store.create(draft(place, more)).then(
        () => 'accepted',
        error => error.code,
      );
    expect(await refusal({ site: 'nowhere' })).toBe('unknown_site');
    expect(await refusal({ parent: randomUUID() })).toBe('unknown_parent');
    expect(await refusal({ parent: elsewhere.id })).toBe('unknown_parent');
    const gone = (await held.store.create(draft(place))).comment;
    await held.store.remove(gone.id);
    expect(await refusal({ parent: gone.id })).toBe('comment_deleted');
    const hidden = (await held.store.create(draft(place, { state: 'held' }))).comment;
    expect(await refusal({ parent: hidden.id })).toBe('unknown_parent');
    const edit = newText('x', { content: [] });
    await expect(held.store.edit(randomUUID(), edit)).rejects.toMatchObject({ code: 'unknown_comment' });
    await expect(held.store.edit(gone.id, edit)).rejects.toMatchObject({ code: 'comment_deleted' });
    await expect(held.store.remove(randomUUID())).rejects.toMatchObject({ code: 'unknown_comment' });
    await expect(held.store.thread({ ...place, site: 'nowhere' })).rejects.toMatchObject({ code: 'unknown_site' });
    await expect(held.store.counts('nowhere', ['/'])).rejects.toMatchObject({ code: 'unknown_site' });
  });

  test('L1 numbers have no gap under parallel writes, with refused ones among them', async () => {
    const place = newPlace();
    const commits: number[] = [];
    held.store.onCommit(({ places, size }) => places.some(each => each.thread === place.thread) && commits.push(size));
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) =>
        held.store.create(draft(place, { body: `#${n}`, ...(n % 3 === 0 ? { parent: randomUUID() } : {}) })),
      ),
    );
    const seqs = results.flatMap(each => (each.status === 'fulfilled' ? [each.value.comment.seq] : []));
    expect(seqs).toEqual(Array.from({ length: 133 }, (_, n) => n + 1));
    expect(results.filter(each => each.status === 'rejected')).toHaveLength(67);
    expect(await held.store.thread(place)).toMatchObject({ seq: 133, commentCount: 133 });
    expect(commits.length).toBeGreaterThan(0);
  });

  test('L1 posts, edits, removals and refusals in one commit count as if each had its own', async () => {
    const place = newPlace();
    const { comment: old } = await held.store.create(draft(place, { body: 'old' }));
    const edit = newText('new');
    const results = await Promise.allSettled([
      held.store.create(draft(place, { body: 'a', title: 'Title' })),
      held.store.edit(old.id, edit),
      held.store.create(draft(place, { parent: randomUUID() })),
      held.store.create(draft(newPlace(), { parent: randomUUID() })),
      held.store.create(draft(place, { body: 'b', state: 'held' })),
      held.store.remove(randomUUID()),
      held.store.remove(old.id),
      held.store.edit(old.id, edit),
      held.store.create(draft(place, { body: 'c' })),
    ]);
    expect(results.map(each => (each.status === 'fulfilled' ? 'done' : each.reason.code))).toEqual([
      'done',
      'done',
      'unknown_parent',
      'unknown_parent',
      'done',
      'unknown_comment',
      'done',
      'comment_deleted',
      'done',
    ]);
    expect(await held.store.thread(place)).toMatchObject({ seq: 6, commentCount: 2, title: 'Title' });
    const { events } = await held.store.events(place, 0, 100);
    expect(events?.map(({ seq, type, comment }) => [seq, type, comment?.body])).toEqual([
      [1, 'comment.created', ''],
      [2, 'comment.created', 'a'],
      [3, 'comment.updated', ''],
      [4, 'comment.created', 'b'],
      [5, 'comment.removed', ''],
      [6, 'comment.created', 'c'],
    ]);
  });

  test('a refused write leaves nothing behind, not even its thread', async () => {
    const place = newPlace();
    const author = person();
    await expect(held.store.create(draft(place, { author, parent: randomUUID() }))).rejects.toThrow();
    expect(await held.store.thread(place)).toMatchObject({ seq: 0 });
    expect(await held.store.viewer(author.id)).toBeUndefined();
  });

  test('an edit changes the text and keeps the rest', async () => {
    const place = newPlace();
    const { comment } = await held.store.create(draft(place, { body: 'before' }));
    const edited = await held.store.edit(comment.id, newText('after'));
    expect(edited).toMatchObject({ id: comment.id, seq: 1, body: 'after', content: [['p', 'after']] });
    expect(edited.editedAt).toBeTypeOf('number');
    expect((await held.store.thread(place)).seq).toBe(2);
  });
}
