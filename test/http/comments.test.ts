/** Posting, reading, editing and deleting over REST, as an API client does it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import { readSecret } from '../../server/accounts/secret.ts';
import { GuestTokens } from '../../server/accounts/token.ts';
import { COMMENTS, call, changeRows, guest, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const ADMIN = 'admin-token-of-at-least-32-characters';
let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer({ ADMIN_TOKEN: ADMIN });
  url = server.url;
});
afterAll(() => server.stop());

const one = (id: string) => `${COMMENTS}/${id}`;
const outcome = async (method: string, path: string, options = {}) => {
  const { status, json } = await call(url, method, path, options);
  return status < 400 ? status : `${status} ${json.code}`;
};

test('a first post is answered with 201, the comment and the guest’s secret', async () => {
  const id = randomUUID();
  const author = { name: 'Ann', email: 'ann@a.example', website: 'https://a.example' };
  const body = { id, thread: '/first', body: 'Hello **you**', author, title: 'First', url: 'https://a.example/first' };
  const answer = await call(url, 'POST', COMMENTS, { body });
  expect(answer.status).toBe(201);
  expect(answer.json).toMatchObject({
    id,
    site: 'default',
    thread: '/first',
    parent: null,
    depth: 0,
    seq: 1,
    author: { name: 'Ann', avatar: null, role: 'guest', website: 'https://a.example/' },
    body: 'Hello **you**',
    content: [['p', 'Hello ', ['strong', 'you']]],
    state: 'published',
    editedAt: null,
    score: 0,
    myVote: 0,
    reactions: {},
    replyCount: 0,
    replies: [],
    pinned: false,
    session: { token: expect.any(String) },
  });
  expect(new Date(answer.json.createdAt).toISOString()).toBe(answer.json.createdAt);
  expect(answer.text).not.toContain('ann@a.example');
  const page = await call(url, 'GET', query(COMMENTS, { thread: '/first' }));
  expect(page.json).toMatchObject({
    thread: {
      site: 'default',
      key: '/first',
      title: 'First',
      url: 'https://a.example/first',
      state: 'open',
      commentCount: 1,
      seq: 1,
    },
    items: [{ id }],
    next: null,
  });
  expect(page.text).not.toContain('ann@a.example');
  expect(page.json.items[0]).not.toHaveProperty('body');
  expect(page.json.items[0]).not.toHaveProperty('html');
});

test('L3 the same id again is answered with 200 and the first comment, without another session', async () => {
  const id = randomUUID();
  const first = await post(url, '/again', 'once', { id });
  const again = await call(url, 'POST', COMMENTS, { body: { id, thread: '/again', body: 'twice' } });
  expect(again.status).toBe(200);
  expect(again.json).toMatchObject({ id, content: [['p', 'once']] });
  expect(again.json).not.toHaveProperty('session');
  expect(again.json).not.toHaveProperty('body');
  const own = await call(url, 'POST', COMMENTS, {
    body: { id, thread: '/again', body: 'once' },
    token: first.session.token,
  });
  expect(own).toMatchObject({ status: 200, json: { id, body: 'once' } });
  const tries = await Promise.all(
    Array.from({ length: 8 }, () =>
      call(url, 'POST', COMMENTS, { body: { id: `${id.slice(0, -4)}0000`, thread: '/again', body: 'at once' } }),
    ),
  );
  expect(tries.map(each => each.status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
  expect(tries.filter(each => each.json.session)).toHaveLength(1);
  expect((await call(url, 'GET', query('/api/v1/counts', { thread: '/again' }))).json).toEqual({ '/again': 2 });
});

test('a guest with a token posts as themselves and gets no second one', async () => {
  const ann = await guest(url, 'Ann');
  const said = await post(url, '/own', 'mine', {}, ann.token);
  expect(said.author).toMatchObject({ id: ann.id, name: 'Ann' });
  expect(said).not.toHaveProperty('session');
  const renamed = await post(url, '/own', 'still mine', { author: { name: 'Anna' } }, ann.token);
  expect(renamed.author).toMatchObject({ id: ann.id, name: 'Anna' });
  expect((await call(url, 'GET', '/api/v1/session', { token: ann.token })).json.viewer).toMatchObject({ name: 'Anna' });
  expect(await outcome('POST', COMMENTS, { body: { thread: '/own', body: 'mine' }, token: ann.token })).toBe(
    '409 duplicate',
  );
  const nameless = await post(url, '/own', 'no name', { author: { name: '  ' } });
  expect(nameless.author.name).toBe('Guest');
});

test('one’s own comment can be edited, and everyone sees that it was', async () => {
  const { id, session } = await post(url, '/edit', 'before');
  const edited = await call(url, 'PATCH', one(id), { body: { body: 'after' }, token: session.token });
  expect(edited).toMatchObject({ status: 200, json: { id, seq: 1, body: 'after', content: [['p', 'after']] } });
  const read = (await call(url, 'GET', one(id))).json as Comment;
  expect(read.editedAt).toBe(edited.json.editedAt);
  expect(read).not.toHaveProperty('body');
  expect(await outcome('PATCH', one(id), { body: { body: ' \u200b ' }, token: session.token })).toBe('400 body_empty');
  expect(await outcome('PATCH', one(id), { body: { body: 'x', thread: '/' }, token: session.token })).toBe(
    '400 bad_request',
  );
});

test('only its author and the staff may change a comment', async () => {
  const { id, session } = await post(url, '/theirs', 'mine');
  const other = await guest(url, 'Bob');
  const secret = readSecret(server.dataDir);
  const tokens: [string | undefined, string][] = [
    [undefined, '401 sign_in_required'],
    [other.token, '403 not_yours'],
    ['rubbish', '401 bad_token'],
    [`${session.token}x`, '401 bad_token'],
    [
      session.token.replace(/\.[^.]+\./, `.${Buffer.from('{"i":"x","n":"","t":1}').toString('base64url')}.`),
      '401 bad_token',
    ],
    [new GuestTokens('0'.repeat(64)).issue('x', ''), '401 bad_token'],
    [new GuestTokens(secret).issue('x', '', Date.now() - 401 * 86_400_000), '401 token_expired'],
  ];
  for (const [token, expected] of tokens) {
    expect(await outcome('PATCH', one(id), { body: { body: 'x' }, token })).toBe(expected);
    expect(await outcome('DELETE', one(id), { token })).toBe(expected);
  }
  expect(await outcome('GET', one(id), { headers: { authorization: 'Basic abc' } })).toBe('401 bad_token');
  expect(await outcome('PATCH', one(id), { body: { body: 'mended' }, token: ADMIN })).toBe(200);
  expect((await call(url, 'GET', one(id), { token: ADMIN })).json.body).toBe('mended');
  for (const method of ['GET', 'DELETE']) {
    expect(await outcome(method, one(randomUUID()), { token: session.token })).toBe('404 unknown_comment');
    expect(await outcome(method, one('nonsense'), { token: session.token })).toBe('400 bad_request');
  }
});

test('an old token is renewed when asked who it is', async () => {
  const old = new GuestTokens(readSecret(server.dataDir)).issue('someone', 'Old', Date.now() - 40 * 86_400_000);
  const { json } = await call(url, 'GET', '/api/v1/session', { token: old });
  expect(json).toMatchObject({
    viewer: { id: 'someone', name: 'Old', role: 'guest' },
    session: { token: expect.any(String) },
  });
  expect((await call(url, 'GET', '/api/v1/session', { token: json.session.token })).json).not.toHaveProperty('session');
  expect((await call(url, 'GET', '/api/v1/session')).json).toEqual({ viewer: { id: '', name: '', role: 'guest' } });
  expect((await call(url, 'DELETE', '/api/v1/session', { token: old })).status).toBe(204);
});

test('after the site’s window a comment can be deleted but not edited', async () => {
  const { id, session } = await post(url, '/window', 'old');
  changeRows(server.dataDir, `UPDATE comments SET created_at = created_at - 90000000 WHERE id = '${id}'`);
  const page = await call(url, 'GET', query(COMMENTS, { thread: '/window' }));
  expect(page.json.settings.editWindow).toBe(86_400);
  expect(await outcome('PATCH', one(id), { body: { body: 'x' }, token: session.token })).toBe('403 edit_window_over');
  expect(await outcome('PATCH', one(id), { body: { body: 'x' }, token: ADMIN })).toBe(200);
  expect(await outcome('DELETE', one(id), { token: session.token })).toBe(200);
});
