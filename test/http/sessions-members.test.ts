/** Sessions of members: the token, the refresh token that works once, the cookie, and how a session ends. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { call, openRows } from '../helpers/api.ts';
import { type MemberServer, REFRESH, SESSION, startMembers } from '../helpers/members.ts';
import { jwt, makeSsoKey, signInSso } from '../helpers/sso.ts';

let server: MemberServer;
let url: string;
beforeAll(async () => {
  server = await startMembers();
  url = server.url;
  await server.owner.call('POST', '/sites', { key: 'other', origins: ['https://other.example'] });
});
afterAll(() => server.stop());
afterEach(() => vi.useRealTimers());

/** The server lives in this process, so its clock goes on with ours; its timers run on. */
const later = (ms: number) => {
  const now = Date.now() + ms;
  vi.useFakeTimers({ toFake: ['Date'], now });
};
const MINUTE = 60_000;

const whoIs = (token: string) => call(url, 'GET', SESSION, { token });
const refresh = (body: object, headers: Record<string, string> = {}) => call(url, 'POST', REFRESH, { body, headers });

test('a member is known by their token: who they are, where they belong, and nothing that is theirs alone', async () => {
  const { id, token, answer } = await server.signIn('ada@example.com', { name: 'Ada' });
  const viewer = { id, name: 'Ada', role: 'member', site: 'default', avatar: null };
  expect(answer.json.viewer).toEqual(viewer);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const me = await whoIs(token);
  expect(me).toMatchObject({ status: 200, json: { viewer } });
  expect(me.json.session).toBeUndefined();
  expect((await server.signIn('ADA@Example.com')).id).toBe(id);
});

test('two first sign-ins of one person at the same time make one member, each with a session of its own', async () => {
  const key = await makeSsoKey(server.owner, 'default');
  const token = () => jwt(key, { sub: 'twin', name: 'Twin' });
  const answers = await Promise.all(Array.from({ length: 5 }, () => signInSso(url, 'default', token())));
  expect(new Set(answers.map(({ json }) => json.viewer.id)).size).toBe(1);
  expect(new Set(answers.map(({ json }) => json.session.token)).size).toBe(5);
});

