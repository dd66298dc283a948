/** A branch: what a link to one comment needs where its page is not loaded. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
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

const branch = (id: string, options = {}) => call(url, 'GET', `${COMMENTS}/${id}/branch`, options);
const ids = (items: Comment[]) => items.map(item => item.id);

test('a branch leads from the root to the comment, each as a list gives it', async () => {
  const root = await post(url, '/deep', 'root', { title: 'Deep' });
  for (let n = 0; n < 4; n += 1) await post(url, '/deep', `before ${n}`, { parent: root.id });
  const middle = await post(url, '/deep', 'middle', { parent: root.id });
  const leaf = await post(url, '/deep', 'leaf', { parent: middle.id });
  const { status, json, headers } = await branch(leaf.id);
  expect([status, headers.get('cache-control'), json.next]).toEqual([200, 'no-store', null]);
  expect(ids(json.items)).toEqual([root.id, middle.id, leaf.id]);
  const list = (await call(url, 'GET', query(COMMENTS, { thread: '/deep' }))).json;
  expect(json).toEqual({ ...list, items: [list.items[0], json.items[1], json.items[2]] });
  expect(json.items[0].replies).toHaveLength(3);
  const rest = { thread: '/deep', parent: root.id, cursor: json.items[0].repliesNext };
  expect(ids((await call(url, 'GET', query(COMMENTS, rest))).json.items)).toContain(middle.id);
  expect(ids((await branch(root.id)).json.items)).toEqual([root.id]);
});

test('L4 a branch is for those who may see its comment, and what is hidden above it has no words', async () => {
  const root = await post(url, '/hidden', 'root canary');
  const leaf = await post(url, '/hidden', 'leaf', { parent: root.id });
  const held = await post(url, '/hidden', 'held', { parent: leaf.id });
  changeRows(server.dataDir, `UPDATE comments SET state = 'held', listed = 0 WHERE id = '${held.id}'`);
  const unknown = { status: 404, json: { code: 'unknown_comment' } };
  expect(await branch(held.id)).toMatchObject(unknown);
  expect(await branch(held.id, { token: leaf.session.token })).toMatchObject(unknown);
  for (const token of [held.session.token, ADMIN]) {
    const { json } = await branch(held.id, { token });
    expect(json.items.at(-1)).toMatchObject({ id: held.id, state: 'held', body: 'held' });
  }
  await call(url, 'PUT', `/api/v1/admin/comments/${root.id}/rejection`, { token: ADMIN });
  const answer = await branch(leaf.id);
  expect(answer.json.items).toMatchObject([{ id: root.id, state: 'deleted', author: { name: '' } }, { id: leaf.id }]);
  expect(answer.text).not.toContain('canary');
  expect((await branch(randomUUID())).json.code).toBe('unknown_comment');
  expect((await branch('x')).json.code).toBe('bad_request');
});

test('a branch tells the viewer’s own votes, and strange pages nothing', async () => {
  const root = await post(url, '/votes', 'root');
  const { session } = await post(url, '/votes', 'reply', { parent: root.id });
  await call(url, 'PUT', `${COMMENTS}/${root.id}/vote`, { body: { value: 1 }, token: session.token });
  expect((await branch(root.id, { token: session.token })).json.items).toMatchObject([{ myVote: 1, upvotes: 1 }]);
  expect((await branch(root.id)).json.items).toMatchObject([{ myVote: 0, upvotes: 1 }]);
  const refused = await branch(root.id, { headers: { origin: 'https://evil.example' } });
  expect(refused.json.code).toBe('origin_refused');
});

test('a branch of long texts is bounded like a page: the comments nearest to the one that was asked for', async () => {
  let parent: string | undefined;
  for (let n = 0; n < 40; n += 1) {
    const body = `level ${n} ${'lorem '.repeat(800)}`;
    parent = (await post(url, '/long', body, parent === undefined ? {} : { parent })).id;
  }
  const { text, json } = await branch(parent ?? '');
  expect(json.items.at(-1).id).toBe(parent);
  expect(json.items.length).toBeLessThan(40);
  expect(text.length).toBeLessThan(1_000_000);
});
