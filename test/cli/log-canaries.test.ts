/** What readers and staff do, with a canary in all that is theirs alone: none of it is in the log, in a problem or in an address. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { Canaries, sendRaw } from '../helpers/canaries.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { type Mailbox, type Received, signInOf, startMailbox } from '../helpers/mailbox.ts';
import { REFRESH, SESSION, signInByMail } from '../helpers/members.ts';
import { CLIENT, startOidc } from '../helpers/oidc.ts';
import { startReceiver } from '../helpers/receiver.ts';
import { freePort, type ServerProcess, spawnServer, temporaryFolder } from '../helpers/server.ts';
import { claimsFor, encode, hmac, jwt, makeSsoKey, seconds, signInSso } from '../helpers/sso.ts';
import { ADMIN_API, accept, actor, cookieOf, makeKey, type SignedIn } from '../helpers/staff.ts';
import { until } from '../helpers/until.ts';
import { newVerifier, redeem, resultOf, visitUrl, Walker } from '../helpers/walker.ts';

const BLOG = 'https://blog.example';
const PAGE = `${BLOG}/post`;
const V4 = '198.51.100.77';
const V6 = '2001:db8:ca4a:7e57:1:2:3:4';
/** What comes with requests in turn; a client may write anything before the address that the proxy adds. */
const FORWARDED = [V4, V6, `203.0.113.99, ${V4}`, 'canary-for-an-address'];
const MAILER = { user: 'canary-mailer', password: 'canary-password-of-the-mailbox' };
const PASSWORD = 'canary password of the owner';

/** Known to who sends it and to the server alone. */
const secrets = new Canaries();
/** What a sign-in with a provider passes on in addresses, as it must. */
const passing = new Canaries();
/** What sockets were told of errors. */
const faults: string[] = [];
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

interface World {
  readonly server: ServerProcess;
  readonly url: string;
  readonly dataDir: string;
  readonly mailbox: Mailbox;
}

function keepMail(received: Received): string {
  const { token, code } = signInOf(received);
  secrets.keep(`link of mail ${token}`, token);
  secrets.keep(`digits of mail ${token}`, code);
  return received.mail.text ?? '';
}

async function begin(): Promise<World> {
  const [dataDir, port] = [temporaryFolder(), String(await freePort())];
  const mailbox = await startMailbox({
    login: MAILER,
    refuse: address => {
      if (address.startsWith('canary-unknown')) return `5.1.1 <${address}>: no such user`;
      return address.startsWith('canary-busy')
        ? `4.2.0 Canary-Busy... is over quota (user=canary-busy), try <${address}> later`
        : undefined;
    },
    reject: async one => {
      const [to = ''] = one.to;
      if (to.startsWith('canary-cut')) await mailbox.close();
      // As some filters do: what they did not like, word for word.
      return to.startsWith('canary-spam')
        ? `5.7.1 Looks like spam to ${to}: ${keepMail(one).replace(/\s+/g, ' ')}`
        : undefined;
    },
  });
  ends.push(() => mailbox.close());
  secrets.keepAll({ ADMIN_TOKEN: 'canary-token-of-the-administrator', mailbox: MAILER.password });
  const server = await spawnServer({
    ...{ DATA_DIR: dataDir, PORT: port, LOG_LEVEL: 'trace', TRUST_PROXY: 'loopback' },
    ...{ ALLOWED_ORIGINS: BLOG, ALLOW_PRIVATE_TARGETS: '127.0.0.1' },
    ADMIN_TOKEN: 'canary-token-of-the-administrator',
    SMTP_URL: `smtp://${MAILER.user}:${MAILER.password}@127.0.0.1:${mailbox.port}`,
    MAIL_FROM: 'comments@blog.example',
  });
  ends.push(() => server.end('SIGKILL'));
  ends.push(secrets.watch(server.url, n => ({ 'x-forwarded-for': FORWARDED[n % FORWARDED.length] ?? V4 })));
  return { server, url: server.url, dataDir, mailbox };
}

