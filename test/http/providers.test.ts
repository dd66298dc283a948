/** Providers as owners set them up: what is refused with its mend, what is shown, what is kept secret, and from whom. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, changeRows, openRows } from '../helpers/api.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { CLIENT, startOidc } from '../helpers/oidc.ts';
import { freePort, spawnServer, startServer, type TestServer, temporaryFolder } from '../helpers/server.ts';
import { APPLE_TEAM } from '../helpers/services.ts';
import { makeOwner, makeStaff, type SignedIn } from '../helpers/staff.ts';
import { newVerifier, redeem, resultOf, visitUrl, Walker } from '../helpers/walker.ts';

const BLOG = 'https://blog.example';
const LIST = '/sites/default/sign-in/providers';
const SECRET = 'canary-of-a-client-secret';
const client = { clientId: 'a client', clientSecret: SECRET };

let server: TestServer;
let owner: SignedIn;
beforeAll(async () => {
  server = await startServer({
    ALLOWED_ORIGINS: BLOG,
    ALLOW_PRIVATE_TARGETS: '127.0.0.2',
  });
  owner = await makeOwner(server);
  await owner.call('POST', '/sites', { key: 'other', origins: ['https://other.example'] });
});
afterAll(() => server?.stop());

const signInOf = async () =>
  (await call(server.url, 'GET', '/api/v1/comments?thread=/x', { headers: { origin: BLOG } })).json.settings.signIn;
const waysOf = async (site: string) => (await call(server.url, 'GET', `/api/v1/session/ways?site=${site}`)).json;

test('a provider comes, changes and goes, and readers are told at once', async () => {
  expect([await signInOf(), (await waysOf('default')).providers]).toEqual([false, []]);
  const made = await owner.call('POST', LIST, { preset: 'google', ...client });
  expect(made.status).toBe(201);
  expect(made.json).toEqual({
    id: 'default.google',
    preset: 'google',
    name: 'Google',
    issuer: null,
    clientId: 'a client',
    teamId: null,
    keyId: null,
    enabled: true,
    callback: `${server.url}/api/v1/session/oauth/callback/default.google`,
    createdAt: expect.any(String),
  });
  expect(await signInOf()).toBe(true);
  expect((await waysOf('default')).providers).toEqual([{ id: 'default.google', preset: 'google', name: 'Google' }]);
  expect((await waysOf('other')).providers).toEqual([]);

  const one = `${LIST}/default.google`;
  const etag = made.headers.get('etag') ?? '';
  expect((await owner.call('GET', one)).headers.get('etag')).toBe(etag);
  const changed = await owner.call('PATCH', one, { name: 'Our accounts', enabled: false }, { 'if-match': etag });
  expect([changed.status, changed.json.name, changed.json.enabled]).toEqual([200, 'Our accounts', false]);
  const late = await owner.call('PATCH', one, { name: 'Mine' }, { 'if-match': etag });
  expect([late.status, late.json.code]).toEqual([412, 'changed']);
  expect([await signInOf(), (await waysOf('default')).providers]).toEqual([false, []]);

  expect((await owner.call('DELETE', one)).status).toBe(204);
  expect((await owner.call('GET', one)).status).toBe(404);
  expect((await owner.call('GET', LIST)).json).toEqual({ items: [], next: null });
});

test('a second one of a kind has an address of its own', async () => {
  const made = Array.from({ length: 3 }, () => owner.call('POST', LIST, { preset: 'gitlab', ...client }));
  const ids = (await Promise.all(made)).map(({ json }) => json.id);
  expect(ids.toSorted()).toEqual(['default.gitlab', 'default.gitlab.2', 'default.gitlab.3']);
  for (const id of ids) await owner.call('DELETE', `${LIST}/${id}`);
});

test('the redirect address is at what browsers call the server', async () => {
  const behind = await startServer({ ADMIN_TOKEN: ADMIN, PUBLIC_URL: 'https://talk.example' });
  const options = { body: { preset: 'google', ...client }, headers: { authorization: `Bearer ${ADMIN}` } };
  const made = await call(behind.url, 'POST', `/api/v1/admin${LIST}`, options);
  expect(made.json.callback).toBe('https://talk.example/api/v1/session/oauth/callback/default.google');
  await behind.stop();
});

test('what cannot work is refused, with the mend', async () => {
  const pem = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';
  const refused: [Record<string, unknown>, string, RegExp][] = [
    [{ preset: 'oidc' }, 'bad_request', /body\/issuer is missing/],
    [{ preset: 'mastodon' }, 'bad_request', /like https:\/\/mastodon\.social/],
    [{ preset: 'apple' }, 'bad_request', /teamId and body\/keyId/],
    [{ preset: 'apple', ...APPLE_TEAM }, 'bad_request', /the whole \.p8 file/],
    [{ preset: 'apple', ...APPLE_TEAM, clientSecret: pem }, 'bad_request', /the whole \.p8 file/],
    [{ preset: 'oidc', issuer: 'not an address' }, 'unsafe_address', /whole one/],
    [{ preset: 'oidc', issuer: 'javascript:alert(1)' }, 'unsafe_address', /https:/],
    [{ preset: 'oidc', issuer: 'https://127.0.0.1' }, 'unsafe_address', /not a public address/],
    [{ preset: 'oidc', issuer: 'http://169.254.169.254/' }, 'unsafe_address', /not a public address/],
    [{ preset: 'oidc', issuer: 'http://192.0.2.1.example.invalid/' }, 'unsafe_address', /cannot be found/],
    [{ preset: 'oidc', issuer: 'http://8.8.8.8/' }, 'bad_request', /must begin with https/],
    [{ preset: 'oidc', issuer: 'https://a:b@127.0.0.2/' }, 'unsafe_address', /name or password/],
    [{ preset: 'oidc', issuer: 'https://127.0.0.2/?x=1' }, 'bad_request', /without \? and #/],
    [{ preset: 'twitter' }, 'bad_request', /preset/],
  ];
  for (const [body, code, detail] of refused) {
    const answer = await owner.call('POST', LIST, { ...client, ...body });
    expect([body, answer.json.code]).toEqual([body, code]);
    expect(answer.json.detail).toMatch(detail);
    expect(answer.text).not.toContain(SECRET);
  }
  expect((await owner.call('GET', LIST)).json.items).toEqual([]);
});

test('the address of a document is taken for its issuer, and a server’s bare name for its address', async () => {
  const issuer = 'https://127.0.0.2/realms/one';
  const body = { preset: 'oidc', issuer: `${issuer}/.well-known/openid-configuration`, ...client };
  expect((await owner.call('POST', LIST, body)).json.issuer).toBe(issuer);
  const social = await owner.call('POST', LIST, { preset: 'mastodon', issuer: '127.0.0.2', ...client });
  expect(social.json.issuer).toBe('https://127.0.0.2');
  for (const id of ['default.oidc', 'default.mastodon']) await owner.call('DELETE', `${LIST}/${id}`);
});

test('a provider that does not answer is told from one that is somebody else', async () => {
  const made = await owner.call('POST', LIST, {
    preset: 'oidc',
    issuer: `http://127.0.0.2:${await freePort()}`,
    ...client,
  });
  const check = `${LIST}/${made.json.id}/check`;
  expect((await owner.call('POST', check)).json).toEqual({
    works: false,
    mend: expect.stringMatching(/^Nothing answers/),
  });
  const oidc = await startOidc({ redirects: ['https://elsewhere.example/'], accounts: {} });
  const second = await startServer({ ALLOW_PRIVATE_TARGETS: '127.0.0.1,localhost' });
  const boss = await makeOwner(second);
  const add = async (issuer: string, more = {}) => {
    const { json } = await boss.call('POST', LIST, { preset: 'oidc', issuer, ...CLIENT, ...more });
    return (await boss.call('POST', `${LIST}/${json.id}/check`)).json;
  };
  expect((await add(oidc.issuer.replace('127.0.0.1', 'localhost'))).mend).toContain(`calls itself ‘${oidc.issuer}’`);
  expect((await add(`${oidc.issuer}/nowhere`)).mend).toMatch(/is no OpenID Connect document/);
  expect((await add(oidc.issuer, { clientSecret: 'wrong' })).mend).toMatch(/does not know this client id/);
  expect(await add(oidc.issuer)).toEqual({ works: true, mend: null });
  await second.stop();
  await oidc.close();
});

test('the admins of one site see and touch nothing of another’s', async () => {
  const [mine, theirs] = await Promise.all([
    makeStaff(server.url, owner, { role: 'admin', sites: ['default'] }),
    makeStaff(server.url, owner, { role: 'admin', sites: ['other'] }),
  ]);
  const list = '/sites/other/sign-in/providers';
  expect((await theirs.call('POST', list, { preset: 'github', ...client })).status).toBe(201);
  const one = `${list}/other.github`;
  for (const [method, path, body] of [
    ['GET', list, undefined],
    ['POST', list, { preset: 'gitlab', ...client }],
    ['GET', one, undefined],
    ['PATCH', one, { enabled: false }],
    ['DELETE', one, undefined],
    ['POST', `${one}/check`, undefined],
    // By way of one’s own site, too.
    ['GET', `${LIST}/other.github`, undefined],
    ['PATCH', `${LIST}/other.github`, { enabled: false }],
    ['DELETE', `${LIST}/other.github`, undefined],
    ['POST', `${LIST}/other.github/check`, undefined],
  ] as const) {
    expect([method, path, (await mine.call(method, path, body)).status]).toEqual([method, path, 404]);
  }
  // Its readers come back to its own pages alone.
  const query = { challenge: newVerifier().challenge, mode: 'page' };
  const elsewhere = await new Walker().get(visitUrl(server.url, 'other.github', { ...query, url: `${BLOG}/` }));
  expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([403, null]);
  const there = await new Walker().get(
    visitUrl(server.url, 'other.github', { ...query, url: 'https://other.example/' }),
  );
  expect(there.headers.get('location')).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?/);
  expect((await theirs.call('DELETE', one)).status).toBe(204);
});

test('a change needs a fresh proof, and is written down without its secret', async () => {
  const admin = await makeStaff(server.url, owner, { role: 'admin' });
  changeRows(server.dataDir, `UPDATE sessions SET stepped_up_at = 0 WHERE staff_id = '${admin.id}'`);
  const stale = await admin.call('POST', LIST, { preset: 'google', ...client });
  expect([stale.status, stale.json.code]).toEqual([403, 'step_up_required']);
  await owner.call('POST', LIST, { preset: 'google', ...client });
  await owner.call('PATCH', `${LIST}/default.google`, { clientSecret: `${SECRET}-2` });
  await owner.call('DELETE', `${LIST}/default.google`);
  const audit = await owner.call('GET', '/audit?action=provider');
  const actions = audit.json.items.map(({ action }: { action: string }) => action);
  expect(new Set(actions)).toEqual(new Set(['provider.create', 'provider.change', 'provider.delete']));
  expect(audit.text).not.toContain(SECRET);
});

test('a secret lies sealed in the database', async () => {
  const made = await owner.call('POST', LIST, { preset: 'google', ...client });
  const db = openRows(server.dataDir);
  const row = db.prepare('SELECT * FROM providers WHERE id = ?').get(made.json.id) as { secret: string };
  db.close();
  expect(JSON.stringify(row)).not.toContain(SECRET);
  expect(row.secret).toMatch(/^s1\./);
  await owner.call('DELETE', `${LIST}/${made.json.id}`);
});

test('neither logs nor answers hold a secret, a code, a state or a name, whatever goes wrong', async () => {
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/api/v1/session/oauth/callback/default.oidc`;
  const accounts = { alice: { name: 'Canary Alice', email: 'canary@example.com', email_verified: true } };
  const oidc = await startOidc({ redirects: [callback], accounts });
  const env = { ADMIN_TOKEN: ADMIN, ALLOWED_ORIGINS: BLOG, ALLOW_PRIVATE_TARGETS: '127.0.0.1', PORT: String(port) };
  const program = await spawnServer({ ...env, DATA_DIR: temporaryFolder(), LOG_LEVEL: 'trace' });
  const headers = { authorization: `Bearer ${ADMIN}` };
  const body = { preset: 'oidc', issuer: oidc.issuer, ...CLIENT };
  const path = `/api/v1/admin${LIST}`;
  expect((await call(program.url, 'POST', path, { body, headers })).status).toBe(201);
  const seen: string[] = [CLIENT.clientSecret, 'Canary Alice', 'canary@example.com'];
  const visit = async (tamper: typeof oidc.tamper, down: number | null) => {
    Object.assign(oidc, { tamper, down: null });
    const walker = new Walker();
    const { verifier, challenge } = newVerifier();
    const query = { challenge, url: `${BLOG}/`, mode: 'page' };
    const there = await walker.follow(visitUrl(program.url, 'default.oidc', query), BLOG);
    const stopped = await walker.follow(`${there.url}/as/alice`, program.url);
    oidc.down = down;
    const back = resultOf(await walker.follow(stopped.url, BLOG));
    const parameters = new URL(stopped.url).searchParams;
    seen.push(verifier, ...['code', 'state'].map(name => parameters.get(name) ?? ''), back.code ?? verifier);
    return { verifier, code: back.code ?? '' };
  };
  const good = await visit(null, null);
  await visit(claims => ({ ...claims, nonce: 'x' }), null);
  await visit(claims => ({ ...claims, sub: '' }), null);
  await visit(null, 500);
  const wrong = await redeem(program.url, { code: good.code, verifier: newVerifier().verifier });
  const right = await redeem(program.url, good);
  expect([wrong.status, right.status]).toEqual([403, 200]);
  seen.push(right.json.session.token, right.json.session.refresh);
  await program.end('SIGTERM');
  await oidc.close();
  expect(program.output()).toContain('a provider did not confirm a sign-in');
  const leaks = seen.filter(each => program.output().includes(each) || wrong.text.includes(each));
  expect(leaks).toEqual([]);
  expect(seen.every(each => each.length > 5)).toBe(true);
});
