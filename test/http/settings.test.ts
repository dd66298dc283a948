/** A site's settings: who may change them, and that every reader gets them at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, guest, openRows, post, query } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { startServer } from '../helpers/server.ts';

const SITE = '/api/v1/admin/sites/default';
const DEFAULTS = {
  sort: 'newest',
  editWindow: 86_400,
  votes: 'updown',
  reactions: ['👍', '❤️', '😂', '🎉', '😮', '😢'],
  presence: 'names',
  images: false,
  slowMode: 0,
  guests: true,
};
const OWNERS = { hold: 'none', closeAfter: 0, name: '', lang: '', mailSignIn: true, forgetEmails: 0, eraseRefused: 0 };
let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated();
  url = server.url;
});
afterAll(() => server.stop());

/** Without what is no setting, but follows from others. */
async function readers(): Promise<object> {
  const { signIn: _, ...settings } = (await call(url, 'GET', query(COMMENTS, { thread: '/settings' }))).json.settings;
  return settings;
}

test('an admin sees a site’s settings, and everyone those that concern readers', async () => {
  const [origins, fixedOrigins] = [expect.any(Array), expect.any(Array)];
  const site = { key: 'default', origins, fixedOrigins, settings: { ...DEFAULTS, ...OWNERS } };
  expect((await call(url, 'GET', '/api/v1/admin/sites', { token: ADMIN })).json).toEqual({ items: [site], next: null });
  const one = await call(url, 'GET', SITE, { token: ADMIN });
  expect(one.json).toEqual(site);
  expect(one.headers.get('cache-control')).toBe('no-store');
  expect(await readers()).toEqual(DEFAULTS);
});

test('nobody else does', async () => {
  const { token } = await guest(url);
  for (const [method, path] of [
    ['GET', '/api/v1/admin/sites'],
    ['GET', SITE],
    ['PATCH', SITE],
  ] as const) {
    const options = method === 'PATCH' ? { body: { settings: { votes: 'off' } } } : {};
    expect(await call(url, method, path, options)).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
    const refused = await call(url, method, path, { ...options, token });
    expect(refused).toMatchObject({ status: 403, json: { code: 'not_allowed' } });
  }
  expect((await call(url, 'GET', '/api/v1/admin/sites/nowhere', { token: ADMIN })).json.code).toBe('unknown_site');
});

test('a change holds what it does not name, is in the next page of every thread, and survives a restart', async () => {
  await post(url, '/settings', 'x');
  for (let n = 0; n < 3; n += 1) expect(await readers()).toEqual(DEFAULTS);
  const changed = await call(url, 'PATCH', SITE, { body: { settings: { votes: 'up', sort: 'best' } }, token: ADMIN });
  expect(changed.json.settings).toEqual({ ...DEFAULTS, ...OWNERS, votes: 'up', sort: 'best' });
  expect(await readers()).toEqual({ ...DEFAULTS, votes: 'up', sort: 'best' });
  await Promise.all([server.set({ images: true }), server.set({ presence: 'off' }), server.set({ votes: 'updown' })]);
  const now = { ...DEFAULTS, sort: 'best', images: true, presence: 'off' };
  expect(await readers()).toEqual(now);
  await server.stop();
  const again = await startServer({ DATA_DIR: server.dataDir, ADMIN_TOKEN: ADMIN });
  expect((await call(again.url, 'GET', SITE, { token: ADMIN })).json.settings).toEqual({ ...now, ...OWNERS });
  await again.stop();
  server = await startModerated({ DATA_DIR: server.dataDir });
  url = server.url;
});

test('a setting that makes no sense is refused, and changes nothing', async () => {
  const before = await readers();
  const nonsense = [
    { votes: 'down' },
    { slowMode: -1 },
    { slowMode: 3_601 },
    { reactions: ['👍', '👍'] },
    { closeAfter: -1 },
    { closeAfter: 3_651 },
    { nothing: 1 },
  ];
  for (const settings of nonsense) {
    const refused = await call(url, 'PATCH', SITE, { body: { settings }, token: ADMIN });
    expect(refused).toMatchObject({ status: 400, json: { code: 'bad_request' } });
  }
  expect(await readers()).toEqual(before);
});

test('settings that are newer than the site have their usual value', async () => {
  await server.stop();
  const db = openRows(server.dataDir);
  db.exec(`UPDATE sites SET settings = '{"sort":"oldest","editWindow":60}'`);
  db.close();
  server = await startModerated({ DATA_DIR: server.dataDir });
  url = server.url;
  expect(await readers()).toEqual({ ...DEFAULTS, sort: 'oldest', editWindow: 60 });
});

test('slow mode refuses a second comment and says for how long; moderators do not wait', async () => {
  await server.set({ slowMode: 600 });
  const { token } = await guest(url);
  const first = await post(url, '/slow', 'one', { id: crypto.randomUUID() }, token);
  const second = await call(url, 'POST', COMMENTS, { body: { thread: '/slow', body: 'two' }, token });
  expect(second).toMatchObject({ status: 429, json: { code: 'slow_mode', retryAfter: expect.any(Number) } });
  expect(second.json.retryAfter).toBeGreaterThan(590);
  expect(second.headers.get('retry-after')).toBe(String(second.json.retryAfter));
  const repeat = await call(url, 'POST', COMMENTS, { body: { id: first.id, thread: '/slow', body: 'one' }, token });
  expect(repeat).toMatchObject({ status: 200, json: { id: first.id } });
  for (const body of ['a', 'b']) await post(url, '/slow', body, {}, ADMIN);
  await server.set({ slowMode: 0 });
  await post(url, '/slow', 'two', {}, token);
});

test.each([['a word'], ['..'], [' '], ['\u202e👍'], ['__proto__'], ['👍/👎']])('%j is no reaction', async emoji => {
  const { status, json } = await call(url, 'PATCH', SITE, { token: ADMIN, body: { settings: { reactions: [emoji] } } });
  expect([status, json.code]).toEqual([400, 'bad_request']);
  expect(json.detail).toContain('an emoji');
});

test.each([['👨‍👩‍👧‍👦'], ['🇩🇪'], ['1️⃣'], ['👩🏽‍💻']])('%s is one', async emoji => {
  await server.set({ reactions: [emoji] });
  const { id, session } = await post(url, '/emoji', `with ${emoji}`);
  const path = `${COMMENTS}/${id}/reactions/${encodeURIComponent(emoji)}`;
  expect((await call(url, 'PUT', path, { token: session.token })).json.reactions).toEqual({ [emoji]: 1 });
  await server.set({ reactions: DEFAULTS.reactions });
});
