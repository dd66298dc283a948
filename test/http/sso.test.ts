/** The site’s own users at the door: which tokens count, what they tell, and for which site. */
import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, guest, openRows, post } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import {
  claimsFor,
  disqusToken,
  encode,
  hmac,
  jwt,
  makeSsoKey,
  type SiteKey,
  SSO,
  seconds,
  signInSso,
} from '../helpers/sso.ts';
import { type Actor, actor, makeKey } from '../helpers/staff.ts';

const BLOG = 'https://blog.example';
let server: ModeratedServer;
let url: string;
let admin: Actor;
/** May name moderators. */
let key: SiteKey;
let disqus: SiteKey;
let shop: SiteKey;
const ed = generateKeyPairSync('ed25519');
let edKey: SiteKey;

beforeAll(async () => {
  server = await startModerated();
  url = server.url;
  admin = actor(url, '', { authorization: `Bearer ${ADMIN}` });
  for (const site of ['blog', 'shop', 'one', 'none']) {
    await admin.call('POST', '/sites', { key: site, origins: [`https://${site}.example`] });
  }
  key = await makeSsoKey(admin, 'blog', { moderators: true, name: 'first' });
  disqus = await makeSsoKey(admin, 'blog', { algorithm: 'disqus' });
  edKey = await makeSsoKey(admin, 'blog', {
    algorithm: 'EdDSA',
    publicKey: String(ed.publicKey.export({ type: 'spki', format: 'pem' })),
  });
  shop = await makeSsoKey(admin, 'shop');
});
afterAll(() => server?.stop());

const enter = (token: string, more: object = {}) => signInSso(url, 'blog', token, more);
/** Signs in and fails the test when that is refused. */
async function entered(token: string, more: object = {}) {
  const answer = await enter(token, more);
  expect(answer.status, answer.text).toBe(200);
  return answer.json;
}

const edSigned = (claims: object, header: object = {}) => {
  const signed = `${encode({ alg: 'EdDSA', kid: edKey.id, ...header })}.${encode(claims)}`;
  return `${signed}.${sign(null, Buffer.from(signed), ed.privateKey).toString('base64url')}`;
};
/** A token of our key with this JSON, whatever it is. */
const signed = (json: string, header: object = {}) => {
  const text = `${encode({ alg: 'HS256', kid: key.id, ...header })}.${encode(json)}`;
  return `${text}.${hmac(key.secret, text)}`;
};

