/** Signing in to the dashboard: cookies, wrong tries, fresh proofs, code apps, and how sessions end. */
import { request } from 'node:http';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Answer, call, changeRows } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { ADMIN_API, cookieOf, makeOwner, makeStaff, PASSWORD, type SignedIn, signIn } from '../helpers/staff.ts';

const SESSION = `${ADMIN_API}/session`;
let server: TestServer;
let url: string;
let owner: SignedIn;
beforeAll(async () => {
  server = await startServer({ TRUST_PROXY: '127.0.0.1' });
  url = server.url;
  owner = await makeOwner(server);
});
afterAll(() => server.stop());

let addresses = 0;
beforeEach(() => {
  addresses += 1;
});
/** Each test from an address of its own: wrong tries count against it. */
const trySignIn = (email: string, password: string, headers: Record<string, string> = {}, code?: string) =>
  call(url, 'POST', SESSION, {
    body: { email, password, ...(code === undefined ? {} : { code }) },
    headers: { 'x-forwarded-for': `192.0.2.${addresses}`, ...headers },
  });
const whoIs = async (cookie: string) => (await call(url, 'GET', SESSION, { headers: { cookie } })).json.staff;
/** The cookies that an answer sets, as a browser would send them back. */
const jar = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ');
const stale = () => changeRows(server.dataDir, 'UPDATE sessions SET stepped_up_at = 0');

test('the cookie is for this host alone, over https, out of reach of scripts and of other pages', async () => {
  const answer = await trySignIn('OWNER@example.com ', PASSWORD, { origin: url });
  expect(answer.status).toBe(200);
  expect(answer.json.staff).toMatchObject({ id: owner.id, email: 'owner@example.com', role: 'owner', totp: false });
  const cookies = answer.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-live-comments(-device)?=/);
    for (const flag of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(flag);
    expect(cookie).not.toContain('Domain');
  }
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await whoIs(cookieOf(answer))).name).toBe('Olga Owner');
});

test('nobody is signed in without a cookie, or with one that was made up; the public API takes none', async () => {
  expect((await call(url, 'GET', SESSION)).json).toEqual({ staff: null, needsSetUp: false });
  expect(await whoIs('__Host-live-comments=made-up')).toBeNull();
  const refused = await call(url, 'GET', `${ADMIN_API}/sites`, { headers: { cookie: '__Host-live-comments=made-up' } });
  expect(refused).toMatchObject({ status: 401, json: { code: 'sign_in_required' } });
  const public_ = await call(url, 'GET', '/api/v1/session', { headers: { cookie: owner.cookie } });
  expect(public_.json.viewer).toMatchObject({ id: '', role: 'guest' });
});

