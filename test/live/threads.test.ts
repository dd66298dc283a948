/** Threads that are closed, moved and merged while people read them: every screen goes along, and shows nothing of another thread. */
import { beforeAll, expect, test } from 'vitest';
import type { LiveEvent } from '../../protocol/events.ts';
import { COMMENTS, call, changeRows, guest, post, query } from '../helpers/api.ts';
import type { LiveClient } from '../helpers/live-client.ts';
import { until } from '../helpers/until.ts';
import { threadReaders } from './thread-readers.ts';

const here = threadReaders();
const { admin, idOf, list, mirror, open, watch } = here;
let url: string;
beforeAll(() => {
  url = here.server.url;
});

async function take(client: LiveClient, count: number): Promise<LiveEvent[]> {
  const all: LiveEvent[] = [];
  while (all.length < count) all.push(...(await client.next('events')).events);
  return all;
}

const bodies = (page: { items: { content: unknown[][] }[] }) => page.items.map(({ content }) => content[0]?.[1]);

test('a lock reaches every reader with its number, and keeps everybody from writing until it is lifted', async () => {
  await post(url, '/locked', 'one');
  const id = await idOf('/locked');
  const reader = await watch('/locked');
  expect((await admin('PUT', `/threads/${id}/lock`)).json).toMatchObject({
    id,
    state: 'locked',
    commentCount: 1,
    viewers: 1,
  });
  await admin('PUT', `/threads/${id}/lock`);
  reader.send({ type: 'post', id: crypto.randomUUID(), site: 'default', thread: '/locked', body: 'two' });
  expect(await reader.next('error')).toMatchObject({ code: 'thread_locked' });
  expect((await admin('DELETE', `/threads/${id}/lock`)).json.state).toBe('open');
  await post(url, '/locked', 'two');
  const events = reader.frames.flatMap(frame => (frame.type === 'events' ? frame.events : []));
  while (events.length < 3)
    events.push(
      ...(await reader.next('events', ({ events: [first] }) => (first?.seq ?? 0) > events.length + 1)).events,
    );
  expect(events).toMatchObject([
    { seq: 2, type: 'thread.updated', thread: { state: 'locked', seq: expect.any(Number) } },
    { seq: 3, type: 'thread.updated', thread: { state: 'open' } },
    { seq: 4, type: 'comment.created' },
  ]);
});

test('L1 a moved thread takes its numbers along, and the readers of its old key, who load anew', async () => {
  await post(url, '/before', 'one');
  const id = await idOf('/before');
  const [old, early] = [await watch('/before'), await watch('/after')];
  expect((await admin('POST', `/threads/${id}/move`, { key: '/after' })).json).toMatchObject({
    id,
    key: '/after',
    commentCount: 1,
  });
  const reset = await old.next('reset');
  expect(reset).toMatchObject({ thread: '/before', seq: 2 });
  expect(await take(early, 2)).toMatchObject([
    { seq: 1, type: 'comment.created', comment: { thread: '/after', content: [['p', 'one']] } },
    { seq: 2, type: 'thread.updated', thread: { key: '/after' } },
  ]);
  const page = await list('/before');
  expect(page).toMatchObject({ thread: { key: '/after', seq: 2, commentCount: 1 } });
  expect(bodies(page)).toEqual(['one']);
  const fresh = await post(url, '/before', 'fresh');
  expect(fresh).toMatchObject({ seq: 3, thread: '/after' });
  for (const reader of [old, early])
    expect(await take(reader, 1)).toMatchObject([{ seq: 3, type: 'comment.created', comment: { id: fresh.id } }]);
  // Who was away goes on where they were.
  const away = await open();
  await away.subscribe('/before', { since: 1, epoch: reset.epoch });
  expect(await take(away, 2)).toMatchObject([{ seq: 2, type: 'thread.updated' }, { seq: 3 }]);
});

test('L1 moved there and back, it is one thread all the time, by either key', async () => {
  await post(url, '/there', 'one');
  const id = await idOf('/there');
  await admin('POST', `/threads/${id}/move`, { key: '/and-back' });
  const [there, elsewhere] = [await watch('/there'), await watch('/and-back')];
  expect((await admin('POST', `/threads/${id}/move`, { key: '/there' })).json).toMatchObject({ id, key: '/there' });
  await elsewhere.next('reset');
  expect(bodies(await list('/there'))).toEqual(['one']);
  expect(bodies(await list('/and-back'))).toEqual(['one']);
  expect([(await post(url, '/there', 'x')).seq, (await post(url, '/and-back', 'y')).seq]).toEqual([4, 5]);
  for (const [reader, thread] of [
    [there, '/there'],
    [elsewhere, '/and-back'],
  ] as const) {
    const frames = [await reader.next('events', ({ events }) => events.some(each => each.seq === 5))];
    expect(frames[0]).toMatchObject({ thread });
  }
});