/** Signs in the ways there are, and does what needs somebody’s name, address or secret. */
async function staff({ server, url }: World): Promise<SignedIn> {
  const open = (path: string, body: object) => call(url, 'POST', ADMIN_API + path, { body, headers: { origin: url } });
  const email = 'canary-owner@example.com';
  const token = /set-up#(\S+)/.exec(server.output())?.[1] ?? '';
  const made = await open('/set-up', { token, email, name: 'Canary Owner', password: PASSWORD });
  const cookies = made.headers.getSetCookie().map(each => each.split(/[=;]/)[1] ?? '');
  secrets.keepAll({ 'session cookie': cookies[0] ?? '', 'device cookie': cookies[1] ?? '' });
  const cookie = cookieOf(made);
  const owner = { ...actor(url, made.json.staff.id, { cookie, origin: url }), email, cookie };
  expect((await open('/session', { email, password: 'canary wrong one' })).status).toBe(401);
  expect((await open('/session', { email, password: 'canary wrong one', canary: email })).status).toBe(400);
  const team = { email: 'canary-ann@example.com', name: 'Canary Ann', role: 'admin', sites: null };
  const { link } = (await owner.call('POST', '/team', team)).json;
  secrets.keep('invitation', new URL(link).hash.slice(1));
  const ann = await accept(url, team.email, link, PASSWORD);
  expect((await open('/invite', { token: new URL(link).hash.slice(1), password: PASSWORD })).status).toBe(410);
  const widget = await ann.call('POST', '/session/widget', { site: 'default', origin: BLOG });
  secrets.keep('widget token', widget.json.token);
  const { token: key } = await makeKey(url, owner, { scopes: ['sites:read'] });
  secrets.keep('API key', key);
  expect((await call(url, 'GET', `${ADMIN_API}/sites`, { token: `${key}x` })).status).toBe(401);
  expect((await call(url, 'GET', `${ADMIN_API}/team`, { token: key })).status).toBe(403);
  expect((await call(url, 'GET', `${ADMIN_API}/sites?token=${key}`)).status).toBe(401);
  return owner;
}

/** What guests write, and what is done with it. */
async function guests({ url }: World, owner: SignedIn): Promise<void> {
  const { id, token } = await guest(url, 'Canary Guest');
  secrets.keep('guest token', token);
  const author = { name: 'Canary Guest', email: 'canary-guest@example.com', website: 'https://canary.example/' };
  const body = { thread: '/log', body: 'canary text', author };
  const headers = { 'x-forwarded-for': V4 };
  const { json, status } = await call(url, 'POST', COMMENTS, { body, token, headers });
  expect(status).toBe(201);
  const one = `${COMMENTS}/${json.id}`;
  const other = await guest(url);
  const done = await Promise.all([
    call(url, 'PATCH', one, { body: { body: 'canary text, edited' }, token }),
    call(url, 'POST', `${one}/flags`, { body: { reason: 'canary reason' }, token: other.token }),
    call(url, 'PUT', `${one}/vote`, { body: { value: 1 }, token: other.token }),
    call(url, 'POST', '/api/v1/preview', { body: { body: 'canary preview' }, token }),
    call(url, 'GET', query('/api/v1/search', { q: '"canary NEAR( text* AND' })),
    call(url, 'GET', `${query(COMMENTS, { thread: '/log' })}`, { token }),
    owner.call('GET', query('/users', { q: 'canary-guest@example.com' })),
    owner.call('GET', query('/comments', { q: 'canary text' })),
    owner.call('POST', `/users/${id}/notes`, { text: 'canary note' }),
    owner.call('POST', '/bans', { kind: 'address', value: '203.0.113.99', reason: 'canary reason' }),
    owner.call('POST', '/bans', { kind: 'email', value: 'canary-banned@example.com' }),
    owner.call('PUT', `/users/${id}/ban`, { email: true, address: true, name: true, reason: 'canary ban' }),
  ]);
  expect(done.map(each => each.status)).toEqual([200, 201, 200, 200, 200, 200, 200, 200, 201, 201, 201, 200]);
  expect((await call(url, 'POST', COMMENTS, { body: { ...body, body: 'canary again' }, token, headers })).status).toBe(
    403,
  );
  expect((await owner.call('DELETE', `/users/${id}/ban`)).status).toBe(204);
  expect((await call(url, 'DELETE', one, { token })).status).toBe(200);
}

