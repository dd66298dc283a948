/** Moderators' decisions over REST: what is taken back leaves every answer, and what is approved comes to all. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DECISION_NOUNS } from '../../protocol/admin/comments.ts';
import { COMMENTS, call, changeRows, guest, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated({ ALLOWED_ORIGINS: 'https://blog.example' });
  url = server.url;
});
afterAll(() => server.stop());

const list = async (thread: string, token?: string) =>
  (await call(url, 'GET', query(COMMENTS, { thread, sort: 'oldest' }), { token })).json;
const DECISIONS = { rejection: 'rejected', spam: 'spam' } as const;

test('L4 what is rejected is in no answer to others, and comes back where that is taken back', async () => {
  for (const [noun, state] of Object.entries(DECISIONS)) {
    const thread = `/${noun}`;
    const { id, session } = await post(url, thread, 'canary-text', { author: { name: 'canary-name' } });
    for (let n = 0; n < 3; n += 1) expect((await list(thread)).items).toHaveLength(1);
    expect(await server.decide('PUT', id, noun)).toMatchObject({
      status: 200,
      json: { id, state, body: 'canary-text', author: { name: 'canary-name' } },
    });
    expect(await list(thread)).toMatchObject({ items: [], thread: { commentCount: 0 } });
    const { token } = await guest(url);
    for (const path of [COMMENTS, '/thread', '/api/v1/events']) {
      for (const as of [undefined, token]) {
        expect((await call(url, 'GET', query(path, { thread }), { token: as })).text).not.toContain('canary');
      }
    }
    expect((await call(url, 'GET', `${COMMENTS}/${id}`, { token })).json.code).toBe('unknown_comment');
    expect((await call(url, 'GET', `${COMMENTS}/${id}`, { token: session.token })).json).toMatchObject({ state });
    expect((await server.decide('DELETE', id, noun)).json).toMatchObject({ state: 'published' });
    expect((await server.decide('DELETE', id, noun)).json).toMatchObject({ state: 'published' });
    expect(await list(thread)).toMatchObject({ items: [{ id }], thread: { commentCount: 1 } });
    expect((await server.decide('DELETE', id, 'approval')).json).toMatchObject({ state: 'held' });
    expect((await list(thread)).items).toEqual([]);
  }
});

test('L4 a hidden comment with replies is a place without a word, to its author too unless it waits', async () => {
  const { id, session } = await post(url, '/place', 'canary-text', { author: { name: 'canary-name' } });
  const reply = await post(url, '/place', 'reply', { parent: id });
  await server.decide('PUT', id, 'rejection');
  const place = { id, state: 'deleted', content: [], author: { id: '', name: '' }, replies: [{ id: reply.id }] };
  for (const token of [undefined, session.token]) {
    const page = await list('/place', token);
    expect(page).toMatchObject({ items: [place], thread: { commentCount: 1 } });
    expect(JSON.stringify(page)).not.toContain('canary');
  }
  expect((await list('/place', ADMIN)).items).toMatchObject([{ state: 'rejected', body: 'canary-text' }]);
  expect((await call(url, 'GET', query('/thread', { thread: '/place' }))).text).not.toContain('canary');
  await server.decide('DELETE', id, 'rejection');
  await server.decide('DELETE', id, 'approval');
  expect((await list('/place', session.token)).items).toMatchObject([{ state: 'held', replies: [{ id: reply.id }] }]);
  expect((await list('/place')).items).toMatchObject([place]);
  expect((await call(url, 'POST', COMMENTS, { body: { thread: '/place', body: 'x', parent: id } })).json.code).toBe(
    'unknown_parent',
  );
  await server.decide('PUT', id, 'approval');
  expect((await list('/place')).items).toMatchObject([{ state: 'published', replies: [{ id: reply.id }] }]);
});

test('decisions are moderators’ alone, and a deleted comment takes none', async () => {
  const { id, session } = await post(url, '/alone', 'x');
  for (const noun of DECISION_NOUNS) {
    for (const method of ['PUT', 'DELETE'] as const) {
      const path = `/api/v1/admin/comments/${id}/${noun}`;
      expect(await call(url, method, path)).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
      const refused = await server.decide(method, id, noun, session.token);
      expect(refused).toMatchObject({ status: 403, json: { code: 'not_allowed' } });
    }
  }
  expect((await server.decide('PUT', crypto.randomUUID(), 'spam')).json.code).toBe('unknown_comment');
  const strange = { token: ADMIN, headers: { origin: 'https://evil.example' } };
  const refused = await call(url, 'PUT', `/api/v1/admin/comments/${id}/spam`, strange);
  expect(refused.json.code).toBe('origin_refused');
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  expect(await server.decide('PUT', id, 'approval')).toMatchObject({ status: 409, json: { code: 'comment_deleted' } });
});

test('whoever decides is held by no rule; a row that calls a guest a moderator makes none of them', async () => {
  const { id } = await post(url, '/moderator', 'theirs');
  const { session, author } = await post(url, '/moderator', 'mine');
  changeRows(server.dataDir, `UPDATE viewers SET role = 'moderator' WHERE id = '${author.id}'`);
  expect((await server.decide('PUT', id, 'rejection', session.token)).json.code).toBe('not_allowed');
  await server.set({ hold: 'all' });
  await post(url, '/moderator', 'more', {}, ADMIN);
  await server.set({ hold: 'none' });
});

test('pinned comments begin the first page in every order, and no later page has them', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n += 1) ids.push((await post(url, '/pins', `c${n}`)).id);
  for (const n of [1, 3]) {
    expect((await server.decide('PUT', ids[n] ?? '', 'pin')).json).toMatchObject({ pinned: true });
  }
  const walk = async (sort: string) => {
    const found: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const paged = { thread: '/pins', sort, limit: 1, ...(cursor ? { cursor } : {}) };
      const { json } = await call(url, 'GET', query(COMMENTS, paged));
      found.push(...json.items.map((each: { id: string }) => ids.indexOf(each.id)));
      cursor = json.next;
    }
    return found;
  };
  expect(await walk('newest')).toEqual([3, 1, 4, 2, 0]);
  expect(await walk('oldest')).toEqual([3, 1, 0, 2, 4]);
  expect(await walk('best')).toEqual([3, 1, 4, 2, 0]);
  expect((await server.decide('DELETE', ids[3] ?? '', 'pin')).json).toMatchObject({ pinned: false });
  expect(await walk('oldest')).toEqual([1, 0, 2, 3, 4]);
  const reply = await post(url, '/pins', 'reply', { parent: ids[0] });
  expect((await server.decide('PUT', reply.id, 'pin')).json.code).toBe('bad_request');
});
