/** Signing in with a provider, against a real OpenID Connect provider: there and back, and all that must not lead to a session. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call, changeRows, openRows } from '../helpers/api.ts';
import { CLIENT, type Oidc, startOidc } from '../helpers/oidc.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { makeOwner, type SignedIn } from '../helpers/staff.ts';
import { newVerifier, redeem, resultOf, visitUrl, Walker } from '../helpers/walker.ts';

const BLOG = 'https://blog.example';
const PAGE = `${BLOG}/post?id=1`;
const ID = 'default.oidc';
const CALLBACK = '/api/v1/session/oauth/callback';
const UNKNOWN = 'x'.repeat(43);

let server: TestServer;
let owner: SignedIn;
let oidc: Oidc;
let other: Oidc;
beforeAll(async () => {
  server = await startServer({ ALLOWED_ORIGINS: BLOG, ALLOW_PRIVATE_TARGETS: '127.0.0.1' });
  owner = await makeOwner(server);
  const accounts = {
    alice: { name: 'Alice', email: 'alice@example.com', email_verified: true },
    bob: { name: 'Bob', email: 'alice@example.com', email_verified: false },
  };
  const callback = `${server.url}${CALLBACK}/${ID}`;
  [oidc, other] = await Promise.all([
    startOidc({ redirects: [callback], accounts }),
    startOidc({ redirects: [`${callback}.2`], accounts }),
  ]);
  for (const { issuer } of [oidc, other]) {
    const made = await owner.call('POST', '/sites/default/sign-in/providers', { preset: 'oidc', issuer, ...CLIENT });
    expect([made.status, made.text]).toEqual([201, expect.any(String)]);
  }
});
afterAll(async () => {
  await server?.stop();
  await Promise.all([oidc?.close(), other?.close()]);
});
afterEach(() => {
  for (const each of [oidc, other]) Object.assign(each, { tamper: null, forge: false, down: null });
});

interface Tour {
  readonly as?: string;
  readonly mode?: 'page' | 'popup';
  readonly provider?: string;
  readonly challenge: string;
  readonly walker?: Walker;
}

/** To the provider, somebody there, and back: what the page is told. */
async function tour({ as = 'alice', mode = 'page', provider = ID, challenge, walker = new Walker() }: Tour) {
  const there = await walker.follow(visitUrl(server.url, provider, { challenge, url: PAGE, mode }), BLOG);
  if (!there.url.includes('/interaction/')) return { ...resultOf(there), ...there };
  const back = await walker.follow(`${there.url}/as/${as}`, BLOG);
  return { ...resultOf(back), ...back };
}

async function signIn(as: string, provider = ID) {
  const { verifier, challenge } = newVerifier();
  const { code = '' } = await tour({ as, provider, challenge });
  return redeem(server.url, { code, verifier }, { origin: BLOG });
}

test('a reader signs in, in a window of its own or in place of the page, and is a member', async () => {
  for (const mode of ['page', 'popup'] as const) {
    const { verifier, challenge } = newVerifier();
    const { code = '', url, step } = await tour({ mode, challenge });
    expect(code).toMatch(/^[\w-]{43}$/);
    if (mode === 'page') expect(url).toBe(`${PAGE}#lc-code=${code}`);
    else {
      expect(step.text).toContain(`data-origin="${BLOG}"`);
      expect(step.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'sha256-[^']+';/);
      expect(step.headers.get('cross-origin-opener-policy')).toBeNull();
    }
    expect(step.headers.get('cache-control')).toBe('no-store');
    expect(step.headers.get('referrer-policy')).toBe('no-referrer');
    const { status, json, headers } = await redeem(server.url, { code, verifier }, { origin: BLOG });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json.viewer).toMatchObject({ name: 'Alice', role: 'member', site: 'default' });
    expect(json.session).toMatchObject({
      token: expect.stringMatching(/^m1\./),
      refresh: expect.stringMatching(/^r1\./),
    });
    const me = await call(server.url, 'GET', '/api/v1/session', { token: json.session.token });
    expect(me.json.viewer.id).toBe(json.viewer.id);
  }
});

