/** Held comments over REST: who is held, and that the author alone sees what waits, in its place. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterEach(() => server.set({ hold: 'none' }));
afterAll(() => server.stop());

const send = (thread: string, body: string, token?: string, more = {}) =>
  call(url, 'POST', COMMENTS, { body: { thread, body, ...more }, token });
const text = (comment: Comment) => String((comment.content[0] as readonly unknown[])[1]);
const list = async (values: Record<string, string | number>, token?: string) =>
  (await call(url, 'GET', query(COMMENTS, values), { token })).json;

test('hold ‘first’ holds who has no published comment, until a moderator approves one', async () => {
  await server.set({ hold: 'first' });
  const held = await send('/first', 'canary', undefined, { author: { name: 'New' } });
  expect(held).toMatchObject({ status: 202, json: { state: 'held', session: { token: expect.any(String) } } });
  const { token } = held.json.session;
  expect((await send('/first', 'again', token)).status).toBe(202);
  expect(await list({ thread: '/first' })).toMatchObject({ items: [], thread: { commentCount: 0 } });
  await server.decide('PUT', held.json.id, 'approval');
  expect((await send('/first', 'now', token)).status).toBe(201);
  await server.decide('PUT', held.json.id, 'spam');
  expect((await send('/first', 'once more', token)).status).toBe(202);
  expect((await send('/first', 'admin', ADMIN)).status).toBe(201);
});

test('hold ‘all’ holds everyone, and an edit of what was published before', async () => {
  const { id, session } = await post(url, '/all', 'harmless');
  await server.set({ hold: 'all' });
  expect((await send('/all', 'second', session.token)).status).toBe(202);
  const edited = await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'canary' }, token: session.token });
  expect(edited).toMatchObject({ status: 200, json: { id, state: 'held', body: 'canary' } });
  expect(await list({ thread: '/all' })).toMatchObject({ items: [], thread: { commentCount: 0 } });
  await server.decide('PUT', id, 'approval');
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'by admin' }, token: ADMIN });
  expect((await list({ thread: '/all' })).items.map(text)).toEqual(['by admin']);
});

test('a held comment is posted once, whatever is tried again', async () => {
  await server.set({ hold: 'all' });
  const { token } = await guest(url);
  const id = crypto.randomUUID();
  expect((await send('/once', 'x', token, { id })).status).toBe(202);
  expect(await send('/once', 'x', token, { id })).toMatchObject({ status: 200, json: { id, state: 'held' } });
  expect((await send('/once', 'x', token)).json.code).toBe('duplicate');
});

test('L4 the author alone sees what waits, in its place in every order and on its page', async () => {
  const { token } = await guest(url);
  const place = '/places';
  for (const n of [0, 1, 2, 3, 4, 5]) {
    await server.set({ hold: n % 3 === 1 ? 'all' : 'none' });
    await send(place, `c${n}`, token);
  }
  const walk = async (sort: string, limit: number, as?: string) => {
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const json = await list({ thread: place, sort, limit, ...(cursor ? { cursor } : {}) }, as);
      pages.push(json.items.map(text).join(' '));
      cursor = json.next;
    }
    return pages;
  };
  for (const limit of [1, 2, 3, 10]) {
    expect((await walk('oldest', limit, token)).join(' ')).toBe('c0 c1 c2 c3 c4 c5');
    for (const sort of ['newest', 'best']) {
      expect((await walk(sort, limit, token)).join(' ')).toBe('c5 c4 c3 c2 c1 c0');
    }
  }
  expect(await walk('oldest', 2)).toEqual(['c0 c2', 'c3 c5']);
  expect(await walk('oldest', 2, (await guest(url)).token)).toEqual(['c0 c2', 'c3 c5']);
  expect(await walk('oldest', 2, token)).toEqual(['c0 c1 c2', 'c3 c4 c5']);
  expect(await list({ thread: place }, token)).toMatchObject({ thread: { commentCount: 4 } });
});

test('a held reply stands under what it answers, for its author alone, and is not counted', async () => {
  const root = await post(url, '/replies', 'root');
  const { token } = await guest(url);
  for (const n of [0, 1, 2, 3]) {
    await server.set({ hold: n === 1 ? 'all' : 'none' });
    await send('/replies', `r${n}`, token, { parent: root.id });
  }
  await server.set({ hold: 'all' });
  await send('/replies', 'r4', token, { parent: root.id });
  const [tree] = (await list({ thread: '/replies' }, token)).items as [Comment];
  expect(tree.replies.map(text)).toEqual(['r0', 'r1', 'r2', 'r3', 'r4']);
  expect(tree).toMatchObject({ replyCount: 3, repliesNext: null });
  const replies = (as?: string) => list({ thread: '/replies', parent: root.id.toUpperCase(), limit: 2 }, as);
  const first = await replies(token);
  expect(first.items.map(text)).toEqual(['r0', 'r1', 'r2']);
  const rest = await list({ thread: '/replies', parent: root.id, limit: 2, cursor: first.next }, token);
  expect(rest.items.map(text)).toEqual(['r3', 'r4']);
  const [others] = (await list({ thread: '/replies' })).items as [Comment];
  expect(others.replies.map(text)).toEqual(['r0', 'r2', 'r3']);
});

test('an author of held comments alone is not given the page that others share', async () => {
  await post(url, '/shared', 'seen');
  await server.set({ hold: 'all' });
  const { token } = await guest(url);
  await send('/shared', 'canary', token);
  for (let n = 0; n < 3; n += 1) {
    expect((await list({ thread: '/shared' }, token)).items.map(text)).toEqual(['canary', 'seen']);
    expect((await list({ thread: '/shared' })).items.map(text)).toEqual(['seen']);
  }
});