/** The same over a socket, and what no socket should say. */
async function sockets({ url }: World): Promise<void> {
  const options = { origin: BLOG, headers: { 'x-forwarded-for': V6 } };
  const live = await LiveClient.open(url, options);
  await live.subscribe('/log');
  const ack = await live.post('/log', 'canary of a socket', {
    author: { name: 'Canary', email: 'canary-ws@example.com' },
  });
  secrets.keep('guest token of a socket', ack.session?.token ?? '');
  const bad = [
    { type: 'auth', token: `${ack.session?.token}x` },
    '{"type":"post","body":"canary half a frame',
    { type: 'canary' },
    { type: 'post', id: 'canary', site: 'default', thread: '/log', body: 'canary' },
    { type: 'subscribe', site: 'canary', thread: '/canary' },
  ];
  for (const frame of bad) {
    live.send(frame);
    faults.push(JSON.stringify(await live.next('error')));
  }
  const closed = once(live.socket, 'close');
  live.send({ type: 'post', id: randomUUID(), site: 'default', thread: '/log', body: 'canary '.repeat(20_000) });
  await closed;
  const refused = [
    new WebSocket(`${url.replace('http', 'ws')}/nothing?token=canary-token`),
    new WebSocket(`${url.replace('http', 'ws')}${COMMENTS}?token=canary-token`),
    new WebSocket(`${url.replace('http', 'ws')}/api/v1/live?token=canary-token`, { origin: 'https://canary.example' }),
  ];
  for (const socket of refused) expect(String(await once(socket, 'error'))).toMatch(/Unexpected server response: 40\d/);
}

/** Who signs in by mail, by link and by digits, and what they keep about themselves. */
async function members({ url, mailbox }: World): Promise<void> {
  const email = 'canary-member@example.com';
  const { id, token, refresh } = await signInByMail(url, mailbox, email, { page: PAGE, name: 'Canary Member' });
  secrets.keepAll({ 'token of a member': token, 'refresh token': refresh });
  const { verifier, challenge } = newVerifier();
  secrets.keepAll({ 'verifier of a mail': verifier, 'challenge of a mail': challenge });
  let request = '';
  const received = await mailbox.after(async () => {
    request = (await call(url, 'POST', `${SESSION}/mail`, { body: { email, url: PAGE, challenge } })).json.request;
  });
  secrets.keep('request of a mail', request);
  for (const each of mailbox.received) keepMail(each);
  const confirm = (body: object) => call(url, 'POST', `${SESSION}/mail/confirm`, { body: { verifier, ...body } });
  const { token: link, code } = signInOf(received);
  expect((await confirm({ request, code: code === '000000' ? '000001' : '000000' })).status).toBe(401);
  expect((await confirm({ token: link, verifier: newVerifier().verifier })).status).toBe(403);
  const typed = (await confirm({ request, code })).json.session;
  secrets.keepAll({ 'second token': typed.token, 'second refresh token': typed.refresh });
  expect((await confirm({ token: link })).status).toBe(410);

  const again = (refreshToken: string) => call(url, 'POST', REFRESH, { body: { refresh: refreshToken } });
  const next = (await again(typed.refresh)).json.session;
  secrets.keepAll({ 'third token': next.token, 'third refresh token': next.refresh });
  expect((await again(typed.refresh)).json.code).toBe('session_over');
  expect((await again(next.refresh)).json.code).toBe('session_over');
  const profile = (method: string, path: string, body?: unknown) =>
    call(url, method, `/api/v1/profile${path}`, { token, body });
  const { id: other } = await guest(url);
  const { author } = await post(url, '/log', 'canary of somebody to be muted', { author: { name: 'Canary Muted' } });
  const about = { bio: 'canary bio', website: 'https://canary.example/me', name: 'Canary Renamed' };
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const put = async (bytes: Buffer) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/png' };
    return (await fetch(`${url}/api/v1/profile/avatar`, { method: 'PUT', headers, body: new Uint8Array(bytes) }))
      .status;
  };
  expect([await put(picture), await put(Buffer.from('canary that is no picture'))]).toEqual([200, 400]);
  const statuses: number[] = [];
  for (const [method, path, body] of [
    ['PATCH', '', about],
    ['PATCH', '', { canary: email }],
    ['PUT', `/mutes/${author.id}`],
    ['PUT', `/mutes/${other}`],
    ['GET', '/sessions'],
    ['GET', '/export'],
    ['DELETE', '', { confirm: 'Canary Member' }],
    ['DELETE', '', { confirm: 'Canary Renamed' }],
    ['GET', ''],
  ] as const) {
    statuses.push((await profile(method, path, body)).status);
  }
  expect(statuses).toEqual([200, 400, 204, 404, 200, 200, 400, 204, 401]);
  expect((await call(url, 'GET', `/api/v1/viewers/${id}`)).status).toBe(404);
}

