/** Bad input at the REST doors: each is refused with a problem document that says what and where, and nothing is stored. */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());
afterEach(async () => {
  const { json } = await call(url, 'GET', query(COMMENTS, { thread: '/bad' }));
  expect(json).toMatchObject({ items: [], thread: { seq: 0 } });
});

/** Status, code and detail of an answer that must be a problem document. */
async function problem(method: string, path: string, options: Parameters<typeof call>[3] = {}): Promise<string> {
  const { status, headers, json } = await call(url, method, path, options);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(json).toEqual({
    type: expect.stringContaining(json.code),
    title: expect.any(String),
    status,
    code: expect.any(String),
    detail: expect.stringMatching(/\S/),
    instance: path.split('?')[0],
  });
  return `${status} ${json.code}: ${json.detail}`;
}
const refused = (body: unknown, headers: Record<string, string> = {}) => problem('POST', COMMENTS, { body, headers });
const good = { thread: '/bad', body: 'text' };

test('a body that is no JSON object', async () => {
  expect(await refused('{"thread":')).toMatch(/^400 bad_json/);
  expect(await refused('')).toMatch(/^400 bad_json/);
  for (const body of ['[]', '"text"', 'null', '1']) expect(await refused(body)).toMatch(/^400 bad_request/);
  expect(await refused('{"__proto__":{"x":1},"thread":"/bad","body":"x"}')).toMatch(/^400 bad_json/);
  expect(await refused('{"constructor":{"prototype":{}},"thread":"/bad","body":"x"}')).toMatch(/^400/);
});

test('fields of the wrong type, missing, or unknown are named', async () => {
  const cases: [Record<string, unknown>, RegExp][] = [
    [{ ...good, colour: 'red' }, /body\/colour is not a known field/],
    [{ ...good, author: { name: 'A', admin: true } }, /author\/admin is not a known field/],
    [{ body: 'text' }, /thread/],
    [{ thread: '/bad' }, /body/],
    [{ ...good, body: 5 }, /body\/body must be string/],
    [{ ...good, body: null }, /body\/body must be string/],
    [{ ...good, body: { $gt: '' } }, /body\/body must be string/],
    [{ ...good, body: ['text'] }, /body\/body must be string/],
    [{ ...good, thread: 5 }, /body\/thread must be string/],
    [{ ...good, thread: '' }, /body\/thread/],
    [{ ...good, thread: 'a\nb' }, /body\/thread must be a thread’s key/],
    [{ ...good, thread: `/${'x'.repeat(600)}` }, /body\/thread/],
    [{ ...good, site: 'No Site' }, /body\/site must be a site’s key/],
    [{ ...good, id: 'not-a-uuid' }, /body\/id must be a UUID/i],
    [{ ...good, parent: 'x' }, /body\/parent/],
    [{ ...good, author: 'Ann' }, /body\/author/],
    [{ ...good, author: { email: 'no address' } }, /email/],
    [{ ...good, author: { website: 'javascript:alert(1)' } }, /website/],
    [{ ...good, author: { website: 'https://user:word@a.example' } }, /website/],
    [{ ...good, title: 5 }, /title/],
    [{ ...good, title: 'x'.repeat(301) }, /title/],
  ];
  for (const [body, reason] of cases) {
    const answer = await refused(body);
    expect(answer, JSON.stringify(body)).toMatch(/^400 bad_request/);
    expect(answer).toMatch(reason);
  }
});