test('L1 L4 a merge: each comment reaches the readers of the target once, hidden ones by number, and the old key leads there', async () => {
  const author = await guest(url, 'Ann');
  await post(url, '/source', 'canary-one');
  const root = await post(url, '/source', 'root');
  const reply = await post(url, '/source', 'reply', { parent: root.id });
  const target = await post(url, '/target', 'target');
  // More numbers than the source has: readers of a target with fewer would load anew.
  for (let n = 0; n < 4; n += 1) {
    for (const value of [1, 0]) {
      const vote = `${COMMENTS}/${target.id}/vote`;
      await call(url, 'PUT', vote, { body: { value }, token: author.token });
    }
  }
  await here.server.set({ hold: 'all' });
  const waiting = { thread: '/source', body: 'canary-held' };
  const held = (await call(url, 'POST', COMMENTS, { body: waiting, token: author.token })).json;
  await here.server.set({ hold: 'none' });
  const { token } = await guest(url);
  await call(url, 'PUT', `${COMMENTS}/${root.id}/vote`, { body: { value: 1 }, token });
  await call(url, 'PUT', `${COMMENTS}/${root.id}/reactions/${encodeURIComponent('🎉')}`, { token });
  await call(url, 'POST', `${COMMENTS}/${root.id}/flags`, { body: { reason: 'spam' }, token });
  const [from, into] = [await idOf('/source'), await idOf('/target')];
  const readers = {
    source: await watch('/source'),
    target: await watch('/target'),
    author: await watch('/target', author.token),
  };

  const merged = await admin('POST', `/threads/${from}/merge`, { into });
  expect(merged).toMatchObject({ status: 200, json: { id: into, commentCount: 4, pending: 1 } });
  await readers.source.next('reset');
  expect(await take(readers.target, 4)).toMatchObject([
    { seq: 10, comment: { thread: '/target', seq: 10, content: [['p', 'canary-one']] } },
    { seq: 11, comment: { id: root.id, replyCount: 1, upvotes: 1, reactions: { '🎉': 1 } }, commentCount: 4 },
    { seq: 12, comment: { id: reply.id, parent: root.id }, replyCounts: { [root.id]: 1 } },
    { seq: 13, type: 'hidden' },
  ]);
  expect((await take(readers.author, 4))[3]).toMatchObject({ seq: 13, comment: { id: held.id, state: 'held' } });
  expect(JSON.stringify(readers.target.frames)).not.toContain('canary-held');
  expect(JSON.stringify(readers.source.frames)).not.toContain('canary');

  // What was read by the old key means nothing in the log of the target.
  for (const since of [0, 2]) {
    const log = await call(url, 'GET', query('/api/v1/events', { thread: '/source', since }));
    expect(log.json).toMatchObject({ events: [], reset: true });
  }
  expect(await list('/source')).toEqual(await list('/target'));
  const page = await list('/target', token);
  expect(page.items.map((each: { id: string }) => each.id)).toEqual([expect.any(String), root.id, target.id]);
  expect(page.items[1]).toMatchObject({ myVote: 1, myReactions: ['🎉'], replies: [{ id: reply.id }] });
  expect((await list('/target', author.token)).items.at(-1)).toMatchObject({ id: held.id, state: 'held' });
  const found = (await call(url, 'GET', query('/api/v1/search', { q: 'root', thread: '/target' }))).json;
  expect(JSON.stringify(found)).toContain(root.id);
  const byOldKey = await call(url, 'GET', query('/api/v1/search', { q: 'root', thread: '/source' }));
  expect(byOldKey.text).toContain(root.id);
  const again = await post(url, '/source', 'fresh');
  expect(await take(readers.source, 1)).toMatchObject([{ seq: again.seq, comment: { id: again.id } }]);
  expect((await admin('GET', `/comments/${held.id}`)).json.thread).toBe('/target');
});

