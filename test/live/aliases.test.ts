/** Threads that move under those who read them: each hears by the key that they asked for, and misses nothing. */
import { beforeAll, expect, test } from 'vitest';
import type { LiveEvent } from '../../protocol/events.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import type { LiveClient } from '../helpers/live-client.ts';
import { until } from '../helpers/until.ts';
import { threadReaders } from './thread-readers.ts';

const here = threadReaders();
const { admin, idOf, list, mirror, open } = here;
let url: string;
beforeAll(() => {
  url = here.server.url;
});

async function move(from: string, to: string): Promise<number> {
  const id = await idOf(from);
  expect((await admin('POST', `/threads/${id}/move`, { key: to })).status).toBe(200);
  return id;
}

const remove = (key: string) => admin('DELETE', query('/sites/default/aliases', { key }));

test('L1 two subscriptions by the old and the new key on one socket are two, each with its own name on its frames', async () => {
  await post(url, '/two-old', 'one');
  await move('/two-old', '/two-new');
  const reader = await open();
  expect(await reader.subscribe('/two-old')).toMatchObject({ thread: '/two-old', seq: 2 });
  expect(await reader.subscribe('/two-new')).toMatchObject({ thread: '/two-new', seq: 2, viewers: 1 });
  const comment = await post(url, '/two-new', 'two');
  const isOf = (thread: string) => (frame: { thread: string }) => frame.thread === thread;
  const frames = [await reader.next('events'), await reader.next('events')];
  expect(frames.map(each => each.thread).toSorted()).toEqual(['/two-new', '/two-old']);
  for (const { events } of frames) {
    expect(events).toMatchObject([{ seq: 3, comment: { id: comment.id, thread: '/two-new' } }]);
  }
  reader.send({ type: 'unsubscribe', site: 'default', thread: '/two-new' });
  await post(url, '/two-old', 'three');
  expect(await reader.next('events')).toMatchObject({ thread: '/two-old', events: [{ seq: 4 }] });
  expect(reader.frames.filter(each => each.type === 'events' && isOf('/two-new')(each))).toHaveLength(1);
});

test('those who read by either key see each other, and who types', async () => {
  await post(url, '/here', 'one');
  await move('/here', '/there');
  const [ann, bob] = [await guest(url, 'Ann'), await guest(url, 'Bob')];
  const [byOld, byNew] = [await open(ann.token), await open(bob.token)];
  await byOld.subscribe('/here');
  expect(await byNew.subscribe('/there')).toMatchObject({ viewers: 2 });
  expect(await byOld.next('presence', ({ viewers }) => viewers === 2)).toMatchObject({ thread: '/here' });
  await post(url, '/there', 'known', {}, ann.token);
  byOld.send({ type: 'typing', site: 'default', thread: '/here' });
  const seen = await byNew.next('presence', ({ typing }) => typing.length === 1);
  expect(seen).toMatchObject({ thread: '/there', typing: ['Ann'] });
  const ack = await byOld.post('/here', 'posted by the old key');
  expect(ack.comment).toMatchObject({ thread: '/there' });
  expect(await byNew.next('events', ({ events }) => events[0]?.seq === 4)).toMatchObject({ thread: '/there' });
});

test('L4 by an old key too, an author and a moderator are shown more than others', async () => {
  const { token } = await guest(url, 'Ann');
  await post(url, '/hold-old', 'one', {}, token);
  await move('/hold-old', '/hold-new');
  const [author, other] = [await open(token), await open()];
  await author.subscribe('/hold-old');
  await other.subscribe('/hold-old');
  await here.server.set({ hold: 'all' });
  const body = { thread: '/hold-old', body: 'canary-held' };
  expect((await call(url, 'POST', COMMENTS, { body, token })).status).toBe(202);
  await here.server.set({ hold: 'none' });
  expect((await author.next('events')).events).toMatchObject([{ seq: 3, comment: { state: 'held' } }]);
  expect(await other.next('events')).toMatchObject({ thread: '/hold-old', events: [{ seq: 3, type: 'hidden' }] });
  expect(JSON.stringify(other.frames)).not.toContain('canary-held');
});

test('L1 an alias that is taken back sends its readers to an empty place, also those who were away', async () => {
  for (const text of ['one', 'two', 'three']) await post(url, '/was', text);
  await move('/was', '/is');
  const reader = await open();
  const { epoch, seq } = await reader.subscribe('/was');
  expect((await remove('/was')).status).toBe(204);
  expect(await reader.next('reset')).toMatchObject({ thread: '/was', seq: 5 });
  for (let n = 0; n < 3; n += 1) await post(url, '/is', `not theirs ${n}`);
  const anew = await post(url, '/was', 'anew');
  expect(await reader.next('events')).toMatchObject({ thread: '/was', events: [{ seq: 6, comment: { id: anew.id } }] });
  expect(JSON.stringify(reader.frames)).not.toContain('not theirs');
  const away = await open();
  await away.subscribe('/was', { since: seq, epoch });
  expect(await away.next('reset')).toMatchObject({ thread: '/was', seq: 6 });
});

