/** Signing in with the services that have a button of their own: who somebody is there, and how far their address is believed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Preset } from '../../protocol/account.ts';
import { openRows } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { APPLE_TEAM, SERVICE_CLIENT, type Services, startServices } from '../helpers/services.ts';
import { makeOwner, type SignedIn } from '../helpers/staff.ts';
import { newVerifier, redeem, resultOf, visitUrl, Walker } from '../helpers/walker.ts';

const BLOG = 'https://blog.example';
const PROVIDERS = '/sites/default/sign-in/providers';
const TENANT = '72f988bf-86f1-41af-91ab-2d7cd011db47';

let server: TestServer;
let owner: SignedIn;
let services: Services;
beforeAll(async () => {
  [server, services] = await Promise.all([
    startServer({ ALLOWED_ORIGINS: BLOG, ALLOW_PRIVATE_TARGETS: '127.0.0.1' }),
    startServices(),
  ]);
  owner = await makeOwner(server);
  const at: Partial<Record<Preset, string>> = {
    github: '/github',
    discord: '/discord/',
    mastodon: '/mastodon',
    microsoft: '/common/v2.0',
  };
  for (const [preset, path] of Object.entries(at)) {
    const answer = await owner.call('POST', PROVIDERS, { preset, issuer: services.url + path, ...SERVICE_CLIENT });
    expect([preset, answer.status]).toEqual([preset, 201]);
  }
  const apple = { preset: 'apple', issuer: `${services.url}/apple`, clientId: SERVICE_CLIENT.clientId, ...APPLE_TEAM };
  expect((await owner.call('POST', PROVIDERS, { ...apple, clientSecret: services.applePem })).status).toBe(201);
});
afterAll(async () => {
  await server?.stop();
  await services?.close();
});

/** There and back: the session, or the reason why there is none. */
async function signIn(preset: Preset): Promise<{ id?: string; name?: string; reason?: string }> {
  const { verifier, challenge } = newVerifier();
  const walker = new Walker();
  const url = visitUrl(server.url, `default.${preset}`, { challenge, url: `${BLOG}/`, mode: 'page' });
  let back = await walker.follow(url, BLOG);
  const [, action] = /<form method="post" action="([^"]+)"/.exec(back.step.text) ?? [];
  if (action !== undefined) {
    const body = new URLSearchParams(
      [...back.step.text.matchAll(/<input name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value.replaceAll('&quot;', '"'),
      ]),
    );
    const posted = await walker.get(action, { method: 'POST', body, headers: { origin: services.url } });
    expect(posted.status).toBe(303);
    back = await walker.follow(new URL(posted.headers.get('location') ?? '', action).href, BLOG);
  }
  const { code, reason = '' } = resultOf(back);
  if (code === undefined) return { reason };
  const { json } = await redeem(server.url, { code, verifier }, { origin: BLOG });
  return { id: json.viewer.id, name: json.viewer.name };
}

/** The address that a member is known by for sure, and all that is said of them. */
function known(id: string | undefined): { issuer: string; subject: string; email: string | null } {
  const db = openRows(server.dataDir);
  const row = db
    .prepare(`SELECT issuer, subject, verified_email AS email FROM members JOIN identities ON member = id WHERE id = ?`)
    .get(id);
  db.close();
  return row as ReturnType<typeof known>;
}

test('GitHub: the number of the account, its name, and the primary address where GitHub has verified it', async () => {
  const user = { id: 583231, login: 'octocat', name: 'The Octocat', email: 'shown@example.com' };
  const emails = [
    { email: 'old@example.com', primary: false, verified: true },
    { email: 'Octo@Example.com', primary: true, verified: true },
  ];
  services.told.github = { user, emails };
  const octocat = await signIn('github');
  expect(octocat.name).toBe('The Octocat');
  expect(known(octocat.id)).toEqual({
    issuer: `${services.url}/github`,
    subject: '583231',
    email: 'octo@example.com',
  });
  // Renamed, and with another address: still the same.
  services.told.github = { user: { ...user, login: 'kitty', name: 'Kitty' }, emails: [] };
  expect((await signIn('github')).id).toBe(octocat.id);
  const unverified = [{ email: 'octo@example.com', primary: true, verified: false }];
  services.told.github = { user: { id: 7, login: 'hubber', name: null }, emails: unverified };
  const hubber = await signIn('github');
  expect(hubber.name).toBe('hubber');
  expect(hubber.id).not.toBe(octocat.id);
  expect(known(hubber.id).email).toBeNull();
});

test('Discord: the id, the name that is shown, and the address where Discord has verified it', async () => {
  const user = { id: '80351110224678912', username: 'nelly', global_name: 'Nelly', email: 'nelly@example.com' };
  services.told.discord = { ...user, verified: true };
  const nelly = await signIn('discord');
  expect(nelly.name).toBe('Nelly');
  expect(known(nelly.id)).toMatchObject({ subject: user.id, email: 'nelly@example.com' });
  services.told.discord = { ...user, id: '2', global_name: null, verified: false };
  const other = await signIn('discord');
  expect([other.name, known(other.id).email]).toEqual(['nelly', null]);
});