test('another page can neither act with the cookie nor sign anybody in', async () => {
  const { cookie } = owner;
  const leave = (headers: Record<string, string>) =>
    call(url, 'PATCH', `${ADMIN_API}/sites/default`, { body: { settings: {} }, headers });
  const refused = { status: 403, json: { code: 'origin_refused' } };
  expect(await leave({ cookie, origin: 'https://evil.example' })).toMatchObject(refused);
  expect(await leave({ cookie, origin: 'http://localhost:8000' })).toMatchObject(refused);
  expect(await leave({ cookie, origin: 'null' })).toMatchObject(refused);
  expect(await leave({ cookie })).toMatchObject(refused);
  expect(await leave({ cookie, 'sec-fetch-site': 'same-site' })).toMatchObject(refused);
  expect(await leave({ cookie, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 });
  expect(await leave({ cookie, origin: url })).toMatchObject({ status: 200 });
  expect(await trySignIn('owner@example.com', PASSWORD, { origin: 'http://localhost:8000' })).toMatchObject(refused);
});

test('a wrong password and an unknown address are told apart by nothing', async () => {
  const wrong = await trySignIn('owner@example.com', 'not the password');
  const unknown = await trySignIn('nobody@example.com', 'not the password');
  expect(wrong).toMatchObject({ status: 401, json: { code: 'bad_credentials' } });
  expect(unknown.json).toEqual(wrong.json);
  expect(wrong.headers.getSetCookie()).toEqual([]);
});

test('after five wrong tries the right password is not even looked at, but a browser that knows the account gets in', async () => {
  const other = await startServer();
  await makeOwner(other);
  const attempt = (password: string, headers: Record<string, string> = {}) =>
    call(other.url, 'POST', SESSION, { body: { email: 'owner@example.com', password }, headers });
  const known = jar(await attempt(PASSWORD));
  // At once: each counts before it is found wrong.
  const tries = await Promise.all(Array.from({ length: 12 }, () => attempt('not the password')));
  expect(tries.filter(each => each.status === 401)).toHaveLength(5);
  expect(tries.filter(each => each.status === 429)).toHaveLength(7);
  const locked = await attempt(PASSWORD);
  expect(locked).toMatchObject({ status: 429, json: { code: 'rate_limited', retryAfter: expect.any(Number) } });
  expect(locked.json.retryAfter).toBeLessThanOrEqual(900);
  expect(locked.headers.get('retry-after')).toBe(String(locked.json.retryAfter));
  expect(await attempt(PASSWORD, { cookie: known, origin: other.url })).toMatchObject({ status: 200 });
  const forged = known.replace(/(-device=[^.]+\.).{6}/, '$1abcdef');
  expect(await attempt(PASSWORD, { cookie: forged, origin: other.url })).toMatchObject({ status: 429 });
  await other.stop();
});

test('who is turned away before any password is looked at pushes nobody’s wrong tries out', async () => {
  const other = await startServer();
  const { email } = await makeOwner(other);
  const attempt = async (account: string, remoteAddress = '192.0.2.1') => {
    const payload = { email: account, password: 'not the password' };
    return (await other.app.inject({ method: 'POST', url: SESSION, payload, remoteAddress })).statusCode;
  };
  for (let n = 0; n < 5; n += 1) expect(await attempt(email)).toBe(401);
  // As many accounts as are remembered.
  for (let n = 0; n < 10_000; n += 1_000) {
    const flood = await Promise.all(Array.from({ length: 1_000 }, (_, at) => attempt(`${n + at}@example.com`)));
    expect(new Set(flood)).toEqual(new Set([429]));
  }
  expect(await attempt(email, '192.0.2.2')).toBe(429);
  await other.stop();
});

test('plain http from elsewhere is refused with the mend, and https behind a proxy is not', async () => {
  const behind = await startServer({ TRUST_PROXY: '127.0.0.1' });
  const link = (await behind.app.setUpLink(behind.url)) ?? '';
  const body = { token: new URL(link).hash.slice(1), email: 'o@example.com', name: 'O', password: PASSWORD };
  const from = (proto: string) =>
    sent(`${behind.url}${ADMIN_API}/set-up`, body, { host: 'comments.example.com', 'x-forwarded-proto': proto });
  const refused = await from('http');
  expect(refused.status).toBe(403);
  for (const word of ['https', 'PUBLIC_URL', 'TRUST_PROXY']) expect(refused.text).toContain(word);
  expect((await from('https')).status).toBe(200);
  await behind.stop();
});

/** A request with a Host of its own, which `fetch` would not send. */
function sent(
  address: string,
  body: object,
  headers: Record<string, string>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      address,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      answer => {
        let text = '';
        answer.on('data', chunk => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    asked.on('error', reject).end(JSON.stringify(body));
  });
}

test('what is dangerous wants a fresh proof, and a token has no such moment', async () => {
  const key = { name: 'x', scopes: ['sites:read'] };
  const staff = await signIn(url, 'owner@example.com');
  stale();
  const refused = await staff.call('POST', '/api-keys', key);
  expect(refused).toMatchObject({ status: 403, json: { code: 'step_up_required' } });
  expect((await whoIs(staff.cookie)).steppedUp).toBe(false);
  for (const [method, path, body] of [
    ['POST', '/team', { email: 'a@example.com', name: 'A', role: 'moderator', sites: null }],
    ['POST', '/session/totp', undefined],
    ['PUT', '/session/password', { current: PASSWORD, password: 'another long password' }],
    ['POST', '/passkeys/options', undefined],
  ] as const) {
    expect((await staff.call(method, path, body)).json.code).toBe('step_up_required');
  }
  expect((await staff.call('POST', '/session/step-up', { password: 'wrong' })).json.code).toBe('bad_credentials');
  expect((await staff.call('POST', '/session/step-up', {})).json.code).toBe('bad_request');
  const proved = await staff.call('POST', '/session/step-up', { password: PASSWORD });
  expect(proved.json.staff.steppedUp).toBe(true);
  expect((await staff.call('POST', '/api-keys', key)).status).toBe(201);
});

test('a code app: each code once, recovery codes once, and the password alone is not enough any more', async () => {
  const staff = await makeStaff(url, await signIn(url, 'owner@example.com'), { role: 'admin' });
  const begun = await staff.call('POST', '/session/totp');
  const { secret, uri, qr, size } = begun.json;
  expect(uri).toContain(`secret=${secret}`);
  expect(qr).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  expect(size).toBeGreaterThan(20);
  expect((await staff.call('PUT', '/session/totp', { code: '000000' })).json.code).toBe('bad_credentials');
  expect((await whoIs(staff.cookie)).totp).toBe(false);
  const now = Math.floor(Date.now() / 1000);
  const code = (steps: number) => generateSync({ secret, epoch: now + steps * 30 });
  const enabled = await staff.call('PUT', '/session/totp', { code: code(0) });
  expect(enabled.json.codes).toHaveLength(10);
  expect(new Set(enabled.json.codes).size).toBe(10);

  expect(await trySignIn(staff.email, PASSWORD)).toMatchObject({ status: 401, json: { code: 'code_required' } });
  expect((await trySignIn(staff.email, 'not the password')).json.code).toBe('bad_credentials');
  // The one it was set up with was used by that.
  expect((await trySignIn(staff.email, PASSWORD, {}, code(0))).json.code).toBe('bad_credentials');
  addresses += 1;
  const [one, two] = await Promise.all([0, 1].map(() => trySignIn(staff.email, PASSWORD, {}, code(1))));
  expect([one?.status, two?.status].toSorted()).toEqual([200, 401]);
  const [recovery] = enabled.json.codes;
  expect((await trySignIn(staff.email, PASSWORD, {}, recovery.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
  expect((await trySignIn(staff.email, PASSWORD, {}, recovery)).json.code).toBe('bad_credentials');

  stale();
  expect((await staff.call('POST', '/session/recovery-codes')).json.code).toBe('step_up_required');
  expect((await staff.call('POST', '/session/step-up', { code: enabled.json.codes[1] })).status).toBe(200);
  const renewed = (await staff.call('POST', '/session/recovery-codes')).json.codes;
  expect((await staff.call('POST', '/session/step-up', { code: enabled.json.codes[2] })).status).toBe(401);
  expect((await staff.call('POST', '/session/step-up', { code: renewed[0] })).status).toBe(200);
  expect((await staff.call('DELETE', '/session/totp')).status).toBe(204);
  expect((await whoIs(staff.cookie)).totp).toBe(false);
  expect((await staff.call('POST', '/session/recovery-codes')).json.code).toBe('not_found');
});

test('sessions are seen and ended: here, one, all others, and by a new password', async () => {
  const one = await makeStaff(url, await signIn(url, 'owner@example.com'), { role: 'moderator' });
  const two = await signIn(url, one.email);
  const three = await signIn(url, one.email);
  const list = (await one.call('GET', '/sessions')).json.items;
  expect(list).toHaveLength(3);
  expect(list.filter((each: { current: boolean }) => each.current)).toHaveLength(1);
  const [other] = (await three.call('GET', '/sessions')).json.items.filter(
    (each: { current: boolean }) => each.current,
  );
  expect((await owner.call('DELETE', `/sessions/${other.id}`)).json.code).toBe('not_found');
  expect((await one.call('DELETE', `/sessions/${other.id}`)).status).toBe(204);
  expect([await whoIs(three.cookie), (await whoIs(two.cookie))?.id]).toEqual([null, one.id]);
  const left = await two.call('DELETE', '/session');
  expect(left.status).toBe(204);
  expect(left.headers.getSetCookie()[0]).toMatch(/^__Host-live-comments=;.*Max-Age=0/);
  expect(await whoIs(two.cookie)).toBeNull();

  const four = await signIn(url, one.email);
  const password = 'an even longer password';
  expect((await one.call('PUT', '/session/password', { current: 'wrong', password })).json.code).toBe(
    'bad_credentials',
  );
  expect((await one.call('PUT', '/session/password', { current: PASSWORD, password: 'short' })).status).toBe(400);
  expect((await one.call('PUT', '/session/password', { current: PASSWORD, password })).status).toBe(204);
  expect([await whoIs(four.cookie), (await whoIs(one.cookie))?.id]).toEqual([null, one.id]);
  expect((await trySignIn(one.email, PASSWORD)).json.code).toBe('bad_credentials');
  const five = await signIn(url, one.email, password);
  expect((await one.call('DELETE', '/sessions')).status).toBe(204);
  expect(await whoIs(five.cookie)).toBeNull();
});

test('a session ends when it is idle for thirty days, or ninety days old', async () => {
  const days = (n: number) => Date.now() - n * 86_400_000;
  const staff = await signIn(url, 'owner@example.com');
  changeRows(server.dataDir, `UPDATE sessions SET last_seen_at = ${days(29)}, created_at = ${days(89)}`);
  expect((await whoIs(staff.cookie)).id).toBe(owner.id);
  changeRows(server.dataDir, `UPDATE sessions SET last_seen_at = ${days(31)}`);
  expect(await whoIs(staff.cookie)).toBeNull();
  changeRows(server.dataDir, `UPDATE sessions SET last_seen_at = ${days(0)}, created_at = ${days(91)}`);
  expect(await whoIs(staff.cookie)).toBeNull();
  owner = await signIn(url, 'owner@example.com');
});
