/** The team: invitations, roles and what they show, who may manage whom, and how a right ends at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, guest, openRows, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import {
  type Actor,
  ADMIN_API,
  accept,
  makeKey,
  makeOwner,
  makeStaff,
  type SignedIn,
  signIn,
} from '../helpers/staff.ts';

let server: TestServer;
let url: string;
let owner: SignedIn;
beforeAll(async () => {
  server = await startServer({ ALLOWED_ORIGINS: 'https://blog.example' });
  // A second site, as a restart finds it.
  changeRows(
    server.dataDir,
    `INSERT INTO sites (key, origins, settings, created_at)
     SELECT 'other', '["https://other.example"]', settings, created_at FROM sites WHERE key = 'default'`,
  );
  await server.stop();
  server = await startServer({ ALLOWED_ORIGINS: 'https://blog.example', DATA_DIR: server.dataDir });
  url = server.url;
  owner = await makeOwner(server);
});
afterAll(() => server.stop());

const me = async (by: Actor) => (await by.call('GET', '/session')).json.staff;
const code = async (by: Actor, method: string, path: string, body?: unknown) => {
  const { status, json } = await by.call(method, path, body);
  return json?.code ?? status;
};

test('an invitation makes somebody of the team, once; another one takes its place', async () => {
  const made = await owner.call('POST', '/team', {
    email: 'Ann@Example.com',
    name: 'Ann',
    role: 'moderator',
    sites: ['default'],
  });
  expect(made.status).toBe(201);
  const { member, link } = made.json;
  expect(member).toMatchObject({
    email: 'ann@example.com',
    name: 'Ann',
    role: 'moderator',
    sites: ['default'],
    invited: true,
  });
  expect(link.startsWith(`${url}/admin/invite#`)).toBe(true);
  expect(Date.parse(made.json.expiresAt) - Date.now()).toBeGreaterThan(71 * 3_600_000);
  expect(await code(owner, 'POST', '/team', { email: 'ANN@example.com', name: 'A', role: 'admin', sites: null })).toBe(
    'already_exists',
  );
  const again = (await owner.call('POST', `/team/${member.id}/link`)).json.link;
  await expect(accept(url, 'ann@example.com', link)).rejects.toThrow('link_over');
  const ann = await accept(url, 'ann@example.com', again);
  await expect(accept(url, 'ann@example.com', again)).rejects.toThrow('link_over');
  expect(await me(ann)).toMatchObject({ id: member.id, role: 'moderator', sites: ['default'] });
  const { items } = (await owner.call('GET', '/team')).json;
  expect(items.find((each: { id: string }) => each.id === ann.id)).toMatchObject({
    invited: false,
    lastSeenAt: expect.any(String),
  });
  const late = (await owner.call('POST', `/team/${ann.id}/link`)).json.link;
  changeRows(server.dataDir, 'UPDATE invites SET expires_at = 1');
  await expect(accept(url, 'ann@example.com', late)).rejects.toThrow('link_over');
  expect(await me(ann)).toMatchObject({ id: ann.id });
});

test('a link for a new password ends all sessions and takes the second factors away', async () => {
  const staff = await makeStaff(url, owner, { role: 'moderator' });
  changeRows(server.dataDir, `UPDATE staff SET totp = 's1.lost' WHERE id = '${staff.id}'`);
  expect((await me(staff)).totp).toBe(true);
  const { link } = (await owner.call('POST', `/team/${staff.id}/link`)).json;
  const back = await accept(url, staff.email, link, 'quite another password');
  expect(await me(staff)).toBeNull();
  expect(await me(back)).toMatchObject({ id: staff.id, totp: false });
  expect(await me(await signIn(url, staff.email, 'quite another password'))).toMatchObject({ id: staff.id });
});

test('a link ends with any change of the right of whoever it is for, and of whoever made it', async () => {
  const admin = await makeStaff(url, owner, { role: 'admin' });
  const linkFor = async (by: Actor, id: string): Promise<string> => {
    const { json } = await by.call('POST', `/team/${id}/link`);
    expect(json.member.linkUntil).toBe(json.expiresAt);
    return json.link;
  };
  const linkUntil = async (id: string) =>
    (await owner.call('GET', '/team')).json.items.find((each: { id: string }) => each.id === id).linkUntil;

  // The admin keeps a link, and the one whom it is for becomes more than the admin.
  const colleague = await makeStaff(url, owner, { role: 'admin' });
  const kept = await linkFor(admin, colleague.id);
  await owner.call('PATCH', `/team/${colleague.id}`, { name: 'Another name' });
  expect(await linkUntil(colleague.id)).toEqual(expect.any(String));
  expect((await owner.call('PATCH', `/team/${colleague.id}`, { role: 'owner' })).json.linkUntil).toBeNull();
  await expect(accept(url, colleague.email, kept)).rejects.toThrow('link_over');
  await owner.call('DELETE', `/team/${colleague.id}`);
  const invitation = { email: 'widened@example.com', name: 'W', role: 'moderator', sites: ['other'] };
  const invited = (await admin.call('POST', '/team', invitation)).json;
  expect(invited.member.linkUntil).toBe(invited.expiresAt);
  const widened = await owner.call('PATCH', `/team/${invited.member.id}`, { sites: null });
  expect(widened.json).toMatchObject({ invited: true, linkUntil: null });
  await expect(accept(url, 'widened@example.com', invited.link)).rejects.toThrow('link_over');

  // Who is no admin any more has no links in hand for those who still are, nor has who left.
  const peer = await makeStaff(url, owner, { role: 'admin' });
  for (const change of [
    (id: string) => owner.call('PATCH', `/team/${id}`, { role: 'moderator' }),
    (id: string) => owner.call('DELETE', `/team/${id}`),
  ]) {
    const maker = await makeStaff(url, owner, { role: 'admin' });
    const link = await linkFor(maker, peer.id);
    expect((await change(maker.id)).status).toBeLessThan(300);
    await expect(accept(url, peer.email, link)).rejects.toThrow('link_over');
  }
  expect(await me(peer)).toMatchObject({ id: peer.id });
});

test('a key neither invites nor makes links, whatever its scopes, and gives nobody more sites', async () => {
  const moderator = await makeStaff(url, owner, { role: 'moderator', sites: ['default'] });
  const key = await makeKey(url, owner, { scopes: ['team:write', 'comments:write', 'users:write'] });
  const body = { email: 'by-key@example.com', name: 'X', role: 'moderator', sites: null };
  const refused = await key.call('POST', '/team', body);
  expect(refused).toMatchObject({
    status: 403,
    json: { code: 'not_allowed', detail: expect.stringContaining('not for API keys') },
  });
  expect(await code(key, 'POST', `/team/${moderator.id}/link`)).toBe('not_allowed');
  expect(await code(key, 'PATCH', `/team/${moderator.id}`, { sites: null })).toBe('not_allowed');
  expect(await code(key, 'PATCH', `/team/${moderator.id}`, { sites: ['default', 'other'] })).toBe('not_allowed');
  const emails = (await owner.call('GET', '/team')).json.items.map((each: { email: string }) => each.email);
  expect(emails).not.toContain(body.email);
  expect(await me(moderator)).toMatchObject({ sites: ['default'] });
  expect(await code(key, 'PATCH', `/team/${moderator.id}`, { name: 'Renamed', sites: ['default'] })).toBe(200);
  expect(await code(key, 'DELETE', `/team/${moderator.id}`)).toBe(204);
});

test('nobody makes or changes who is above them, nor gives what they do not have', async () => {
  const admin = await makeStaff(url, owner, { role: 'admin' });
  const ofSite = await makeStaff(url, owner, { role: 'admin', sites: ['other'] });
  const moderator = await makeStaff(url, owner, { role: 'moderator', sites: ['default'] });
  const invite = (role: string, sites: string[] | null) => ({
    email: `${crypto.randomUUID()}@example.com`,
    name: 'X',
    role,
    sites,
  });
  expect(await code(admin, 'POST', '/team', invite('owner', null))).toBe('not_allowed');
  expect(await code(admin, 'PATCH', `/team/${admin.id}`, { role: 'owner' })).toBe('not_allowed');
  expect(await code(admin, 'PATCH', `/team/${owner.id}`, { name: 'X' })).toBe('not_allowed');
  expect(await code(admin, 'POST', `/team/${owner.id}/link`)).toBe('not_allowed');
  expect(await code(admin, 'DELETE', `/team/${owner.id}`)).toBe('not_allowed');
  expect(await code(admin, 'POST', '/team', invite('admin', ['default']))).toBe(201);

  expect(await code(ofSite, 'POST', '/team', invite('admin', null))).toBe('not_allowed');
  expect(await code(ofSite, 'POST', '/team', invite('moderator', ['other', 'default']))).toBe('not_allowed');
  expect(await code(ofSite, 'POST', '/team', invite('moderator', ['other']))).toBe(201);
  expect(await code(ofSite, 'PATCH', `/team/${ofSite.id}`, { sites: null })).toBe('not_allowed');
  expect(await code(ofSite, 'PATCH', `/team/${moderator.id}`, { name: 'X' })).toBe('not_found');
  expect(await code(ofSite, 'POST', `/team/${admin.id}/link`)).toBe('not_allowed');
  const seen = (await ofSite.call('GET', '/team')).json.items.map((each: { id: string }) => each.id);
  expect(seen).toEqual(expect.arrayContaining([owner.id, ofSite.id]));
  expect(seen).not.toContain(moderator.id);

  for (const [method, path] of [
    ['GET', '/team'],
    ['POST', '/team'],
    ['GET', '/api-keys'],
    ['POST', '/api-keys'],
  ] as const) {
    const body = method === 'POST' ? invite('moderator', ['default']) : undefined;
    expect(await code(moderator, method, path, body)).toBe('not_allowed');
  }
  expect(await code(owner, 'POST', '/team', invite('moderator', ['nowhere']))).toBe('unknown_site');
  expect(await code(owner, 'POST', '/team', invite('moderator', []))).toBe('bad_request');
  expect(await code(owner, 'POST', '/team', invite('owner', ['other']))).toBe('bad_request');
  expect(await code(owner, 'POST', '/team', { ...invite('admin', null), email: 'no address' })).toBe('bad_request');
});

test('a key is never stronger than whoever made it', async () => {
  const ofSite = await makeStaff(url, owner, { role: 'admin', sites: ['other'] });
  const scopes = ['sites:read'] as const;
  expect(await code(ofSite, 'POST', '/api-keys', { name: 'x', scopes, sites: null })).toBe('not_allowed');
  expect(await code(ofSite, 'POST', '/api-keys', { name: 'x', scopes, sites: ['default'] })).toBe('not_allowed');
  const own = await makeKey(url, ofSite, { scopes });
  expect((await own.call('GET', '/sites')).json.items.map((each: { key: string }) => each.key)).toEqual(['other']);
  const keys = await makeKey(url, owner, {
    scopes: ['api-keys:write', 'team:write', 'sites:read'],
    sites: ['default'],
  });
  expect(await code(keys, 'POST', '/api-keys', { name: 'x', scopes: ['comments:write'] })).toBe('not_allowed');
  expect(await code(keys, 'POST', '/api-keys', { name: 'x', scopes, sites: null })).toBe('not_allowed');
  expect(await code(keys, 'DELETE', `/api-keys/${own.id}`)).toBe('not_found');
  const child = await makeKey(url, keys, { scopes });
  expect((await child.call('GET', '/sites')).json.items).toHaveLength(1);
  const admin = await makeStaff(url, owner, { role: 'admin', sites: ['default'] });
  expect(await code(keys, 'PATCH', `/team/${admin.id}`, { name: 'X' })).toBe('not_allowed');
  expect(await code(keys, 'GET', '/sessions')).toBe('not_allowed');

  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const brief = await makeKey(url, owner, { scopes: ['api-keys:write', 'sites:read'], expiresAt: soon });
  expect(await code(brief, 'POST', '/api-keys', { name: 'x', scopes, expiresAt: '2999-01-01T00:00:00Z' })).toBe(
    'not_allowed',
  );
  expect((await brief.call('POST', '/api-keys', { name: 'x', scopes })).json.expiresAt).toBe(soon);
  expect(await code(owner, 'POST', '/api-keys', { name: 'x', scopes, expiresAt: '2020-01-01T00:00:00Z' })).toBe(
    'bad_request',
  );
  changeRows(server.dataDir, `UPDATE api_keys SET expires_at = 1 WHERE id = '${brief.id}'`);
  expect(await code(brief, 'GET', '/sites')).toBe('token_expired');

  // With its maker, a key loses what they lose.
  await owner.call('PATCH', `/team/${ofSite.id}`, { sites: null });
  await owner.call('PATCH', `/team/${ofSite.id}`, { sites: ['default'] });
  expect((await own.call('GET', '/sites')).json.items).toEqual([]);
  await owner.call('PATCH', `/team/${ofSite.id}`, { role: 'moderator' });
  expect(await code(own, 'GET', '/sites')).toBe('bad_token');
});

test('a key that is taken back works nowhere any more', async () => {
  const key = await makeKey(url, owner, { scopes: ['comments:write'] });
  expect((await call(url, 'GET', '/api/v1/session', { token: key.token })).json.viewer.role).toBe('moderator');
  const reader = await makeKey(url, owner, { scopes: ['stats:read'] });
  expect((await call(url, 'GET', '/api/v1/session', { token: reader.token })).json.viewer.role).toBe('guest');
  expect(await code(owner, 'DELETE', `/api-keys/${key.id}`)).toBe(204);
  expect(await code(owner, 'DELETE', `/api-keys/${key.id}`)).toBe('not_found');
  expect(await code(key, 'GET', '/session')).toBe('bad_token');
  expect((await call(url, 'GET', '/api/v1/session', { token: key.token })).json.code).toBe('bad_token');
});

test('the last owner stays one', async () => {
  const two = await makeStaff(url, owner, { role: 'owner' });
  expect(await code(owner, 'DELETE', `/team/${two.id}`)).toBe(204);
  expect(await me(two)).toBeNull();
  // Who was invited and never came is no owner yet.
  await owner.call('POST', '/team', { email: 'never@example.com', name: 'N', role: 'owner', sites: null });
  for (const [method, body] of [
    ['DELETE', undefined],
    ['PATCH', { role: 'admin' }],
  ] as const) {
    const refused = await owner.call(method, `/team/${owner.id}`, body);
    expect(refused).toMatchObject({
      status: 403,
      json: { code: 'not_allowed', detail: expect.stringContaining('last owner') },
    });
  }
  expect(await me(owner)).toMatchObject({ role: 'owner' });
});

test('a comment shows its author’s role as it is now, and a guest’s token never has one', async () => {
  const staff = await makeStaff(url, owner, { role: 'moderator', name: 'Mo' });
  const token = await widgetToken(staff);
  const headers = { authorization: `Bearer ${token}`, origin: 'https://blog.example' };
  const posted = await call(url, 'POST', COMMENTS, { body: { thread: '/roles', body: 'by staff' }, headers });
  expect(posted).toMatchObject({ status: 201, json: { author: { id: staff.id, name: 'Mo', role: 'moderator' } } });
  const role = async () => (await call(url, 'GET', query(COMMENTS, { thread: '/roles' }))).json.items[0].author.role;
  expect(await role()).toBe('moderator');
  await owner.call('PATCH', `/team/${staff.id}`, { role: 'admin' });
  expect(await role()).toBe('admin');
  await owner.call('DELETE', `/team/${staff.id}`);
  expect(await role()).toBe('guest');

  const reader = await guest(url, 'Gil');
  await post(url, '/roles-of-guests', 'x', {}, reader.token);
  changeRows(server.dataDir, `UPDATE viewers SET role = 'admin' WHERE id = '${reader.id}'`);
  await server.stop();
  server = await startServer({
    ALLOWED_ORIGINS: 'https://blog.example',
    DATA_DIR: server.dataDir,
    PORT: new URL(url).port,
  });
  expect((await call(url, 'GET', '/api/v1/session', { token: reader.token })).json.viewer.role).toBe('guest');
});

async function widgetToken(staff: Actor, origin = 'https://blog.example'): Promise<string> {
  const answer = await staff.call('POST', '/session/widget', { site: 'default', origin });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json.token;
}

test('a widget token moderates one site, from its one origin, for as long as its session', async () => {
  const staff = await makeStaff(url, owner, { role: 'admin', sites: ['default'] });
  expect(await code(staff, 'POST', '/session/widget', { site: 'other', origin: 'https://other.example' })).toBe(
    'unknown_site',
  );
  expect(await code(staff, 'POST', '/session/widget', { site: 'default', origin: 'https://evil.example' })).toBe(
    'origin_refused',
  );
  const answer = await staff.call('POST', '/session/widget', { site: 'default', origin: 'https://blog.example' });
  expect(Date.parse(answer.json.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  const { token } = answer.json;
  const ask = (path: string, origin?: string, sent = token) =>
    call(url, 'GET', path, { token: sent, headers: origin === undefined ? {} : { origin } });
  const here = await ask('/api/v1/session', 'https://blog.example');
  expect(here.json.viewer).toEqual({ id: staff.id, name: expect.any(String), role: 'moderator', sites: ['default'] });
  expect((await ask(`${ADMIN_API}/audit`, 'https://blog.example')).status).toBe(403);
  for (const path of ['/api/v1/session', `${ADMIN_API}/sites`]) {
    for (const origin of [undefined, 'http://localhost:1234']) {
      expect(await ask(path, origin)).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
    }
  }
  const [start, payload, signature] = token.split('.');
  const longer = Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), p: 'other' }),
  );
  const forged = `${start}.${longer.toString('base64url')}.${signature}`;
  expect((await ask('/api/v1/session', 'https://blog.example', forged)).json.code).toBe('bad_token');
  await staff.call('DELETE', '/session');
  expect((await ask('/api/v1/session', 'https://blog.example')).json.code).toBe('token_expired');
});

test('a socket whose moderator is no longer one goes on as anybody’s at once', async () => {
  const staff = await makeStaff(url, owner, { role: 'moderator' });
  const other = await makeStaff(url, owner, { role: 'moderator' });
  const open = async (by: SignedIn) => {
    const client = await LiveClient.open(url, { origin: 'https://blog.example' });
    client.send({ type: 'auth', token: await widgetToken(by) });
    expect((await client.next('session')).viewer).toMatchObject({ id: by.id, role: 'moderator' });
    await client.subscribe('/downgrade');
    return client;
  };
  const [socket, unconcerned] = [await open(staff), await open(other)];
  const began = Date.now();
  await owner.call('PATCH', `/team/${staff.id}`, { sites: ['other'] });
  expect((await socket.next('session')).viewer).toEqual({ id: '', name: '', role: 'guest' });
  expect(Date.now() - began).toBeLessThan(1_000);
  const held = await post(url, '/downgrade', 'soon held');
  await unconcerned.next('events', ({ events }) =>
    events.some(each => 'comment' in each && each.comment?.id === held.id),
  );
  expect(unconcerned.frames.filter(({ type }) => type === 'session')).toHaveLength(1);
  for (const client of [socket, unconcerned]) await client.close();
});

test('a stream of a key that is taken back ends, and does not come back', async () => {
  const key = await makeKey(url, owner, { scopes: ['comments:write'] });
  const open = () =>
    fetch(`${url}/api/v1/events?thread=/stream`, { headers: { ...key.headers, accept: 'text/event-stream' } });
  const reader = (await open()).body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  await owner.call('DELETE', `/api-keys/${key.id}`);
  for (let ended = false; !ended; ) ended = (await reader?.read())?.done ?? true;
  expect((await open()).status).toBe(401);
});

test('what staff do is in the audit log, and secrets are nowhere in the database', async () => {
  const staff = await makeStaff(url, owner, { role: 'moderator' });
  const key = await makeKey(url, owner, { scopes: ['sites:read'], name: 'told once' });
  const db = openRows(server.dataDir);
  const actions = db.prepare('SELECT DISTINCT action FROM audit').pluck().all();
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'")
    .pluck()
    .all();
  const text = tables.map(table => JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all())).join('');
  const audit = JSON.stringify(db.prepare('SELECT * FROM audit').all());
  db.close();
  for (const action of [
    'staff.set-up',
    'staff.invite',
    'staff.accept',
    'staff.change',
    'staff.remove',
    'staff.link',
    'session.begin',
    'api-key.create',
    'api-key.delete',
  ]) {
    expect(actions).toContain(action);
  }
  expect(text).toContain('told once');
  for (const secret of [key.token, staff.cookie.split('=')[1] as string, 'a long enough password']) {
    expect(text).not.toContain(secret);
  }
  expect(audit).not.toContain('@example.com');
});