test('L1 L2 a merge of hundreds while people write and read: what they see is what is there', async () => {
  const length = 320;
  await Promise.all(Array.from({ length }, (_, n) => post(url, '/many', `m${n}`)));
  await post(url, '/few', 'f');
  const [from, into] = [await idOf('/many'), await idOf('/few')];
  const readers = await Promise.all([mirror('/many'), mirror('/few')]);
  const merging = admin('POST', `/threads/${from}/merge`, { into });
  for (let n = 0; n < 10; n += 1) await post(url, '/few', `meanwhile ${n}`);
  expect((await merging).status).toBe(200);
  expect((await admin('GET', `/threads/${into}`)).json.commentCount).toBe(length + 11);
  const { id } = await post(url, '/many', 'after it');
  const counts = (await call(url, 'GET', `${query('/api/v1/counts', { thread: '/many' })}&thread=/few`)).json;
  expect(counts).toEqual({ '/many': length + 12, '/few': length + 12 });
  for (const reader of readers) {
    const { thread } = reader.options;
    await until(async () => reader.seq === (await list(thread)).thread.seq, `${thread} is not read to its end`);
    expect(reader.wrong).toBe(0);
  }
  for (const reader of readers) {
    const { comments } = (await reader.whole()) as { comments: { id: string }[] };
    expect(comments.at(-1)?.id).toBe(id);
    expect(new Set(comments.map(each => each.id)).size).toBe(length + 12);
    expect(comments).toHaveLength(length + 12);
  }
});

test('what is being merged is not merged, moved or opened by anybody else, and ends as it was', async () => {
  await Promise.all(Array.from({ length: 160 }, (_, n) => post(url, '/busy', `b${n}`)));
  await post(url, '/into', 'i');
  const [from, into] = [await idOf('/busy'), await idOf('/into')];
  const merges = [1, 2, 3].map(() => admin('POST', `/threads/${from}/merge`, { into }));
  const others = [admin('DELETE', `/threads/${from}/lock`), admin('POST', `/threads/${into}/move`, { key: '/else' })];
  const answers = await Promise.all([...merges, ...others]);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const each of refused) expect(each).toMatchObject({ status: 503, json: { code: 'unavailable', retryAfter: 5 } });
  expect((await admin('GET', `/threads/${into}`)).json).toMatchObject({ commentCount: 161 });
  expect(await list('/busy')).toMatchObject({ thread: { key: '/into', state: 'open', commentCount: 161 } });
});

test('a merge that was cut off is ended by a job', async () => {
  for (let n = 0; n < 3; n += 1) await post(url, '/cut', `c${n}`);
  await post(url, '/whole', 'w');
  const [from, into] = [await idOf('/cut'), await idOf('/whole')];
  // As it stands when the process ends after the first transaction of a merge.
  changeRows(
    here.server.dataDir,
    `UPDATE threads SET state = 'locked' WHERE id = ${from};
     DELETE FROM events WHERE thread_id = ${from};
     INSERT INTO jobs (kind, payload, run_at) VALUES ('threads.merge', json_object('from', ${from}, 'into', ${into},
       'upTo', (SELECT MAX(number) FROM comments), 'after', 0, 'state', 'open'), 0);`,
  );
  const reader = await watch('/whole');
  await post(url, '/elsewhere', 'wakes the jobs');
  // The log of the target is shorter than the one that was read by the old key, so all load anew.
  expect(await reader.next('reset')).toMatchObject({ thread: '/whole', seq: 4 });
  expect(bodies(await list('/cut'))).toEqual(['c0', 'c1', 'c2', 'w']);
  expect((await list('/cut')).thread).toMatchObject({ key: '/whole', state: 'open', commentCount: 4 });
});

test('threads close at the age that the owner sets, live, but for those that a moderator opened', async () => {
  const [old, kept] = [await post(url, '/old', 'x'), await post(url, '/kept', 'x')];
  const ids = [await idOf('/old'), await idOf('/kept')];
  await post(url, '/young', 'x');
  await admin('DELETE', `/threads/${ids[1]}/lock`);
  changeRows(
    here.server.dataDir,
    `UPDATE threads SET created_at = created_at - 3 * 86400000 WHERE id IN (${ids.join()})`,
  );
  const reader = await watch('/old');
  await here.server.set({ closeAfter: 2 });
  expect(await take(reader, 1)).toMatchObject([
    { seq: old.seq + 1, type: 'thread.updated', thread: { state: 'locked' } },
  ]);
  await here.server.set({ closeAfter: 0 });
  const states = await Promise.all(['/old', '/kept', '/young'].map(async thread => (await list(thread)).thread.state));
  expect(states).toEqual(['locked', 'open', 'open']);
  expect(kept.seq).toBe(1);
  const audit = (await admin('GET', query('/audit', { action: 'thread.lock', target: String(ids[0]) }))).json;
  expect(audit.items).toMatchObject([
    { by: { via: 'system' }, reason: 'older than 2 days', after: { state: 'locked' } },
  ]);
});
