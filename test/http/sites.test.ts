/** Sites over REST: making one, its origins, and whether a page’s address works. */
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { ADMIN, type ModeratedServer, startModerated } from '../helpers/moderator.ts';

const SITES = '/api/v1/admin/sites';
let server: ModeratedServer;
let url: string;
beforeAll(async () => {
  server = await startModerated({ ALLOWED_ORIGINS: 'https://operator.example' });
  url = server.url;
  expect(await make('blog', ['https://blog.example'])).toMatchObject({ status: 201 });
});
afterAll(() => server.stop());

const make = (key: string, origins?: unknown) =>
  call(url, 'POST', SITES, { body: { key, ...(origins === undefined ? {} : { origins }) }, token: ADMIN });
const patch = (key: string, body: unknown) => call(url, 'PATCH', `${SITES}/${key}`, { body, token: ADMIN });
const read = async (origin: string, site = 'blog') =>
  (await call(url, 'GET', query(COMMENTS, { thread: '/', site }), { headers: { origin } })).status;
const check = async (page: string, site = 'blog') =>
  (await call(url, 'GET', query(`${SITES}/${site}/check`, { url: page }), { token: ADMIN })).json;

test('a new site has the default settings, threads of its own, and its own origins alone', async () => {
  const { json } = await call(url, 'GET', `${SITES}/blog`, { token: ADMIN });
  expect(json).toMatchObject({ key: 'blog', origins: ['https://blog.example'], fixedOrigins: [] });
  const { settings } = (await call(url, 'GET', `${SITES}/default`, { token: ADMIN })).json;
  expect(json.settings).toEqual(settings);
  await post(url, '/', 'On the blog', { site: 'blog' });
  const there = await call(url, 'GET', query(COMMENTS, { thread: '/', site: 'blog' }));
  expect(there.json.items.map((each: { content: unknown }) => each.content)).toEqual([[['p', 'On the blog']]]);
  expect((await call(url, 'GET', query(COMMENTS, { thread: '/' }))).json.items).toEqual([]);
  expect(await read('https://blog.example')).toBe(200);
  expect(await read('https://operator.example')).toBe(403);
  expect(await read('https://operator.example', 'default')).toBe(200);
});

test('the operator’s origins are told apart, and stay', async () => {
  const before = (await call(url, 'GET', `${SITES}/default`, { token: ADMIN })).json;
  expect(before.fixedOrigins).toEqual(['https://operator.example', url]);
  expect((await patch('default', { origins: [] })).json).toMatchObject({
    origins: [],
    fixedOrigins: before.fixedOrigins,
  });
  expect(await read('http://localhost:3000', 'default')).toBe(403);
  expect(await read('https://operator.example', 'default')).toBe(200);
  await patch('default', { origins: before.origins });
  expect(await read('http://localhost:3000', 'default')).toBe(200);
});

test('a key is there once, and is lower-case letters, digits and hyphens', async () => {
  expect(await make('blog')).toMatchObject({ status: 409, json: { code: 'already_exists' } });
  for (const key of ['', 'Blog', '-x', 'a b', 'x'.repeat(65)]) expect((await make(key)).status, key).toBe(400);
});

test.each([
  ['https://Shop.Example', 'https://shop.example'],
  ['https://shop.example/', 'https://shop.example'],
  [' https://shop.example:443 ', 'https://shop.example'],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['http://192.168.0.7:8080', 'http://192.168.0.7:8080'],
  ['http://localhost:*', 'http://localhost:*'],
  ['http://[::1]:*', 'http://[::1]:*'],
  ['https://*.Shop.example', 'https://*.shop.example'],
  ['https://Deploy-*--shop.Previews.example', 'https://deploy-*--shop.previews.example'],
  ['https://*.shop.example:*', 'https://*.shop.example:*'],
])('%j is kept as browsers write it', async (typed, kept) => {
  expect((await patch('blog', { origins: ['https://blog.example', typed] })).json.origins).toEqual([
    'https://blog.example',
    kept,
  ]);
});

