/** What the server shows outside its API: the thread as a page, its own description, its health, the widget’s files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, changeRows, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

const page = async (values: Record<string, string>) => (await call(url, 'GET', query('/thread', values))).text;

test('/thread shows a thread without JavaScript, and nothing in it can become markup', async () => {
  const title = '</title></script><script>alert(1)</script>"\'<img src=x onerror=alert(1)>&amp;';
  const thread = '/"><script>x</script>';
  const author = { name: '<b onclick=x>Ann', website: 'https://a.example/"onmouseover="x' };
  const { id } = await post(url, thread, 'Hello **you** <script>alert(1)</script>', {
    title,
    author,
    url: 'https://a.example/?"><script>',
  });
  await post(url, thread, 'an answer', { parent: id });
  const answer = await call(url, 'GET', query('/thread', { thread }));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(answer.text).toContain('Hello <strong>you</strong> &#60;script&#62;alert(1)&#60;/script&#62;');
  expect(answer.text).toContain('an answer');
  expect(answer.text).not.toMatch(/<script|<img|<b onclick|onmouseover="|javascript:/);
  expect(answer.text.match(/<title>(.*)<\/title>/)?.[1]).toContain('&#60;/title&#62;');
});

test('/thread never links to anything but a web page', async () => {
  await post(url, '/js', 'x', { title: 'T', url: 'javascript:alert(1)' });
  expect(await page({ thread: '/js' })).not.toContain('javascript');
  const { id } = await post(url, '/row', 'x', { title: 'T' });
  changeRows(
    server.dataDir,
    `UPDATE comments SET content = '[["a",{"href":"javascript:alert(1)"},"y"],["script","z"]]' WHERE id = '${id}'`,
  );
  expect(await page({ thread: '/row' })).not.toMatch(/javascript|<script/);
});

test('/thread leads through every page, and into long conversations', async () => {
  await Promise.all(Array.from({ length: 60 }, (_, n) => post(url, '/long', `comment ${n}.`)));
  const first = await page({ thread: '/long' });
  const next = /<a rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&#38;', '&') ?? '';
  const second = (await call(url, 'GET', next)).text;
  expect(second).not.toContain('rel="next"');
  for (let n = 0; n < 60; n += 1) expect(first.includes(`comment ${n}.`)).not.toBe(second.includes(`comment ${n}.`));

  const root = await post(url, '/deep', 'root');
  for (let n = 0; n < 5; n += 1) await post(url, '/deep', `answer ${n}.`, { parent: root.id });
  const more =
    /<a href="([^"]+)">More replies/.exec(await page({ thread: '/deep' }))?.[1]?.replaceAll('&#38;', '&') ?? '';
  expect((await call(url, 'GET', more)).text).toMatch(/answer 3\.[\s\S]*answer 4\./);
});

test('/thread is empty where nobody wrote, and refuses what is not there', async () => {
  expect(await page({ thread: '/nobody' })).toContain('0 comments');
  expect((await call(url, 'GET', query('/thread', { thread: '/x', site: 'nowhere' }))).json.code).toBe('unknown_site');
  expect((await call(url, 'GET', '/thread')).status).toBe(400);
  expect((await call(url, 'GET', query('/thread', { thread: '/x', cursor: 'x' }))).json.code).toBe('bad_cursor');
});

test('/openapi.json describes every route of the API', async () => {
  const { json } = await call(url, 'GET', '/openapi.json');
  expect(json.openapi).toMatch(/^3\.1/);
  const described = Object.entries(json.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method.toUpperCase()} ${path}`),
  );
  expect(described.sort()).toEqual([
    'DELETE /api/v1/comments/{id}',
    'DELETE /api/v1/session',
    'GET /api/v1/comments',
    'GET /api/v1/comments/{id}',
    'GET /api/v1/counts',
    'GET /api/v1/events',
    'GET /api/v1/session',
    'PATCH /api/v1/comments/{id}',
    'POST /api/v1/comments',
    'POST /api/v1/session/guest',
  ]);
  const { parameters } = json.paths['/api/v1/comments'].get;
  expect(parameters.map((each: { name: string }) => each.name)).toEqual([
    'site',
    'thread',
    'sort',
    'parent',
    'limit',
    'cursor',
    'include',
  ]);
  expect(json.paths['/api/v1/comments'].post.requestBody.content).toHaveProperty('application/json');
});

test('/healthz, /readyz and /metrics tell how it fares, and nothing about anyone', async () => {
  await post(url, '/canary-thread', 'canary', { author: { name: 'canary', email: 'canary@a.example' } });
  expect((await call(url, 'GET', '/healthz')).json).toEqual({ status: 'alive' });
  expect((await call(url, 'GET', '/readyz')).json).toEqual({ status: 'ready' });
  const metrics = await call(url, 'GET', '/metrics');
  expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
  const names = [
    'connections',
    'subscriptions',
    'events_total',
    'fan_out_seconds',
    'commit_writes',
    'commit_seconds',
    'write_queue',
    'event_loop_delay_seconds',
    'wal_bytes',
    'slow_readers_dropped_total',
  ];
  for (const name of names) expect(metrics.text).toContain(`live_comments_${name}`);
  expect(metrics.text).not.toMatch(/canary|127\.0\.0\.1/);
});

test('answers carry the headers that keep a browser from guessing', async () => {
  for (const path of ['/', query(COMMENTS, { thread: '/' }), '/embed.js', '/nowhere']) {
    const { headers } = await call(url, 'GET', path);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('content-security-policy'), path).toMatch(/default-src 'none'/);
    expect(headers.get('server'), path).toBeNull();
  }
  expect((await call(url, 'GET', query(COMMENTS, { thread: '/' }))).headers.get('cache-control')).toBe('no-cache');
});
