/** Services outside that judge: Akismet’s protocol and the owner’s own, over real HTTP; where they fail, a person decides. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, openRows } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

const SECRET = 'a secret of the owner’s service';

let server: ModeratedServer;
let service: Server;
let address: string;
/** What the service is asked, and what it says to it; undefined: nothing, ever. */
let asked: { readonly headers: Record<string, string>; readonly body: string }[] = [];
let says: { readonly status?: number; readonly body: string } | undefined;
const made: number[] = [];

const admin = (method: string, path: string, body?: unknown) =>
  call(server.url, method, `/api/v1/admin${path}`, { token: ADMIN, ...(body === undefined ? {} : { body }) });
const write = (body: string) => call(server.url, 'POST', COMMENTS, { body: { thread: '/services', body } });
const card = async (id: string) => (await admin('GET', `/comments/${id}`)).json;

beforeAll(async () => {
  service = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    asked.push({ headers: request.headers as Record<string, string>, body });
    if (says) response.writeHead(says.status ?? 200).end(says.body);
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  address = `http://127.0.0.1:${(service.address() as AddressInfo).port}/judge`;
  server = await startModerated({ ALLOW_PRIVATE_TARGETS: '127.0.0.1' });
});
afterEach(async () => {
  asked = [];
  for (const id of made.splice(0)) await admin('DELETE', `/rules/${id}`);
});
afterAll(async () => {
  await server.stop();
  service.closeAllConnections();
  service.close();
});

async function rule(kind: string, settings: object, more: object = {}) {
  const answer = await admin('POST', '/rules', { site: 'default', kind, settings, ...more });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  made.push(answer.json.id);
  return answer.json;
}

test('Akismet: asked in its own protocol; what it takes for spam is spam, and anything but an answer holds', async () => {
  await rule('akismet', { key: 'a-key-of-akismet', blog: 'https://blog.example', url: address }, { action: 'spam' });
  says = { body: 'false' };
  expect((await write('A friendly comment')).status).toBe(201);
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
    ...{ api_key: 'a-key-of-akismet', blog: 'https://blog.example', user_ip: '127.0.0.1' },
    ...{ comment_type: 'comment', comment_author: 'Guest', comment_content: 'A friendly comment' },
  });
  says = { body: 'true' };
  const spam = await write('Spam for Akismet');
  expect([spam.status, spam.json.state]).toEqual([202, 'held']);
  expect(await card(spam.json.id)).toMatchObject({ state: 'spam', reasons: [{ rule: 'akismet', action: 'spam' }] });
  says = { body: 'invalid' };
  const invalid = await card((await write('Asked with a wrong key')).json.id);
  expect(invalid.reasons[0]).toMatchObject({
    action: 'hold',
    detail: 'Akismet could not be asked: it said ‘invalid’.',
  });
  says = { status: 503, body: '' };
  expect((await card((await write('Asked in vain')).json.id)).state).toBe('held');
});

test('an external service: signed as webhooks are, it may do what a rule may', async () => {
  await rule('external', { url: address, secret: SECRET });
  const judged = async (answer: object, text: string) => {
    says = { body: JSON.stringify(answer) };
    const { status, json } = await write(text);
    return status === 403 ? 'refused' : (await card(json.id)).state;
  };
  expect(await judged({ action: 'pass' }, 'one')).toBe('published');
  expect(await judged({ action: 'approve' }, 'two')).toBe('published');
  expect(await judged({ action: 'hold', reason: 'Too odd.' }, 'three')).toBe('held');
  expect(await judged({ action: 'spam' }, 'four')).toBe('spam');
  expect(await judged({ action: 'reject' }, 'five')).toBe('refused');
  expect(await judged({ action: 'score', points: 4 }, 'six')).toBe('published');
  expect(await judged({ action: 'score', points: 5 }, 'seven')).toBe('held');
  expect(await judged({ action: 'explode' }, 'eight')).toBe('held');

  const { headers = {}, body = '' } = asked[2] ?? {};
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = createHmac('sha256', SECRET).update(signed).digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
  const { type, data } = JSON.parse(body);
  expect(type).toBe('comment.judge');
  expect(data).toMatchObject({ site: 'default', thread: '/services', body: 'three', author: { name: 'Guest' } });
  expect(body).not.toContain('127.0.0.1');
});

test('a service that says nothing holds a comment after two seconds, and nobody else waits for it', async () => {
  await rule('external', { url: address, secret: SECRET });
  says = undefined;
  const began = performance.now();
  const waiting = write('Nobody answers');
  const read = call(server.url, 'GET', `${COMMENTS}?thread=/services`);
  expect((await Promise.race([read, waiting])).status).toBe(200);
  const { status, json } = await waiting;
  expect(status).toBe(202);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await card(json.id)).reasons[0].detail).toMatch(/could not be asked: no answer within 2 s/);
});

test('secrets are told to nobody, not in clear on disk, and kept when they come back masked', async () => {
  const made = await rule('external', { url: address, secret: SECRET });
  expect(made.settings).toEqual({ url: address, secret: '***' });
  const changed = await admin('PATCH', `/rules/${made.id}`, { settings: { url: `${address}?2`, secret: '***' } });
  expect(changed.json.settings).toEqual({ url: `${address}?2`, secret: '***' });
  says = { body: '{"action":"pass"}' };
  expect((await write('Still signed')).status).toBe(201);
  const { headers = {}, body = '' } = asked[0] ?? {};
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', SECRET).update(signed).digest('base64')}`);
  const db = openRows(server.dataDir);
  const rows = JSON.stringify([db.prepare('SELECT * FROM rules').all(), db.prepare('SELECT * FROM audit').all()]);
  db.close();
  expect(rows).not.toContain(SECRET);
  const short = await admin('PATCH', `/rules/${made.id}`, { settings: { url: address, secret: 'short' } });
  expect([short.status, short.json.detail]).toEqual([400, expect.stringMatching(/settings\/secret/)]);
});

test('addresses of the server’s own network are refused, unless its operator names them', async () => {
  for (const url of ['http://10.0.0.1/', 'http://[::1]/', 'http://169.254.169.254/latest', 'ftp://example.com']) {
    const { status, json } = await admin('POST', '/rules', {
      site: 'default',
      kind: 'external',
      settings: { url, secret: SECRET },
    });
    expect([status, json.code]).toEqual([400, 'unsafe_address']);
  }
});