/** The site’s own users, by tokens that are good, used, forged, old and broken. */
async function sso({ url }: World, owner: SignedIn): Promise<void> {
  const key = await makeSsoKey(owner, 'default');
  secrets.keep('secret of the site', key.secret);
  const user = { sub: 'canary-user', name: 'Canary User', email: 'canary-user@example.com' };
  const good = secrets.keep('SSO token', jwt(key, user));
  const first = await signInSso(url, 'default', good);
  expect(first.status).toBe(200);
  secrets.keep('token of the site’s user', first.json.session.token);
  const none = `${encode({ alg: 'none', kid: key.id })}.${encode(claimsFor('default', user))}.`;
  const bad = {
    forged: `${jwt(key, user).slice(0, -4)}AAAA`,
    old: jwt(key, { ...user, iat: seconds(-900), exp: seconds(-600) }),
    'for another': jwt(key, { ...user, aud: 'canary' }),
    'without an algorithm': none,
    'by another key': jwt({ ...key, id: 'canary' }, user),
    'no JSON': `${jwt(key).split('.')[0]}.${encode('{"canary":')}.${hmac(key.secret, 'x')}`,
  };
  for (const [name, token] of Object.entries({ ...bad, 'used before': good })) {
    secrets.keep(`SSO token, ${name}`, token);
    expect((await signInSso(url, 'default', token)).status, name).toBe(401);
  }
}

