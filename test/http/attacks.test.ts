/** What an attacker tried, and must not work again. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, guest, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

/** The first line of the answer to a request that no client library would send. */
async function raw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(text);
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return chunk.toString();
}

test('a chain of vanished tombstones is read once a page, not once an event', async () => {
  const { token } = await guest(server.url);
  const ids: string[] = [];
  for (let n = 0; n < 120; n += 1) {
    ids.push((await post(server.url, '/chain', `link ${n}`, ids.length ? { parent: ids.at(-1) } : {}, token)).id);
  }
  for (const id of ids) expect((await call(server.url, 'DELETE', `${COMMENTS}/${id}`, { token })).status).toBe(200);
  const page = await call(server.url, 'GET', query(COMMENTS, { thread: '/chain' }));
  expect(page.json).toMatchObject({ items: [], thread: { commentCount: 0 } });
  const { json } = await call(server.url, 'GET', query('/api/v1/events', { thread: '/chain' }));
  const told = json.events.flatMap((event: { replyCounts: object }) => Object.keys(event.replyCounts)).length;
  // Each event its parent, and each ancestor once more.
  expect(told).toBeLessThanOrEqual(json.events.length + ids.length);
});

test('limits and origins hold however the path is spelled', async () => {
  const limited = await startServer({ RATE_LIMITS: 'on' });
  for (const path of ['/%61pi/v1/counts?thread=x', 'http://x/api/v1/counts?thread=x']) {
    const answer = await raw(limited.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 403/);
    expect(answer).not.toMatch(/access-control-allow-origin/i);
  }
  const statuses: number[] = [];
  for (let n = 0; n < 400; n += 1) statuses.push((await fetch(`${limited.url}/thread?thread=x`)).status);
  expect(statuses).toContain(429);
  await limited.stop();
});

test.each(['/healthz', '/embed.js', '/', '/thread?thread=x', '/api/v1/comments?thread=x', '/nowhere'])(
  'no WebSocket is opened at %s',
  async path => {
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
    const answer = await raw(server.url, `GET ${path} HTTP/1.1\r\nHost: x\r\n${upgrade}${key}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404/);
  },
);

test('an address that cannot be read is a problem document, and a missing file is not cached', async () => {
  const answer = await raw(server.url, 'GET /api/v1/comments/%zz HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 400[\s\S]*application\/problem\+json/);
  const missing = await fetch(`${server.url}/assets/nope-1234.js`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('cache-control') ?? '').not.toContain('immutable');
});

test('a HEAD request opens no stream', async () => {
  const answer = await fetch(`${server.url}/api/v1/events?thread=x`, {
    method: 'HEAD',
    headers: { accept: 'text/event-stream' },
    signal: AbortSignal.timeout(3_000),
  });
  expect(answer.status).toBe(404);
});

test('a guest gives a thread its link only to where the site may be', async () => {
  const foreign = { title: 'Title \u202egnp', url: 'https://phish.example/' };
  await post(server.url, '/linked', 'first', foreign);
  const page = await (await fetch(`${server.url}/thread?thread=/linked`)).text();
  expect(page).not.toContain('phish.example');
  expect(page).not.toContain('\u202e');
  await post(server.url, '/linked-2', 'first', { title: 'Mine', url: 'http://localhost:8080/post' });
  expect(await (await fetch(`${server.url}/thread?thread=/linked-2`)).text()).toContain(
    'href="http://localhost:8080/post"',
  );
});

test.each([
  '[null]',
  '[5]',
  '{"a":1}',
  '"str"',
  '[["a"]]',
  '[["p",{"x":1}]]',
  '[["script","x"]]',
  `${'[["p",'.repeat(90)}"x"${']]'.repeat(90)}`,
])('a damaged row %s takes nothing but its own words away', async content => {
  const { id } = await post(server.url, '/damaged', `Words ${content.slice(0, 10)}`);
  changeRows(server.dataDir, `UPDATE comments SET content = '${content}' WHERE id = '${id}'`);
  const answer = await call(server.url, 'GET', query(COMMENTS, { thread: '/damaged', include: 'html' }));
  expect(answer.status).toBe(200);
  expect((await fetch(`${server.url}/thread?thread=/damaged`)).status).toBe(200);
  expect(answer.json.items.find((item: { id: string }) => item.id === id)).toMatchObject({ content: [], html: '' });
});
