/** The live socket's promises, between real sockets and a real server. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommentEvent, LiveEvent } from '../../protocol/events.ts';
import { COMMENTS, call, changeRows, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let server: TestServer;
let url: string;
const clients: LiveClient[] = [];
const open = async () => {
  const client = await LiveClient.open(url);
  clients.push(client);
  return client;
};
beforeAll(async () => {
  server = await startServer();
  url = server.url;
});
afterAll(async () => {
  await Promise.all(clients.map(client => client.close()));
  await server.stop();
});

/** Collects events up to number `last`; fails on a gap, a repeat or a wrong order. */
async function eventsUntil(client: LiveClient, last: number, from = 0): Promise<LiveEvent[]> {
  const all: LiveEvent[] = [];
  while ((all.at(-1)?.seq ?? from) < last) all.push(...(await client.next('events')).events);
  expect(all.map(event => event.seq)).toEqual(Array.from({ length: last - from }, (_, n) => from + n + 1));
  return all;
}

test('L1 L2 what one reader posts stands on the other’s screen, once, in order', async () => {
  const [ann, bob] = [await open(), await open()];
  await ann.subscribe('/first');
  expect(await bob.subscribe('/first')).toMatchObject({ site: 'default', thread: '/first', seq: 0, viewers: 2 });
  const { comment, session } = await ann.post('/first', 'Hello **you**');
  expect(session?.token).toBeTypeOf('string');
  expect(comment).toMatchObject({ body: 'Hello **you**', author: { name: 'Ann' } });
  const [event] = (await eventsUntil(bob, 1)) as [CommentEvent];
  expect(event).toMatchObject({
    type: 'comment.created',
    comment: { id: comment.id, content: [['p', 'Hello ', ['strong', 'you']]] },
    commentCount: 1,
    replyCounts: {},
  });
  expect(event.comment).not.toHaveProperty('body');
  expect(await eventsUntil(ann, 1)).toEqual([event]);
});

test('L1 posts of many at once reach everyone in one order, from REST and socket alike', async () => {
  const readers = await Promise.all(Array.from({ length: 5 }, open));
  for (const reader of readers) await reader.subscribe('/many');
  const writers = await Promise.all(Array.from({ length: 20 }, open));
  await Promise.all(writers.flatMap((writer, n) => [post(url, '/many', `r${n}`), writer.post('/many', `s${n}`)]));
  const [first, ...others] = await Promise.all(readers.map(reader => eventsUntil(reader, 40)));
  for (const each of others) expect(each).toEqual(first);
});

test('L3 the same id over socket and REST is one comment, and one event', async () => {
  const reader = await open();
  await reader.subscribe('/same');
  const id = randomUUID();
  const [ann, bob] = [await open(), await open()];
  const posted = { id, site: 'default', thread: '/same', body: 'once' };
  for (const client of [ann, bob, ann]) client.send({ type: 'post', ...posted });
  await call(url, 'POST', COMMENTS, { body: posted });
  const acks = [await ann.next('ack'), await ann.next('ack'), await bob.next('ack')];
  expect(acks.map(ack => [ack.id, ack.comment.seq])).toEqual([
    [id, 1],
    [id, 1],
    [id, 1],
  ]);
  expect(acks.filter(ack => ack.session).length).toBeLessThanOrEqual(1);
  await post(url, '/same', 'next');
  await eventsUntil(reader, 2);
});

test('L4 edits and deletions reach every screen, and the text is in no later answer', async () => {
  const [ann, bob] = [await open(), await open()];
  await ann.subscribe('/l4');
  await bob.subscribe('/l4');
  const parent = await post(url, '/l4', 'parent');
  const { comment, session } = await ann.post('/l4', 'canary-one', { parent: parent.id });
  const token = session?.token;
  await call(url, 'PATCH', `${COMMENTS}/${comment.id}`, { body: { body: 'canary-two' }, token });
  const shown = (await eventsUntil(bob, 3)) as CommentEvent[];
  expect(shown[2]).toMatchObject({
    type: 'comment.updated',
    comment: { id: comment.id, content: [['p', 'canary-two']] },
  });
  expect(shown[1]?.replyCounts).toEqual({ [parent.id]: 1 });

  await call(url, 'DELETE', `${COMMENTS}/${comment.id}`, { token });
  const [removed] = (await eventsUntil(bob, 4, 3)) as [CommentEvent];
  expect(removed).toMatchObject({
    type: 'comment.removed',
    comment: { state: 'deleted', content: [] },
    commentCount: 1,
  });
  expect(removed.replyCounts).toEqual({ [parent.id]: 0 });

  const late = await open();
  await late.subscribe('/l4', { since: 0 });
  const answers = [
    JSON.stringify(await eventsUntil(late, 4)),
    ...(await Promise.all(
      [
        query('/api/v1/events', { thread: '/l4' }),
        query(COMMENTS, { thread: '/l4', include: 'html' }),
        query(COMMENTS, { thread: '/l4', parent: parent.id }),
        `${COMMENTS}/${comment.id}?include=html`,
        query('/thread', { thread: '/l4' }),
        '/metrics',
      ].map(async path => (await call(url, 'GET', path, { token: path.startsWith('/api') ? token : undefined })).text),
    )),
  ];
  expect(answers.join()).not.toContain('canary');
});