test('a token ends after a quarter of an hour; the refresh token gets the next, once', async () => {
  const { id, token, refresh: first } = await server.signIn();
  later(16 * MINUTE);
  expect((await whoIs(token)).json.code).toBe('token_expired');
  const next = await refresh({ refresh: first });
  expect(next).toMatchObject({ status: 200, json: { viewer: { id } } });
  expect(Date.parse(next.json.session.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * MINUTE);
  expect((await whoIs(next.json.session.token)).json.viewer.id).toBe(id);
  expect((await refresh({ refresh: next.json.session.refresh })).status).toBe(200);
});

test('an old refresh token that comes again ends the session for thief and owner alike, and no other session', async () => {
  const other = await server.signIn('robbed@example.com');
  const { refresh: first } = await server.signIn('robbed@example.com');
  const next = await refresh({ refresh: first, attempt: randomUUID() });
  const again = await refresh({ refresh: first });
  expect(again).toMatchObject({ status: 401, json: { code: 'session_over' } });
  expect((await whoIs(next.json.session.token)).json.code).toBe('session_over');
  expect((await refresh({ refresh: next.json.session.refresh })).json.code).toBe('session_over');
  expect((await whoIs(other.token)).status).toBe(200);
});

test('whoever asks again with the same attempt gets the same answer, two tabs at once as well, until the next step', async () => {
  const { refresh: first } = await server.signIn();
  const attempt = randomUUID();
  const answers = await Promise.all(Array.from({ length: 4 }, () => refresh({ refresh: first, attempt })));
  const tokens = answers.map(({ json }) => json.session?.refresh);
  expect(new Set(tokens).size).toBe(1);
  expect((await refresh({ refresh: first, attempt })).json.session.refresh).toBe(tokens[0]);
  // Another attempt is somebody else.
  expect((await refresh({ refresh: first, attempt: randomUUID() })).json.code).toBe('session_over');

  // Whoever was without a network for a day is still signed in.
  const slow = await server.signIn();
  const lost = await refresh({ refresh: slow.refresh, attempt });
  later(1_440 * MINUTE);
  const heard = await refresh({ refresh: slow.refresh, attempt });
  expect(heard.json.session.refresh).toBe(lost.json.session.refresh);
  expect((await whoIs(heard.json.session.token)).status).toBe(200);
});

test('an attempt that was answered two steps ago counts for nothing', async () => {
  const { refresh: first } = await server.signIn();
  const attempt = randomUUID();
  const second = await refresh({ refresh: first, attempt });
  await refresh({ refresh: second.json.session.refresh, attempt: randomUUID() });
  expect((await refresh({ refresh: first, attempt })).json.code).toBe('session_over');
});

test('a session that nobody uses ends after three months, and its row goes', async () => {
  const { refresh: first } = await server.signIn('sleeper@example.com');
  later(91 * 1_440 * MINUTE);
  expect((await refresh({ refresh: first })).json.code).toBe('session_over');
  const { id } = await server.signIn('sleeper@example.com');
  const rows = openRows(server.dataDir);
  expect(rows.prepare('SELECT COUNT(*) AS count FROM member_sessions WHERE member = ?').get(id)).toEqual({ count: 1 });
  rows.close();
});

test('signing out ends the session at once, with a token that has run out too; and says nothing when repeated', async () => {
  const { token, refresh: first } = await server.signIn();
  later(16 * MINUTE);
  for (let n = 0; n < 2; n += 1) expect((await call(url, 'DELETE', SESSION, { token })).status).toBe(204);
  vi.useRealTimers();
  expect((await whoIs(token)).json).toMatchObject({ code: 'session_over', status: 401 });
  expect((await refresh({ refresh: first })).json.code).toBe('session_over');
});

test('what is made up, cut or changed is no token', async () => {
  const { token, refresh: first } = await server.signIn();
  const [head, payload = '', signature = ''] = token.split('.');
  const admin = Buffer.from(payload, 'base64url')
    .toString()
    .replace(/"m":"[^"]+"/, '"m":"somebody"');
  const forged = [
    'm1.',
    'm1..',
    `${token}x`,
    `${head}.${payload}`,
    `${head}.${Buffer.from(admin).toString('base64url')}.${signature}`,
    `${token}.more`,
    // Made with another key for another use.
    `m1.${first.slice(3)}`,
  ];
  for (const each of forged) expect((await whoIs(each)).json, each).toMatchObject({ code: 'bad_token', status: 401 });
  const [, session, generation, seal] = first.split('.');
  const others = ['r1.', token, `r1.${session}.1.${seal}`, `r1.x.${generation}.${seal}`, `r1.${session}.-1.${seal}`];
  for (const each of others) expect((await refresh({ refresh: each })).json.code, each).toBe('bad_token');
  expect((await whoIs(token)).status).toBe(200);
});

test('a page of another site cannot refresh, nor use up what it found', async () => {
  const { refresh: first } = await server.signIn();
  for (const site of ['default', 'other']) {
    const answer = await refresh({ refresh: first, site }, { origin: 'https://other.example' });
    expect(answer).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
  }
  expect((await refresh({ refresh: first })).status).toBe(200);
});

/** As a browser says it of a page that the server’s own host, or one of its site, brought. */
const near = (relation = 'same-origin') => ({ origin: 'http://localhost:8080', 'sec-fetch-site': relation });
const cookieOf = (setCookie: string[]) => setCookie.map(each => each.split(';')[0]).join('; ');

test('on the server’s own site a cookie holds the refresh token, out of reach of scripts, until sign-out', async () => {
  const { answer, refresh: told, token } = await server.signIn(undefined, { cookie: true, headers: near('same-site') });
  expect(told).toBe('');
  const [cookie = '', ...more] = answer.headers.getSetCookie();
  expect(more).toEqual([]);
  expect(cookie).toMatch(/^__Host-live-comments-member-default=r1\./);
  for (const flag of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(flag);
  expect(cookie).not.toContain('Domain');

  const held = { ...near(), cookie: cookieOf([cookie]) };
  const attempt = randomUUID();
  const next = await refresh({ attempt }, held);
  expect(next.status, next.text).toBe(200);
  expect(next.json.session.refresh).toBeUndefined();
  const renewed = next.headers.getSetCookie();
  expect(cookieOf(renewed)).not.toBe(cookieOf([cookie]));
  // The answer was lost: the same again.
  expect((await refresh({ attempt }, held)).headers.getSetCookie()).toEqual(renewed);

  const now = { ...near(), cookie: cookieOf(renewed) };
  const out = await call(url, 'DELETE', SESSION, { headers: now });
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-live-comments-member-default=;.*Max-Age=0/);
  expect((await whoIs(token)).json.code).toBe('session_over');
  const over = await refresh({}, now);
  expect(over.json.code).toBe('session_over');
  expect(over.headers.getSetCookie()[0]).toContain('Max-Age=0');
});

test('no cookie is set for pages of other sites, nor taken from them, nor from a form', async () => {
  for (const headers of [
    near('cross-site'),
    { origin: 'http://localhost:8080' },
    { 'sec-fetch-site': 'same-origin' },
  ]) {
    const { answer, refresh: told } = await server.signIn(undefined, { cookie: true, headers });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(told).toMatch(/^r1\./);
  }
  const { answer } = await server.signIn(undefined, { cookie: true, headers: near() });
  const cookie = cookieOf(answer.headers.getSetCookie());
  const stranger = { origin: 'https://other.example', 'sec-fetch-site': 'same-site', cookie };
  expect((await refresh({}, stranger)).json.code).toBe('origin_refused');
  expect((await refresh({ site: 'other' }, stranger)).json.code).toBe('sign_in_required');
  for (const headers of [{ ...near('cross-site'), cookie }, { ...near('none'), cookie }, { cookie }]) {
    expect((await refresh({}, headers)).json.code).toBe('sign_in_required');
  }
  const form = { ...near(), cookie, 'content-type': 'application/x-www-form-urlencoded' };
  expect((await call(url, 'POST', REFRESH, { body: 'site=default', headers: form })).json.code).toBe(
    'wrong_media_type',
  );
  // The cookie proves nothing anywhere else.
  expect((await call(url, 'GET', SESSION, { headers: { ...near(), cookie } })).json.viewer.id).toBe('');
  expect((await refresh({}, { ...near(), cookie })).status).toBe(200);
});

test('answers go with cookies across origins where sessions begin, go on and end, and nowhere else', async () => {
  const origin = 'http://localhost:8080';
  const preflight = async (method: string, path: string, from = origin) =>
    (
      await call(url, 'OPTIONS', path, { headers: { origin: from, 'access-control-request-method': method } })
    ).headers.get('access-control-allow-credentials');
  for (const path of [REFRESH, `${SESSION}/mail/confirm`, `${SESSION}/code`])
    expect(await preflight('POST', path)).toBe('true');
  expect(await preflight('DELETE', SESSION)).toBe('true');
  expect(await preflight('DELETE', `${SESSION}?site=default`)).toBe('true');
  const elsewhere = [
    ['GET', SESSION],
    ['POST', SESSION],
    ['POST', `${SESSION}/guest`],
    ['POST', `${SESSION}/sso`],
    ['POST', '/api/v1/comments'],
    ['DELETE', '/api/v1/admin/session'],
  ] as const;
  for (const [method, path] of elsewhere) expect(await preflight(method, path), `${method} ${path}`).toBeNull();
  expect(await preflight('POST', REFRESH, 'https://evil.example')).toBeNull();
  const answer = await refresh({ refresh: 'r1.x' }, { origin });
  expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('vary')).toBe('Origin');
  const me = await call(url, 'GET', SESSION, { headers: { origin } });
  expect(me.headers.get('access-control-allow-credentials')).toBeNull();
});

test('refreshing is limited by address', async () => {
  const limited = await startMembers({ RATE_LIMITS: 'on' });
  try {
    const answers = await Promise.all(
      Array.from({ length: 125 }, () => call(limited.url, 'POST', REFRESH, { body: { refresh: 'r1.x' } })),
    );
    const codes = answers.map(({ json }) => json.code);
    expect(codes.filter(code => code === 'bad_token').length).toBeGreaterThanOrEqual(120);
    expect(codes).toContain('rate_limited');
  } finally {
    await limited.stop();
  }
});
