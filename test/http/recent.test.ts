/** What is new on a site, and who takes part in a thread. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, changeRows, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer({ ALLOWED_ORIGINS: 'https://blog.example' });
  url = server.url;
});
afterAll(() => server.stop());

const recent = (values: Record<string, string | number> = {}, headers = {}) =>
  call(url, 'GET', query('/api/v1/recent', values), { headers });
const participants = (thread: string, headers = {}) =>
  call(url, 'GET', query('/api/v1/participants', { thread }), { headers });

test('the newest comments come with their threads, and with addresses on the site’s own origins alone', async () => {
  expect((await recent()).json).toEqual({ items: [] });
  const first = await post(url, '/a', 'first', { title: 'A', url: 'https://blog.example/a' });
  const second = await post(url, '/b', 'second', { title: 'B', url: 'https://evil.example/b' });
  const reply = await post(url, '/a', 'reply', { parent: first.id });
  const { status, json } = await recent();
  expect(status).toBe(200);
  expect(json.items).toMatchObject([
    { comment: { id: reply.id, parent: first.id }, thread: { key: '/a', title: 'A', url: 'https://blog.example/a' } },
    { comment: { id: second.id }, thread: { key: '/b', title: 'B', url: null } },
    { comment: { id: first.id }, thread: { key: '/a' } },
  ]);
  for (const { comment } of json.items) expect(comment).not.toHaveProperty('body');
  expect((await recent({ limit: 1 })).json.items).toHaveLength(1);
  for (const limit of [0, 51, 'x']) expect((await recent({ limit })).status).toBe(400);
  expect((await recent({ site: 'nowhere' })).json.code).toBe('unknown_site');
  expect((await recent({}, { origin: 'https://evil.example' })).json.code).toBe('origin_refused');
  expect((await recent({}, { origin: 'https://blog.example' })).status).toBe(200);
});

test('L4 what is new may be kept, is asked for each time, and loses what was deleted at once', async () => {
  const { id, session } = await post(url, '/c', 'short-lived');
  const before = await recent();
  expect(before.headers.get('cache-control')).toBe('no-cache');
  const etag = before.headers.get('etag') ?? '';
  const again = await recent({}, { 'if-none-match': etag });
  expect([again.status, again.text]).toEqual([304, '']);
  await call(url, 'DELETE', `/api/v1/comments/${id}`, { token: session.token });
  const after = await recent({}, { 'if-none-match': etag });
  expect(after.status).toBe(200);
  expect(after.text).not.toContain('short-lived');
});

test('the people of a thread come once each, the last one first, and only those whose comments are public', async () => {
  const ann = await post(url, '/people', 'one', { author: { name: 'Ann', website: 'https://ann.example' } });
  const ben = await post(url, '/people', 'two', { author: { name: 'Ben', email: 'ben@ben.example' } });
  await post(url, '/people', 'three', {}, ann.session.token);
  const zoe = await post(url, '/people', 'four', { author: { name: 'Zoe' } });
  changeRows(server.dataDir, `UPDATE comments SET state = 'held', listed = 0 WHERE id = '${zoe.id}'`);
  const { status, json, text } = await participants('/people');
  expect(status).toBe(200);
  expect(json.items).toEqual([
    { id: ann.author.id, name: 'Ann', avatar: null, role: 'guest', website: 'https://ann.example/' },
    { id: ben.author.id, name: 'Ben', avatar: null, role: 'guest', website: null },
  ]);
  expect(text).not.toContain('@');
  expect((await participants('/nobody')).json).toEqual({ items: [] });
  expect((await participants('/people', { origin: 'https://evil.example' })).json.code).toBe('origin_refused');
  expect((await call(url, 'GET', '/api/v1/participants')).status).toBe(400);
});

test('at most 100 people are given', async () => {
  await Promise.all(Array.from({ length: 103 }, (_, n) => post(url, '/crowd', `hello ${n}`)));
  expect((await participants('/crowd')).json.items).toHaveLength(100);
});