test.each([
  ['*', 'like https://blog.example'],
  ['https://*', 'like https://blog.example'],
  ['https://*.com', 'subdomains'],
  ['https://*.127.0.0.1', 'subdomains'],
  ['https://a.*.example', 'like https://blog.example'],
  ['https://*shop.example', 'subdomains'],
  ['https://shop-*-*.previews.example', 'like https://blog.example'],
  ['https://shop.example/blog', 'here https://shop.example.'],
  ['shop.example', 'here https://shop.example.'],
  ['https://user@shop.example', 'here https://shop.example.'],
  ['https://shop.example?x', 'here https://shop.example.'],
  ['https://shop.example:99999', 'like https://blog.example'],
  ['ftp://shop.example', 'like https://blog.example'],
  ['null', 'like https://blog.example'],
  ['file:///x', 'like https://blog.example'],
])('%j is refused with a mend, and nothing changes', async (typed, mend) => {
  const before = (await call(url, 'GET', `${SITES}/blog`, { token: ADMIN })).json;
  const { status, json } = await patch('blog', { origins: ['https://new.example', typed], settings: { votes: 'off' } });
  expect({ status, code: json.code }).toEqual({ status: 400, code: 'bad_request' });
  expect(json.detail).toMatch(new RegExp(mend));
  expect((await call(url, 'GET', `${SITES}/blog`, { token: ADMIN })).json).toEqual(before);
});

test('a star stands for subdomains of any depth, and for nothing else', async () => {
  await patch('blog', { origins: ['https://*.shop.example', 'https://*.any.example:*'] });
  for (const origin of ['https://a.shop.example', 'https://a.b.shop.example', 'https://x.any.example:81']) {
    expect(await read(origin), origin).toBe(200);
  }
  for (const origin of [
    'https://shop.example',
    'http://a.shop.example',
    'https://a.shop.example:444',
    'https://evilshop.example',
    'https://.shop.example',
    'https://a..shop.example',
    'https://evil.example/.shop.example',
    'https://evil.example#.shop.example',
    'https://evil.example?.shop.example',
    'https://evil.example:1.shop.example',
    'https://u@a.shop.example',
    'https://a.shop.example.evil.example',
    'https://x.any.example:81:82',
    'https://x.any.example:',
  ]) {
    expect(await read(origin), origin).toBe(403);
  }
});

/** Against one exact origin, all subdomains of one host, and the preview hosts of one project. */
const HOSTILE = [
  ...['', '--x.', '-.x-', 'a.b-', 'a/b-', 'a#-', 'a?-', 'a:1-', 'a@b-', 'é-', '%61-', '*-'].map(
    part => `https://blog-${part}team.previews.example`,
  ),
  'https://blog-team.previews.example',
  'https://xblog-a-team.previews.example',
  'https://x.blog-a-team.previews.example',
  'https://blog-a-teams.previews.example',
  'https://blog-a-team.previews.example.evil.example',
  'https://blog-a-team.evil.example/.previews.example',
  'https://blog-a-team.previews.example:8443',
  'http://blog-a-team.previews.example',
  'https://blog-a-team.previews.example.',
  'https://BLOG-a-team.previews.example',
  'https://blog-a-team.previewsxexample',
  'https://blog-a-teamxpreviews.example',
  'https://wild.example',
  'https://evilwild.example',
  'https://a.wild.example.evil.example',
  'https://a.wild.example:444',
  'http://a.wild.example',
  'https://.wild.example',
  'https://a..wild.example',
  'https://u@a.wild.example',
  'https://a.wild.example.',
  'https://A.wild.example',
  'https://a.wild.example/',
  'https://а.wild.example',
  'https://a.b_c!.wild.example',
  'https://exact.example.evil.example',
  'https://exact.example:80',
  'null',
  'https://operator.example',
];

test('21 of 40 and more hostile origins none is accepted, by a page, a preflight, a stream or a socket', async () => {
  const origins = ['https://exact.example', 'https://*.wild.example', 'https://Blog-*-team.previews.example'];
  expect((await patch('blog', { origins })).json.origins[2]).toBe('https://blog-*-team.previews.example');
  expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
  const accepted: string[] = [];
  const doors = async (origin: string, wanted: boolean) => {
    const headers = { origin: Buffer.from(origin).toString('latin1') };
    const at = { site: 'blog', thread: '/doors' };
    const stream = new AbortController();
    const answers = [
      call(url, 'GET', query(COMMENTS, at), { headers }),
      call(url, 'POST', COMMENTS, { headers, body: { ...at, body: 'x' } }),
      call(url, 'OPTIONS', COMMENTS, { headers: { ...headers, 'access-control-request-method': 'POST' } }),
    ];
    const streamed = fetch(url + query('/api/v1/events', at), {
      headers: { ...headers, accept: 'text/event-stream' },
      signal: stream.signal,
    });
    const statuses = [...(await Promise.all(answers)), await streamed].map(({ status }) => status);
    stream.abort();
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, { headers });
    socket.on('error', () => {});
    const opened = once(socket, 'open').then(() => 101);
    const status = await Promise.race([opened, once(socket, 'unexpected-response').then(() => 403)]);
    socket.terminate();
    for (const [door, each] of [...statuses, status].entries()) {
      // The operator’s own origin may use the server, and this site it may not: a socket says so when it subscribes.
      const isOther = origin === 'https://operator.example' && (door === 2 || door === 4);
      if (each < 400 !== wanted && !isOther) accepted.push(`${origin} ${door} ${each}`);
    }
  };
  for (const origin of HOSTILE) await doors(origin, false);
  for (const origin of [
    'https://exact.example',
    'https://a.b.wild.example',
    'https://blog-fix-12-team.previews.example',
  ])
    await doors(origin, true);
  expect(accepted).toEqual([]);
  const socket = await LiveClient.open(url, { origin: 'https://operator.example' });
  socket.send({ type: 'subscribe', site: 'blog', thread: '/doors' });
  expect(await socket.next('error')).toMatchObject({ code: 'origin_refused' });
  await socket.close();
});