test('what a comment may not be', async () => {
  expect(await refused({ ...good, body: '' })).toMatch(/^400 body_empty/);
  expect(await refused({ ...good, body: ' \n\u200b ' })).toMatch(/^400 body_empty/);
  expect(await refused({ ...good, body: 'x'.repeat(5001) })).toMatch(/^400 body_too_long/);
  expect(await refused({ ...good, body: '\u{1f600}'.repeat(5001) })).toMatch(/^400 b/);
  expect(await refused({ ...good, author: { name: '\u202e' } })).toMatch(/^400 bad_name/);
  expect(await refused({ ...good, author: { name: 'x'.repeat(41) } })).toMatch(/^400 bad_name/);
  expect(await refused({ ...good, site: 'nowhere' })).toMatch(/^404 unknown_site/);
  expect(await refused({ ...good, parent: randomUUID() })).toMatch(/^404 unknown_parent/);
  const elsewhere = await post(url, '/elsewhere', 'x');
  expect(await refused({ ...good, parent: elsewhere.id })).toMatch(/^404 unknown_parent/);
});

test('another media type, a body that is too large, JSON that is too deep', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonx',
    'text/json',
    'multipart/form-data',
  ]) {
    expect(await refused(JSON.stringify(good), { 'content-type': type }), type).toMatch(/^415 wrong_media_type/);
  }
  expect(await refused({ ...good, title: 'x'.repeat(70_000) })).toMatch(/^413 too_large/);
  expect(await refused(`{"thread":"/bad","body":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).toMatch(
    /^400 bad_request/,
  );
  expect(await refused(`${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}`)).toMatch(/^400 bad_request/);
});

test('queries with bad, doubled or unknown values', async () => {
  const lists = [
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=1.5',
    'limit=true',
    'limit=',
    'sort=worst',
    'colour=red',
    'parent=x',
    'include=text',
    'thread=/again',
  ];
  for (const more of lists)
    expect(await problem('GET', `${COMMENTS}?thread=/bad&${more}`), more).toMatch(/^400 bad_request/);
  expect(await problem('GET', `${COMMENTS}?thread=/bad&sort=worst`)).toMatch(
    /query\/sort must be newest or oldest or best/,
  );
  expect(await problem('GET', COMMENTS)).toMatch(/^400 bad_request: query.*thread/);
  expect(await problem('GET', `${COMMENTS}?thread=%00`)).toMatch(/^400 bad_request/);
  expect(await problem('GET', `${COMMENTS}?thread=/bad&site=nowhere`)).toMatch(/^404 unknown_site/);
  expect(await problem('GET', '/api/v1/counts')).toMatch(/^400 bad_request/);
  expect(await problem('GET', '/api/v1/counts?site=nowhere&thread=/')).toMatch(/^404 unknown_site/);
  expect(await problem('GET', `/api/v1/counts?${'thread=/a&'.repeat(101)}`)).toMatch(/^400 bad_request/);
  for (const more of ['since=-1', 'since=x', 'site=nowhere', `epoch=${'x'.repeat(200)}`]) {
    expect(await problem('GET', `/api/v1/events?thread=/bad&${more}`), more).toMatch(/^40[04]/);
  }
  expect(await problem('POST', '/api/v1/session/guest', { body: { name: 5 } })).toMatch(/^400 bad_request/);
  expect(await problem('POST', '/api/v1/session/guest', { body: { role: 'admin' } })).toMatch(/^400 bad_request/);
});

test('addresses and methods that are not there', async () => {
  expect(await problem('GET', '/api/v1/nothing')).toMatch(/^404 unknown_route/);
  expect(await problem('GET', '/api/v2/comments?thread=/')).toMatch(/^404 unknown_route/);
  expect(await problem('PUT', COMMENTS, { body: good })).toMatch(/^40[45]/);
  expect(await problem('GET', '/%2e%2e%2fetc/passwd')).toMatch(/^404/);
  expect(await problem('GET', '/assets/..%2f..%2f..%2fpackage.json')).toMatch(/^40[034]/);
  expect(await problem('GET', '/api/v1/live')).toMatch(/^400 bad_request/);
});

test('rubbish instead of HTTP is answered, and the server goes on', async () => {
  for (const bytes of [
    'GET / HTTP/9.9\r\n\r\n',
    '\x16\x03\x01\x02\x00',
    `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
  ]) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(bytes);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 4\d\d/);
  }
  expect((await call(url, 'GET', '/healthz')).status).toBe(200);
});
