/** The part of the store contract about the event log and the jobs. */
import { expect, test } from 'vitest';
import type { Job } from '../../server/store/store.ts';
import { draft, type Held, newPlace, newText } from './drafts.ts';

export function logContract(held: Held): void {
  test('L1 the log gives each event once, in order, from any position', async () => {
    const place = newPlace();
    const first = (await held.store.create(draft(place, { body: 'a' }))).comment;
    const second = (await held.store.create(draft(place, { body: 'b', parent: first.id }))).comment;
    await held.store.edit(second.id, newText('c'));
    await held.store.remove(second.id);
    const all = await held.store.events(place, 0, 100);
    expect(all.events?.map(each => [each.seq, each.type, each.comment?.id])).toEqual([
      [1, 'comment.created', first.id],
      [2, 'comment.created', second.id],
      [3, 'comment.updated', second.id],
      [4, 'comment.removed', second.id],
    ]);
    expect(all.thread).toMatchObject({ seq: 4, commentCount: 1 });
    expect(all.events?.[1]?.replyCounts).toEqual({ [first.id]: 0 });
    expect((await held.store.events(place, 1, 2)).events?.map(each => each.seq)).toEqual([2, 3]);
    expect((await held.store.events(place, 4, 100)).events).toEqual([]);
    expect((await held.store.events(newPlace(), 0, 100)).events).toEqual([]);
  });

  test('L4 replay shows the comment as it is now, so an erased text is in no event', async () => {
    const place = newPlace();
    const { comment } = await held.store.create(draft(place, { body: 'canary-replay' }));
    await held.store.edit(comment.id, newText('canary-edit'));
    expect(JSON.stringify(await held.store.events(place, 0, 100))).not.toContain('canary-replay');
    await held.store.remove(comment.id);
    expect(JSON.stringify(await held.store.events(place, 0, 100))).not.toContain('canary');
  });

  test('a shortened log says that it does not reach back', async () => {
    const place = newPlace();
    for (const body of ['a', 'b', 'c']) await held.store.create(draft(place, { body }));
    await held.store.pruneEvents(place, 2);
    expect((await held.store.events(place, 0, 100)).events).toBeUndefined();
    expect((await held.store.events(place, 1, 100)).events).toBeUndefined();
    expect((await held.store.events(place, 2, 100)).events).toHaveLength(1);
    await held.store.pruneEvents(place, 3);
    expect((await held.store.events(place, 2, 100)).events).toBeUndefined();
    expect((await held.store.events(place, 3, 100)).events).toEqual([]);
    expect((await held.store.create(draft(place, { body: 'd' }))).comment.seq).toBe(4);
  });

  test('commits name the threads that changed', async () => {
    const place = newPlace();
    const heard: string[] = [];
    held.store.onCommit(({ places }) => heard.push(...places.map(each => each.thread)));
    await held.store.create(draft(place));
    expect(heard).toEqual([place.thread]);
  });

  test('a job is written with its change, taken by one at a time, and due again after its lease', async () => {
    const jobs = [{ kind: 'mail', payload: { to: 'ann' } }];
    const place = newPlace();
    const refused = draft(place, { jobs, parent: crypto.randomUUID() });
    await expect(held.store.create(refused)).rejects.toThrow();
    expect(await held.store.claimJob(60_000)).toBeUndefined();

    await held.store.create(draft(place, { jobs }));
    const claims = await Promise.all([held.store.claimJob(-1), held.store.claimJob(60_000)]);
    expect(claims).toMatchObject([
      { kind: 'mail', payload: { to: 'ann' }, attempts: 1 },
      { kind: 'mail', attempts: 2 },
    ]);
    expect(await held.store.claimJob(60_000)).toBeUndefined();

    const { id } = claims[0] as Job;
    await held.store.failJob(id, 'no answer', Date.now() - 1);
    expect(await held.store.claimJob(60_000)).toMatchObject({ id, attempts: 3 });
    await held.store.failJob(id, 'no answer', null);
    expect(await held.store.claimJob(60_000)).toBeUndefined();

    await held.store.create(
      draft(place, { body: 'later', jobs: [{ ...jobs[0], kind: 'mail', payload: 1, runAt: Date.now() + 60_000 }] }),
    );
    expect(await held.store.claimJob(60_000)).toBeUndefined();
    await held.store.create(draft(place, { body: 'done', jobs }));
    const done = (await held.store.claimJob(-1)) as Job;
    await held.store.finishJob(done.id);
    expect(await held.store.claimJob(60_000)).toBeUndefined();
  });

  test('the epoch stays while the store is open', async () => {
    const before = held.store.epoch;
    await held.store.create(draft(newPlace()));
    expect(held.store.epoch).toBe(before);
    expect(before).toMatch(/^[\w-]+$/);
  });
}
