/** Bad input at the live socket: a clear error or the right close code, and a server that goes on. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { CLOSE } from '../../protocol/codes.ts';
import { call } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(() => server.stop());
afterEach(async () => {
  const sane = await LiveClient.open(url);
  await sane.subscribe('/sane');
  await sane.close();
});

const place = { site: 'default', thread: '/bad' };
const post = { type: 'post', ...place, body: 'x' };
const closed = async (client: LiveClient) => (await once(client.socket, 'close'))[0] as number;

const FRAMES: [string, unknown, string][] = [
  ['no JSON', 'hello', 'bad_json'],
  ['half a frame', '{"type":"ping"', 'bad_json'],
  ['nothing', '', 'bad_json'],
  ['an array', [1], 'bad_request'],
  ['null', 'null', 'bad_request'],
  ['no type', {}, 'unknown_type'],
  ['an unknown type', { type: 'dance' }, 'unknown_type'],
  ['a type of the server', { type: 'events' }, 'unknown_type'],
  ['a type from the prototype', { type: 'constructor' }, 'unknown_type'],
  ['a type that is no text', { type: { $ne: 1 } }, 'unknown_type'],
  ['deep JSON', `{"type":"ping","x":${'['.repeat(5_000)}${']'.repeat(5_000)}}`, 'bad_request'],
  ['a number where text belongs', { ...post, id: randomUUID(), body: 5 }, 'bad_request'],
  ['an object where text belongs', { ...post, id: randomUUID(), body: { $gt: '' } }, 'bad_request'],
  ['an id that is no UUID', { ...post, id: '1' }, 'bad_request'],
  ['a position that is no number', { type: 'subscribe', ...place, since: '5' }, 'bad_request'],
  ['a position below zero', { type: 'subscribe', ...place, since: -1 }, 'bad_request'],
  ['a thread without a name', { type: 'subscribe', site: 'default', thread: '' }, 'bad_request'],
  ['a site that is not there', { type: 'subscribe', site: 'nowhere', thread: '/x' }, 'unknown_site'],
  ['a post to a site that is not there', { ...post, id: randomUUID(), site: 'nowhere' }, 'unknown_site'],
  ['an answer to nothing', { ...post, id: randomUUID(), parent: randomUUID() }, 'unknown_parent'],
  ['an empty comment', { ...post, id: randomUUID(), body: ' ' }, 'body_empty'],
  ['a name that hides', { ...post, id: randomUUID(), author: { name: '\u202e' } }, 'bad_name'],
  ['a token of nobody', { type: 'auth', token: 'g1.e30.x' }, 'bad_token'],
];

test.each(FRAMES)('%s is answered by an error, with the id where there was one', async (_what, frame, code) => {
  const client = await LiveClient.open(url);
  client.send(frame);
  const error = await client.next('error');
  expect(error).toMatchObject({ code, message: expect.stringMatching(/\S/) });
  expect(error.id).toBe((frame as { id?: string } | null)?.id);
  client.send({ type: 'ping' });
  await client.next('pong');
  await client.close();
});

test('unknown fields are ignored, __proto__ among them', async () => {
  const client = await LiveClient.open(url);
  const id = randomUUID();
  client.send(
    `{"type":"post","id":"${id}","site":"default","thread":"/extra","body":"x","colour":1,"__proto__":{"admin":true},"author":{"name":"A","constructor":1}}`,
  );
  expect(await client.next('ack')).toMatchObject({ id, comment: { author: { name: 'A', role: 'guest' } } });
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
  await client.close();
});

test('a binary frame is refused, and repeated nonsense ends the socket with 4400', async () => {
  const client = await LiveClient.open(url);
  const code = closed(client);
  for (let n = 0; n < 10; n += 1) client.socket.send(Buffer.from('{"type":"ping"}'));
  expect(await client.next('error')).toMatchObject({ code: 'bad_json' });
  expect(await code).toBe(CLOSE.protocol);
});

test('L6 a frame over 16 KiB ends the socket with 1009, invalid UTF-8 with 1007', async () => {
  const large = await LiveClient.open(url);
  const largeCode = closed(large);
  large.send({ ...post, id: randomUUID(), body: 'x'.repeat(17 * 1024) });
  expect(await largeCode).toBe(1009);
  // Bytes that nobody reads any more must not take the close frame with them.
  const huge = await LiveClient.open(url);
  const hugeCode = closed(huge);
  huge.send('x'.repeat(2 * 1024 * 1024));
  expect(await hugeCode).toBe(1009);
  const broken = await LiveClient.open(url);
  const brokenCode = closed(broken);
  broken.socket.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
  expect(await brokenCode).toBe(1007);
  const pieces = await LiveClient.open(url);
  const piecesCode = closed(pieces);
  for (let n = 0; n < 40; n += 1) pieces.socket.send('x', { fin: false });
  expect(await piecesCode).toBe(1008);
});

test('bytes that are no frames end the connection, and nothing else', async () => {
  for (const bytes of [
    [0xc1, 0x80, 0, 0, 0, 0],
    [0x83, 0x80, 0, 0, 0, 0],
    [0x81, 0x01, 0x41],
    [0x89, 0xfe, 0x01, 0x00],
  ]) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      'GET /api/v1/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await once(socket, 'data');
    socket.write(Buffer.from(bytes));
    socket.resume();
    await once(socket, 'close');
  }
});

test('one socket watches 16 threads and is told so at the next', async () => {
  const client = await LiveClient.open(url);
  for (let n = 0; n < 16; n += 1) await client.subscribe(`/t${n}`);
  await client.subscribe('/t3');
  client.send({ type: 'subscribe', site: 'default', thread: '/t16' });
  expect(await client.next('error')).toMatchObject({ code: 'too_many_subscriptions', thread: '/t16' });
  client.send({ type: 'unsubscribe', site: 'default', thread: '/t0' });
  await client.subscribe('/t16');
  await client.close();
});

async function upgrade(protocols: string[], path = '/api/v1/live'): Promise<string> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, protocols);
  socket.on('error', () => {});
  const answer = await Promise.race([
    once(socket, 'open').then(() => `101 ${socket.protocol}`),
    once(socket, 'unexpected-response').then(([, response]) => `${response.statusCode}`),
  ]);
  socket.terminate();
  return answer;
}

test('subprotocols: none and ours are served, only unknown ones are refused', async () => {
  const bare = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`);
  const [data] = await once(bare, 'message');
  expect(JSON.parse(data)).toEqual({ type: 'welcome', protocol: 1 });
  bare.terminate();
  expect(await upgrade(['live-comments.v1'])).toBe('101 live-comments.v1');
  expect(await upgrade(['live-comments.v9', 'live-comments.v1'])).toBe('101 live-comments.v1');
  expect(await upgrade(['live-comments.v9'])).toBe('400');
  expect(await upgrade([], '/api/v1/comments?thread=/x')).not.toMatch(/^101/);
  expect(await upgrade([], '/nowhere')).toBe('404');
  expect((await call(url, 'GET', '/metrics')).text).toMatch(/live_comments_connections\{kind="socket"\} 0/);
});