test('the same person is the same member again; another one at the same provider with the same address is another', async () => {
  const [alice, again, bob] = [await signIn('alice'), await signIn('alice'), await signIn('bob')];
  expect(again.json.viewer.id).toBe(alice.json.viewer.id);
  expect(bob.json.viewer.id).not.toBe(alice.json.viewer.id);
  expect(bob.json.viewer.name).toBe('Bob');
});

test('the provider is asked with PKCE, state and nonce, and told the verifier with the code', async () => {
  oidc.visits.length = 0;
  oidc.tokenRequests.length = 0;
  await signIn('alice');
  const [visit] = oidc.visits;
  expect(visit?.get('code_challenge_method')).toBe('S256');
  for (const name of ['code_challenge', 'state', 'nonce']) expect(visit?.get(name)).toMatch(/^[\w-]{43}$/);
  expect(oidc.tokenRequests[0]?.get('code_verifier')).toMatch(/^[\w-]{43}$/);
});

/** Addresses that look like pages of the site, or that browsers would take for something else than an address. */
const ELSEWHERE = [
  'https://evil.example/',
  'http://blog.example/',
  'https://blog.example:8443/',
  'https://blog.example.evil.example/',
  'https://evil.example/blog.example',
  'https://evil.example/?https://blog.example',
  'https://evil.example/#https://blog.example',
  'https://blog.example@evil.example/',
  'https://blog.example:443@evil.example/',
  'https://blog.example%40evil.example/',
  'https://blog.example%2eevil.example/',
  'https://blog.example%00.evil.example/',
  'https://evil.example\\@blog.example/',
  'https://evil.example\\.blog.example/',
  'https://evil.example%5c@blog.example/',
  'https://user@blog.example/',
  'https://user:word@blog.example/',
  'https://:word@blog.example/',
  'https://xblog.example/',
  'https://blog-example/',
  'https://blog.examples/',
  'https://www.blog.example/',
  'https://blog.example./',
  'https://blog。example.evil.example/',
  'https://blоg.example/',
  'https://[::1]/',
  'https://127.0.0.1/',
  '//evil.example/',
  '///evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/',
  '/post',
  'post',
  '?x=1',
  '#x',
  '.',
  'blog.example',
  'blog.example/post',
  'javascript:alert(1)',
  'javascript://blog.example/%0aalert(1)',
  'JaVaScRiPt:alert(1)//https://blog.example',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://blog.example/0d6b7d26-8c62-4c9d-a5e1-2f7b7a3c0d11',
  'filesystem:https://blog.example/temporary/x',
  'view-source:https://blog.example/',
  'file:///etc/passwd',
  'ftp://blog.example/',
  'wss://blog.example/',
  'intent://blog.example/#Intent;scheme=https;end',
  'about:blank',
  'https://',
];

const sessions = () => {
  const db = openRows(server.dataDir);
  const count = db.prepare('SELECT COUNT(*) FROM member_sessions').pluck().get();
  db.close();
  return count;
};

