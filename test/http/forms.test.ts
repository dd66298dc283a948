/** Forms: what is asked of whom before they write, what gives a script away, and that programs may do without. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { solve } from '../../widget/writing/work.ts';
import { COMMENTS, call, guest, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { jwt, signInSso } from '../helpers/sso.ts';

let server: ModeratedServer;
beforeAll(async () => {
  server = await startModerated();
});
afterAll(() => server.stop());

const THREAD = '/forms';

async function form(token?: string, thread = THREAD) {
  const { status, json } = await call(server.url, 'GET', query('/api/v1/form', { thread }), { token });
  expect(status).toBe(200);
  return json as { token: string; expiresAt: string; challenge: { bits: number; salt: string } | null };
}

async function proof(token?: string, thread?: string) {
  const { token: form_, challenge } = await form(token, thread);
  return challenge ? { token: form_, solution: await solve(challenge.salt, challenge.bits) } : { token: form_ };
}

const write = (more: object, token?: string) =>
  call(server.url, 'POST', COMMENTS, { body: { thread: THREAD, body: `text ${randomUUID()}`, ...more }, token });
const card = async (id: string) =>
  (await call(server.url, 'GET', `/api/v1/admin/comments/${id}`, { token: ADMIN })).json;
const caught = async (more: object, token?: string) => {
  const { status, json } = await write(more, token);
  if (status === 201) return 'published';
  const { state, reasons } = await card(json.id);
  expect([status, json.state, state]).toEqual([202, 'held', 'spam']);
  return reasons.at(-1).detail as string;
};

test('a form is good for a day, and asks work of guests whom nobody knows, and of nobody else', async () => {
  const { expiresAt, challenge } = await form();
  expect(challenge).toEqual({ bits: 14, salt: expect.any(String) });
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(23 * 3_600_000);
  const ann = await guest(server.url);
  expect((await form(ann.token)).challenge?.bits).toBe(14);
  expect((await write({ form: await proof(ann.token) }, ann.token)).status).toBe(201);
  expect((await form(ann.token)).challenge).toBe(null);
  expect((await form(ADMIN)).challenge).toBe(null);
  expect((await write({ form: await proof(ann.token) }, ann.token)).status).toBe(201);
});

test('its answer is not cached, and pages of other origins do not get it', async () => {
  const get = (headers: Record<string, string>) =>
    call(server.url, 'GET', query('/api/v1/form', { thread: THREAD }), { headers });
  expect((await get({})).headers.get('cache-control')).toBe('no-store');
  expect((await get({ origin: 'https://evil.example' })).json.code).toBe('origin_refused');
  expect((await call(server.url, 'GET', '/api/v1/form?thread=/x&site=nowhere')).json.code).toBe('unknown_site');
});

test('a form counts for one comment; the same comment again is the same comment (rule L3)', async () => {
  const used = await proof();
  const [id, { token }] = [randomUUID(), await guest(server.url)];
  const body = 'sent twice';
  expect((await write({ id, body, form: used }, token)).status).toBe(201);
  expect((await write({ id, body, form: used }, token)).status).toBe(200);
  expect(await caught({ form: used })).toBe('Its form was used before.');
});

test('what scripts do is spam, and they are told that it waits', async () => {
  const fine = await proof();
  expect(await caught({ form: { ...fine, website2: 'https://spam.example' } })).toMatch(/people do not see/);
  expect(await caught({ form: { token: 'f1.e30.forged' } })).toBe('Its form was not made by this server.');
  expect(await caught({ form: await proof(undefined, '/another') })).toBe('Its form belongs to another thread.');
  expect(await caught({ form: { token: (await form()).token } })).toMatch(/work .* is not done/);
  const { token, challenge } = await form();
  const solution = (await solve(challenge?.salt ?? '', 14)) + 1;
  expect(await caught({ form: { token, solution } })).toMatch(/work .* is not done/);
});

test('whoever signs in or out while they write is no script: the form of who they were is as good as none', async () => {
  const gus = await guest(server.url, 'Gus');
  await write({}, gus.token);
  const begun = await form(gus.token);
  expect(begun.challenge).toBe(null);
  const { json: key } = await call(server.url, 'POST', '/api/v1/admin/sites/default/sso-keys', {
    body: { algorithm: 'HS256' },
    token: ADMIN,
  });
  const { json } = await signInSso(server.url, 'default', jwt({ site: 'default', ...key }), { guest: gus.token });
  expect(json.viewer.role).toBe('member');
  expect((await write({ form: { token: begun.token } }, json.session.token)).status).toBe(201);
  const another = await form(json.session.token);
  expect((await write({ form: { token: another.token } }, (await guest(server.url)).token)).status).toBe(201);
});

test('a socket’s post brings its form, too', async () => {
  const client = await LiveClient.open(server.url);
  const post = (more: object) =>
    client.send({ type: 'post', id: randomUUID(), site: 'default', thread: THREAD, ...more });
  post({ body: 'over a socket', form: await proof() });
  expect((await client.next('ack')).comment.state).toBe('published');
  const other = await LiveClient.open(server.url);
  other.send({
    ...{ type: 'post', id: randomUUID(), site: 'default', thread: THREAD, body: 'a script over a socket' },
    form: { ...(await proof()), website2: 'x' },
  });
  expect((await other.next('ack')).comment.state).toBe('held');
  await client.close();
  await other.close();
});

test('programs may post without a form, links included: by twenties from one network where limits are on, and without end where they are off', async () => {
  const body = () => `See https://example.com/${randomUUID()}`;
  for (let n = 0; n < 60; n++) expect((await write({ body: body() })).status).toBe(201);
  const limited = await startModerated({ RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' });
  const { json: lent } = await call(limited.url, 'GET', query('/api/v1/form', { thread: THREAD }), { token: ADMIN });
  const known = lent.token;
  const states: string[] = [];
  for (let n = 0; n < 25; n++) {
    const headers = { 'x-forwarded-for': `203.0.113.${n}` };
    // A form without work, made for one whom the site knows, is none for anybody else.
    const asked = n % 2 === 0 ? {} : { form: { token: known } };
    const { json } = await call(limited.url, 'POST', COMMENTS, {
      body: { thread: THREAD, body: body(), ...asked },
      headers,
    });
    states.push(json.state);
  }
  await limited.stop();
  expect(states).toEqual([...Array(20).fill('published'), ...Array(5).fill('held')]);
});
