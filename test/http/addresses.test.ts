/** Whose address a request comes from, and that it is kept nowhere. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { spawnServer, startServer, temporaryFolder } from '../helpers/server.ts';
import { ADMIN_API } from '../helpers/staff.ts';

/** What one address may have at once; more come back with the time that passes meanwhile. */
const BURST = 240;
const PER_SECOND = 20;

/** As many forms as clients and proxies write an address in. */
function forged(n: number): Record<string, string> {
  const v4 = `${1 + (n % 223)}.${n % 251}.${n % 241}.${n % 239}`;
  const v6 = `2001:db8:${n.toString(16)}::${(n % 65_535).toString(16)}`;
  const forms: Record<string, string>[] = [
    { 'x-forwarded-for': v4 },
    { 'x-forwarded-for': v6 },
    { 'x-forwarded-for': `${v4}, 127.0.0.1` },
    { 'x-forwarded-for': `127.0.0.1, ${v4}` },
    { 'x-forwarded-for': `"[${v6}]:4711"` },
    { 'x-forwarded-for': `::ffff:${v4}` },
    { 'x-forwarded-for': `${v4}:80, unknown, _hidden` },
    { 'x-forwarded-for': ', , ,' },
    { forwarded: `for=${v4};proto=https;by=203.0.113.43` },
    { forwarded: `for="[${v6}]:4711"` },
    { 'x-real-ip': v4, 'x-client-ip': v6, 'x-cluster-client-ip': v4 },
    { 'cf-connecting-ip': v4, 'true-client-ip': v4, 'fastly-client-ip': v4 },
    { 'x-forwarded-for': v4, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { 'x-original-forwarded-for': v4, via: '1.1 proxy', 'x-forwarded': `for=${v4}` },
  ];
  return forms[n % forms.length] ?? {};
}

/** On connections that stay open: ten thousand requests take seconds. */
async function ask(url: string, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${url}/api/v1/counts?thread=/x`, { headers });
  await response.arrayBuffer();
  return response.status;
}

async function askAll(url: string, count: number, headersOf: (n: number) => Record<string, string>): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < count; n += 100) {
    statuses.push(...(await Promise.all(Array.from({ length: 100 }, (_, i) => ask(url, headersOf(n + i))))));
  }
  return statuses;
}

test('27 an address that is forged in ten thousand ways directly at the server makes one identity', async () => {
  const server = await startServer({ RATE_LIMITS: 'on' });
  onTestFinished(() => server.stop());
  const started = performance.now();
  const statuses = await askAll(server.url, 10_000, forged);
  const seconds = (performance.now() - started) / 1000;
  const taken = statuses.filter(status => status === 200).length;
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect(taken).toBeGreaterThanOrEqual(BURST);
  expect(taken).toBeLessThanOrEqual(BURST + Math.ceil(seconds * PER_SECOND) + 1);
});

test('27 behind a trusted proxy each client is who the proxy says, an IPv6 customer by their /64, whatever they forge before it', async () => {
  const server = await startServer({ RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' });
  onTestFinished(() => server.stop());
  const via = (address: string) => ({ 'x-forwarded-for': address });
  // What a client wrote itself stands in front of what the proxy added.
  const one = await askAll(server.url, 500, n => via(`${forged(n * 14)['x-forwarded-for']}, 203.0.113.7`));
  expect(one.filter(status => status === 429).length).toBeGreaterThan(100);
  const mapped = await askAll(server.url, 200, () => via('::ffff:203.0.113.7'));
  expect(mapped.filter(status => status === 429).length).toBeGreaterThan(100);
  const customer = await askAll(server.url, 500, n =>
    via(`2001:db8:7:7:${(n % 9_999).toString(16)}::${n.toString(16)}`),
  );
  expect(customer.filter(status => status === 429).length).toBeGreaterThan(100);
  const many = await askAll(server.url, 500, n => via(`198.51.${100 + Math.trunc(n / 250)}.${n % 250}`));
  expect(new Set(many)).toEqual(new Set([200]));
  expect(new Set(await askAll(server.url, 300, n => via(`2001:db8:8:${n.toString(16)}::1`)))).toEqual(new Set([200]));
});

/** One for each way to write an address, and what must be found of none. */
const ADDRESSES = [
  { sent: '203.0.113.77', forms: ['203.0.113.77', 'cb00:714d', 'cb00714d', '3405803853'] },
  { sent: '::ffff:198.51.100.93', forms: ['198.51.100.93', 'c633:645d', 'c633645d'] },
  {
    sent: '2001:db8:cafe:beef:1234:5678:9abc:def0',
    forms: ['1234:5678:9abc:def0', 'db8:cafe:beef', '123456789abcdef0'],
  },
  { sent: '2001:0DB8:FACE:00B0::0C0D', forms: ['face:b0', 'face:00b0', 'FACE:00B0'] },
];

test('no address is found in the database, its log or the server’s log, after everything that people do', async () => {
  const dataDir = temporaryFolder();
  const env = { DATA_DIR: dataDir, LOG_LEVEL: 'trace', TRUST_PROXY: 'loopback', ADMIN_TOKEN: ADMIN, RATE_LIMITS: 'on' };
  const server = await spawnServer(env);
  onTestFinished(async () => {
    await server.end('SIGKILL');
  });
  const { url } = server;
  const { id } = await post(url, '/addresses', 'a comment that is to be found', {});
  for (const { sent } of ADDRESSES) {
    const headers = { 'x-forwarded-for': sent };
    const ask = (method: string, path: string, body?: unknown, token?: string) =>
      call(url, method, path, { headers, token, ...(body === undefined ? {} : { body }) });
    const { token } = (await ask('POST', '/api/v1/session/guest', {})).json.session;
    const wrote = await ask('POST', COMMENTS, { thread: '/addresses', body: `said by ${token.slice(-6)}` }, token);
    expect(wrote.status).toBe(201);
    expect((await ask('PUT', `${COMMENTS}/${id}/vote`, { value: 1 }, token)).status).toBe(200);
    expect((await ask('PUT', `${COMMENTS}/${id}/reactions/${encodeURIComponent('🎉')}`, undefined, token)).status).toBe(
      200,
    );
    expect((await ask('POST', `${COMMENTS}/${id}/flags`, { reason: 'spam' }, token)).status).toBe(201);
    await ask('PATCH', `${COMMENTS}/${wrote.json.id}`, { body: 'said otherwise' }, token);
    await ask('DELETE', `${COMMENTS}/${wrote.json.id}`, undefined, token);
    await ask('GET', query('/api/v1/search', { q: 'found' }));
    await ask('POST', '/api/v1/preview', { body: 'x' });
    await ask('GET', query('/api/v1/form', { thread: '/addresses' }));
    await ask('GET', query('/thread', { thread: '/addresses' }));
    // What goes wrong is where things are written down.
    await ask('POST', COMMENTS, '{');
    await ask('POST', `${ADMIN_API}/session`, { email: 'somebody@example.com', password: 'not the password' });
    await ask('GET', `${ADMIN_API}/sites`, undefined, ADMIN);
    await ask('PUT', `${ADMIN_API}/users/${wrote.json.author.id}/ban`, { site: 'default', reason: 'x' }, ADMIN);
    await ask('DELETE', `${ADMIN_API}/users/${wrote.json.author.id}/ban`, undefined, ADMIN);
    await ask('GET', '/no-such-route');
    await new Promise<void>(resolve => {
      // A target that no client library sends.
      httpRequest(`${url}/%zz`, { headers }, response => response.resume().on('close', resolve)).end();
    });
    const socket = await LiveClient.open(url, { headers });
    socket.send({ type: 'auth', token });
    await socket.next('session');
    await socket.subscribe('/addresses');
    socket.send({ type: 'typing', site: 'default', thread: '/addresses' });
    await socket.post('/addresses', `on the socket by ${token.slice(-6)}`);
    socket.send('{');
    await socket.next('error');
    await socket.close();
    const stream = new AbortController();
    const accept = { accept: 'text/event-stream' };
    await fetch(`${url}/api/v1/events?thread=/addresses`, {
      headers: { ...headers, ...accept },
      signal: stream.signal,
    });
    stream.abort();
  }
  const { text: metrics } = await call(url, 'GET', '/metrics');
  // While it runs, so that the write-ahead log is there too.
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(name =>
    statSync(join(dataDir, name)).isFile(),
  );
  expect(files.join()).toContain('-wal');
  const places = [...files.map(name => [name, readFileSync(join(dataDir, name), 'latin1')] as const)];
  const all = [...places, ['log', server.output()] as const, ['metrics', metrics] as const];
  expect(all.some(([, text]) => text.includes('to be found'))).toBe(true);
  for (const [place, text] of all) {
    for (const form of ADDRESSES.flatMap(each => each.forms)) {
      expect(text.includes(form), `${form} in ${place}`).toBe(false);
    }
  }
  for (const bytes of [
    [203, 0, 113, 77],
    [198, 51, 100, 93],
    [0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0],
  ]) {
    for (const [place, text] of places) expect(text.includes(Buffer.from(bytes).toString('latin1')), place).toBe(false);
  }
});

test('with the restart the key of a network’s hash is gone: what is stored stands for nobody', async () => {
  const env = { RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' };
  const first = await startServer(env);
  const { id } = await post(first.url, '/hash', 'x');
  const vote = async (url: string, token: string) =>
    call(url, 'PUT', `${COMMENTS}/${id}/vote`, {
      body: { value: 1 },
      token,
      headers: { 'x-forwarded-for': '203.0.113.5' },
    });
  const tokens: string[] = [];
  for (let n = 0; n < 12; n += 1) tokens.push((await guest(first.url)).token);
  for (const token of tokens.slice(0, 10)) expect((await vote(first.url, token)).status).toBe(200);
  expect((await vote(first.url, tokens[10] ?? '')).json.code).toBe('too_many_votes');
  await first.stop();
  const second = await startServer({ ...env, DATA_DIR: first.dataDir });
  onTestFinished(() => second.stop());
  expect((await vote(second.url, tokens[10] ?? '')).status).toBe(200);
});