test('33 wrong origin, wrong source, replayed code, missing verifier, open redirects: no session', async () => {
  const { verifier, challenge } = newVerifier();
  const { code = '' } = await tour({ challenge });
  const before = sessions();
  const wrong = newVerifier().verifier;
  const tries: [string, Record<string, unknown>, Record<string, string>, number, string][] = [
    ['wrong origin', { code, verifier }, { origin: 'https://evil.example' }, 403, 'origin_refused'],
    ['no origin at all', { code, verifier }, { origin: 'null' }, 403, 'origin_refused'],
    ['no verifier', { code }, { origin: BLOG }, 400, 'bad_request'],
    ['an empty verifier', { code, verifier: '' }, { origin: BLOG }, 400, 'bad_request'],
    ['the challenge as verifier', { code, verifier: challenge }, { origin: BLOG }, 403, 'other_browser'],
    ['another verifier', { code, verifier: wrong }, { origin: BLOG }, 403, 'other_browser'],
    ['another code', { code: UNKNOWN, verifier }, { origin: BLOG }, 410, 'link_over'],
  ];
  for (const [what, body, headers, status, expected] of tries) {
    const answer = await redeem(server.url, body, headers);
    expect([what, answer.status, answer.json.code]).toEqual([what, status, expected]);
    expect(answer.text).not.toContain(code);
  }
  expect(sessions()).toBe(before);
  // The right one is not spoilt by all that, and works once.
  expect((await redeem(server.url, { code, verifier }, { origin: BLOG })).status).toBe(200);
  const replayed = await redeem(server.url, { code, verifier }, { origin: BLOG });
  expect([replayed.status, replayed.json.code]).toEqual([410, 'link_over']);
  expect(sessions()).toBe(Number(before) + 1);

  expect(ELSEWHERE.length).toBeGreaterThanOrEqual(50);
  const passed: string[] = [];
  for (const url of ELSEWHERE) {
    const step = await new Walker().get(visitUrl(server.url, ID, { challenge, url, mode: 'page' }));
    if (step.status < 400 || step.headers.get('location') !== null || /href=|data-next/.test(step.text))
      passed.push(url);
  }
  expect(passed).toEqual([]);
  expect(sessions()).toBe(Number(before) + 1);
});

test('what browsers read as a page of the site leads there in the form in which they read it', async () => {
  for (const url of [
    'HTTPS://BLOG.example:443/a',
    'https:blog.example/a',
    'https://x/../blog.example',
    ' https://blog.example/a\n',
  ]) {
    const { challenge } = newVerifier();
    const step = await new Walker().get(visitUrl(server.url, ID, { challenge, url, mode: 'page' }));
    const isOwn = new URL(url).origin === BLOG;
    expect([url, step.status]).toEqual([url, isOwn ? 303 : 403]);
  }
});

test('a visit that a link elsewhere would begin does not begin, whatever page it would lead back to', async () => {
  oidc.visits.length = 0;
  const url = `${BLOG}/out?to=https://evil.example/`;
  const address = visitUrl(server.url, ID, { challenge: newVerifier().challenge, url, mode: 'page' });
  for (const referer of [
    'https://evil.example/',
    'https://evil.example/https://blog.example/',
    'null',
    '',
    'https://blog.example.evil.example/',
    `http://${new URL(BLOG).host}/`,
  ]) {
    const step = await new Walker().get(address, { headers: { referer } });
    expect([step.status, step.headers.get('location')], referer).toEqual([403, null]);
    expect(step.headers.getSetCookie()).toEqual([]);
    expect(step.text).toContain('origin_refused');
  }
  expect((await new Walker().get(address, { headers: { referer: `${BLOG}/out` } })).status).toBe(303);
});

test('five wrong verifiers end a code', async () => {
  const { verifier, challenge } = newVerifier();
  const { code = '' } = await tour({ challenge });
  for (let n = 0; n < 5; n += 1) await redeem(server.url, { code, verifier: newVerifier().verifier }, { origin: BLOG });
  expect((await redeem(server.url, { code, verifier }, { origin: BLOG })).json.code).toBe('link_over');
});

test('two who show one code at once get one session', async () => {
  const { verifier, challenge } = newVerifier();
  const { code = '' } = await tour({ challenge });
  const before = sessions();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => redeem(server.url, { code, verifier }, { origin: BLOG })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(7).fill(410)]);
  expect(sessions()).toBe(Number(before) + 1);
});

