/** What makes the admin API safe to automate: idempotency keys, versions, and limits that are told. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, call, openRows, post } from '../helpers/api.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { startServer } from '../helpers/server.ts';

const HOOKS = '/api/v1/admin/webhooks';
const HOOK = { url: 'http://127.0.0.1:9/', events: ['comment.created'] };

let server: ModeratedServer;
beforeAll(async () => {
  server = await startModerated({ ALLOW_PRIVATE_TARGETS: '127.0.0.1' });
});
afterAll(() => server?.stop());

const send = (method: string, path: string, key: string, body?: unknown): Promise<Answer> =>
  call(server.url, method, path, {
    token: ADMIN,
    headers: { 'idempotency-key': key },
    ...(body === undefined ? {} : { body }),
  });
const webhooks = async (): Promise<{ id: number }[]> =>
  (await call(server.url, 'GET', HOOKS, { token: ADMIN })).json.items;

describe('Idempotency-Key', () => {
  test('the same request gets the first answer again, also after a restart, and is done once', async () => {
    const first = await send('POST', HOOKS, 'key-1', HOOK);
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    const second = await send('POST', HOOKS, 'key-1', HOOK);
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(second.json).toEqual(first.json);
    await server.stop();
    server = await startModerated({ ALLOW_PRIVATE_TARGETS: '127.0.0.1', DATA_DIR: server.dataDir });
    expect((await send('POST', HOOKS, 'key-1', HOOK)).json).toEqual(first.json);
    expect(await webhooks()).toHaveLength(1);

    const gone = `${HOOKS}/${first.json.id}`;
    expect((await send('DELETE', gone, 'key-2')).status).toBe(204);
    expect((await send('DELETE', gone, 'key-2')).status).toBe(204);
    expect((await send('DELETE', gone, 'key-3')).status).toBe(404);
  });

  test('a secret that an answer told is not in the database', async () => {
    const { json } = await send('POST', HOOKS, 'key-secret', HOOK);
    const secret = json.secret.replace('whsec_', '');
    const db = openRows(server.dataDir);
    const rows = JSON.stringify(db.prepare('SELECT * FROM idempotency').all());
    db.close();
    expect(rows).toContain('s1.');
    expect(rows).not.toContain(secret);
    expect(rows).not.toContain(Buffer.from(secret).toString('base64'));
    expect(rows).not.toContain('key-secret');
  });

  test('with another body, or another version to match, the key is refused', async () => {
    const { status, json } = await send('POST', HOOKS, 'key-secret', { ...HOOK, events: ['comment.spam'] });
    expect([status, json.code]).toEqual([409, 'key_reused']);
    const matched = await call(server.url, 'POST', HOOKS, {
      token: ADMIN,
      headers: { 'idempotency-key': 'key-secret', 'if-match': '"other"' },
      body: HOOK,
    });
    expect([matched.status, matched.json.code]).toEqual([409, 'key_reused']);
  });

  test('for another address it is another key', async () => {
    const { json } = await send('POST', HOOKS, 'key-shared', HOOK);
    const patched = await send('PATCH', `${HOOKS}/${json.id}`, 'key-shared', { enabled: false });
    expect([patched.status, patched.json.enabled]).toEqual([200, false]);
  });

  test('a refusal is not kept: the request is sent again with the same key', async () => {
    const refused = await send('POST', HOOKS, 'key-retry', { ...HOOK, url: 'http://10.0.0.1/' });
    expect(refused.json.code).toBe('unsafe_address');
    expect((await send('POST', HOOKS, 'key-retry', HOOK)).status).toBe(201);
  });

  test('while the first is under way the second is told to wait', async () => {
    const before = (await webhooks()).length;
    const body = JSON.stringify(HOOK);
    const request = [
      `POST ${HOOKS} HTTP/1.1`,
      'Host: localhost',
      `Authorization: Bearer ${ADMIN}`,
      'Content-Type: application/json',
      'Idempotency-Key: key-twice',
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    // Both are read in one piece, so the second begins before the first has ended.
    socket.write(request + request);
    let text = '';
    for await (const chunk of socket) {
      text += chunk;
      if (text.split('HTTP/1.1 ').length === 3 && text.includes('under way')) break;
    }
    expect(text).toMatch(/^HTTP\/1.1 201 /);
    expect(text).toMatch(/HTTP\/1.1 409 [\s\S]*retry-after: 1\r\n[\s\S]*key_reused/);
    expect((await webhooks()).length).toBe(before + 1);
  });

  test('a key that is none is refused, and one on a request that only looks is nothing', async () => {
    expect((await send('POST', HOOKS, 'two words', HOOK)).json.code).toBe('bad_request');
    expect((await send('POST', HOOKS, 'x'.repeat(201), HOOK)).json.code).toBe('bad_request');
    expect((await send('GET', HOOKS, 'two words')).status).toBe(200);
  });

  test('L4: the answer of a decision is read anew, so a text that was erased since is not told again', async () => {
    const { id, session } = await post(server.url, '/canary', 'canary-of-the-key');
    const path = `/api/v1/admin/comments/${id}/approval`;
    const first = await send('PUT', path, 'key-canary');
    expect([first.status, first.text.includes('canary-of-the-key')]).toEqual([200, true]);
    await call(server.url, 'DELETE', `/api/v1/comments/${id}`, { token: session.token });
    const second = await send('PUT', path, 'key-canary');
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect(second.json).toMatchObject({ id, state: 'deleted' });
    expect(second.text).not.toContain('canary-of-the-key');
  });
});

describe('versions', () => {
  test('settings are changed as they were seen, or not at all', async () => {
    const path = '/api/v1/admin/sites/default';
    const etag = (await call(server.url, 'GET', path, { token: ADMIN })).headers.get('etag') as string;
    const change = (ifMatch: string, slowMode: number) =>
      call(server.url, 'PATCH', path, {
        token: ADMIN,
        headers: { 'if-match': ifMatch },
        body: { settings: { slowMode } },
      });
    const first = await change(etag, 5);
    expect([first.status, first.json.settings.slowMode]).toEqual([200, 5]);
    const second = await change(etag, 9);
    expect([second.status, second.json.code]).toEqual([412, 'changed']);
    const third = await change(`"other", ${first.headers.get('etag')}`, 0);
    expect([third.status, third.json.settings.slowMode]).toEqual([200, 0]);
    expect((await change('*', 0)).status).toBe(200);
  });
});

describe('limits', () => {
  test('each actor has so much, is told what is left, and when to come back; another has their own', async () => {
    const limited = await startServer({ ADMIN_TOKEN: ADMIN, RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' });
    let n = 0;
    // Each request from an address of its own: what is spent is the actor’s.
    const ask = (): Promise<Answer> =>
      call(limited.url, 'GET', '/api/v1/admin/sites', {
        token: ADMIN,
        headers: { 'x-forwarded-for': `198.51.${Math.floor(++n / 250)}.${n % 250}` },
      });
    const first = await ask();
    const left = ({ headers }: Answer) => Number(headers.get('ratelimit-remaining'));
    expect(first.headers.get('ratelimit-limit')).toBe('300');
    expect(left(first)).toBe(299);
    expect(Number(first.headers.get('ratelimit-reset'))).toBeLessThanOrEqual(1);
    let last = first;
    for (let round = 0; round < 40 && last.status === 200; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, ask));
      last = answers.find(({ status }) => status !== 200) ?? (answers.at(-1) as Answer);
    }
    expect([last.status, last.json.code, left(last)]).toEqual([429, 'rate_limited', 0]);
    expect(last.headers.get('retry-after')).toBe('1');
    expect(Number(last.headers.get('ratelimit-reset'))).toBeGreaterThan(20);
    const anonymous = await call(limited.url, 'GET', '/api/v1/admin/sites', {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(anonymous.status).toBe(401);
    await limited.stop();
  });
});

describe('upgrades', () => {
  const raw = async (head: string): Promise<string> => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write(`${head}\r\n\r\n`);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return chunk.toString();
  };
  const h2c =
    'Host: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\nUpgrade: h2c';

  test('an offer of another protocol is answered as if it were not there', async () => {
    expect(await raw(`GET /healthz HTTP/1.1\r\n${h2c}`)).toMatch(/^HTTP\/1.1 200 OK/);
    expect(await raw(`GET /api/v1/counts?thread=/a HTTP/1.1\r\n${h2c}`)).toMatch(/^HTTP\/1.1 200 OK[\s\S]*\{"\/a":0\}/);
    const body = JSON.stringify({ thread: '/h2c', body: 'posted by a client that would rather speak HTTP/2' });
    const request = `POST /api/v1/comments HTTP/1.1\r\n${h2c}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
    expect(await raw(`${request}\r\n\r\n${body}`)).toMatch(/^HTTP\/1.1 201 Created/);
  });

  test('a WebSocket is still opened at its own address alone', async () => {
    const websocket =
      'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
    expect(await raw(`GET /api/v1/live HTTP/1.1\r\n${websocket}`)).toMatch(/^HTTP\/1.1 101 /);
    expect(await raw(`GET /healthz HTTP/1.1\r\n${websocket}`)).toMatch(/^HTTP\/1.1 404 /);
  });
});
