/** Threads over REST: found, opened, closed, moved and merged, each by who may and on their sites alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ThreadsQuery } from '../../protocol/admin/threads.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { dataOf, makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
let moderator: SignedIn;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'blog' });
  moderator = await makeStaff(url, owner, { role: 'moderator', sites: ['blog'] });
});
afterAll(() => server.stop());

const list = async (thread: string, site = 'default') =>
  (await call(url, 'GET', query(COMMENTS, { site, thread, sort: 'oldest' }))).json;
const threads = async (query: ThreadsQuery, by = owner) =>
  dataOf(await by.api.GET('/api/v1/admin/threads', { params: { query } }));
const named = async (q: string, by = owner) => (await threads({ q }, by)).items;
const open = async (key: string) => dataOf(await owner.api.POST('/api/v1/admin/threads', { body: { key } }));
/** The one that was changed last of those whose title or key holds this. */
async function found(q: string) {
  const [first] = await named(q);
  if (first === undefined) throw new Error(`no thread has ${q}`);
  return first;
}

test('a thread is found by a part of its title or key, without case and accents, on one site or all', async () => {
  await post(url, '/2026/cafe', 'x', { title: 'Un Café crème', url: `${url}/2026/cafe` });
  await post(url, '/2026/tea', 'x', { site: 'blog' });
  const cafe = await found('cafe CREME');
  expect(cafe).toMatchObject({ site: 'default', key: '/2026/cafe', title: 'Un Café crème', url: `${url}/2026/cafe` });
  expect(cafe).toMatchObject({ state: 'open', commentCount: 1, pending: 0, viewers: 0, lastCommentAt: cafe.createdAt });
  expect((await named('2026')).map(each => each.key)).toEqual(['/2026/tea', '/2026/cafe']);
  expect((await threads({ q: '2026', site: 'blog' })).items).toHaveLength(1);
  expect(await named('2026/coffee')).toEqual([]);
  const read = await owner.api.GET('/api/v1/admin/threads/{id}', { params: { path: { id: cafe.id } } });
  expect(dataOf(read)).toEqual(cafe);
});

test('a list pages to its end, each thread once, while others are opened; its cursor fits no other list', async () => {
  for (let n = 0; n < 7; n += 1) await open(`/page/${n}`);
  const keys: string[] = [];
  let page = await threads({ q: '/page/', limit: 3 });
  for (;;) {
    keys.push(...page.items.map(each => each.key));
    if (page.next === null) break;
    await open(`/page/later-${keys.length}`);
    page = await threads({ q: '/page/', limit: 3, cursor: page.next });
  }
  expect(keys).toEqual([6, 5, 4, 3, 2, 1, 0].map(n => `/page/${n}`));
  const { next } = await threads({ q: '/page/', limit: 3 });
  const query = { q: '/other/', cursor: next ?? '' };
  const { error } = await owner.api.GET('/api/v1/admin/threads', { params: { query } });
  expect(error?.code).toBe('bad_cursor');
});

test('a thread that nobody wrote in can be opened and closed; the second time it is there already', async () => {
  const opened = await owner.call('POST', '/threads', { key: '/empty' });
  expect(opened).toMatchObject({ status: 201, json: { key: '/empty', commentCount: 0, lastCommentAt: null } });
  expect(await owner.call('POST', '/threads', { key: '/empty' })).toMatchObject({ status: 200, json: opened.json });
  const { id } = opened.json;
  for (let n = 0; n < 2; n += 1) {
    expect(await owner.call('PUT', `/threads/${id}/lock`)).toMatchObject({ status: 200, json: { state: 'locked' } });
  }
  const refused = await call(url, 'POST', COMMENTS, { body: { thread: '/empty', body: 'x' } });
  expect(refused).toMatchObject({ status: 403, json: { code: 'thread_locked' } });
  expect((await threads({ state: 'locked', q: '/empty' })).items).toHaveLength(1);
  expect((await threads({ state: 'open', q: '/empty' })).items).toEqual([]);
  await owner.call('DELETE', `/threads/${id}/lock`);
  await post(url, '/empty', 'x');
  const query = { target: String(id) };
  const { items: audit } = dataOf(await owner.api.GET('/api/v1/admin/audit', { params: { query } }));
  expect(audit.map(each => each.action)).toEqual(['thread.unlock', 'thread.lock', 'thread.create']);
  expect(audit[1]).toMatchObject({ by: { name: 'Olga Owner' }, before: { state: 'open' }, after: { state: 'locked' } });
});