test('the check says what a browser would meet, and the mend', async () => {
  await patch('blog', { origins: ['https://blog.example', 'http://plain.example', 'http://port.example:8080'] });
  const https = { origin: 'https://blog.example', allowed: true, mend: null };
  expect(await check('https://blog.example/post?x=1#y')).toEqual(https);
  expect(await check('BLOG.example/post')).toEqual(https);
  expect(await check('http://plain.example/')).toMatchObject({ allowed: true, mend: null });
  const wrong = async (page: string) => {
    const { allowed, mend } = await check(page);
    expect(allowed, page).toBe(false);
    return mend;
  };
  expect(await wrong('https://www.blog.example/')).toMatch(/‘www.’.*add https:\/\/www.blog.example/);
  expect(await wrong('http://blog.example/')).toMatch(/another scheme.*add http:\/\/blog.example/);
  expect(await wrong('http://port.example/')).toMatch(/another port/);
  expect(await wrong('https://operator.example/x')).toMatch(/belongs to the site ‘default’.*data-site="default"/);
  expect(await wrong('https://new.example/x')).toMatch(/Nothing allows https:\/\/new.example/);
  expect(await check('file:///home/me/page.html')).toMatchObject({ origin: null, allowed: false });
  expect(await check('not a page')).toMatchObject({ origin: null, allowed: false });
  // What it says is what the doors do.
  for (const origin of ['https://blog.example', 'https://www.blog.example', 'http://port.example']) {
    expect(await read(origin)).toBe((await check(origin)).allowed ? 200 : 403);
  }
  const nowhere = await call(url, 'GET', query(`${SITES}/nowhere/check`, { url: 'x' }), { token: ADMIN });
  expect(nowhere.json.code).toBe('unknown_site');
});

test('a page over HTTPS is told that a server without it cannot be used', async () => {
  const remote = await startModerated({
    PUBLIC_URL: 'http://comments.example',
    ALLOWED_ORIGINS: 'https://blog.example',
  });
  const answer = await call(remote.url, 'GET', query(`${SITES}/default/check`, { url: 'https://blog.example' }), {
    token: ADMIN,
  });
  expect(answer.json).toMatchObject({ allowed: true, mend: expect.stringMatching(/behind HTTPS and set PUBLIC_URL/) });
  await remote.stop();
});

test('what changed is in the audit log, once, with what was before', async () => {
  await patch('blog', { origins: ['https://blog.example'], settings: { votes: 'updown' } });
  await patch('blog', { settings: { votes: 'up' } });
  await patch('blog', { settings: { votes: 'up' } });
  const log = (
    await call(url, 'GET', query('/api/v1/admin/audit', { site: 'blog', action: 'site.' }), { token: ADMIN })
  ).json.items;
  expect(log[0]).toMatchObject({
    by: { via: 'operator' },
    site: 'blog',
    action: 'site.change',
    target: { kind: 'site', id: 'blog' },
    before: { votes: 'updown' },
    after: { votes: 'up' },
  });
  expect(log[1].after).not.toEqual({ votes: 'up' });
  expect(log.at(-1)).toMatchObject({
    action: 'site.create',
    before: null,
    after: { origins: ['https://blog.example'] },
  });
});

test('readers neither make sites, nor change them, nor ask about them', async () => {
  const { token } = await guest(url);
  const asks = [
    ['POST', SITES, { key: 'mine' }],
    ['PATCH', `${SITES}/blog`, { origins: ['https://evil.example'] }],
    ['GET', query(`${SITES}/blog/check`, { url: 'https://evil.example' }), undefined],
  ] as const;
  for (const [method, path, body] of asks) {
    expect((await call(url, method, path, { body })).status).toBe(401);
    expect((await call(url, method, path, { body, token })).status).toBe(403);
  }
});
