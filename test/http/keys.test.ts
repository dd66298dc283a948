/** API keys: told once, kept as a hash, good for what they were made for, here and on the public API. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, openRows, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { makeKey, makeOwner, type SignedIn } from '../helpers/staff.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  owner = await makeOwner(server);
});
afterAll(() => server.stop());

test('a key is told once, kept as a hash, and works for what it was made for', async () => {
  const made = await owner.call('POST', '/api-keys', { name: 'CI', scopes: ['sites:read'] });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    name: 'CI',
    scopes: ['sites:read'],
    sites: null,
    expiresAt: null,
    by: 'Olga Owner',
  });
  const { key, prefix, id } = made.json;
  expect(key).toMatch(/^lck_[0-9a-z]{8}[\w-]{43}$/);
  expect(key.startsWith(prefix)).toBe(true);
  expect((await call(url, 'GET', '/api/v1/admin/sites', { token: key })).status).toBe(200);
  const refused = await call(url, 'PATCH', '/api/v1/admin/sites/default', { token: key, body: { settings: {} } });
  expect(refused).toMatchObject({
    status: 403,
    json: { code: 'not_allowed', detail: expect.stringContaining('sites:write') },
  });
  const seen = async () => {
    const list = await owner.call('GET', '/api-keys');
    expect(list.text).not.toContain(key);
    return list.json.items.find((each: { id: string }) => each.id === id);
  };
  // Written beside the request, not before its answer.
  await expect.poll(seen).toMatchObject({ prefix, lastUsedAt: expect.any(String) });
  const db = openRows(server.dataDir);
  const rows = JSON.stringify(db.prepare('SELECT * FROM api_keys').all());
  db.close();
  expect(rows).toContain(prefix);
  expect(rows).not.toContain(key.slice(prefix.length));
});

test('on the public API a key moderates where it may write comments, and is a guest otherwise', async () => {
  const writer = await makeKey(url, owner, { scopes: ['comments:write'], name: 'Bot' });
  const looker = await makeKey(url, owner, { scopes: ['comments:read'], name: 'Looker' });
  const { id } = await post(url, '/keys', 'by a guest');
  const remove = (token: string) => call(url, 'DELETE', `${COMMENTS}/${id}`, { token });
  expect(await remove(looker.token)).toMatchObject({ status: 403 });
  expect(await remove(writer.token)).toMatchObject({ status: 200, json: { state: 'deleted' } });
  const posted = await call(url, 'POST', COMMENTS, {
    body: { thread: '/keys', body: 'by a bot' },
    token: writer.token,
  });
  expect(posted).toMatchObject({ status: 201, json: { author: { name: 'Bot', role: 'moderator' } } });
});

test('a key that may not write comments writes nothing at all: no post, edit, vote, reaction or report, by any door', async () => {
  const looker = await makeKey(url, owner, {
    scopes: ['comments:read', 'stats:read', 'threads:write'],
    name: 'Looker',
  });
  const { id } = await post(url, '/read-only', 'by a guest');
  const one = `${COMMENTS}/${id}`;
  for (const [method, path, body] of [
    ['POST', COMMENTS, { thread: '/read-only', body: 'by a key' }],
    ['PATCH', one, { body: 'changed by a key' }],
    ['DELETE', one, undefined],
    ['PUT', `${one}/vote`, { value: 1 }],
    ['PUT', `${one}/reactions/${encodeURIComponent('🎉')}`, undefined],
    ['DELETE', `${one}/reactions/${encodeURIComponent('🎉')}`, undefined],
    ['POST', `${one}/flags`, { reason: 'spam' }],
  ] as const) {
    const refused = await call(url, method, path, { body, token: looker.token });
    expect([method, path, refused.status, refused.json.code]).toEqual([method, path, 403, 'not_allowed']);
    expect(refused.json.detail).toContain('comments:write');
  }
  const socket = await LiveClient.open(url);
  socket.send({ type: 'auth', token: looker.token });
  await socket.next('session');
  await socket.subscribe('/read-only');
  const sent = crypto.randomUUID();
  socket.send({ type: 'post', id: sent, site: 'default', thread: '/read-only', body: 'by a key' });
  expect(await socket.next('error')).toMatchObject({ id: sent, code: 'not_allowed' });
  socket.send({ type: 'typing', site: 'default', thread: '/read-only' });
  expect(await socket.next('error')).toMatchObject({ code: 'not_allowed' });
  await socket.close();
  const { items } = (await call(url, 'GET', query(COMMENTS, { thread: '/read-only' }), { token: looker.token })).json;
  expect(items).toMatchObject([{ id, state: 'published', editedAt: null, score: 0, reactions: {} }]);
});

test.each([
  ['lck_', 'bad_token'],
  [`lck_${'x'.repeat(51)}`, 'bad_token'],
  ['lcw1.e30.x', 'bad_token'],
  ['lcw1.', 'bad_token'],
  ['anything', 'bad_token'],
])('%s is no key, and says so on both APIs', async (token, code) => {
  expect((await call(url, 'GET', '/api/v1/session', { token })).json.code).toBe(code);
  const admin = await call(url, 'GET', '/api/v1/admin/sites', { token });
  expect([401, 403]).toContain(admin.status);
});