test('who did not hear the answer to a code asks again by the same attempt, and gets the same session', async () => {
  const { verifier, challenge } = newVerifier();
  const { code = '' } = await tour({ challenge });
  const before = sessions();
  const attempt = randomUUID();
  const first = await redeem(server.url, { code, verifier, attempt }, { origin: BLOG });
  const again = await redeem(server.url, { code, verifier, attempt }, { origin: BLOG });
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.json.session.refresh).toBe(first.json.session.refresh);
  expect(sessions()).toBe(Number(before) + 1);
  for (const other of [{}, { attempt: randomUUID() }]) {
    expect((await redeem(server.url, { code, verifier, ...other }, { origin: BLOG })).json.code).toBe('link_over');
  }
  const { verifier: another } = newVerifier();
  expect((await redeem(server.url, { code, attempt, verifier: another }, { origin: BLOG })).json.code).toBe(
    'other_browser',
  );
  changeRows(server.dataDir, "UPDATE sign_ins SET expires_at = 1 WHERE kind = 'code'");
  expect((await redeem(server.url, { code, verifier, attempt }, { origin: BLOG })).json.code).toBe('link_over');
});

/** Walks to the provider and signs in there, and stops before the server’s callback. */
async function toCallback(provider = ID) {
  const walker = new Walker();
  const { verifier, challenge } = newVerifier();
  const there = await walker.follow(visitUrl(server.url, provider, { challenge, url: PAGE, mode: 'page' }), BLOG);
  const { url } = await walker.follow(`${there.url}/as/alice`, server.url);
  return { walker, url, verifier };
}

test('an answer that is brought by another browser is not taken, and is not spoilt', async () => {
  const { walker, url } = await toCallback();
  const stranger = new Walker();
  // Who has been here before has a cookie, too: another one.
  await stranger.get(visitUrl(server.url, ID, { challenge: newVerifier().challenge, url: PAGE, mode: 'page' }));
  for (const each of [new Walker(), stranger]) {
    const step = await each.get(url);
    expect([step.status, step.headers.get('location')]).toEqual([403, null]);
    expect(step.text).toContain('begun in another browser');
    expect(step.text).not.toContain(new URL(url).searchParams.get('state'));
  }
  expect((await walker.get(url)).headers.get('location')).toContain('#lc-code=');
});