test('Mastodon: the account of that server, which tells no address', async () => {
  services.told.mastodon = { id: '14715', username: 'trwnh', acct: 'trwnh', display_name: 'infinite love ⴳ' };
  const member = await signIn('mastodon');
  expect(member.name).toBe('infinite love ⴳ');
  expect(known(member.id)).toEqual({ issuer: `${services.url}/mastodon`, subject: '14715', email: null });
});

test('Microsoft: an issuer for each tenant, and an address that is never believed', async () => {
  const claims = { tid: TENANT, sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ', name: 'Abe Lincoln' };
  services.told.discord = { id: '9', username: 'victim', email: 'victim@example.com', verified: true };
  const victim = await signIn('discord');
  // A tenant’s owner may write any address, and whatever else there is, into the profile of their user.
  services.told.microsoft = { ...claims, email: 'victim@example.com', email_verified: true };
  const abe = await signIn('microsoft');
  expect(abe.name).toBe('Abe Lincoln');
  expect(abe.id).not.toBe(victim.id);
  expect(known(abe.id)).toEqual({ issuer: `${services.url}/${TENANT}/v2.0`, subject: claims.sub, email: null });
  // The same subject in another tenant is somebody else.
  services.told.microsoft = { ...claims, tid: '9188040d-6c67-4c5b-b112-36a304b66dad' };
  expect((await signIn('microsoft')).id).not.toBe(abe.id);
  // A token that names one tenant and comes from another is nobody’s.
  services.told.microsoft = { ...claims, iss: `${services.url}/another/v2.0` };
  expect(await signIn('microsoft')).toEqual({ reason: 'provider_failed' });
});

test('Apple: the key signs for the client, the answer is posted, and the name comes beside it', async () => {
  services.told.apple = { sub: '001234.abc.1234', email: 'anna@example.com', email_verified: 'true' };
  services.requests.length = 0;
  const anna = await signIn('apple');
  expect(anna.name).toBe('Anna Apple');
  expect(known(anna.id)).toMatchObject({ subject: '001234.abc.1234', email: 'anna@example.com' });
  services.told.apple = { sub: '2', email: 'anna@example.com', email_verified: 'false' };
  const other = await signIn('apple');
  expect([known(other.id).email, other.id === anna.id]).toEqual([null, false]);
});

test('a name beside Apple’s answer that the server has not sealed is not shown', async () => {
  const walker = new Walker();
  const { verifier, challenge } = newVerifier();
  services.told.apple = { sub: '3' };
  const url = visitUrl(server.url, 'default.apple', { challenge, url: `${BLOG}/`, mode: 'page' });
  const { text } = (await walker.follow(url, BLOG)).step;
  const [, code = ''] = /name="code" value="([^"]+)"/.exec(text) ?? [];
  const [, state = ''] = /name="state" value="([^"]+)"/.exec(text) ?? [];
  const callback = `${server.url}/api/v1/session/oauth/callback/default.apple`;
  const back = await walker.follow(`${callback}?${new URLSearchParams({ code, state, name: 'Moderator' })}`, BLOG);
  const { json } = await redeem(server.url, { code: resultOf(back).code, verifier }, { origin: BLOG });
  expect(json.viewer.name).not.toContain('Moderator');
});

test('a service that does not say who signs in makes no member, and never the same one of two people', async () => {
  const empty = ['', ' ', null, undefined, 0, -1, {}, 1.5];
  for (const id of empty) {
    services.told.discord = { id, username: 'somebody', email: 'somebody@example.com', verified: true };
    services.told.mastodon = { id, username: 'somebody' };
    services.told.github = { user: { id, login: 'somebody' }, emails: [] };
    for (const preset of ['discord', 'mastodon', 'github'] as const) {
      expect([preset, id, await signIn(preset)]).toEqual([preset, id, { reason: 'provider_failed' }]);
    }
  }
});

test('strange names become what can be shown, and keep nobody out', async () => {
  for (const [name, shown] of [
    ['x'.repeat(300), 'x'.repeat(40)],
    ['\u202eevil\u202c', 'evil'],
  ] as const) {
    services.told.discord = { id: String(name.length + 1000), username: 'plain', global_name: name };
    expect((await signIn('discord')).name).toBe(shown);
  }
  services.told.discord = { id: '77', username: 'plain', global_name: '\u200b' };
  expect((await signIn('discord')).name).toBe('plain');
});

test('trying a provider out says whether it works, and what to mend', async () => {
  const check = async (preset: Preset) => (await owner.call('POST', `${PROVIDERS}/default.${preset}/check`)).json;
  for (const preset of ['github', 'discord', 'mastodon', 'microsoft', 'apple'] as const) {
    expect([preset, await check(preset)]).toEqual([preset, { works: true, mend: null }]);
  }
  for (const preset of ['github', 'discord', 'mastodon', 'microsoft'] as const) {
    await owner.call('PATCH', `${PROVIDERS}/default.${preset}`, { clientSecret: 'not it' });
    expect([preset, await check(preset)]).toEqual([
      preset,
      { works: false, mend: expect.stringContaining('does not know this client id with this secret') },
    ]);
    await owner.call('PATCH', `${PROVIDERS}/default.${preset}`, { clientSecret: SERVICE_CLIENT.clientSecret });
  }
});
