/** Rate limits: who is slowed down, who is not, and how they are told. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { CLOSE } from '../../protocol/codes.ts';
import { COMMENTS } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
const start = async (env: Record<string, string> = {}) => {
  server = await startServer({ RATE_LIMITS: 'on', ...env });
};
afterEach(() => server.stop());

interface From {
  readonly address?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

const inject = (method: 'GET' | 'POST', url: string, from: From, payload?: object) =>
  server.app.inject({
    method,
    url,
    remoteAddress: from.address ?? '192.0.2.1',
    headers: { ...(from.token ? { authorization: `Bearer ${from.token}` } : {}), ...from.headers },
    ...(payload ? { payload } : {}),
  });
const post = (from: From, id: string = randomUUID()) =>
  inject('POST', COMMENTS, from, { id, thread: '/limits', body: `text ${id}` });
const newGuest = async (from: From): Promise<string> =>
  (await inject('POST', '/api/v1/session/guest', from, {})).json().session.token;

/** Published, or held: a flood of guests without forms waits for a moderator long before it meets a limit. */
const TAKEN = [201, 202];

/** Posts until it is refused. */
async function exhaust(from: From): Promise<{ accepted: string[]; refused: Awaited<ReturnType<typeof post>> }> {
  const accepted: string[] = [];
  for (;;) {
    const id = randomUUID();
    const answer = await post(from, id);
    if (!TAKEN.includes(answer.statusCode)) return { accepted, refused: answer };
    accepted.push(id);
    if (accepted.length > 500) throw new Error('there is no limit');
  }
}

test('a flood is refused with 429 and the seconds to wait, in a form that its page can read', async () => {
  await start();
  const { refused } = await exhaust({ headers: { origin: 'http://localhost:8080' } });
  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers['access-control-allow-origin']).toBe('http://localhost:8080');
  expect(refused.headers['access-control-expose-headers']).toMatch(/retry-after/);
});

test('too many requests of any kind are refused in the same way', async () => {
  await start();
  const headers = { origin: 'http://localhost:8080' };
  const answers = await Promise.all(Array.from({ length: 400 }, () => inject('GET', '/api/v1/session', { headers })));
  const refused = answers.filter(answer => answer.statusCode === 429);
  expect(refused.length).toBeGreaterThan(50);
  expect(refused[0]?.headers).toMatchObject({ 'retry-after': '1', 'access-control-allow-origin': headers.origin });
  expect((await inject('GET', '/healthz', {})).statusCode).toBe(200);
});

test('L3 a retry of what was accepted is never refused', async () => {
  await start();
  const token = await newGuest({});
  const { accepted } = await exhaust({ token });
  for (const id of accepted.slice(0, 10)) expect((await post({ token }, id)).statusCode).toBe(200);
  expect((await post({ token })).statusCode).toBe(429);
});

test('one viewer’s limit is not another’s, though they share an address', async () => {
  await start();
  const [ann, bob] = [await newGuest({}), await newGuest({})];
  await exhaust({ token: ann });
  expect((await post({ token: ann, address: '198.51.100.7' })).statusCode).toBe(429);
  expect(TAKEN).toContain((await post({ token: bob })).statusCode);
});

test('an IPv6 customer is one by their /64, and a mapped IPv4 address is itself', async () => {
  await start();
  await exhaust({ address: '2001:db8:1:2::1' });
  expect((await post({ address: '2001:db8:1:2:ffff:ffff:ffff:ffff' })).statusCode).toBe(429);
  expect((await post({ address: '2001:0db8:0001:0002:0:0:0:9' })).statusCode).toBe(429);
  expect(TAKEN).toContain((await post({ address: '2001:db8:1:3::1' })).statusCode);
  await exhaust({ address: '::ffff:203.0.113.9' });
  expect((await post({ address: '203.0.113.9' })).statusCode).toBe(429);
  expect(TAKEN).toContain((await post({ address: '::ffff:203.0.113.10' })).statusCode);
});

test('forwarded addresses are ignored, unless they come from a trusted proxy', async () => {
  const via = (forwarded: string, address: string) => ({ address, headers: { 'x-forwarded-for': forwarded } });
  await start();
  await exhaust(via('203.0.113.1', '127.0.0.1'));
  expect((await post(via('203.0.113.2', '127.0.0.1'))).statusCode).toBe(429);
  await server.stop();

  await start({ TRUST_PROXY: '127.0.0.1,10.0.0.0/8' });
  await exhaust(via('203.0.113.1', '127.0.0.1'));
  expect(TAKEN).toContain((await post(via('203.0.113.2', '127.0.0.1'))).statusCode);
  expect((await post(via('198.51.100.1, 203.0.113.1', '127.0.0.1'))).statusCode).toBe(429);
  expect((await post(via('203.0.113.1, 10.1.2.3', '127.0.0.1'))).statusCode).toBe(429);
  await exhaust(via('203.0.113.5', '192.0.2.50'));
  expect((await post(via('203.0.113.6', '192.0.2.50'))).statusCode).toBe(429);
});

test('a socket that floods hears it by the id of each frame, is closed with “come back”, and harms nobody', async () => {
  await start();
  const [ann, bob] = [await LiveClient.open(server.url), await LiveClient.open(server.url)];
  const ids = Array.from({ length: 200 }, () => randomUUID());
  const closed = once(ann.socket, 'close');
  for (const id of ids) ann.send({ type: 'post', id, site: 'default', thread: '/limits', body: `text ${id}` });
  expect((await closed)[0]).toBe(CLOSE.busy);
  const refused = ann.frames.filter(frame => frame.type === 'error');
  expect(new Set(refused.map(frame => frame.code))).toEqual(new Set(['rate_limited']));
  for (const { id } of refused) expect(ids).toContain(id);
  bob.send({ type: 'ping' });
  await bob.next('pong');
  await bob.close();
});

test('RATE_LIMITS=off is for benches', async () => {
  await start({ RATE_LIMITS: 'off' });
  const answers = await Promise.all(Array.from({ length: 300 }, () => post({})));
  expect(answers.every(answer => answer.statusCode === 201)).toBe(true);
});