test('to a place where somebody wrote nothing is moved, and what cannot be merged says why', async () => {
  await post(url, '/one', 'x');
  await post(url, '/two', 'x');
  await post(url, '/three', 'x', { site: 'blog' });
  const [one, two, three] = [await found('/one'), await found('/two'), await found('/three')];
  const taken = await owner.call('POST', `/threads/${one.id}/move`, { key: '/two' });
  expect(taken).toMatchObject({ status: 409, json: { code: 'already_exists' } });
  expect(taken.json.detail).toContain(`thread ${two.id}`);
  const itself = await owner.call('POST', `/threads/${one.id}/merge`, { into: one.id });
  expect(itself).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  const across = await owner.call('POST', `/threads/${one.id}/merge`, { into: three.id });
  expect(across).toMatchObject({ status: 400, json: { detail: expect.stringContaining('another site') } });
  expect((await owner.call('POST', `/threads/${one.id}/merge`, { into: 999_999 })).status).toBe(404);
  expect((await owner.call('POST', `/threads/${one.id}/move`, { key: '/x', site: 'nowhere' })).json.code).toBe(
    'unknown_site',
  );
  expect((await owner.call('POST', `/threads/${one.id}/move`, { key: '/one' })).json).toEqual(one);
  expect(await named('/one')).toEqual([one]);
});

test('a move to another site takes all along, found there and nowhere else', async () => {
  const { token } = await guest(url, 'Ann');
  const root = await post(url, '/moving', 'wanderwort', { title: 'Title' }, token);
  const reply = await post(url, '/moving', 'reply', { parent: root.id });
  await call(url, 'PUT', `${COMMENTS}/${root.id}/vote`, { body: { value: 1 }, token: (await guest(url)).token });
  const search = async (site: string) =>
    (await call(url, 'GET', query('/api/v1/search', { q: 'wanderwort', site }))).json.items;
  expect(await search('default')).toHaveLength(1);
  const { id } = await found('/moving');
  const moved = await owner.call('POST', `/threads/${id}/move`, { key: '/moved', site: 'blog' });
  expect(moved).toMatchObject({
    status: 200,
    json: { site: 'blog', key: '/moved', title: 'Title', url: null, commentCount: 2 },
  });
  expect((await list('/moved', 'blog')).items).toMatchObject([
    { id: root.id, site: 'blog', thread: '/moved', upvotes: 1, replies: [{ id: reply.id, parent: root.id }] },
  ]);
  expect(await list('/moving')).toMatchObject({ items: [], thread: { commentCount: 0 } });
  expect([await search('default'), (await search('blog')).length]).toEqual([[], 1]);
  expect((await named('/moved', moderator))[0]).toMatchObject({ id: moved.json.id });
  const edited = await call(url, 'PATCH', `${COMMENTS}/${root.id}`, { body: { body: 'edited' }, token });
  expect(edited).toMatchObject({ status: 200, json: { site: 'blog' } });
});

test('moderators close threads of their sites, and know of no other; to move and merge is for admins', async () => {
  await post(url, '/theirs', 'x', { site: 'blog' });
  await post(url, '/not-theirs', 'x');
  const [theirs, other] = [await found('/theirs'), await found('/not-theirs')];
  expect((await threads({ q: 'theirs' }, moderator)).items).toEqual([theirs]);
  expect((await moderator.call('PUT', `/threads/${theirs.id}/lock`)).status).toBe(200);
  for (const [method, path] of [
    ['GET', ''],
    ['PUT', '/lock'],
    ['DELETE', '/lock'],
  ] as const) {
    const refused = await moderator.call(method, `/threads/${other.id}${path}`);
    expect(refused).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
  expect((await moderator.call('POST', '/threads', { key: '/x' })).json.code).toBe('unknown_site');
  expect((await moderator.call('GET', '/threads?site=default')).json.code).toBe('not_allowed');
  const moves = [
    [`/threads/${theirs.id}/move`, { key: '/y' }],
    [`/threads/${theirs.id}/merge`, { into: other.id }],
  ] as const;
  for (const [path, body] of moves) expect((await moderator.call('POST', path, body)).json.code).toBe('not_allowed');
  const admin = await makeStaff(url, owner, { role: 'admin', sites: ['blog'] });
  expect((await admin.call('POST', `/threads/${theirs.id}/move`, { key: '/y', site: 'default' })).json.code).toBe(
    'unknown_site',
  );
  expect((await admin.call('POST', `/threads/${theirs.id}/merge`, { into: other.id })).status).toBe(404);
  expect((await admin.call('POST', `/threads/${theirs.id}/move`, { key: '/y' })).status).toBe(200);
});
