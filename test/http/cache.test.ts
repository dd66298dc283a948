/** Kept first pages: who gets one, in which form, and that none outlives a change of its thread. */
import { get } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommentPage } from '../../protocol/rest.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const ADMIN = 'admin-token-of-at-least-32-characters';
const [BLOG, SHOP] = ['https://blog.example', 'https://shop.example'];
let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer({ ADMIN_TOKEN: ADMIN, ALLOWED_ORIGINS: `${BLOG},${SHOP}` });
  url = server.url;
});
afterAll(() => server.stop());

const first = (thread: string, options: Parameters<typeof call>[3] = {}) =>
  call(url, 'GET', query(COMMENTS, { thread }), options);
const bodies = (page: CommentPage) => page.items.map(item => JSON.stringify(item.content));

/** As it came over the wire. */
function wire(thread: string, accept: string): Promise<{ encoding: string | undefined; bytes: Buffer; etag: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': accept };
    get(`${url}${query(COMMENTS, { thread })}`, { headers }, answer => {
      const { 'content-encoding': encoding, etag = '' } = answer.headers;
      buffer(answer).then(bytes => resolve({ encoding, bytes, etag }), reject);
    }).on('error', reject);
  });
}

test('a first page has an ETag that holds until the thread changes', async () => {
  await post(url, '/etag', 'one');
  const { headers, text } = await first('/etag');
  const etag = headers.get('etag') ?? '';
  expect(etag).toMatch(/^W\/"[\w-]+"$/);
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('vary')).toBe('Origin, Accept-Encoding, Authorization');
  const ask = (tag: string) => first('/etag', { headers: { 'if-none-match': tag, origin: BLOG } });
  for (const tag of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
    const known = await ask(tag);
    expect(known).toMatchObject({ status: 304, text: '' });
    expect(known.headers.get('etag')).toBe(etag);
    expect(known.headers.get('access-control-allow-origin')).toBe(BLOG);
  }
  expect(await ask('"other"')).toMatchObject({ status: 200, text });
  await post(url, '/etag', 'two');
  const changed = await ask(etag);
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).not.toBe(etag);
});

test('L4 what is written, edited or deleted is in the very next answer', async () => {
  const { id, session } = await post(url, '/next', 'canary-first');
  const { token } = session;
  const texts = async () => bodies((await first('/next')).json).join();
  for (let i = 0; i < 3; i += 1) expect(await texts()).toContain('canary-first');
  await call(url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'canary-edited' }, token });
  expect(await texts()).toContain('canary-edited');
  expect(await texts()).not.toContain('canary-first');
  const answer = await post(url, '/next', 'a reply', { parent: id });
  expect((await first('/next')).json.items[0].replies).toMatchObject([{ id: answer.id }]);
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token });
  expect((await first('/next')).text).not.toContain('canary');
  expect((await wire('/next', 'br, gzip')).bytes.toString()).not.toContain('canary');
});

test('a reader who asks while others write never gets less than was acknowledged before', async () => {
  await post(url, '/race', 'comment 0');
  let acknowledged = 1;
  const writing = (async () => {
    for (let n = 1; n < 60; n += 1) {
      await post(url, '/race', `comment ${n}`);
      acknowledged += 1;
    }
  })();
  let done = false;
  writing.finally(() => {
    done = true;
  });
  const reader = async () => {
    while (!done) {
      const before = acknowledged;
      expect((await first('/race')).json.thread.commentCount).toBeGreaterThanOrEqual(before);
    }
  };
  await Promise.all([writing, reader(), reader(), reader()]);
});

test('compressed answers hold the same page, for those who can decode them', async () => {
  for (let n = 0; n < 20; n += 1)
    await post(url, '/small', `Some words that make number ${n}, and a few more of them.`);
  const plain = await wire('/small', 'identity');
  expect(plain.encoding).toBeUndefined();
  const decode = { br: brotliDecompressSync, gzip: gunzipSync } as const;
  for (const [accept, encoding] of [
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.0,gzip;q=1.0', 'gzip'],
  ] as const) {
    // What is asked for once goes out as it is.
    await wire('/small', accept);
    const { encoding: got, bytes, etag } = await wire('/small', accept);
    expect(got, accept).toBe(encoding);
    expect(bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(decode[encoding](bytes).equals(plain.bytes)).toBe(true);
    expect(etag).toBe(plain.etag);
  }
  for (const accept of ['', 'identity', 'br;q=0', 'gzip;q=0, br;q=0.000', 'brotli', 'x-br']) {
    expect((await wire('/small', accept)).encoding, accept).toBeUndefined();
  }
});

test('what a viewer alone may see is in no other answer', async () => {
  const mine = await guest(url, 'Ann');
  await post(url, '/mine', 'canary *Markdown*', {}, mine.token);
  const other = await guest(url, 'Ben');
  for (let i = 0; i < 2; i += 1) {
    for (const token of [mine.token, ADMIN]) {
      const { json, headers } = await first('/mine', { token });
      expect(json.items[0].body).toBe('canary *Markdown*');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('etag')).toBeNull();
    }
    for (const token of [undefined, other.token]) {
      const { json, headers } = await first('/mine', { token });
      expect(json.items[0]).not.toHaveProperty('body');
      expect(headers.get('vary')).toMatch(/authorization/i);
    }
  }
  expect((await first('/mine', { token: 'g1.none' })).json).toMatchObject({ code: 'bad_token' });
});

test('pages of different origins get the same page, each with its own permission', async () => {
  await post(url, '/origin', 'one');
  for (const origin of [BLOG, SHOP, BLOG]) {
    const { status, headers } = await first('/origin', { headers: { origin } });
    expect(status).toBe(200);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  }
  expect((await first('/origin')).headers.get('access-control-allow-origin')).toBeNull();
  const refused = await first('/origin', { headers: { origin: 'https://evil.example' } });
  expect(refused).toMatchObject({ status: 403, json: { code: 'origin_refused' } });
  expect(refused.headers.get('access-control-allow-origin')).toBeNull();
});

test('HEAD tells of the page what GET does, and sends none of it', async () => {
  await post(url, '/head', 'one');
  const page = await first('/head');
  const head = await call(url, 'HEAD', query(COMMENTS, { thread: '/head' }));
  expect(head).toMatchObject({ status: 200, text: '' });
  for (const name of ['etag', 'cache-control', 'vary', 'content-type']) {
    expect(head.headers.get(name), name).toBe(page.headers.get(name));
  }
});

test('orders, limits, further pages and threads do not get in each other’s way', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 4; n += 1) ids.push((await post(url, '/many', `number ${n}`)).id);
  const list = async (more: Record<string, string | number>) => {
    const { json } = await call(url, 'GET', query(COMMENTS, { thread: '/many', ...more }));
    return { ids: json.items.map((item: { id: string }) => ids.indexOf(item.id)), next: json.next };
  };
  for (let i = 0; i < 2; i += 1) {
    expect((await list({})).ids).toEqual([3, 2, 1, 0]);
    expect((await list({ sort: 'oldest' })).ids).toEqual([0, 1, 2, 3]);
    const page = await list({ sort: 'oldest', limit: 3 });
    expect(page.ids).toEqual([0, 1, 2]);
    expect((await list({ sort: 'oldest', limit: 3, cursor: page.next })).ids).toEqual([3]);
    expect((await first('/nobody-wrote-here')).json).toMatchObject({ items: [], thread: { seq: 0 } });
  }
  for (let limit = 1; limit <= 20; limit += 1) expect((await list({ limit })).ids).toHaveLength(Math.min(4, limit));
});
