/** Who decides where: staff of one site, keys, and rules that act on reports; each is in the log by their name. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DECISION_NOUNS } from '../../protocol/admin/comments.ts';
import { COMMENTS, call, guest, post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { makeKey, makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
let admin: SignedIn;
let moderator: SignedIn;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'other' });
  admin = await makeStaff(url, owner, { role: 'admin', sites: ['other'] });
  moderator = await makeStaff(url, owner, { role: 'moderator', sites: ['default'] });
});
afterAll(() => server.stop());

test('L4 what is on a site of others is not there for them, one by one and in bulk', async () => {
  const here = await post(url, '/here', 'x');
  const there = await post(url, '/there', 'canary', { site: 'other' });
  for (const noun of DECISION_NOUNS) {
    for (const method of ['PUT', 'DELETE']) {
      const refused = await moderator.call(method, `/comments/${there.id}/${noun}`);
      expect(refused).toMatchObject({ status: 404, json: { code: 'unknown_comment' } });
    }
  }
  const edit = await moderator.call('PATCH', `/comments/${there.id}`, { body: 'mine' });
  const revisions = await moderator.call('GET', `/comments/${there.id}/revisions`);
  for (const { json } of [edit, revisions]) expect(json.code).toBe('unknown_comment');
  const ids = [there.id, here.id];
  const bulk = await moderator.call('POST', '/comments/bulk', { action: 'spam', ids });
  expect(bulk.json.items).toMatchObject([
    { id: there.id, status: 404, code: 'unknown_comment' },
    { id: here.id, status: 200, state: 'spam' },
  ]);
  expect((await call(url, 'GET', `${COMMENTS}/${there.id}`)).json).toMatchObject({ state: 'published' });
  expect((await admin.call('POST', '/comments/bulk', { action: 'spam', ids })).json.items).toMatchObject([
    { status: 200 },
    { status: 404 },
  ]);
});

test('moderators purge nothing; keys do what their scopes say', async () => {
  const { id } = await post(url, '/purge', 'x');
  expect((await moderator.call('DELETE', `/comments/${id}`)).json.code).toBe('not_allowed');
  const [reads, writes] = [
    await makeKey(url, owner, { scopes: ['comments:read'] }),
    await makeKey(url, owner, { scopes: ['comments:write'], name: 'robot' }),
  ];
  expect((await reads.call('PUT', `/comments/${id}/approval`)).json.code).toBe('not_allowed');
  expect((await reads.call('POST', '/comments/bulk', { action: 'spam', ids: [id] })).json.code).toBe('not_allowed');
  expect((await writes.call('PUT', `/comments/${id}/approval`)).json).toMatchObject({
    decision: { state: 'published', by: { via: 'api-key', name: 'robot' } },
  });
  expect((await owner.call('DELETE', `/comments/${id}`)).json).toMatchObject({ state: 'deleted' });
});

test('the log tells admins of their own sites, and what concerns all to those who have all', async () => {
  const here = await post(url, '/log', 'x');
  const there = await post(url, '/log', 'x', { site: 'other' });
  for (const { id } of [here, there]) await owner.call('PUT', `/comments/${id}/pin`);
  expect((await moderator.call('GET', '/audit')).json.code).toBe('not_allowed');
  expect((await moderator.call('GET', '/audit/export')).json.code).toBe('not_allowed');
  const sitesOf = async (who: SignedIn) =>
    new Set((await who.call('GET', '/audit?limit=100')).json.items.map((each: { site: string | null }) => each.site));
  expect(await sitesOf(admin)).toEqual(new Set(['other']));
  expect(await sitesOf(owner)).toEqual(new Set(['default', 'other', null]));
  expect((await admin.call('GET', '/audit?site=default')).json.code).toBe('not_allowed');
  expect((await admin.call('GET', '/audit/export?format=ndjson&site=default')).json.code).toBe('not_allowed');
  const file = await fetch(`${url}/api/v1/admin/audit/export`, { headers: admin.headers });
  expect((await file.text()).includes(here.id)).toBe(false);
  const [record] = (await owner.call('GET', `/audit?target=${there.id}`)).json.items;
  expect(record).toMatchObject({ action: 'comment.pin', by: { id: owner.id, name: 'Olga Owner', via: 'session' } });
});

test('enough reports hold a comment by the site’s rule, until a moderator says otherwise', async () => {
  const rule = { site: 'default', kind: 'flags', settings: { count: 2 }, action: 'hold' };
  expect((await owner.call('POST', '/rules', rule)).status).toBe(201);
  const { id } = await post(url, '/reported', 'x');
  const report = async () => {
    const { token } = await guest(url);
    return (await call(url, 'POST', `${COMMENTS}/${id}/flags`, { body: { reason: 'spam' }, token })).status;
  };
  expect([await report(), (await call(url, 'GET', `${COMMENTS}/${id}`)).status]).toEqual([201, 200]);
  expect([await report(), (await call(url, 'GET', `${COMMENTS}/${id}`)).status]).toEqual([201, 404]);
  expect((await moderator.call('GET', `/comments/${id}`)).json).toMatchObject({ state: 'held', flagCount: 2 });
  const [record] = (await owner.call('GET', `/audit?target=${id}`)).json.items;
  expect(record).toMatchObject({ action: 'comment.hold', by: { via: 'rule' } });
  await moderator.call('PUT', `/comments/${id}/approval`);
  expect([await report(), (await call(url, 'GET', `${COMMENTS}/${id}`)).status]).toEqual([201, 200]);
});
