/** People over REST: found, counted on the sites of whoever looks, with notes and what was decided about them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PeopleQuery } from '../../protocol/admin/people.ts';
import { COMMENTS, call, guest, post } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { dataOf, makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
let moderator: SignedIn;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'blog' });
  moderator = await makeStaff(url, owner, { role: 'moderator', sites: ['blog'] });
});
afterAll(() => server.stop());

async function person(name: string, sites: readonly string[] = ['default'], email?: string) {
  const { id, token } = await guest(url, name);
  for (const site of sites) await post(url, '/people', `by ${name}`, { site, author: { name, email } }, token);
  return { id, token };
}

const people = async (query: PeopleQuery, by = owner) =>
  dataOf(await by.api.GET('/api/v1/admin/users', { params: { query } }));
const read = async (id: string, by = owner) =>
  dataOf(await by.api.GET('/api/v1/admin/users/{id}', { params: { path: { id } } }));
const note = async (id: string, text: string, by = owner) =>
  dataOf(await by.api.POST('/api/v1/admin/users/{id}/notes', { params: { path: { id } }, body: { text } }));
const names = ({ items }: { items: { name: string }[] }) => items.map(({ name }) => name);

test('somebody is found by a part of the name or mail address, without case and accents, or by the id', async () => {
  const { id } = await person('Zoë Größe', ['default'], 'zoe@example.com');
  await person('Someone else');
  for (const q of ['zoe gross', 'ZOE@EXAMPLE', id]) {
    expect((await people({ q })).items).toMatchObject([
      { id, name: 'Zoë Größe', email: 'zoe@example.com', role: 'guest' },
    ]);
  }
  expect((await people({ q: 'zoe nobody' })).items).toEqual([]);
});

test('what they wrote is counted by state, with the reports of it and the last time', async () => {
  const { id, token } = await person('Counted');
  const [rejected, spam, deleted, flagged] = await Promise.all(
    ['r', 's', 'd', 'f'].map(body => post(url, '/counted', body, {}, token)),
  );
  await owner.call('PUT', `/comments/${rejected?.id}/rejection`);
  await owner.call('PUT', `/comments/${spam?.id}/spam`);
  await call(url, 'DELETE', `${COMMENTS}/${deleted?.id}`, { token });
  const reporter = await guest(url);
  await call(url, 'POST', `${COMMENTS}/${flagged?.id}/flags`, { body: { reason: 'spam' }, token: reporter.token });
  const counted = await read(id);
  expect(counted).toMatchObject({
    counts: { published: 2, held: 0, rejected: 1, spam: 1, deleted: 1 },
    flagged: 1,
    bans: [],
    notes: [],
    history: [],
  });
  expect(Date.parse(counted.lastCommentAt ?? '')).toBeGreaterThanOrEqual(Date.parse(counted.firstSeen));
  expect((await owner.call('GET', '/users/nobody')).json.code).toBe('not_found');
  expect((await owner.call('GET', `/users/${reporter.id}`)).status).toBe(404);
});

test('the newest come first, page by page, each once; its cursor fits no other list', async () => {
  for (let n = 0; n < 5; n += 1) await person(`Paged ${n}`);
  const all: string[] = [];
  let page = await people({ q: 'paged', limit: 2 });
  for (;;) {
    all.push(...names(page));
    if (page.next === null) break;
    await person(`Paged later ${all.length}`);
    page = await people({ q: 'paged', limit: 2, cursor: page.next });
  }
  expect(all).toEqual([4, 3, 2, 1, 0].map(n => `Paged ${n}`));
  const { next } = await people({ q: 'paged', limit: 2 });
  for (const cursor of [next ?? '', 'nonsense']) {
    const { error } = await owner.api.GET('/api/v1/admin/users', { params: { query: { q: 'other', cursor } } });
    expect(error?.code).toBe('bad_cursor');
  }
});

test('who is banned is listed apart', async () => {
  const [one] = [await person('Banned One'), await person('Banned Not')];
  await owner.call('PUT', `/users/${one.id}/ban`, { reason: 'spam' });
  expect((await people({ banned: 'true', q: 'banned' })).items).toMatchObject([
    { id: one.id, bans: [{ kind: 'user', reason: 'spam' }] },
  ]);
  await owner.call('DELETE', `/users/${one.id}/ban`);
  expect((await people({ banned: 'true', q: 'banned' })).items).toEqual([]);
  expect((await read(one.id)).history).toMatchObject([
    { action: 'user.unban', by: { id: owner.id } },
    { action: 'user.ban', reason: 'spam' },
  ]);
});

test('whoever has some sites sees who wrote there, and of them what was written there', async () => {
  const [both, other] = [await person('Both Sites', ['default', 'blog']), await person('Other Site')];
  await post(url, '/more', 'more', {}, both.token);
  expect(names(await people({ q: 'site' }, moderator))).toEqual(['Both Sites']);
  expect((await read(both.id, moderator)).counts.published).toBe(1);
  expect((await read(both.id)).counts.published).toBe(3);
  expect((await people({ q: both.id, site: 'blog' })).items).toMatchObject([{ counts: { published: 1 } }]);
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['PUT', '/ban', { site: 'blog' }],
    ['DELETE', '/ban', undefined],
    ['POST', '/notes', { text: 'x' }],
    ['DELETE', '/notes/1', undefined],
  ] as const) {
    const refused = await moderator.call(method, `/users/${other.id}${path}`, body);
    expect(refused).toMatchObject({ status: 404, json: { code: 'not_found' } });
  }
  expect((await people({ q: other.id }, moderator)).items).toEqual([]);
});

test('notes: for those who share the site, removed by who wrote them or by admins; their text is in no log', async () => {
  const { id } = await person('Noted', ['default', 'blog']);
  const blog = await note(id, '  canary-note  ', moderator);
  expect(blog).toMatchObject({ text: 'canary-note', by: { id: moderator.id, via: 'session' } });
  const all = await note(id, 'for all');
  const onDefault = await makeStaff(url, owner, { role: 'moderator', sites: ['default'] });
  const seen = async (by: SignedIn) => (await read(id, by)).notes.map(({ text }) => text);
  expect(await seen(owner)).toEqual(['for all', 'canary-note']);
  expect(await seen(moderator)).toEqual(['for all', 'canary-note']);
  expect(await seen(onDefault)).toEqual(['for all']);
  expect((await onDefault.call('DELETE', `/users/${id}/notes/${blog.id}`)).json.code).toBe('not_found');
  expect((await moderator.call('DELETE', `/users/${id}/notes/${all.id}`)).json.code).toBe('not_allowed');
  expect((await moderator.call('DELETE', `/users/${id}/notes/${blog.id}`)).status).toBe(204);
  expect(await seen(owner)).toEqual(['for all']);
  expect((await owner.call('POST', `/users/${id}/notes`, { text: '   ' })).status).toBe(400);
  const audit = dataOf(await owner.api.GET('/api/v1/admin/audit', { params: { query: { target: id } } }));
  expect(audit.items.map(({ action }) => action)).toEqual(['user.note.delete', 'user.note', 'user.note']);
  expect(JSON.stringify(audit)).not.toContain('canary-note');
});