test('an answer that comes twice, or too late, or with a state of nobody’s, gets a page that says what to do', async () => {
  const first = await toCallback();
  await first.walker.get(first.url);
  const late = await toCallback();
  changeRows(server.dataDir, "UPDATE sign_ins SET expires_at = 1 WHERE kind = 'oauth'");
  const odd = `${server.url}${CALLBACK}/${ID}`;
  for (const [walker, url] of [
    [first.walker, first.url],
    [late.walker, late.url],
    [first.walker, `${odd}?code=x&state=${UNKNOWN}`],
    [first.walker, `${odd}?code=x`],
    [first.walker, odd],
  ] as const) {
    const step = await walker.get(url);
    expect([step.status, step.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8']);
    expect(step.text).toContain('sign in from there');
    expect(step.headers.get('location')).toBeNull();
  }
});

test('a code that is older than a minute is over', async () => {
  const { verifier, challenge } = newVerifier();
  const { code = '' } = await tour({ challenge });
  changeRows(server.dataDir, "UPDATE sign_ins SET expires_at = expires_at - 60000 WHERE kind = 'code'");
  expect((await redeem(server.url, { code, verifier }, { origin: BLOG })).json.code).toBe('link_over');
});

test('an answer at the callback of another provider, or in the name of another issuer, is not taken', async () => {
  const { walker, url } = await toCallback();
  const moved = new URL(url);
  moved.pathname += '.2';
  expect((await walker.get(moved.href)).status).toBe(410);
  const mixed = new URL(url);
  mixed.searchParams.set('iss', other.issuer);
  oidc.tokenRequests.length = 0;
  expect((await walker.get(mixed.href)).headers.get('location')).toBe(`${PAGE}#lc-error=provider_failed`);
  // Before the code is shown to anybody.
  expect(oidc.tokenRequests).toEqual([]);
});

test('a token that is not what was asked for signs nobody in', async () => {
  const before = sessions();
  const tampered: Record<string, Oidc['tamper']> = {
    'another nonce': claims => ({ ...claims, nonce: UNKNOWN }),
    'no nonce': ({ nonce: _, ...claims }) => claims,
    'another issuer': claims => ({ ...claims, iss: other.issuer }),
    'for another client': claims => ({ ...claims, aud: 'another' }),
    expired: claims => ({ ...claims, exp: 1_000 }),
    'no subject': ({ sub: _, ...claims }) => claims,
    'an empty subject': claims => ({ ...claims, sub: '' }),
    'a blank subject': claims => ({ ...claims, sub: ' ', name: 'x', email: 'x@example.com' }),
    'another subject than the user’s': claims => ({ ...claims, sub: 'bob' }),
  };
  for (const [what, tamper] of Object.entries(tampered)) {
    oidc.tamper = tamper;
    const { reason } = await tour({ challenge: newVerifier().challenge });
    expect([what, reason]).toEqual([what, 'provider_failed']);
  }
  // It is not the proxy’s signature that is at fault.
  oidc.tamper = claims => ({ ...claims, name: 'Alice' });
  expect((await tour({ challenge: newVerifier().challenge })).code).toBeDefined();
  oidc.tamper = null;
  oidc.forge = true;
  expect((await tour({ challenge: newVerifier().challenge })).reason).toBe('provider_failed');
  expect(sessions()).toBe(before);
});

test('who says no at the provider, and whom the provider lets down, hears of it where they came from', async () => {
  for (const mode of ['page', 'popup'] as const) {
    const { reason } = await tour({ as: 'nobody', mode, challenge: newVerifier().challenge });
    expect(reason).toBe('provider_failed');
  }
  const { walker, url } = await toCallback();
  oidc.down = 503;
  expect((await walker.get(url)).headers.get('location')).toBe(`${PAGE}#lc-error=provider_failed`);
});

test('an address that two providers have verified is one member; one that is only said to be theirs is nobody’s proof', async () => {
  const [here, there] = [await signIn('alice'), await signIn('alice', `${ID}.2`)];
  expect(there.json.viewer.id).toBe(here.json.viewer.id);
  // Bob says it is his, and the provider says that it has not seen that.
  const bobs = [await signIn('bob'), await signIn('bob', `${ID}.2`)].map(({ json }) => json.viewer.id);
  expect(new Set([here.json.viewer.id, ...bobs]).size).toBe(3);
});

test('an unknown provider, one that is switched off, and a broken request get a page and lead nowhere', async () => {
  const { challenge } = newVerifier();
  const good = { challenge, url: PAGE, mode: 'page' };
  for (const [provider, query, status] of [
    ['default.none', good, 404],
    [ID, { ...good, challenge: 'short' }, 400],
    [ID, { ...good, mode: 'other' }, 400],
    [ID, { challenge, mode: 'page' }, 400],
  ] as const) {
    const step = await new Walker().get(visitUrl(server.url, provider, query));
    expect([step.status, step.headers.get('location'), step.headers.get('content-type')]).toEqual([
      status,
      null,
      'text/html; charset=utf-8',
    ]);
  }
  await owner.call('PATCH', `/sites/default/sign-in/providers/${ID}`, { enabled: false });
  expect((await new Walker().get(visitUrl(server.url, ID, good))).status).toBe(404);
  const ways = await call(server.url, 'GET', '/api/v1/session/ways', { headers: { origin: BLOG } });
  expect(ways.json.providers).toEqual([{ id: `${ID}.2`, preset: 'oidc', name: 'OpenID' }]);
  await owner.call('PATCH', `/sites/default/sign-in/providers/${ID}`, { enabled: true });
});