test('a token makes a member of the site, who writes there with a session that the page renews', async () => {
  const sub = randomUUID();
  const first = await entered(jwt(key, { sub, name: 'Ada', email: 'ada@example.com' }));
  expect(first.viewer).toMatchObject({ name: 'Ada', role: 'member', site: 'blog' });
  expect(first.session.refresh).toBeUndefined();
  expect(Date.parse(first.session.expiresAt) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  const comment = await post(url, '/sso', 'said by a member', { site: 'blog' }, first.session.token);
  expect(comment.author).toMatchObject({ id: first.viewer.id, name: 'Ada', role: 'member' });
  expect(JSON.stringify(comment)).not.toContain('ada@example.com');
  const again = await entered(jwt(key, { sub, name: 'Ada' }));
  expect(again.viewer.id).toBe(first.viewer.id);
  expect((await call(url, 'GET', '/api/v1/session', { token: again.session.token })).json.viewer.name).toBe('Ada');
});

test('an EdDSA key signs as well, under both names of the algorithm', async () => {
  const sub = randomUUID();
  const one = await entered(edSigned(claimsFor('blog', { sub })));
  const two = await entered(edSigned(claimsFor('blog', { sub }), { alg: 'Ed25519' }));
  expect(two.viewer.id).toBe(one.viewer.id);
});

describe('34. of the tokens that nobody should accept, none is', () => {
  const pem = ed.publicKey.export({ type: 'spki', format: 'pem' });
  const der = ed.publicKey.export({ type: 'spki', format: 'der' });
  const raw = Buffer.from(ed.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const own = generateKeyPairSync('ed25519');
  const ownJwk = own.publicKey.export({ format: 'jwk' });
  const confused = (secret: string | Buffer, kid = () => edKey.id) => {
    const text = `${encode({ alg: 'HS256', kid: kid() })}.${encode(claimsFor('blog'))}`;
    return `${text}.${hmac(secret, text)}`;
  };
  const unsigned = (alg: string, signature = '') =>
    `${encode({ alg, kid: key.id })}.${encode(claimsFor('blog'))}.${signature}`;
  const embedded = (header: object) => {
    const text = `${encode({ alg: 'EdDSA', kid: edKey.id, ...header })}.${encode(claimsFor('blog'))}`;
    return `${text}.${sign(null, Buffer.from(text), own.privateKey).toString('base64url')}`;
  };
  const parts = (token: string) => token.split('.') as [string, string, string];

  const BAD: Readonly<Record<string, () => string>> = {
    'alg none': () => unsigned('none'),
    'alg None, with a signature': () => unsigned('None', hmac(key.secret, 'x')),
    'alg NONE over a good token': () => [encode({ alg: 'NONE', kid: key.id }), ...parts(jwt(key)).slice(1)].join('.'),
    'no signature': () => `${parts(jwt(key)).slice(0, 2).join('.')}.`,
    'no third part': () => parts(jwt(key)).slice(0, 2).join('.'),
    'an empty alg': () => jwt(key, {}, { alg: '' }),
    'no alg': () => jwt(key, {}, { alg: undefined }),
    'a list of algs': () => jwt(key, {}, { alg: ['HS256'] }),
    'HS512 by name': () => jwt(key, {}, { alg: 'HS512' }),
    'hs256 in small letters': () => jwt(key, {}, { alg: 'hs256' }),
    'key confusion: HS256 with the public key as PEM': () => confused(pem),
    'key confusion: HS256 with the public key as DER': () => confused(der),
    'key confusion: HS256 with the public key’s bytes': () => confused(raw),
    'key confusion: HS256 with the public key as JWK': () =>
      confused(JSON.stringify(ed.publicKey.export({ format: 'jwk' }))),
    'key confusion: EdDSA for the key with a secret': () => edSigned(claimsFor('blog'), { kid: key.id }),
    'key confusion: HS256 with a Disqus key': () => jwt({ ...disqus, site: 'blog' }),
    'an empty secret': () => confused('', () => key.id),
    'the key’s id as secret': () => confused(key.id, () => key.id),
    'another secret': () => jwt({ ...key, secret: `${key.secret}x` }),
    'the secret decoded': () => confused(Buffer.from(key.secret, 'base64url'), () => key.id),
    'a key of its own in jwk': () => embedded({ jwk: ownJwk }),
    'a key of its own at jku': () => embedded({ jku: 'https://evil.example/keys' }),
    'a key of its own in x5c and x5u': () => embedded({ x5u: 'https://evil.example/a.pem', x5c: ['MIIB'] }),
    'an unknown crit': () => jwt(key, {}, { crit: ['exp'] }),
    'an unencoded payload': () => jwt(key, {}, { crit: ['b64'], b64: false }),
    'another site’s aud': () => jwt(key, { aud: 'shop' }),
    'an aud of two': () => jwt(key, { aud: ['blog', 'shop'] }),
    'an empty aud': () => jwt(key, { aud: [] }),
    'no aud': () => jwt(key, { aud: undefined }),
    'an aud that only begins so': () => jwt(key, { aud: 'blog2' }),
    'another site’s key': () => jwt({ ...shop, site: 'blog' }),
    'another site’s key without kid': () => jwt({ ...shop, site: 'blog' }, {}, { kid: undefined }),
    'no kid where there are two keys': () => jwt(key, {}, { kid: undefined }),
    'kid as a path': () => jwt({ ...key, secret: '' }, {}, { kid: '../../../../dev/null' }),
    'kid as SQL': () => jwt({ ...key, secret: 'x' }, {}, { kid: "x' UNION SELECT 'x" }),
    'kid as a list': () => jwt(key, {}, { kid: [key.id] }),
    'kid null': () => jwt(key, {}, { kid: null }),
    'kid __proto__': () => jwt({ ...key, secret: '' }, {}, { kid: '__proto__' }),
    'no exp': () => jwt(key, { exp: undefined }),
    'exp as text': () => jwt(key, { exp: String(seconds(60)) }),
    'exp in milliseconds': () => jwt(key, { exp: Date.now() + 60_000 }),
    'exp infinite': () => signed(JSON.stringify(claimsFor('blog')).replace(/"exp":\d+/, '"exp":1e999')),
    'a life of an hour': () => jwt(key, { exp: seconds(3_600) }),
    'a life of 301 seconds': () => jwt(key, { iat: seconds(-1), exp: seconds(300) }),
    'no iat': () => jwt(key, { iat: undefined }),
    'iat in the future': () => jwt(key, { iat: seconds(120), exp: seconds(300) }),
    'nbf in the future': () => jwt(key, { nbf: seconds(120) }),
    'nbf as text': () => jwt(key, { nbf: 'now' }),
    'no jti': () => jwt(key, { jti: undefined }),
    'an empty jti': () => jwt(key, { jti: '' }),
    'jti as a number': () => jwt(key, { jti: 7 }),
    'a long jti': () => jwt(key, { jti: 'x'.repeat(201) }),
    'no sub': () => jwt(key, { sub: undefined }),
    'an empty sub': () => jwt(key, { sub: '' }),
    'a blank sub': () => jwt(key, { sub: ' \t' }),
    'sub as a number': () => jwt(key, { sub: 42 }),
    'sub as an object': () => jwt(key, { sub: { $ne: null } }),
    'a long sub': () => jwt(key, { sub: 'x'.repeat(201) }),
    'sub twice': () => signed(`{"sub":"mallory",${JSON.stringify(claimsFor('blog')).slice(1)}`),
    'sub twice, once escaped': () => signed(`{"s\\u0075b":"mallory",${JSON.stringify(claimsFor('blog')).slice(1)}`),
    'a name as a list': () => jwt(key, { name: ['Ada'] }),
    'roles that are no list': () => jwt(key, { roles: { moderator: true } }),
    'a nested JWT': () => signed(jwt(key), { cty: 'JWT' }),
    'an encrypted one': () => `${encode({ alg: 'dir', enc: 'A256GCM', kid: key.id })}..${encode('x')}.${encode('x')}.x`,
    'a payload that is no JSON': () => signed('sub=ada'),
    'a payload that is a list': () => signed(JSON.stringify([claimsFor('blog')])),
    'a payload that is null': () => signed('null'),
    'a payload that is not UTF-8': () => {
      const text = `${encode({ alg: 'HS256', kid: key.id })}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}`;
      return `${text}.${hmac(key.secret, text)}`;
    },
    'a header that is no JSON': () => `${encode('alg')}.${parts(jwt(key)).slice(1).join('.')}`,
    'a header that is null': () => `${encode('null')}.${parts(jwt(key)).slice(1).join('.')}`,
    'four parts': () => `${jwt(key)}.x`,
    'plain base64': () => jwt(key).replace('.', '=.'),
    'a line end behind it': () => `${jwt(key)}\n`,
    'a changed payload': () => {
      const [head, , signature] = parts(jwt(key));
      return `${head}.${encode(claimsFor('blog', { roles: ['moderator'] }))}.${signature}`;
    },
    'any text': () => 'token',
    'a guest’s token': () => 'g1.eyJpIjoiYSJ9.x',
  };

  test.each(Object.keys(BAD))('%s', async name => {
    const token = BAD[name]?.() ?? '';
    const { status, json, text } = await enter(token);
    expect([status, json.code], text).toEqual([401, 'bad_token']);
    // Names what is wrong, and shows nothing of it.
    expect(json.detail.length).toBeGreaterThan(40);
    for (const part of token.split('.').filter(each => each.length > 8)) expect(text).not.toContain(part);
    expect(text).not.toContain(key.secret);
  });

  test('expired, by a second', async () => {
    const { status, json } = await enter(jwt(key, { iat: seconds(-200), exp: seconds(-1) }));
    expect([status, json.code]).toEqual([401, 'token_expired']);
  });

  test('a huge one', async () => {
    const { status, json } = await enter(jwt(key, { name: 'x'.repeat(5_000) }));
    expect([status, json.code]).toEqual([400, 'bad_request']);
    expect((await enter('a'.repeat(70_000))).status).toBe(413);
  });

  test('none of them made anybody', () => {
    const db = openRows(server.dataDir);
    const subjects = db.prepare('SELECT subject FROM identities').pluck().all();
    db.close();
    expect(subjects).not.toContain('mallory');
    expect(subjects).not.toContain('42');
  });
});

test('clocks may differ by less than a minute', async () => {
  await entered(jwt(key, { iat: seconds(50), nbf: seconds(50), exp: seconds(300) }));
  await entered(jwt(key, { aud: ['blog'] }));
});

describe('34. a token works once', () => {
  test('a second time it is refused, at the same moment too', async () => {
    const token = jwt(key);
    const answers = await Promise.all(Array.from({ length: 8 }, () => enter(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map(({ json }) => json.code))).toEqual(new Set([undefined, 'bad_token']));
    expect((await enter(token, { attempt: randomUUID() })).json.detail).toContain('used already');
  });

  test('the same attempt gets the same session for a minute, so that a lost answer costs nothing', async () => {
    const [token, attempt] = [jwt(key, { jti: randomUUID() }), randomUUID()];
    const answers = await Promise.all(Array.from({ length: 4 }, () => entered(token, { attempt })));
    const later = await entered(token, { attempt });
    const sessions = [...answers, later].map(({ session }) => claimsOf(session.token).s);
    expect(new Set(sessions).size).toBe(1);
    expect((await enter(token, { attempt: randomUUID() })).status).toBe(401);
    expect((await enter(token)).status).toBe(401);
    changeRows(server.dataDir, 'UPDATE sso_used SET used_at = used_at - 61000');
    expect((await enter(token, { attempt })).json).toMatchObject({ code: 'bad_token' });
  });

  test('the same jti counts anew with another key, and at another site', async () => {
    const jti = randomUUID();
    await entered(jwt(key, { jti }));
    await entered(edSigned(claimsFor('blog', { jti })));
    expect((await signInSso(url, 'shop', jwt(shop, { jti }))).status).toBe(200);
    expect((await enter(jwt(key, { jti }))).status).toBe(401);
  });
});

const claimsOf = (token: string): { s: string } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('what is told of somebody', () => {
  test('is taken over at each sign-in, and what is left out stays', async () => {
    const sub = randomUUID();
    const told = { sub, name: 'Bea', picture: `${BLOG.replace('blog', 'one')}/a.png`, website: 'https://bea.example' };
    const foreign = await entered(jwt(key, { ...told, iat: seconds(-3), exp: seconds(200) }));
    expect(foreign.viewer.avatar).toBeNull();
    const own = await entered(jwt(key, { sub, picture: `${BLOG}/a.png`, iat: seconds(-2), exp: seconds(200) }));
    expect(own.viewer).toMatchObject({ name: 'Bea', avatar: `${BLOG}/a.png` });
    const renamed = await entered(jwt(key, { sub, name: 'Beatrice', iat: seconds(-1), exp: seconds(200) }));
    expect(renamed.viewer).toMatchObject({ name: 'Beatrice', avatar: `${BLOG}/a.png` });
    const without = await entered(jwt(key, { sub, picture: null, iat: seconds() }));
    expect(without.viewer).toMatchObject({ name: 'Beatrice', avatar: null });
  });

  test.each([
    'http://blog.example/a.png',
    'https://blog.example.evil.example/a.png',
    'https://blog.example@evil.example/a.png',
    'https://ada:pass@blog.example/a.png',
    'javascript:alert(1)',
    'data:image/png;base64,AAAA',
    '//blog.example/a.png',
    '/a.png',
  ])('a picture from elsewhere is left out: %s', async picture => {
    expect((await entered(jwt(key, { picture }))).viewer.avatar).toBeNull();
  });

  test('a name that cannot be shown keeps nobody out', async () => {
    const named = async (name: unknown) => (await entered(jwt(key, { name }))).viewer.name;
    expect(await named('\u202eadA')).toBe('adA');
    expect(await named('Ada '.repeat(50))).toHaveLength(39);
    expect(await named('…')).toBe('Guest');
    expect(await named(null)).toBe('Guest');
    expect(await named('<b>Ada</b>')).toBe('<b>Ada</b>');
  });

  test('a stale updated_at does not win, and neither does one that is to come', async () => {
    const sub = randomUUID();
    const tell = async (name: string, updated_at: number) =>
      (await entered(jwt(key, { sub, name, updated_at }))).viewer.name;
    expect(await tell('New', seconds(-100))).toBe('New');
    expect(await tell('Old', seconds(-200))).toBe('New');
    expect(await tell('Newer', seconds(-50))).toBe('Newer');
    expect(await tell('To come', seconds(9_000))).toBe('To come');
    expect(await tell('Late', seconds(-10))).toBe('To come');
    const later = await entered(jwt(key, { sub, name: 'After it', iat: seconds(30) }));
    expect(later.viewer.name).toBe('After it');
  });

  test.each([false, true])('renames nobody who is banned, shadow: %s', async shadow => {
    const sub = randomUUID();
    const tell = async (name: string, at: number) =>
      (await entered(jwt(key, { sub, name, picture: `${BLOG}/${at}.png`, iat: seconds(at), exp: seconds(200) })))
        .viewer;
    const { id } = await tell('Cara', -9);
    await admin.call('PUT', `/users/${id}/ban`, { site: 'blog', shadow });
    expect(await tell('Canary', -6)).toMatchObject({ id, name: 'Cara', avatar: `${BLOG}/-9.png` });
    await admin.call('DELETE', `/users/${id}/ban?site=blog`);
    expect(await tell('Cara II', -3)).toMatchObject({ id, name: 'Cara II', avatar: `${BLOG}/-3.png` });
  });

  test('an address that is proved leads to the member who proved it another way', async () => {
    const email = `${randomUUID()}@example.com`;
    const one = await entered(jwt(key, { email: email.toUpperCase(), email_verified: true }));
    const two = await entered(jwt(key, { email, email_verified: true }));
    const three = await entered(jwt(key, { email, email_verified: 'true' }));
    expect(two.viewer.id).toBe(one.viewer.id);
    expect(three.viewer.id).not.toBe(one.viewer.id);
  });
});

describe('roles', () => {
  test('are given and taken by a key that may', async () => {
    const sub = randomUUID();
    const updated_at = seconds(-1_000);
    const first = await entered(jwt(key, { sub, roles: ['author', 'moderator'] }));
    expect(first.viewer).toMatchObject({ role: 'moderator', sites: ['blog'] });
    // Moderates its site on the page, and is nobody to the admin API.
    const { id } = await post(url, '/roles', 'by a guest', { site: 'blog' });
    expect((await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: first.session.token })).status).toBe(200);
    const elsewhere = await post(url, '/roles', 'by a guest', { site: 'shop' });
    expect((await call(url, 'DELETE', `${COMMENTS}/${elsewhere.id}`, { token: first.session.token })).status).toBe(403);
    for (const path of ['/comments', '/sites', '/sites/blog/sso-keys']) {
      const answer = await call(url, 'GET', `/api/v1/admin${path}`, { token: first.session.token });
      expect([401, 403]).toContain(answer.status);
    }
    const second = await entered(jwt(key, { sub, role: 'moderator', updated_at }));
    expect(second.viewer.role).toBe('moderator');
    const third = await entered(jwt(key, { sub, updated_at }));
    expect(third.viewer.role).toBe('member');
    // Sessions from before have no more rights than the person.
    expect((await call(url, 'GET', '/api/v1/session', { token: first.session.token })).json?.viewer?.role).not.toBe(
      'moderator',
    );
  });

  test('L4 that are taken are gone from open sockets within a second, with what only moderators see', async () => {
    const thread = `/${randomUUID()}`;
    const { id } = await post(url, thread, 'to be put away', { site: 'blog' });
    const watch = async (sub: string) => {
      const client = await LiveClient.open(url);
      client.send({ type: 'auth', token: (await entered(jwt(key, { sub, role: 'moderator' }))).session.token });
      await client.next('session', ({ viewer }) => viewer.role === 'moderator');
      await client.subscribe(thread, {}, 'blog');
      return client;
    };
    const [lost, kept] = [randomUUID(), randomUUID()];
    const [loser, keeper] = [await watch(lost), await watch(kept)];
    await entered(jwt(key, { sub: lost }));
    await loser.next('session', ({ viewer }) => viewer.role === 'member', 1_000);
    const from = loser.frames.length;
    await admin.call('PUT', `/comments/${id}/rejection`);
    for (const client of [loser, keeper]) {
      await client.next('events');
      await client.close();
    }
    expect(JSON.stringify(loser.frames.slice(from))).not.toContain('to be put away');
    // Who still moderates is told of it.
    expect(JSON.stringify(keeper.frames)).toContain('to be put away');
  });

  test('count for nothing from a key that may not, and what such a key signs has none', async () => {
    const sub = randomUUID();
    expect((await entered(edSigned(claimsFor('blog', { sub, role: 'moderator' })))).viewer.role).toBe('member');
    expect((await entered(jwt(key, { sub, role: 'moderator' }))).viewer.role).toBe('moderator');
    expect((await entered(edSigned(claimsFor('blog', { sub, role: 'moderator' })))).viewer.role).toBe('member');
  });

  test.each(['admin', 'owner', 'Moderator', 'moderators'])('%s is none', async role => {
    expect((await entered(jwt(key, { role, roles: [role] }))).viewer.role).toBe('member');
  });
});

test('a guest’s comments become the member’s, and a token that is none keeps nobody out', async () => {
  const visitor = await guest(url, 'Visitor');
  const comment = await post(url, '/claimed', 'before I signed in', { site: 'blog' }, visitor.token);
  expect(comment.author.name).toBe('Visitor');
  const member = await entered(jwt(key, { name: 'Cleo' }), { guest: visitor.token });
  const now = await call(url, 'GET', `${COMMENTS}/${comment.id}`);
  expect(now.json.author).toMatchObject({ id: member.viewer.id, name: 'Cleo' });
  await entered(jwt(key), { guest: 'g1.broken.token' });
});

describe('sites are apart', () => {
  test('the same user id is another person on another site', async () => {
    const sub = randomUUID();
    const here = await entered(jwt(key, { sub }));
    const there = (await signInSso(url, 'shop', jwt(shop, { sub }))).json;
    expect(there.viewer).toMatchObject({ site: 'shop' });
    expect(there.viewer.id).not.toBe(here.viewer.id);
    const { status, json } = await call(url, 'POST', COMMENTS, {
      body: { site: 'blog', thread: '/apart', body: 'not mine' },
      token: there.session.token,
    });
    expect([status, json.code]).toEqual([403, 'wrong_site']);
  });

  test('a token for one is none for another, and a page of another is refused', async () => {
    expect((await signInSso(url, 'shop', jwt(key))).json.code).toBe('bad_token');
    expect((await signInSso(url, 'none', jwt(key, { aud: 'none' }))).json.code).toBe('bad_token');
    expect((await signInSso(url, 'nowhere', jwt(key))).json.code).toBe('unknown_site');
    const body = { site: 'blog', token: jwt(key) };
    const refused = await call(url, 'POST', SSO, { body, headers: { origin: 'https://shop.example' } });
    expect(refused.json.code).toBe('origin_refused');
    // What was refused is not used up.
    const allowed = await call(url, 'POST', SSO, { body, headers: { origin: BLOG } });
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(BLOG);
    expect(allowed.headers.get('cache-control')).toBe('no-store');
  });

  test('with one key a token needs no kid', async () => {
    const only = await makeSsoKey(admin, 'one');
    expect((await signInSso(url, 'one', jwt(only, {}, { kid: undefined }))).status).toBe(200);
    const second = await makeSsoKey(admin, 'one');
    expect((await signInSso(url, 'one', jwt(only, {}, { kid: undefined }))).json.detail).toContain('kid');
    expect((await signInSso(url, 'one', jwt(second))).status).toBe(200);
  });
});

describe('in Disqus’ form', () => {
  const user = {
    id: 'd-1',
    username: 'Dora',
    email: 'dora@example.com',
    avatar: `${BLOG}/d.png`,
    url: 'https://d.example',
  };

  test('the same user id is the same member as with a JWT', async () => {
    const first = await entered(disqusToken(disqus, user));
    expect(first.viewer).toMatchObject({ name: 'Dora', role: 'member', avatar: `${BLOG}/d.png`, site: 'blog' });
    const second = await entered(jwt(key, { sub: 'd-1' }));
    expect(second.viewer.id).toBe(first.viewer.id);
    expect((await entered(disqusToken(disqus, { ...user, id: 77 }))).viewer.id).toBe(
      (await entered(disqusToken(disqus, { id: '77' }))).viewer.id,
    );
  });

  test('works once', async () => {
    const token = disqusToken(disqus, { id: randomUUID() });
    await entered(token);
    expect((await enter(token)).json).toMatchObject({ code: 'bad_token' });
    expect((await enter(token.replace(/ \w{40} /, part => part.toUpperCase()))).json.code).toBe('bad_token');
  });

  test.each<[string, () => string]>([
    ['another secret', () => disqusToken({ ...disqus, secret: 'x'.repeat(32) }, user)],
    ['the secret of a JWT key', () => disqusToken(key, user)],
    ['another site’s secret', () => disqusToken(shop, user)],
    ['a changed user', () => disqusToken(disqus, user).replace(/^\w/, each => (each === 'e' ? 'f' : 'e'))],
    ['a changed time', () => disqusToken(disqus, user, seconds(-10)).replace(/\d+$/, String(seconds()))],
    ['a time to come', () => disqusToken(disqus, user, seconds(120))],
    ['no time', () => disqusToken(disqus, user).replace(/ \d+$/, '')],
    ['an endless time', () => disqusToken(disqus, user, '9'.repeat(40))],
    ['no id', () => disqusToken(disqus, { username: 'Dora' })],
    ['a blank id', () => disqusToken(disqus, { id: ' ' })],
    ['an id that is no whole number', () => disqusToken(disqus, '{"id": 12345678901234567890}')],
    ['no JSON', () => disqusToken(disqus, 'id=1')],
    ['two ids', () => disqusToken(disqus, '{"id":"d-1","id":"2"}')],
  ])('refused: %s', async (_name, token) => {
    const { status, json } = await enter(token());
    expect([status, json.code], json.detail).toEqual([401, 'bad_token']);
  });

  test('older than five minutes is over, and nobody is told from an empty user', async () => {
    expect((await enter(disqusToken(disqus, user, seconds(-301)))).json.code).toBe('token_expired');
    const nobody = await enter(disqusToken(disqus, {}));
    expect([nobody.status, nobody.json.code]).toEqual([400, 'bad_request']);
  });

  test('a role in it counts for nothing', async () => {
    const member = await entered(disqusToken(disqus, { id: randomUUID(), role: 'moderator', roles: ['moderator'] }));
    expect(member.viewer.role).toBe('member');
  });
});

describe('keys', () => {
  const keys = (site: string) => `/sites/${site}/sso-keys`;

  test('are listed without their secrets, used, rolled and taken back', async () => {
    const old = await makeSsoKey(admin, 'shop', { name: 'old' });
    expect(old.secret).toMatch(/^[\w-]{43}$/);
    const fresh = await makeSsoKey(admin, 'shop', { name: 'new', secret: 'a secret of one’s own, long enough' });
    for (const each of [old, fresh]) expect((await signInSso(url, 'shop', jwt(each))).status).toBe(200);
    const list = await admin.call('GET', keys('shop'));
    const listed = list.json.items.find(({ id }: { id: string }) => id === old.id);
    expect(listed).toMatchObject({ algorithm: 'HS256', name: 'old', moderators: false });
    expect(Date.parse(listed.lastUsedAt)).toBeGreaterThan(Date.now() - 60_000);
    for (const { secret } of [old, fresh]) expect(list.text).not.toContain(secret);
    expect((await admin.call('DELETE', `${keys('shop')}/${old.id}`)).status).toBe(204);
    expect((await signInSso(url, 'shop', jwt(old))).json.code).toBe('bad_token');
    expect((await signInSso(url, 'shop', jwt(fresh))).status).toBe(200);
    const audit = await admin.call('GET', `/audit?target=${old.id}`);
    expect(audit.json.items.map(({ action }: { action: string }) => action)).toEqual([
      'sso-key.delete',
      'sso-key.create',
    ]);
    expect(audit.text).not.toContain(old.secret);
  });

  test('of another site are not there', async () => {
    const theirs = await makeKey(url, admin, { scopes: ['sign-in:write'], sites: ['shop'] });
    expect((await theirs.call('GET', keys('blog'))).status).toBe(404);
    expect((await theirs.call('DELETE', `${keys('shop')}/${key.id}`)).status).toBe(404);
    expect((await theirs.call('DELETE', `${keys('blog')}/${key.id}`)).status).toBe(404);
    await entered(jwt(key));
  });

  test('that name moderators are made by who may moderate', async () => {
    const lesser = await makeKey(url, admin, { scopes: ['sign-in:write'] });
    const body = { algorithm: 'HS256', moderators: true };
    expect((await lesser.call('POST', keys('shop'), body)).json.code).toBe('not_allowed');
    const able = await makeKey(url, admin, { scopes: ['sign-in:write', 'comments:write'] });
    const made = await able.call('POST', keys('shop'), body);
    expect(made.status).toBe(201);
    await admin.call('DELETE', `${keys('shop')}/${made.json.id}`);
  });

  const pemOf = ({ publicKey }: { publicKey: KeyObject }) => publicKey.export({ type: 'spki', format: 'pem' });
  test.each<[string, () => object]>([
    ['a private PEM', () => ({ publicKey: ed.privateKey.export({ type: 'pkcs8', format: 'pem' }) })],
    ['a private JWK', () => ({ publicKey: JSON.stringify(ed.privateKey.export({ format: 'jwk' })) })],
    ['an RSA key', () => ({ publicKey: pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 })) })],
    ['a kind that no JWK knows', () => ({ publicKey: pemOf(generateKeyPairSync('rsa-pss', { modulusLength: 2048 })) })],
    ['a key that agrees on secrets', () => ({ publicKey: pemOf(generateKeyPairSync('x25519')) })],
    ['no key', () => ({})],
    ['any text', () => ({ publicKey: 'a key' })],
    ['broken JSON', () => ({ publicKey: '{"kty"' })],
    ['a secret', () => ({ secret: 'x'.repeat(40) })],
  ])('EdDSA refuses %s', async (_name, body) => {
    const { status, json, text } = await admin.call('POST', keys('none'), { algorithm: 'EdDSA', ...body() });
    expect([status, json.code], text).toEqual([400, 'bad_request']);
  });

  test('a secret is long enough, and no public key', async () => {
    for (const body of [
      { secret: 'short' },
      { secret: ed.publicKey.export({ type: 'spki', format: 'pem' }) },
      { publicKey: ed.publicKey.export({ type: 'spki', format: 'pem' }) },
    ]) {
      const { status } = await admin.call('POST', keys('none'), { algorithm: 'HS256', ...body });
      expect(status).toBe(400);
    }
    expect((await admin.call('GET', keys('none'))).json.items).toEqual([]);
  });

  test('an EdDSA key may come as JWK', async () => {
    const publicKey = JSON.stringify(ed.publicKey.export({ format: 'jwk' }));
    const made = await makeSsoKey(admin, 'shop', { algorithm: 'EdDSA', publicKey });
    const token = edSigned(claimsFor('shop'), { kid: made.id });
    expect((await signInSso(url, 'shop', token)).status).toBe(200);
    await admin.call('DELETE', `${keys('shop')}/${made.id}`);
  });

  test('say that there is a way to sign in, as long as there is one', async () => {
    const ways = async () => (await call(url, 'GET', '/api/v1/session/ways?site=none')).json.sso;
    expect(await ways()).toBe(false);
    const made = await makeSsoKey(admin, 'none');
    expect(await ways()).toBe(true);
    await admin.call('DELETE', `${keys('none')}/${made.id}`);
    expect(await ways()).toBe(false);
  });
});
