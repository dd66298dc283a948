/** What is deleted or held over REST: who still sees it, and what is left of it for everyone else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, post, query } from '../helpers/api.ts';
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

test('L4 a deleted comment is a tombstone that keeps its replies and none of its words', async () => {
  const author = { name: 'canary-name', website: 'https://canary.example' };
  const { id, session } = await post(url, '/gone', 'canary-text', { author });
  const reply = await post(url, '/gone', 'answer', { parent: id });
  await call(url, 'PATCH', one(id), { body: { body: 'canary-edited' }, token: session.token });
  const removed = await call(url, 'DELETE', one(id), { token: session.token });
  const tombstone = {
    id,
    state: 'deleted',
    content: [],
    author: { id: '', name: '', website: null },
    editedAt: null,
    replyCount: 1,
  };
  expect(removed).toMatchObject({ status: 200, json: tombstone });
  const page = await call(url, 'GET', query(COMMENTS, { thread: '/gone', include: 'html' }), { token: session.token });
  expect(page.json.items).toMatchObject([
    { ...tombstone, html: '', replies: [{ id: reply.id, parent: id, depth: 1 }] },
  ]);
  expect(page.json.thread.commentCount).toBe(1);
  for (const path of [one(id), query('/thread', { thread: '/gone' }), query('/api/v1/events', { thread: '/gone' })]) {
    expect((await call(url, 'GET', path)).text).not.toContain('canary');
  }
  expect(JSON.stringify([removed.text, page.text])).not.toContain('canary');
  expect(await outcome('DELETE', one(id), { token: session.token })).toBe(200);
  expect(await outcome('PATCH', one(id), { body: { body: 'x' }, token: session.token })).toBe('409 comment_deleted');
  expect(await outcome('POST', COMMENTS, { body: { thread: '/gone', body: 'x', parent: id } })).toBe(
    '409 comment_deleted',
  );
  const repeat = await call(url, 'POST', COMMENTS, { body: { id, thread: '/gone', body: 'canary' } });
  expect(repeat).toMatchObject({ status: 200, json: { state: 'deleted' } });
});

test('L4 a held comment is its author’s and the staff’s alone', async () => {
  const { id, session } = await post(url, '/held', 'canary-held');
  await post(url, '/held', 'seen');
  changeRows(server.dataDir, `UPDATE comments SET state = 'held', listed = 0 WHERE id = '${id}'`);
  expect(await outcome('GET', one(id))).toBe('404 unknown_comment');
  expect(await outcome('DELETE', one(id))).toBe('404 unknown_comment');
  expect(await outcome('POST', COMMENTS, { body: { id, thread: '/held', body: 'x' } })).toBe('404 unknown_comment');
  for (const token of [session.token, ADMIN]) {
    expect((await call(url, 'GET', one(id), { token })).json).toMatchObject({ state: 'held', body: 'canary-held' });
  }
  for (const path of [COMMENTS, '/api/v1/events', '/thread']) {
    expect((await call(url, 'GET', query(path, { thread: '/held' }))).text).not.toContain('canary');
  }
  const events = await call(url, 'GET', query('/api/v1/events', { thread: '/held' }));
  expect(events.json.events).toMatchObject([
    { seq: 1, type: 'hidden' },
    { seq: 2, type: 'comment.created' },
  ]);
  expect(events.json.events[0]).toEqual({ seq: 1, type: 'hidden' });
  const mine = await call(url, 'GET', query('/api/v1/events', { thread: '/held' }), { token: session.token });
  expect(mine.json.events[0]).toMatchObject({ type: 'comment.created', comment: { state: 'held' } });
});
