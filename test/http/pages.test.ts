/** What the server shows outside its API: its own description, its health, the widget’s files. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());

// The admin API’s are held against the server’s own table in openapi.test.ts.
test('/openapi.json describes every public route of the API', async () => {
  const { json } = await call(url, 'GET', '/openapi.json');
  expect(json.openapi).toMatch(/^3\.1/);
  const described = Object.entries(json.paths as Record<string, object>).flatMap(([path, item]) =>
    Object.keys(item).map(method => `${method.toUpperCase()} ${path}`),
  );
  expect(described.filter(each => !each.includes('/admin/')).sort()).toEqual([
    'DELETE /api/v1/comments/{id}',
    'DELETE /api/v1/comments/{id}/reactions/{emoji}',
    'DELETE /api/v1/profile',
    'DELETE /api/v1/profile/avatar',
    'DELETE /api/v1/profile/mutes/{id}',
    'DELETE /api/v1/profile/sessions',
    'DELETE /api/v1/profile/sessions/{id}',
    'DELETE /api/v1/session',
    'GET /api/v1/comments',
    'GET /api/v1/comments/{id}',
    'GET /api/v1/comments/{id}/branch',
    'GET /api/v1/counts',
    'GET /api/v1/events',
    'GET /api/v1/form',
    'GET /api/v1/participants',
    'GET /api/v1/profile',
    'GET /api/v1/profile/comments',
    'GET /api/v1/profile/export',
    'GET /api/v1/profile/mutes',
    'GET /api/v1/profile/sessions',
    'GET /api/v1/recent',
    'GET /api/v1/search',
    'GET /api/v1/session',
    'GET /api/v1/session/oauth/{provider}',
    'GET /api/v1/session/ways',
    'GET /api/v1/viewers/{id}',
    'GET /api/v1/viewers/{id}/comments',
    'PATCH /api/v1/comments/{id}',
    'PATCH /api/v1/profile',
    'POST /api/v1/comments',
    'POST /api/v1/comments/{id}/flags',
    'POST /api/v1/preview',
    'POST /api/v1/session/code',
    'POST /api/v1/session/guest',
    'POST /api/v1/session/mail',
    'POST /api/v1/session/mail/confirm',
    'POST /api/v1/session/refresh',
    'POST /api/v1/session/sso',
    'PUT /api/v1/comments/{id}/reactions/{emoji}',
    'PUT /api/v1/comments/{id}/vote',
    'PUT /api/v1/profile/avatar',
    'PUT /api/v1/profile/mutes/{id}',
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