/** To a provider and back, as it should be and as it should not. */
async function oauth({ url }: World, owner: SignedIn): Promise<void> {
  const callback = `${url}/api/v1/session/oauth/callback/default.oidc`;
  const accounts = { alice: { name: 'Canary Alice', email: 'canary-alice@example.com', email_verified: true } };
  const oidc = await startOidc({ redirects: [callback], accounts });
  ends.push(() => oidc.close());
  secrets.keep('secret of the client', CLIENT.clientSecret);
  const provider = { preset: 'oidc', issuer: oidc.issuer, ...CLIENT };
  expect((await owner.call('POST', '/sites/default/sign-in/providers', provider)).status).toBe(201);
  const walker = new Walker();
  const tour = async (id: string) => {
    const { verifier, challenge } = newVerifier();
    secrets.keep(`verifier ${verifier}`, verifier);
    passing.keep(`challenge ${challenge}`, challenge);
    const there = await walker.follow(visitUrl(url, id, { challenge, url: PAGE, mode: 'page' }), BLOG);
    const back = there.url.startsWith(BLOG) ? there : await walker.follow(`${there.url}/as/alice`, BLOG);
    return { verifier, ...resultOf(back) };
  };
  const { code = '', verifier } = await tour('default.oidc');
  passing.keep('code for the page', code);
  expect((await redeem(url, { code, verifier: newVerifier().verifier }, { origin: BLOG })).status).toBe(403);
  const signedIn = await redeem(url, { code, verifier }, { origin: BLOG });
  expect(signedIn.status).toBe(200);
  secrets.keepAll({ 'token by OAuth': signedIn.json.session.token, 'refresh by OAuth': signedIn.json.session.refresh });
  expect((await redeem(url, { code, verifier }, { origin: BLOG })).status).toBe(410);
  const arrived = walker.steps.findLast(step => step.url.startsWith(callback))?.url ?? '';
  expect((await walker.get(arrived)).status).toBe(410);
  expect((await walker.get(`${callback}?code=canary-code&state=canary-state&error=canary`)).status).toBe(410);
  oidc.forge = true;
  expect((await tour('default.oidc')).reason).toBe('provider_failed');
  oidc.down = 500;
  expect((await owner.call('POST', '/sites/default/sign-in/providers', provider)).status).toBe(201);
  expect((await tour('default.oidc.2')).reason).toBe('provider_failed');
  for (const [n, visit] of oidc.visits.entries()) {
    for (const name of ['state', 'nonce', 'code_challenge']) passing.keep(`${name} ${n}`, visit.get(name) ?? '');
  }
  for (const [n, asked] of oidc.tokenRequests.entries()) {
    passing.keep(`code of the provider ${n}`, asked.get('code') ?? '');
    secrets.keep(`PKCE verifier ${n}`, asked.get('code_verifier') ?? '');
  }
}

/** A receiver of webhooks that is told everything, and fails. */
async function hooks({ url }: World, owner: SignedIn): Promise<void> {
  const receiver = await startReceiver((response, n) =>
    n % 2 === 0 ? response.destroy() : response.writeHead(500).end('canary'),
  );
  ends.push(() => receiver.close());
  const body = { url: `${receiver.url}?token=canary-token-of-a-hook`, events: ['comment.created'] };
  const made = await owner.call('POST', '/webhooks', body);
  expect(made.status).toBe(201);
  secrets.keep('secret of a webhook', made.json.secret);
  await post(url, '/hooks', 'canary for a webhook');
  await post(url, '/hooks', 'canary for a webhook, too');
  await receiver.count(2);
  expect(receiver.received.map(each => each.text).join()).toContain('canary for a webhook, too');
  expect((await owner.call('DELETE', `/webhooks/${made.json.id}`)).status).toBe(204);
}