test('L1 L4 a hidden event is a number to the public and whole to its author', async () => {
  const ann = await guest(url, 'Ann');
  const { id } = await post(url, '/hidden', 'canary', {}, ann.token);
  await post(url, '/hidden', 'seen');
  changeRows(server.dataDir, `UPDATE comments SET state = 'held', listed = 0 WHERE id = '${id}'`);
  const [reader, author] = [await open(), await open()];
  author.send({ type: 'auth', token: ann.token });
  expect(await author.next('session')).toMatchObject({ viewer: { id: ann.id, name: 'Ann', role: 'guest' } });
  await reader.subscribe('/hidden', { since: 0 });
  await author.subscribe('/hidden', { since: 0 });
  expect((await eventsUntil(reader, 2))[0]).toEqual({ seq: 1, type: 'hidden' });
  expect((await eventsUntil(author, 2))[0]).toMatchObject({ type: 'comment.created', comment: { id, state: 'held' } });
});

test('who signs in posts as themselves; a bad token is refused and changes nothing', async () => {
  const ann = await guest(url, 'Ann');
  const client = await open();
  client.send({ type: 'auth', token: 'rubbish' });
  expect(await client.next('error')).toMatchObject({ code: 'bad_token' });
  client.send({ type: 'auth', token: ann.token });
  await client.next('session');
  const { comment, session } = await client.post('/auth', 'mine', { author: undefined });
  expect(comment.author).toMatchObject({ id: ann.id, name: 'Ann' });
  expect(session).toBeUndefined();
  const nobody = await open();
  const first = await nobody.post('/auth', 'first');
  const second = await nobody.post('/auth', 'second');
  expect(second.session).toBeUndefined();
  expect(second.comment.author.id).toBe(first.comment.author.id);
});

test('after unsubscribe nothing comes any more, and two threads do not mix', async () => {
  const reader = await open();
  await reader.subscribe('/one');
  await reader.subscribe('/two');
  reader.send({ type: 'unsubscribe', site: 'default', thread: '/one' });
  reader.send({ type: 'ping' });
  await reader.next('pong');
  await post(url, '/one', 'unheard');
  await post(url, '/two', 'heard');
  expect(await reader.next('events')).toMatchObject({ thread: '/two', events: [{ seq: 1 }] });
  expect(reader.frames.some(frame => frame.type === 'events' && frame.thread === '/one')).toBe(false);
});

test('who signs in while typing, and posts, types no more', async () => {
  const ann = await LiveClient.open(server.url);
  const bob = await LiveClient.open(server.url);
  await ann.subscribe('/typing-guest');
  await bob.subscribe('/typing-guest');
  ann.send({ type: 'typing', site: 'default', thread: '/typing-guest' });
  await bob.next('presence', frame => frame.typing.length === 1);
  const response = await fetch(`${server.url}/api/v1/session/guest`, { method: 'POST' });
  const { session } = (await response.json()) as { session: { token: string } };
  ann.send({ type: 'auth', token: session.token });
  await ann.post('/typing-guest', 'Written');
  await bob.next('presence', frame => frame.typing.length === 0 && frame.viewers === 2);
  await ann.close();
  await bob.close();
});

test('frames of every length are whole: with the short head, the middle one and the long one of RFC 6455', async () => {
  const client = await open();
  // The answer to `subscribe` is about as long as its thread’s key and 100 bytes; the head grows at 126.
  for (let length = 1; length <= 60; length += 1) {
    const thread = 't'.repeat(length);
    expect(await client.subscribe(thread)).toMatchObject({ thread, seq: 0 });
    client.send({ type: 'unsubscribe', site: 'default', thread });
  }
  // Letters of three bytes: 21 such texts are the longest page of a replay, above the 65,536 bytes where it grows again.
  const writer = await open();
  const text = (n: number) => `${n} ${'長'.repeat(1_000)}`;
  for (let n = 1; n <= 21; n += 1) await writer.post('/long', text(n));
  const lengths: number[] = [];
  client.socket.on('message', data => lengths.push((data as Buffer).length));
  for (let since = 0; since < 21; since += 1) {
    await client.subscribe('/long', { since });
    const events = await eventsUntil(client, 21, since);
    expect((events[0] as CommentEvent).comment.content).toEqual([['p', text(since + 1)]]);
  }
  expect(Math.max(...lengths)).toBeGreaterThan(65_536);
});

test('L2 whoever posts hears that it is on disk before it comes as an event', async () => {
  const ann = await open();
  await ann.subscribe('/answer-first');
  for (let n = 1; n <= 20; n += 1) {
    await ann.post('/answer-first', `answer ${n}`);
    expect((await eventsUntil(ann, n, n - 1)).length).toBe(1);
  }
});
