/** Old keys of threads: whoever still has one reads, writes, counts and searches in the thread itself, and on no other site. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'blog' });
});
afterAll(() => server.stop());

const list = async (thread: string, more: Record<string, string> = {}) =>
  (await call(url, 'GET', query(COMMENTS, { thread, sort: 'oldest', ...more }))).json;
const texts = (page: { items: { content: unknown[][] }[] }) => page.items.map(({ content }) => content[0]?.[1]);
const aliases = async (site = 'default') => (await owner.call('GET', `/sites/${site}/aliases`)).json.items;
const setAlias = (key: string, thread: number) => owner.call('PUT', '/sites/default/aliases', { key, thread });
const removeAlias = (key: string) => owner.call('DELETE', query('/sites/default/aliases', { key }));
const movePrefix = async (body: Record<string, unknown>) => {
  const answer = await owner.call('POST', '/sites/default/threads/move', body);
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json;
};

async function idOf(key: string, site = 'default'): Promise<number> {
  const { items } = (await owner.call('GET', query('/threads', { q: key, site }))).json;
  return items.find((each: { key: string }) => each.key === key).id;
}

async function moved(from: string, to: string): Promise<number> {
  const id = await idOf(from);
  const answer = await owner.call('POST', `/threads/${id}/move`, { key: to });
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
}

test('every door knows a thread by its old key', async () => {
  const first = await post(url, '/old', 'fledermaus', { author: { name: 'Ann' }, title: 'Title', url: `${url}/old` });
  await moved('/old', '/new');
  const { token } = await guest(url, 'Bob');
  const reply = await post(url, '/old', 'reply to @Ann', { parent: first.id }, token);
  expect(reply).toMatchObject({ thread: '/new', seq: 3 });
  const page = await list('/old');
  expect(page).toEqual(await list('/new'));
  expect(page).toMatchObject({ thread: { key: '/new', commentCount: 2 } });
  const own = await call(url, 'GET', query(COMMENTS, { thread: '/old', sort: 'oldest' }), { token });
  expect(own.json.items[0].replies[0]).toMatchObject({ id: reply.id, body: 'reply to @Ann' });
  const counts = (await call(url, 'GET', '/api/v1/counts?thread=/old&thread=/new&thread=/none')).json;
  expect(counts).toEqual({ '/old': 2, '/new': 2, '/none': 0 });
  const events = (await call(url, 'GET', query('/api/v1/events', { thread: '/old', since: 0 }))).json;
  expect(events).toMatchObject({ seq: 3, events: [{ seq: 1 }, { seq: 2, thread: { key: '/new' } }, { seq: 3 }] });
  for (const path of [
    query('/api/v1/search', { thread: '/old', q: 'fledermaus' }),
    query('/feed.atom', { site: 'default', thread: '/old' }),
    query('/thread', { site: 'default', thread: '/old' }),
  ])
    expect((await call(url, 'GET', path)).text, path).toContain('fledermaus');
  const people = (await call(url, 'GET', query('/api/v1/participants', { thread: '/old' }))).json.items;
  expect(people.map((each: { name: string }) => each.name)).toEqual(['Bob', 'Ann']);
  const preview = await call(url, 'POST', '/api/v1/preview', { body: { thread: '/old', body: '@Ann' } });
  expect(preview.json.content[0][1]).toMatchObject(['mention', { id: first.author.id }, '@Ann']);
  expect((await call(url, 'GET', query('/api/v1/form', { thread: '/old' }))).status).toBe(200);
  const desk = (await owner.call('GET', query('/comments', { thread: '/old' }))).json.items;
  expect(desk).toHaveLength(2);
});

test('a list that was begun before the move goes on after it, and so do replies', async () => {
  const root = await post(url, '/paged', 'root');
  for (let n = 0; n < 5; n += 1) await post(url, '/paged', `r${n}`, { parent: root.id });
  for (let n = 0; n < 4; n += 1) await post(url, '/paged', `p${n}`);
  const first = await list('/paged', { limit: '2' });
  await moved('/paged', '/paged-on');
  const next = await list('/paged', { limit: '2', cursor: first.next });
  expect(texts(next)).toEqual(['p1', 'p2']);
  expect(texts(await list('/paged', { limit: '2', cursor: next.next }))).toEqual(['p3']);
  const { repliesNext } = first.items[0];
  const replies = await list('/paged', { parent: root.id, cursor: repliesNext });
  expect(texts(replies).at(-1)).toBe('r4');
  const elsewhere = await call(url, 'GET', query(COMMENTS, { thread: '/old', sort: 'oldest', cursor: first.next }));
  expect(elsewhere.json.code).toBe('bad_cursor');
});

test('aliases are made, listed by pages, and taken back; their place is empty then', async () => {
  await post(url, '/target', 'here');
  const thread = await idOf('/target');
  for (const key of ['/alias-a', '/alias-b', '/alias-c']) {
    expect(await setAlias(key, thread)).toMatchObject({ status: 200, json: { key, thread: { id: thread } } });
  }
  expect((await setAlias('/alias-a', thread)).status).toBe(200);
  const keys: string[] = [];
  let path = '/sites/default/aliases?limit=2';
  for (;;) {
    const { items, next } = (await owner.call('GET', path)).json;
    keys.push(...items.map((each: { key: string }) => each.key));
    if (next === null) break;
    path = query('/sites/default/aliases', { limit: 2, cursor: next });
  }
  expect(keys).toEqual(keys.toSorted());
  expect(keys.filter(key => key.startsWith('/alias-'))).toEqual(['/alias-a', '/alias-b', '/alias-c']);
  expect(texts(await list('/alias-b'))).toEqual(['here']);
  expect((await removeAlias('/alias-b')).status).toBe(204);
  expect((await removeAlias('/alias-b')).json.code).toBe('not_found');
  expect(await list('/alias-b')).toMatchObject({ items: [], thread: { key: '/alias-b', commentCount: 0 } });
  await post(url, '/alias-b', 'another thread');
  expect(texts(await list('/target'))).toEqual(['here']);
  const audit = (await owner.call('GET', query('/audit', { action: 'alias.', target: '/alias-b' }))).json.items;
  expect(audit).toMatchObject([
    { action: 'alias.remove', before: { thread }, after: null },
    { action: 'alias.set', before: null, after: { thread } },
  ]);
});

test('an alias takes no place where somebody wrote, and leads to no thread of another site', async () => {
  await post(url, '/written', 'x');
  await post(url, '/elsewhere', 'x', { site: 'blog' });
  const target = await idOf('/target');
  expect((await setAlias('/written', target)).json).toMatchObject({ code: 'already_exists' });
  expect((await setAlias('/target', target)).json).toMatchObject({ code: 'bad_request' });
  expect((await setAlias('/x', await idOf('/elsewhere', 'blog'))).json.code).toBe('not_found');
  expect((await setAlias('/x', 999_999)).json.code).toBe('not_found');
  const id = await idOf('/written');
  const refused = await owner.call('POST', `/threads/${id}/move`, { key: '/alias-a' });
  expect(refused.json).toMatchObject({ code: 'already_exists', detail: expect.stringContaining(`thread ${target}`) });
  const admin = await makeStaff(url, owner, { role: 'admin', sites: ['blog'] });
  for (const [method, path, body] of [
    ['GET', '/sites/default/aliases'],
    ['PUT', '/sites/default/aliases', { key: '/x', thread: target }],
    ['DELETE', '/sites/default/aliases?key=/alias-a'],
    ['POST', '/sites/default/threads/move', { from: '/', to: '/x/' }],
  ] as const)
    expect((await admin.call(method, path, body)).json.code).toBe('unknown_site');
});

test('a move to another site leaves no alias: its readers have nothing to do with that site', async () => {
  await post(url, '/leaving', 'x');
  const id = await idOf('/leaving');
  await owner.call('POST', `/threads/${id}/move`, { key: '/arrived', site: 'blog' });
  expect(await list('/leaving')).toMatchObject({ items: [], thread: { key: '/leaving' } });
  expect(await list('/arrived')).toMatchObject({ items: [] });
  expect(await aliases('blog')).toEqual([]);
});

test('all keys that begin so are moved at once, and back; a dry run tells what would be', async () => {
  for (const key of ['/blog/a', '/blog/b', '/blog/2020/a', '/blogroll']) await post(url, key, key);
  const planned = await movePrefix({ from: '/blog/', to: '/blog/2020/', dryRun: true });
  expect(planned).toMatchObject({ moved: 3, conflicts: [], conflictCount: 0 });
  expect(planned.examples).toContainEqual({ from: '/blog/a', to: '/blog/2020/a' });
  expect(texts(await list('/blog/2020/2020/a'))).toEqual([]);
  expect(await movePrefix({ from: '/blog/', to: '/blog/2020/' })).toMatchObject({ moved: 3, conflicts: [] });
  // What is there now wins over what once was there.
  expect(texts(await list('/blog/2020/a'))).toEqual(['/blog/a']);
  expect(texts(await list('/blog/2020/2020/a'))).toEqual(['/blog/2020/a']);
  expect(texts(await list('/blog/b'))).toEqual(['/blog/b']);
  expect(texts(await list('/blogroll'))).toEqual(['/blogroll']);
  expect(await movePrefix({ from: '/blog/2020/', to: '/blog/' })).toMatchObject({ moved: 3, conflicts: [] });
  for (const key of ['/blog/a', '/blog/b', '/blog/2020/a']) {
    const page = await list(key);
    expect(page.thread.key).toBe(key);
    expect(texts(page)).toEqual([key]);
  }
  const audit = (await owner.call('GET', query('/audit', { action: 'thread.move-prefix' }))).json.items;
  expect(audit).toMatchObject([
    { site: 'default', before: { prefix: '/blog/2020/' }, after: { prefix: '/blog/', threads: 3 } },
    { before: { prefix: '/blog/' }, after: { prefix: '/blog/2020/', threads: 3 } },
  ]);
});

test('where somebody wrote in the new place, the thread stays, or is merged where that is asked for', async () => {
  for (const key of ['/de/x', '/de/y', '/en/x', `/de/${'z'.repeat(500)}`]) await post(url, key, key.slice(0, 9));
  const long = `/de/${'z'.repeat(500)}`;
  const plan = await movePrefix({ from: '/de/', to: '/en/', dryRun: true });
  expect(plan).toMatchObject({ moved: 2, conflicts: ['/de/x'] });
  const first = await movePrefix({ from: '/de/', to: '/englisch/sprache/', merge: true });
  expect(first).toMatchObject({ moved: 2, merged: 0, conflicts: [long] });
  await movePrefix({ from: '/englisch/sprache/', to: '/de/' });
  expect(await movePrefix({ from: '/de/', to: '/en/' })).toMatchObject({ moved: 2, conflicts: ['/de/x'], merged: 0 });
  expect(texts(await list('/de/x'))).toEqual(['/de/x']);
  expect(await movePrefix({ from: '/de/', to: '/en/', merge: true })).toMatchObject({
    moved: 0,
    merged: 1,
    conflicts: [],
  });
  const both = await list('/de/x');
  expect(both.thread.key).toBe('/en/x');
  expect(texts(both).toSorted()).toEqual(['/de/x', '/en/x']);
  const nothing = await owner.call('POST', '/sites/default/threads/move', { from: '/de/', to: '/de/' });
  expect(nothing.json.code).toBe('bad_request');
});

test('many threads move in steps, and a restart knows all their old keys', async () => {
  const keys = Array.from({ length: 130 }, (_, n) => `/many/${n}`);
  await Promise.all(keys.map(key => post(url, key, key)));
  expect(await movePrefix({ from: '/many/', to: '/m/' })).toMatchObject({ moved: 130 });
  const { dataDir } = server;
  await server.stop();
  server = await startServer({ DATA_DIR: dataDir });
  url = server.url;
  const counts = await call(
    url,
    'GET',
    `/api/v1/counts?${keys
      .slice(0, 50)
      .map(key => `thread=${key}`)
      .join('&')}`,
  );
  expect(Object.values(counts.json)).toEqual(Array.from({ length: 50 }, () => 1));
  expect((await post(url, '/many/129', 'more')).thread).toBe('/m/129');
});