test('L1 a key that comes to lead to another thread: what was read by it means nothing there', async () => {
  // As many numbers in each, so that nothing but the store’s care tells them apart.
  for (let n = 0; n < 4; n += 1) for (const key of ['/first', '/second']) await post(url, key, `${key} ${n}`);
  const [first, second] = [await idOf('/first'), await idOf('/second')];
  await admin('PUT', '/sites/default/aliases', { key: '/lead', thread: first });
  const reader = await open();
  const { epoch, seq } = await reader.subscribe('/lead');
  expect((await admin('PUT', '/sites/default/aliases', { key: '/lead', thread: second })).status).toBe(200);
  const reset = await reader.next('reset');
  expect(reset.thread).toBe('/lead');
  const next = await post(url, '/lead', 'next');
  expect(next).toMatchObject({ thread: '/second', seq: reset.seq + 1 });
  expect((await reader.next('events')).events).toMatchObject([{ seq: next.seq }]);
  for (const since of [seq - 1, seq]) {
    const away = await open();
    await away.subscribe('/lead', { since, epoch });
    expect(await away.next('reset')).toMatchObject({ thread: '/lead', seq: next.seq });
  }
  expect((await list('/lead')).items).toHaveLength(5);
});

test('L1 a thread that comes to where others watched an empty one: they load anew, and no number fits both', async () => {
  for (let n = 0; n < 3; n += 1) await post(url, '/from', `f${n}`);
  const gone = await post(url, '/to', 'gone');
  await post(url, '/aside', 'x');
  const aside = await idOf('/aside');
  // Its comment goes elsewhere and the key is taken back, so that nobody has written here, and numbers were given.
  await admin('POST', `/threads/${await idOf('/to')}/merge`, { into: aside });
  await remove('/to');
  const reader = await open();
  const { epoch, seq } = await reader.subscribe('/to');
  await move('/from', '/to');
  const reset = await reader.next('reset');
  expect(reset.seq).toBeGreaterThan(seq);
  const away = await open();
  await away.subscribe('/to', { since: seq, epoch });
  expect(await away.next('reset')).toMatchObject({ seq: reset.seq });
  const ids = (await list('/to')).items.map((each: { id: string }) => each.id);
  expect(ids).toHaveLength(3);
  expect(ids).not.toContain(gone.id);
});

test('L1 an event stream by an old key goes on, through a move and a return', async () => {
  await post(url, '/stream', 'one');
  await move('/stream', '/streamed');
  const reading = new AbortController();
  const read = async (headers: Record<string, string>) => {
    const response = await fetch(`${url}/api/v1/events?thread=/stream`, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: reading.signal,
    });
    return (response.body as ReadableStream<Uint8Array>).getReader();
  };
  const textUntil = async (reader: ReadableStreamDefaultReader<Uint8Array>, word: string) => {
    let text = '';
    while (!text.includes(word)) text += Buffer.from((await reader.read()).value ?? []).toString();
    return text;
  };
  const stream = await read({});
  expect(await textUntil(stream, 'subscribed')).toContain('retry');
  await post(url, '/streamed', 'canary-two');
  expect(await textUntil(stream, 'canary-two')).toMatch(/id: [\w-]+:3\n/);
  await move('/streamed', '/stream-on');
  const reset = await textUntil(stream, 'event: reset');
  expect(reset).toContain('"thread":"/stream"');
  await post(url, '/stream', 'canary-three');
  const { epoch } = (await list('/stream')).thread;
  await textUntil(stream, 'canary-three');
  const back = await read({ 'last-event-id': `${epoch}:3` });
  const missed = await textUntil(back, 'canary-three');
  expect(missed).toContain('thread.updated');
  expect(missed).not.toContain('canary-two');
  reading.abort();
});

test('L1 L2 people read and write by all keys while their thread moves on and on: nothing is lost, nothing twice', async () => {
  await post(url, '/hop/0', 'first');
  const transports = ['socket', 'stream', 'poll'] as const;
  const readers = await Promise.all(transports.map(transport => mirror('/hop/0', transport)));
  const writer = await open((await guest(url, 'Wren')).token);
  const ids: string[] = [];
  const write = async (from: number) => {
    for (let n = from; n < from + 30; n += 1) ids.push((await post(url, `/hop/${n % 3}`, `rest ${n}`)).id);
  };
  let writing = Promise.resolve();
  for (let hop = 1; hop <= 4; hop += 1) {
    // The keys that are written to all lead to the thread by then.
    if (hop === 3) writing = write(0);
    await move(`/hop/${hop - 1}`, `/hop/${hop}`);
    ids.push((await writer.post('/hop/0', `socket ${hop}`)).comment.id);
  }
  await writing;
  const { thread } = await list('/hop/0');
  expect(thread).toMatchObject({ key: '/hop/4', commentCount: ids.length + 1 });
  for (const reader of readers) {
    await until(() => reader.seq === thread.seq, `${reader.options.transport} is not read to its end`, 15_000);
    expect(reader.wrong).toBe(0);
    const { comments } = (await reader.whole()) as { comments: { id: string }[] };
    expect(new Set(comments.map(each => each.id)).size).toBe(comments.length);
    expect(ids.every(id => comments.some(each => each.id === id))).toBe(true);
  }
});

test('a socket that subscribes in the very moment of a move ends up where the thread is', async () => {
  await post(url, '/race', 'one');
  const readers = await Promise.all(Array.from({ length: 20 }, () => open()));
  const id = await idOf('/race');
  const moving = admin('POST', `/threads/${id}/move`, { key: '/raced' });
  await Promise.all(readers.map(reader => reader.subscribe('/race')));
  expect((await moving).status).toBe(200);
  const comment = await post(url, '/raced', 'after it');
  const seen = (reader: LiveClient): LiveEvent[] =>
    reader.frames.flatMap(frame => (frame.type === 'events' ? frame.events : []));
  for (const reader of readers) {
    const has = () => seen(reader).some(each => 'comment' in each && each.comment.id === comment.id);
    await until(has, 'a reader was left behind');
    expect(reader.frames.every(frame => !('thread' in frame) || frame.thread === '/race')).toBe(true);
  }
});
