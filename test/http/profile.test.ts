/** What people keep about themselves, what others are shown of it, and where they are signed in. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type MemberServer, startMembers } from '../helpers/members.ts';
import { page } from '../helpers/rest.ts';
import { makeStaff } from '../helpers/staff.ts';

const PROFILE = '/api/v1/profile';
const VIEWERS = '/api/v1/viewers';

let server: MemberServer;
let url: string;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
});
afterAll(() => server.stop());

const patch = (token: string, body: object) => call(url, 'PATCH', PROFILE, { token, body });
const other = (id: string, token?: string) => call(url, 'GET', `${VIEWERS}/${id}`, { token });

test('a member changes name, website and bio; the name stands over what they wrote, and their screens hear of it', async () => {
  const { id, token } = await server.signIn('ada@example.com', { name: 'Ada' });
  await post(url, '/profile', 'written as Ada', {}, token);
  expect((await page(url, { thread: '/profile' })).items[0]?.author.name).toBe('Ada');
  const socket = await LiveClient.open(url);
  socket.send({ type: 'auth', token });
  await socket.next('session');

  const changed = await patch(token, {
    name: 'Ada L.',
    website: 'https://ada.example',
    bio: 'I <b>compute</b>.\r\n\n\n\nLine two.\u202e',
  });
  expect(changed.status, changed.text).toBe(200);
  expect(changed.json).toMatchObject({
    viewer: { id, name: 'Ada L.', role: 'member' },
    website: 'https://ada.example/',
    bio: 'I <b>compute</b>.\n\nLine two.',
    email: 'ada@example.com',
    emailVerified: true,
    notifications: { replies: true, mentions: true },
    commentCount: 1,
  });
  expect((await socket.next('session')).viewer).toMatchObject({ id, name: 'Ada L.' });
  expect((await page(url, { thread: '/profile' })).items[0]?.author).toMatchObject({
    name: 'Ada L.',
    website: 'https://ada.example/',
  });
  expect((await patch(token, { notifications: { mentions: false } })).json.notifications).toEqual({
    replies: true,
    mentions: false,
  });
  expect((await patch(token, { website: null })).json.website).toBeNull();
  await socket.close();
});

test('what cannot stand in a profile is refused and changes nothing', async () => {
  const { token } = await server.signIn('strict@example.com', { name: 'Strict' });
  for (const [body, code] of [
    [{ name: '\u200b' }, 'bad_name'],
    [{ name: 'x'.repeat(41) }, 'bad_name'],
    [{ website: 'javascript:alert(1)' }, 'bad_request'],
    [{ bio: 'x'.repeat(501) }, 'bad_request'],
    [{ role: 'moderator' }, 'bad_request'],
  ] as const) {
    expect((await patch(token, { bio: 'no', ...body })).json.code, JSON.stringify(body)).toBe(code);
  }
  expect((await call(url, 'GET', PROFILE, { token })).json).toMatchObject({ bio: '', viewer: { name: 'Strict' } });
});

test('guests see what is kept of them and are asked to sign in for more; nobody is asked for a token first', async () => {
  const { id, token } = await guest(url, 'Gus');
  expect((await call(url, 'GET', PROFILE, { token })).json).toMatchObject({
    viewer: { id, role: 'guest' },
    ways: [],
    bio: '',
  });
  expect((await patch(token, { bio: 'hello' })).json.code).toBe('sign_in_required');
  expect((await call(url, 'GET', PROFILE)).json.code).toBe('sign_in_required');
});

test('others see a profile once a comment is public, and none of what moderators hide', async () => {
  const { id, token } = await server.signIn('seen@example.com', { name: 'Seen' });
  await patch(token, { bio: 'Seen by all' });
  expect((await other(id)).json.code).toBe('not_found');
  expect((await other(id, token)).json).toMatchObject({ author: { id, name: 'Seen' } });
  const kept = await post(url, '/seen', 'stays', { title: 'A page', url: 'http://127.0.0.1:1/seen' }, token);
  const hidden = await post(url, '/seen', 'canary-hidden', {}, token);
  expect((await server.owner.call('PUT', `/comments/${hidden.id}/rejection`)).status).toBe(200);

  const seen = await other(id);
  expect(seen.json).toEqual({
    author: { id, name: 'Seen', role: 'member', website: null, avatar: null },
    bio: 'Seen by all',
    since: expect.any(String),
    commentCount: 1,
  });
  expect(seen.text).not.toContain('example.com');
  const list = await call(url, 'GET', `${VIEWERS}/${id}/comments`);
  expect(list.json.items.map((each: { comment: { id: string } }) => each.comment.id)).toEqual([kept.id]);
  expect(list.json.items[0]).toMatchObject({
    thread: { key: '/seen', title: 'A page', url: 'http://127.0.0.1:1/seen' },
  });
  expect(list.json.items[0].comment.body).toBeUndefined();
  const own = await call(url, 'GET', `${PROFILE}/comments`, { token });
  expect(
    own.json.items.map((each: { comment: { state: string; body: string } }) => [each.comment.state, each.comment.body]),
  ).toEqual([
    ['rejected', 'canary-hidden'],
    ['published', 'stays'],
  ]);
});

test('a guest is known by how they signed on that site, and not by their name elsewhere', async () => {
  await server.owner.call('POST', '/sites', { key: 'elsewhere' });
  const { id, token } = await guest(url);
  await post(url, '/here', 'one', { author: { name: 'Here' } }, token);
  await post(url, '/there', 'two', { site: 'elsewhere', author: { name: 'There' } }, token);
  const on = async (site: string) => (await call(url, 'GET', query(`${VIEWERS}/${id}`, { site }))).json;
  expect(await on('default')).toMatchObject({ author: { name: 'Here' }, since: null, commentCount: 1 });
  expect(await on('elsewhere')).toMatchObject({ author: { name: 'There' }, commentCount: 1 });
});

test('a list of comments pages to its end, and takes no cursor of another', async () => {
  const { id, token } = await server.signIn('many@example.com', { name: 'Many' });
  for (let n = 0; n < 5; n += 1) await post(url, '/many', `number ${n}`, {}, token);
  const read = async (cursor?: string) =>
    call(url, 'GET', query(`${VIEWERS}/${id}/comments`, { limit: 2, ...(cursor ? { cursor } : {}) }));
  const found: string[] = [];
  for (let next: string | undefined, first = true; first || next; first = false) {
    const { json } = await read(next);
    found.push(...json.items.map((each: { comment: { id: string } }) => each.comment.id));
    next = json.next ?? undefined;
  }
  expect(new Set(found).size).toBe(5);
  const { next } = (await read()).json;
  expect((await call(url, 'GET', query(`${PROFILE}/comments`, { cursor: next }), { token })).json.code).toBe(
    'bad_cursor',
  );
});

test('whoever is banned without being told finds their profile as they know it', async () => {
  const { id, token } = await guest(url, 'Shadow');
  await post(url, '/shadow', 'before', {}, token);
  await server.owner.call('PUT', `/users/${id}/ban`, { site: 'default', shadow: true });
  await post(url, '/shadow', 'in the shadow', {}, token);
  const own = (await call(url, 'GET', `${PROFILE}/comments`, { token })).json.items;
  expect(own.map((each: { comment: { state: string } }) => each.comment.state)).toEqual(['published', 'published']);
  expect((await call(url, 'GET', PROFILE, { token })).json.commentCount).toBe(2);
  expect((await other(id)).json.commentCount).toBe(1);
});

test('who is banned changes nothing that others see, and does with their own data what they like', async () => {
  const { id, token } = await server.signIn('banned@example.com', { name: 'Banned' });
  const friend = await server.signIn('friend@example.com', { name: 'Friend' });
  await post(url, '/banned', 'before', {}, token);
  await post(url, '/banned', 'by a friend', {}, friend.token);
  await server.owner.call('PUT', `/users/${id}/ban`, { reason: 'rude' });
  for (const body of [{ name: 'Canary' }, { bio: 'canary' }, { website: 'https://canary.example' }]) {
    const { status, json } = await patch(token, body);
    expect([status, json.code]).toEqual([403, 'banned']);
    expect(json.detail).toContain('rude');
  }
  const same = await patch(token, { name: 'Banned', bio: '', notifications: { replies: false } });
  expect(same.json, 'what nobody else sees').toMatchObject({ notifications: { replies: false } });
  expect((await other(id, friend.token)).json).toMatchObject({ author: { name: 'Banned' }, bio: '' });
  expect((await call(url, 'PUT', `${PROFILE}/mutes/${friend.id}`, { token })).status).toBe(204);
  expect((await call(url, 'DELETE', `${PROFILE}/avatar`, { token })).status).toBe(200);
  expect((await call(url, 'GET', `${PROFILE}/export`, { token })).status).toBe(200);
  expect((await call(url, 'DELETE', PROFILE, { token, body: { confirm: 'Banned' } })).status).toBe(204);
});

test('nobody takes a banned name over what they wrote before', async () => {
  const { token } = await server.signIn('borrower@example.com', { name: 'Borrower' });
  await server.owner.call('POST', '/bans', { kind: 'name', value: 'Unspeakable' });
  expect((await patch(token, { name: 'UNSPEAKABLE' })).json.code).toBe('banned');
  expect((await patch(token, { name: 'Speakable' })).json.viewer.name).toBe('Speakable');
});

test('whoever is banned without being told sees what they change, alone, until the ban is over', async () => {
  const { id, token } = await server.signIn('shade@example.com', { name: 'Shade' });
  await post(url, '/shade', 'before', {}, token);
  await server.owner.call('PUT', `/users/${id}/ban`, { shadow: true });
  const change = { name: 'Canary', bio: 'canary bio', website: 'https://canary.example/' };
  const { name, ...rest } = change;
  expect((await patch(token, change)).json).toMatchObject({ viewer: { id, name }, ...rest });
  expect((await call(url, 'GET', PROFILE, { token })).json).toMatchObject({ viewer: { id, name }, ...rest });
  expect((await other(id, token)).json).toMatchObject({ author: { name }, bio: 'canary bio' });
  expect((await other(id)).json).toMatchObject({ author: { name: 'Shade', website: null }, bio: '' });
  expect((await page(url, { thread: '/shade' })).items[0]?.author.name).toBe('Shade');
  await server.owner.call('DELETE', `/users/${id}/ban`);
  expect((await call(url, 'GET', PROFILE, { token })).json).toMatchObject({ viewer: { name: 'Shade' }, bio: '' });
  expect((await patch(token, change)).status).toBe(200);
  expect((await other(id)).json).toMatchObject({ author: { name }, bio: 'canary bio' });
});

test('whoever is banned without being told erases themselves by the name that they see', async () => {
  const { id, token } = await server.signIn('leaving@example.com', { name: 'Leaving' });
  await server.owner.call('PUT', `/users/${id}/ban`, { shadow: true });
  await patch(token, { name: 'Left' });
  expect((await call(url, 'DELETE', PROFILE, { token, body: { confirm: 'Left' } })).status).toBe(204);
  expect((await call(url, 'GET', PROFILE, { token })).status).toBe(401);
});

test('sessions are listed with the one that asks, and end one by one or all but it', async () => {
  const mine = await server.signIn('sessions@example.com');
  const second = await server.signIn('sessions@example.com');
  const third = await server.signIn('sessions@example.com');
  const list = async () => (await call(url, 'GET', `${PROFILE}/sessions`, { token: mine.token })).json.items;
  const before = await list();
  expect(before).toHaveLength(3);
  expect(before.filter((each: { current: boolean }) => each.current)).toHaveLength(1);
  const foreign = await server.signIn('foreign@example.com');
  const [someone] = before.filter((each: { current: boolean }) => !each.current);
  expect((await call(url, 'DELETE', `${PROFILE}/sessions/${someone.id}`, { token: foreign.token })).json.code).toBe(
    'not_found',
  );
  expect((await call(url, 'DELETE', `${PROFILE}/sessions/${someone.id}`, { token: mine.token })).status).toBe(204);
  expect(await list()).toHaveLength(2);
  expect((await call(url, 'DELETE', `${PROFILE}/sessions`, { token: mine.token })).status).toBe(204);
  expect(await list()).toMatchObject([{ current: true }]);
  for (const { token } of [second, third])
    expect((await call(url, 'GET', PROFILE, { token })).json.code).toBe('session_over');
});

test('an admin makes a member moderate their site and takes it back, live; a moderator of staff may not', async () => {
  const { id, token } = await server.signIn('mod@example.com', { name: 'Mod' });
  const socket = await LiveClient.open(url);
  socket.send({ type: 'auth', token });
  await socket.next('session');
  const role = (method: string, by = server.owner) =>
    by.call(method, `/users/${id}/role`, method === 'PUT' ? { role: 'moderator' } : undefined);
  const moderator = await makeStaff(url, server.owner, { role: 'moderator' });
  expect((await role('PUT', moderator)).json.code).toBe('not_allowed');
  expect((await role('PUT')).status).toBe(204);
  expect((await socket.next('session', undefined, 1_000)).viewer).toMatchObject({
    id,
    role: 'moderator',
    sites: ['default'],
  });
  expect((await call(url, 'GET', '/api/v1/admin/comments', { token })).status).toBe(403);
  expect((await role('DELETE')).status).toBe(204);
  expect((await socket.next('session', undefined, 1_000)).viewer).toMatchObject({ id, role: 'member' });
  const { json } = await server.owner.call('GET', `/audit?target=${id}`);
  expect(json.items.map((each: { action: string; after: unknown }) => [each.action, each.after])).toEqual([
    ['user.role', { role: 'member' }],
    ['user.role', { role: 'moderator' }],
  ]);
  const gus = await guest(url);
  await post(url, '/mod', 'a guest', {}, gus.token);
  expect((await server.owner.call('PUT', `/users/${gus.id}/role`, { role: 'moderator' })).json.code).toBe(
    'bad_request',
  );
  await socket.close();
});

test('an admin signs a member out everywhere: tokens and sockets end within a second', async () => {
  const { id, token } = await server.signIn('out@example.com', { name: 'Out' });
  const socket = await LiveClient.open(url);
  socket.send({ type: 'auth', token });
  await socket.next('session');
  expect((await server.owner.call('DELETE', `/users/${id}/sessions`)).status).toBe(204);
  expect((await socket.next('session', undefined, 1_000)).viewer).toMatchObject({ id: '' });
  expect((await call(url, 'GET', PROFILE, { token })).json.code).toBe('session_over');
  expect((await call(url, 'POST', COMMENTS, { token, body: { thread: '/x', body: 'no' } })).status).toBe(401);
  await socket.close();
});
