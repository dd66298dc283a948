/** API keys: told once, kept as a hash, good for what they were made for, here and on the public API. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, openRows, post } from '../helpers/api.ts';
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
