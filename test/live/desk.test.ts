/** The live desk: moderators hear what changed on their sites, and who looks at what, and never a text. */
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { DESK_PATH } from '../../protocol/admin/desk.ts';
import { call, changeRows, guest, post } from '../helpers/api.ts';
import { DeskClient } from '../helpers/desk-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { actor, makeKey, makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';

let server: ModeratedServer;
let url: string;
let owner: SignedIn;
/** Moderators of one of the two sites. */
let ofDefault: SignedIn;
let ofOther: SignedIn;

beforeAll(async () => {
  const first = await startModerated();
  await first.stop();
  changeRows(
    first.dataDir,
    `INSERT INTO sites (key, origins, settings, created_at) VALUES ('other', '["https://other.example"]', '{}', 0)`,
  );
  server = await startModerated({ DATA_DIR: first.dataDir });
  url = server.url;
  owner = await makeOwner(server);
  ofDefault = await makeStaff(url, owner, { role: 'moderator', sites: ['default'], name: 'Dora' });
  ofOther = await makeStaff(url, owner, { role: 'moderator', sites: ['other'], name: 'Otto' });
});
afterAll(() => server.stop());

async function sit(who: { headers: Record<string, string> }): Promise<DeskClient> {
  const client = await DeskClient.open(url, who.headers);
  onTestFinished(() => client.close());
  return client;
}

const flag = async (id: string) =>
  call(url, 'POST', `/api/v1/comments/${id}/flags`, {
    body: { reason: 'canary-flag' },
    token: (await guest(url)).token,
  });

test('what is posted, held, reported, edited, decided and deleted is told, and no text of it', async () => {
  const desk = await sit(ofDefault);
  const { id, session, ...comment } = await post(url, '/told', 'canary-text', { author: { name: 'canary-name' } });
  await desk.hears(id, each => each.state === 'published' && each.flagCount === 0);
  expect(desk.told(id).at(-1)).toEqual({ id, site: 'default', state: 'published', flagCount: 0, version: 1 });
  await flag(id);
  await desk.hears(id, each => each.flagCount === 1);
  await server.decide('PUT', id, 'rejection');
  await desk.hears(id, each => each.state === 'rejected' && each.flagCount === 0);
  await server.decide('DELETE', id, 'rejection');
  await desk.hears(id, each => each.state === 'published');
  const before = desk.told(id).at(-1)?.version ?? 0;
  const { token } = session;
  await call(url, 'PATCH', `/api/v1/comments/${id}`, { body: { body: 'canary-edit' }, token });
  await desk.hears(id, each => each.version > before);
  await server.set({ hold: 'all' });
  const held = await call(url, 'POST', '/api/v1/comments', { body: { thread: comment.thread, body: 'canary-held' } });
  await server.set({ hold: 'none' });
  await desk.hears(held.json.id, each => each.state === 'held');
  await server.decide('PUT', held.json.id, 'approval');
  await desk.hears(held.json.id, each => each.state === 'published');
  await call(url, 'DELETE', `/api/v1/comments/${id}`, { token });
  await desk.hears(id, each => each.state === 'deleted');
  expect(desk.texts.join('\n')).not.toContain('canary');
});

test('of sites that are not theirs they hear nothing', async () => {
  const [here, there, all] = [await sit(ofDefault), await sit(ofOther), await sit(owner)];
  const one = await post(url, '/sites', 'one');
  const two = await post(url, '/sites', 'two', { site: 'other' });
  await server.decide('PUT', one.id, 'spam');
  await server.decide('PUT', two.id, 'spam');
  // Told in one order: who has heard of the last one would have heard of the first.
  const last = [await post(url, '/sites', 'last'), await post(url, '/sites', 'last', { site: 'other' })] as const;
  for (const { id } of [one, two, ...last]) await all.hears(id, () => true);
  await here.hears(last[0].id, () => true);
  await there.hears(last[1].id, () => true);
  const sites = (client: DeskClient) =>
    new Set(client.of('changed').flatMap(({ comments }) => comments.map(({ site }) => site)));
  expect(sites(here)).toEqual(new Set(['default']));
  expect(sites(there)).toEqual(new Set(['other']));
  expect(there.texts.join('\n')).not.toContain(one.id);
  expect(here.texts.join('\n')).not.toContain(two.id);
});

test('many changes at once come in few frames, each comment once in a frame', async () => {
  const desk = await sit(owner);
  const posts = await Promise.all(
    Array.from({ length: 120 }, (_, n) => post(url, `/many/${n % 7}`, `one of many ${n}`)),
  );
  for (const { id } of posts) await desk.hears(id, each => each.state === 'published');
  const frames = desk.of('changed');
  expect(frames.length).toBeLessThan(40);
  for (const { comments } of frames) {
    expect(new Set(comments.map(({ id }) => id)).size).toBe(comments.length);
    expect(comments.length).toBeLessThanOrEqual(200);
  }
});

