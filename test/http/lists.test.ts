/** Lists over REST: pages, cursors, replies and counts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const list = (values: Record<string, string | number>) => call(url, 'GET', query(COMMENTS, values));
const text = (comment: Comment) => String((comment.content[0] as readonly unknown[])[1]);

/** The texts of all pages. */
async function walk(values: Record<string, string | number>): Promise<string[]> {
  const texts: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { json } = await list(cursor === '' ? values : { ...values, cursor });
    texts.push(...json.items.map(text));
    cursor = json.next;
  }
  return texts;
}

test('a thread that nobody wrote in is empty, and reading it makes nothing', async () => {
  for (let n = 0; n < 2; n += 1) {
    const { status, json } = await list({ thread: '/new' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      items: [],
      next: null,
      thread: { seq: 0, commentCount: 0, title: null, state: 'open' },
    });
    expect(json.thread.epoch).toMatch(/^[\w-]+$/);
  }
});

test('every order walks through all pages without a gap or a repeat', async () => {
  const names = Array.from({ length: 7 }, (_, n) => `c${n}`);
  const ids = [];
  for (const name of names) ids.push((await post(url, '/pages', name)).id);
  for (const id of [ids[2], ids[4]]) {
    const { token } = await guest(url);
    expect((await call(url, 'PUT', `${COMMENTS}/${id}/vote`, { body: { value: 1 }, token })).status).toBe(200);
  }
  expect(await walk({ thread: '/pages', limit: 3 })).toEqual(names.toReversed());
  expect(await walk({ thread: '/pages', limit: 3, sort: 'newest' })).toEqual(names.toReversed());
  expect(await walk({ thread: '/pages', limit: 3, sort: 'oldest' })).toEqual(names);
  expect(await walk({ thread: '/pages', limit: 1, sort: 'best' })).toEqual(['c4', 'c2', 'c6', 'c5', 'c3', 'c1', 'c0']);
  expect((await list({ thread: '/pages', limit: 7 })).json.next).toBeNull();
  expect((await list({ thread: '/pages', limit: 100 })).json.items).toHaveLength(7);
});

test('without a limit a page holds 25', async () => {
  await Promise.all(Array.from({ length: 26 }, (_, n) => post(url, '/long', `c${n}`)));
  const { json } = await list({ thread: '/long' });
  expect(json.items).toHaveLength(25);
  expect(json.next).toEqual(expect.any(String));
});

test('replies come with their comment, and go on where it says', async () => {
  const root = await post(url, '/replies', 'root');
  const replies = [];
  for (let n = 0; n < 5; n += 1) replies.push(await post(url, '/replies', `r${n}`, { parent: root.id }));
  let deep = replies[0] as Comment;
  for (let n = 0; n < 7; n += 1) deep = await post(url, '/replies', `deep${n}`, { parent: deep.id });
  expect(deep.depth).toBe(8);

  const [tree] = (await list({ thread: '/replies' })).json.items as [Comment];
  expect(tree.replyCount).toBe(5);
  expect(tree.replies.map(text)).toEqual(['r0', 'r1', 'r2']);
  const rest = { thread: '/replies', parent: root.id, cursor: tree.repliesNext as string };
  expect(await walk({ ...rest, limit: 1 })).toEqual(['r3', 'r4']);
  expect(await walk({ thread: '/replies', parent: root.id, limit: 2 })).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);

  let last = tree.replies[0] as Comment;
  while (last.replies[0]) [last] = last.replies as [Comment];
  expect(last).toMatchObject({ replyCount: 1, replies: [] });
  const further = await list({ thread: '/replies', parent: last.id, cursor: last.repliesNext as string });
  expect(further.json.items[0]).toMatchObject({ parent: last.id, depth: last.depth + 1 });
});

test('a cursor is good for its own list alone', async () => {
  for (const thread of ['/cursor', '/other']) for (const body of ['a', 'b', 'c']) await post(url, thread, body);
  const { json } = await list({ thread: '/cursor', limit: 1 });
  const root = json.items[0].id;
  const cursor = json.next as string;
  expect((await list({ thread: '/cursor', limit: 2, cursor })).json.items).toHaveLength(2);
  const wrong: Record<string, string>[] = [
    { thread: '/other', cursor },
    { thread: '/cursor', cursor, sort: 'oldest' },
    { thread: '/cursor', cursor, parent: root },
    { thread: '/cursor', cursor: `${cursor.slice(0, -4)}AAAA` },
    { thread: '/cursor', cursor: 'nonsense' },
    { thread: '/cursor', cursor: '' },
    { thread: '/cursor', cursor: '"><script>' },
    { thread: '/cursor', cursor: Buffer.from('x'.repeat(8)).toString('base64url') },
  ];
  for (const values of wrong) {
    expect(await list(values), JSON.stringify(values)).toMatchObject({ status: 400, json: { code: 'bad_cursor' } });
  }
  expect((await list({ thread: '/cursor', cursor: 'x'.repeat(300) })).status).toBe(400);
});

test('counts tell what is published, for many threads at once', async () => {
  const { id, session } = await post(url, '/count', 'a');
  await post(url, '/count', 'b', { parent: id });
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  const { json } = await call(url, 'GET', '/api/v1/counts?thread=/count&thread=/never&thread=__proto__');
  expect(Object.entries(json)).toEqual([
    ['/count', 1],
    ['/never', 0],
    ['__proto__', 0],
  ]);
});

test('html comes only when asked for, and is the tree', async () => {
  const { id } = await post(url, '/html', '*a* <b> [c](https://a.example/?x=1&y="2")');
  const [item] = (await list({ thread: '/html', include: 'html' })).json.items;
  expect(item.html).toMatch(
    /^<p><em>a<\/em> &#60;b&#62; <a href="https:\/\/a\.example\/\?x=1&#38;y=[^"]*" rel="nofollow ugc noopener noreferrer">c<\/a><\/p>$/,
  );
  const single = await call(url, 'GET', `${COMMENTS}/${id}?include=html`);
  expect(single.json.html).toBe(item.html);
});

test('any key that a page may have works as a thread', async () => {
  for (const thread of [
    '/a b',
    '/ä/日本',
    '/?x=1&y=2#z',
    'plain',
    '%2F',
    "/'; DROP TABLE comments; --",
    '/../x',
    '💬',
  ]) {
    await post(url, thread, `in ${thread}`);
    const { json } = await list({ thread });
    expect(json).toMatchObject({ thread: { key: thread, commentCount: 1 }, items: [{ thread }] });
  }
});
