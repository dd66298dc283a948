/** Votes over REST: one a viewer, one's own known, and guests of one network held to an honest number. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Comment } from '../../protocol/comment.ts';
import { COMMENTS, call, guest, openRows, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated({ ALLOWED_ORIGINS: 'https://blog.example' });
  url = server.url;
});
afterAll(() => server.stop());

const vote = (id: string, value: unknown, token?: string, headers: Record<string, string> = {}, at = url) =>
  call(at, 'PUT', `${COMMENTS}/${id}/vote`, { body: { value }, token, headers });
const listed = async (thread: string, token?: string): Promise<Comment[]> =>
  (await call(url, 'GET', query(COMMENTS, { thread }), { token })).json.items;

test('a vote is counted, told to its viewer as their own, changed and taken back', async () => {
  const { id } = await post(url, '/votes', 'good');
  const [ann, bob] = [await guest(url), await guest(url)];
  expect(await vote(id, 1, ann.token)).toMatchObject({
    status: 200,
    json: { id, score: 1, upvotes: 1, downvotes: 0, myVote: 1 },
  });
  expect((await vote(id, -1, bob.token)).json).toMatchObject({ score: 0, upvotes: 1, downvotes: 1, myVote: -1 });
  expect(await listed('/votes', ann.token)).toMatchObject([{ score: 0, myVote: 1 }]);
  expect(await listed('/votes', bob.token)).toMatchObject([{ score: 0, myVote: -1 }]);
  expect(await listed('/votes')).toMatchObject([{ score: 0, upvotes: 1, downvotes: 1, myVote: 0 }]);
  expect((await call(url, 'GET', `${COMMENTS}/${id}`, { token: ann.token })).json).toMatchObject({ myVote: 1 });
  expect((await vote(id.toUpperCase(), 1, bob.token)).json).toMatchObject({ score: 2, myVote: 1 });
  expect((await vote(id, 0, bob.token)).json).toMatchObject({ score: 1, upvotes: 1, downvotes: 0, myVote: 0 });
  expect(await listed('/votes', bob.token)).toMatchObject([{ score: 1, myVote: 0 }]);
});

test('a page that others share is not given to whoever voted in it, and again once they took it back', async () => {
  const { id } = await post(url, '/shared', 'good');
  const { token } = await guest(url);
  const first = (as?: string) => call(url, 'GET', query(COMMENTS, { thread: '/shared' }), { token: as });
  expect((await first(token)).headers.get('etag')).toBe((await first()).headers.get('etag'));
  await vote(id, 1, token);
  expect((await first(token)).headers.get('cache-control')).toBe('no-store');
  await vote(id, 0, token);
  const etag = (await first(token)).headers.get('etag');
  expect(etag).not.toBeNull();
  expect(etag).toBe((await first()).headers.get('etag'));
});

test('the author of a comment may vote on it, and an edit keeps the votes', async () => {
  const { id, session } = await post(url, '/own', 'mine');
  expect((await vote(id, 1, session.token)).json).toMatchObject({ score: 1, myVote: 1, body: 'mine' });
  const edited = await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'ours' }, token: session.token });
  expect(edited.json).toMatchObject({ score: 1, myVote: 1, body: 'ours' });
});

test('best sorts by what the votes tell, page by page', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 6; n += 1) ids.push((await post(url, '/best', `c${n}`)).id);
  const cast = async (n: number, up: number, down: number) => {
    for (let i = 0; i < up + down; i += 1) await vote(ids[n] ?? '', i < up ? 1 : -1, (await guest(url)).token);
  };
  await cast(0, 1, 0);
  await cast(1, 5, 1);
  await cast(2, 0, 2);
  await cast(4, 3, 0);
  const bodies: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const paged = { thread: '/best', sort: 'best', limit: 1, ...(cursor ? { cursor } : {}) };
    const { json } = await call(url, 'GET', query(COMMENTS, paged));
    bodies.push(...json.items.map((each: Comment) => ids.indexOf(each.id)));
    cursor = json.next;
  }
  expect(bodies).toEqual([4, 1, 0, 5, 3, 2]);
});

test('a vote is refused without a token, from a strange page, and where nothing can be voted on', async () => {
  const { id, session } = await post(url, '/refused', 'x');
  const { token } = await guest(url);
  const anonymous = await vote(id, 1);
  expect(anonymous).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
  expect(anonymous.json.detail).toContain('POST /api/v1/session/guest');
  const strange = await vote(id, 1, token, { origin: 'https://evil.example' });
  expect(strange).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
  expect((await vote(id, 1, token, { origin: 'https://blog.example' })).status).toBe(200);
  for (const value of [2, '1', null, 0.5]) expect((await vote(id, value, token)).json.code).toBe('bad_request');
  expect((await vote(crypto.randomUUID(), 1, token)).json.code).toBe('unknown_comment');
  await server.decide('PUT', id, 'rejection');
  expect((await vote(id, 1, session.token)).json.code).toBe('unknown_comment');
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  expect(await vote(id, 1, token)).toMatchObject({ status: 409, json: { code: 'comment_deleted' } });
});

test('a closed thread takes no votes', async () => {
  const { id } = await post(url, '/closed', 'x');
  const db = openRows(server.dataDir);
  db.exec("UPDATE threads SET state = 'locked' WHERE key = '/closed'");
  db.close();
  expect(await vote(id, 1, (await guest(url)).token)).toMatchObject({ status: 403, json: { code: 'thread_locked' } });
});

test('votes follow the site’s setting', async () => {
  const { id } = await post(url, '/setting', 'x');
  const { token } = await guest(url);
  await server.set({ votes: 'up' });
  expect(await vote(id, -1, token)).toMatchObject({ status: 403, json: { code: 'feature_off' } });
  expect((await vote(id, 1, token)).json).toMatchObject({ score: 1 });
  await server.set({ votes: 'off' });
  expect(await vote(id, 0, token)).toMatchObject({ status: 403, json: { code: 'feature_off' } });
  await server.set({ votes: 'updown' });
  expect((await vote(id, -1, token)).json).toMatchObject({ score: -1 });
});

test('with limits, ten guests of one network vote on a comment and no eleventh, who may elsewhere', async () => {
  const limited = await startModerated({ RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' });
  try {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const { id } = await post(limited.url, '/network', 'x');
    const other = await post(limited.url, '/network', 'y');
    const tokens: string[] = [];
    for (let n = 0; n < 11; n += 1) tokens.push((await guest(limited.url)).token);
    // Addresses of one IPv6 customer are one network.
    const cast = (n: number, value = 1, comment = id) =>
      vote(comment, value, tokens[n], from(`2001:db8::${n + 1}`), limited.url);
    for (let n = 0; n < 10; n += 1) expect((await cast(n)).json).toMatchObject({ score: n + 1 });
    expect(await cast(10)).toMatchObject({ status: 429, json: { code: 'too_many_votes' } });
    expect((await cast(10, 1, other.id)).status).toBe(200);
    expect((await cast(0, -1)).json).toMatchObject({ score: 8, myVote: -1 });
    expect((await vote(id, 1, tokens[10], from('2001:db8:1::1'), limited.url)).json).toMatchObject({ score: 9 });
    expect((await vote(id, 1, ADMIN, from('2001:db8::1'), limited.url)).json).toMatchObject({ score: 10 });
    const db = openRows(limited.dataDir);
    const networks = db.prepare('SELECT DISTINCT network FROM votes WHERE network IS NOT NULL').pluck().all();
    db.close();
    // One for each network and comment: the same network is another hash on another comment.
    expect(networks).toHaveLength(3);
    expect(JSON.stringify(networks)).not.toContain('2001');
  } finally {
    await limited.stop();
  }
});