/** What is broken, too large, in the wrong place or from the wrong page. */
async function nonsense({ url }: World): Promise<void> {
  const token = 'canary-token-of-nobody';
  const mail = { email: 'canary-wrong@example.com' };
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await call(url, 'POST', path, { body, headers })).status;
  expect([
    (await call(url, 'GET', `/nothing?token=${token}`)).status,
    (await call(url, 'GET', `/api/v1/session?token=${token}`, { token })).status,
    (await call(url, 'GET', '/api/v1/session', { headers: { authorization: `Basic ${btoa(token)}` } })).status,
    (await call(url, 'GET', `/api/v1/%zz?token=${token}`)).status,
    await send(COMMENTS, '{"thread":"/log","body":"canary half a bo'),
    await send(COMMENTS, `{"thread":"/log","body":"canary",${'"x":{'.repeat(200)}${'}'.repeat(201)}`),
    await send(COMMENTS, { thread: '/log', body: 'canary '.repeat(20_000) }),
    await send(COMMENTS, 'canary=1', { 'content-type': 'application/x-www-form-urlencoded' }),
    await send(COMMENTS, { thread: '/log', body: 'canary' }, { origin: 'https://canary.example' }),
    await send(`${SESSION}/mail`, { ...mail, url: `https://canary.example/?${token}`, challenge: 'x'.repeat(43) }),
    await send(`${SESSION}/mail`, { ...mail, url: PAGE, challenge: token }),
    await send(REFRESH, { refresh: `r1.${token}` }),
  ]).toEqual([404, 401, 401, 400, 400, 400, 413, 415, 403, 400, 400, 401]);
  const head = `Host: x\r\nAuthorization: Bearer ${token}\r\nX-Forwarded-For: ${V4}\r\n`;
  expect(await sendRaw(url, `GET /?token=${token} HTTP/9\r\n${head}\r\n`)).toMatch(/^HTTP\/1\.1 400/);
  expect(await sendRaw(url, `GET / HTTP/1.1\r\n${head}Cookie: ${token.repeat(500)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431/,
  );
  const half = `${head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{"body":"canary`;
  await sendRaw(url, `POST ${COMMENTS} HTTP/1.1\r\n${half}`, { hangUp: true });
}

/** A mail server that says more than it should, one that goes in the middle of a mail, and one that is gone. */
async function lostMail({ url }: World): Promise<void> {
  const ask = async (email: string) => {
    const { challenge } = newVerifier();
    return (await call(url, 'POST', `${SESSION}/mail`, { body: { email, url: PAGE, challenge } })).json.code;
  };
  for (const who of ['unknown', 'busy', 'spam', 'cut', 'gone']) {
    expect(await ask(`canary-${who}@example.com`), who).toBe('mail_failed');
  }
}

test('22 the log of all that readers and staff do holds no token, no address, no mail address and no word of theirs', {
  timeout: 60_000,
}, async () => {
  const world = await begin();
  const { server, url, dataDir } = world;
  const owner = await staff(world);
  await guests(world, owner);
  await sockets(world);
  await members(world);
  await sso(world, owner);
  await oauth(world, owner);
  await hooks(world, owner);
  await nonsense(world);
  await lostMail(world);
  renameSync(join(dataDir, 'live-comments.sqlite'), join(dataDir, 'moved.sqlite'));
  const author = { name: 'Canary Lost', email: 'canary-lost@example.com' };
  const lost = await call(url, 'POST', COMMENTS, { body: { thread: '/log', body: 'canary lost', author } });
  expect(lost.status).toBe(503);
  await until(() => server.output().includes('Another file, or none, is at'), server.output);
  await server.end('SIGTERM');

  const log = server.output();
  // It is the log of all that: what went wrong on the way is in it, and what should be found is found.
  for (const line of [
    /"level":10.*client error/,
    /a provider did not confirm a sign-in/,
    /a mail could not be sent: 450 4\.2\.0 somebody\.\.\. is over quota \(user=somebody\), try <an address> later/,
    /a mail could not be sent: 554 5\.7\.1 Looks like spam/,
    /a mail could not be sent: 421 .*\(to DATA\)/,
    /a mail could not be sent: .*ECONNREFUSED/,
  ]) {
    expect(log).toMatch(line);
  }
  const known = new Canaries();
  known.keep('set-up link', /set-up#(\S+)/.exec(log)?.[1] ?? '');
  expect(known.foundIn(log)).toEqual(['set-up link']);
  expect(new Set(secrets.told.map(({ asked }) => asked)).size).toBeGreaterThan(40);

  expect([...secrets.foundIn(log), ...passing.foundIn(log)]).toEqual([]);
  expect(log.split('\n').filter(line => /canary|\b(?:g1|m1|r1|lcw1)\.[\w-]{8}/i.test(line))).toEqual([]);
  for (const address of [V4, V6.split(':1:')[0] ?? '', '203.0.113.99']) expect(log).not.toContain(address);

  const problems = secrets.told.filter(({ status }) => status >= 400).map(({ text }) => text);
  expect(problems.length).toBeGreaterThan(40);
  const problem = [...problems, ...faults].join('\n');
  expect([...secrets.foundIn(problem), ...passing.foundIn(problem)]).toEqual([]);
  const locations = secrets.told.map(({ location }) => location).join('\n');
  expect(passing.foundIn(locations)).not.toEqual([]);
  expect(secrets.foundIn(locations)).toEqual([]);
});
