/** Which pages may use the server: exact origins, at every door, and an answer that names the mend. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { COMMENTS, call, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer({ ALLOWED_ORIGINS: 'https://blog.example, https://shop.example:8443' });
  url = server.url;
});
afterAll(() => server.stop());

const HOSTILE = [
  'null',
  'https://evil.example',
  'http://blog.example',
  'https://blog.example.evil.example',
  'https://evil-blog.example',
  'https://blog.example:444',
  'https://blog.example:443',
  'https://blog.example:',
  'https://blog.example/',
  'https://blog.example.',
  'https://BLOG.example',
  'HTTPS://blog.example',
  'https://sub.blog.example',
  'https://blog.example@evil.example',
  'https://evil.example@blog.example',
  'https://evil.example#https://blog.example',
  'https://evil.example?https://blog.example',
  'https://blog.example https://evil.example',
  'https://blog.example,https://evil.example',
  'https://blog\u0435.example'.normalize(),
  'https://xn--blg-tlc.example',
  'https://blogXexample',
  'blog.example',
  '//blog.example',
  'file://',
  'chrome-extension://abcdef',
  'data:text/html,x',
  'https://shop.example',
  'https://shop.example:84430',
  'http://localhost.evil.example',
  'http://localhost:3000.evil.example',
  'http://localhost:3000@evil.example',
  'http://localhost:',
  'http://localhost:abc',
  'https://localhost:3000',
  'http://localhost:3000/',
  'http://127.0.0.1.evil.example',
  'http://127.0.0.2:3000',
  'http://[::1]:3000.evil.example',
  'http://0.0.0.0:3000',
  '*',
];
const FRIENDLY = [
  'https://blog.example',
  'https://shop.example:8443',
  'http://localhost',
  'http://localhost:3000',
  'http://127.0.0.1:8080',
  'http://[::1]:5173',
];

/** Headers go out as Latin-1, so a look-alike travels as its UTF-8 bytes. */
const bytes = (origin: string) => ({ origin: Buffer.from(origin).toString('latin1') });

async function upgrade(origin: string): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, { headers: bytes(origin) });
  socket.on('error', () => {});
  const status = await Promise.race([
    once(socket, 'open').then(() => 101),
    once(socket, 'unexpected-response').then(([, response]) => response.statusCode as number),
  ]);
  socket.terminate();
  return status;
}

const preflight = (origin: string) =>
  call(url, 'OPTIONS', COMMENTS, {
    headers: {
      ...bytes(origin),
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });

test.each(HOSTILE)('%s is refused at every door', async origin => {
  const headers = bytes(origin);
  const place = { thread: '/origins' };
  const answers = [
    await call(url, 'GET', query(COMMENTS, place), { headers }),
    await call(url, 'POST', COMMENTS, { headers, body: { ...place, body: 'from evil' } }),
    await call(url, 'GET', query('/api/v1/counts', place), { headers }),
    await call(url, 'GET', query('/api/v1/events', place), { headers }),
    await call(url, 'GET', query('/api/v1/events', place), { headers: { ...headers, accept: 'text/event-stream' } }),
    await call(url, 'POST', '/api/v1/session/guest', { headers }),
    await preflight(origin),
  ];
  for (const { status, json, headers } of answers) {
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: 'origin_refused', detail: expect.stringContaining('ALLOWED_ORIGINS=') });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
  expect(await upgrade(origin)).toBe(403);
});

test.each(FRIENDLY)('%s is served', async origin => {
  const headers = bytes(origin);
  const answer = await call(url, 'GET', query(COMMENTS, { thread: '/origins' }), { headers });
  expect(answer).toMatchObject({ status: 200, json: { items: [] } });
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answer.headers.get('vary')).toMatch(/origin/i);
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  const asked = await preflight(origin);
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-methods')).toMatch(/POST.*PATCH.*DELETE/);
  expect(asked.headers.get('access-control-allow-headers')).toMatch(/authorization.*content-type/i);
  expect(await upgrade(origin)).toBe(101);
});

test('the server’s own origin is served, and PUBLIC_URL is it where it is set', async () => {
  expect(await upgrade(url)).toBe(101);
  const public_ = await startServer({ PUBLIC_URL: 'https://comments.example.com' });
  const ask = async (origin: string) =>
    (await call(public_.url, 'GET', query(COMMENTS, { thread: '/' }), { headers: { origin } })).status;
  expect(await ask('https://comments.example.com')).toBe(200);
  expect(await ask('https://comments.example.com.evil.example')).toBe(403);
  await public_.stop();
});

test('the refusal at the upgrade names the mend', async () => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, { origin: 'https://new.example' });
  socket.on('error', () => {});
  const [, response] = await once(socket, 'unexpected-response');
  let body = '';
  for await (const chunk of response) body += chunk;
  expect(body).toContain('ALLOWED_ORIGINS=https://new.example');
});

test('a page of any origin can see that a refusal was a refusal, and not a dead server', async () => {
  const headers = { origin: 'https://evil.example' };
  for (const path of ['/healthz', '/embed.js']) {
    expect((await call(url, 'GET', path, { headers })).headers.get('access-control-allow-origin')).toBe('*');
  }
});