test('who looks at a card is told to all who may see it, until they turn away or leave', async () => {
  const [a, b, c] = [await sit(owner), await sit(ofDefault), await sit(ofOther)];
  const here = await post(url, '/looking', 'here');
  const there = await post(url, '/looking', 'there', { site: 'other' });
  await a.sees({ 'Olga Owner': null, Dora: null, Otto: null });
  // Two who share no site do not see each other.
  await b.sees({ 'Olga Owner': null, Dora: null });
  await c.sees({ 'Olga Owner': null, Otto: null });
  a.look(here.id);
  await b.sees({ 'Olga Owner': here.id, Dora: null });
  b.look(here.id);
  await a.sees({ 'Olga Owner': here.id, Dora: here.id, Otto: null });
  // A card that is not theirs, or not there, is none.
  b.look(there.id);
  await a.sees({ 'Olga Owner': here.id, Dora: null, Otto: null });
  a.look(there.id);
  await c.sees({ 'Olga Owner': there.id, Otto: null });
  await b.sees({ 'Olga Owner': null, Dora: null });
  c.look(crypto.randomUUID());
  a.look(null);
  await c.sees({ 'Olga Owner': null, Otto: null });
  await a.close();
  await c.sees({ Otto: null });
  expect(c.texts.join('\n')).not.toContain(here.id);
  expect(b.texts.join('\n')).not.toContain(there.id);
  expect(b.you).not.toBe(c.you);
});

test('only moderators come in: by key, by token, or by cookie from our own page', async () => {
  const admin = actor(url, 'admin', { authorization: `Bearer ${ADMIN}` });
  const reader = await guest(url);
  const [mayRead, mayNot] = [
    await makeKey(url, admin, { scopes: ['comments:read'] }),
    await makeKey(url, admin, { scopes: ['threads:write'] }),
  ];
  for (const who of [admin, mayRead, owner]) await sit(who);
  const { cookie } = owner;
  const attempts = [
    [{}, 401],
    [{ authorization: 'Bearer nonsense' }, 403],
    [{ authorization: `Bearer ${reader.token}` }, 403],
    [mayNot.headers, 403],
    [{ cookie }, 403],
    [{ cookie, origin: 'https://evil.example' }, 403],
    [{ authorization: `Bearer ${ADMIN}`, origin: 'https://evil.example' }, 403],
    [{ cookie: '__Host-live-comments=nonsense', origin: url }, 401],
  ] as const;
  for (const [headers, status] of attempts) expect([headers, await upgrade(headers)]).toEqual([headers, status]);
  const plain = await call(url, 'GET', DESK_PATH, { token: ADMIN });
  expect(plain).toMatchObject({ status: 400, json: { code: 'bad_request' } });
});

/** The status with which an upgrade is refused; waits until its connection is gone. */
async function upgrade(headers: Record<string, string>): Promise<number> {
  const asked = request(url + DESK_PATH, {
    headers: {
      ...headers,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    },
  }).end();
  const [answer] = await once(asked, 'response');
  const closed = once(answer.socket, 'close');
  answer.resume();
  await closed;
  return answer.statusCode;
}

test('L6 whoever is signed out, or whose key is deleted, is sent away within a second and told to stay away', async () => {
  const leaver = await makeStaff(url, owner, { role: 'moderator', name: 'Lea' });
  const admin = actor(url, 'admin', { authorization: `Bearer ${ADMIN}` });
  const key = await makeKey(url, admin, { scopes: ['comments:read'], name: 'short' });
  const keys = (await admin.call('GET', '/api-keys')).json.items as { id: string; name: string }[];
  const [signedOut, revoked, stays] = [await sit(leaver), await sit(key), await sit(owner)];
  const ends = [
    [signedOut, () => leaver.call('DELETE', '/session')],
    [revoked, () => admin.call('DELETE', `/api-keys/${keys.find(({ name }) => name === 'short')?.id}`)],
  ] as const;
  for (const [client, end] of ends) {
    const closed = client.closed();
    expect((await end()).status).toBeLessThan(300);
    const since = performance.now();
    expect(await closed).toBe(4100);
    expect(performance.now() - since).toBeLessThan(1_000);
  }
  const { id } = await post(url, '/stays', 'still heard');
  await stays.hears(id, each => each.state === 'published');
});

test('L6 a key that has come to its end is told nothing more, and to stay away', async () => {
  const admin = actor(url, 'admin', { authorization: `Bearer ${ADMIN}` });
  onTestFinished(() => void vi.useRealTimers());
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const key = await makeKey(url, admin, { scopes: ['comments:read'], expiresAt });
  const desk = await sit(key);
  const before = await post(url, '/brief', 'heard');
  await desk.hears(before.id, each => each.state === 'published');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  expect((await key.call('GET', '/comments')).json.code).toBe('token_expired');
  const closed = desk.closed();
  const { id } = await post(url, '/brief', 'not heard');
  expect(await closed).toBe(4100);
  expect(desk.told(id)).toEqual([]);
});

test('frames that make no sense end the socket with 4400, and too long ones with 1009', async () => {
  const nonsense = ['{', '[]', '{"type":"look"}', '{"type":"look","comment":"x"}', '{"type":"subscribe"}'];
  const desk = await sit(owner);
  const closed = desk.closed();
  for (const text of [...nonsense, ...nonsense]) desk.socket.send(text);
  expect(await closed).toBe(4400);
  const long = await sit(owner);
  const ended = long.closed();
  long.socket.send('x'.repeat(20_000));
  expect(await ended).toBe(1009);
});

test('L6 a server that stops says come back', async () => {
  const other = await startModerated();
  const desk = await DeskClient.open(other.url, { authorization: `Bearer ${ADMIN}` });
  const closed = desk.closed();
  await other.stop();
  expect(await closed).toBe(1012);
});
