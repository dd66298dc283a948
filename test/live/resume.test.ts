/** Subscribing from a position: the whole replay or one reset, never a part. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, changeRows, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const LENGTH = 230;
let server: TestServer;
let url: string;
let epoch: string;
beforeAll(async () => {
  server = await startServer();
  url = server.url;
  for (const thread of ['/log', '/short']) {
    await Promise.all(Array.from({ length: LENGTH }, (_, n) => post(url, thread, `c${n}`)));
  }
  changeRows(
    server.dataDir,
    "DELETE FROM events WHERE seq <= 100 AND thread_id = (SELECT id FROM threads WHERE key = '/short')",
  );
  epoch = (await call(url, 'GET', query('/api/v1/events', { thread: '/log' }))).json.epoch;
});
afterAll(() => server.stop());

interface Row {
  readonly what: string;
  readonly thread?: string;
  readonly since?: number;
  readonly epoch?: 'ours' | 'another';
  /** The first number that is replayed, or reset. */
  readonly expected: number | 'reset' | 'nothing';
}

const TABLE: Row[] = [
  { what: 'no position: starts at the head', expected: 'nothing' },
  { what: 'the start', since: 0, expected: 1 },
  { what: 'the start, with the epoch', since: 0, epoch: 'ours', expected: 1 },
  { what: 'the middle', since: 57, epoch: 'ours', expected: 58 },
  { what: 'one behind the head', since: LENGTH - 1, epoch: 'ours', expected: LENGTH },
  { what: 'the head', since: LENGTH, epoch: 'ours', expected: 'nothing' },
  { what: 'beyond the head', since: LENGTH + 1, epoch: 'ours', expected: 'reset' },
  { what: 'far beyond the head', since: 2 ** 40, expected: 'reset' },
  { what: 'another epoch', since: 5, epoch: 'another', expected: 'reset' },
  { what: 'another epoch at the head', since: LENGTH, epoch: 'another', expected: 'reset' },
  { what: 'another epoch at the start', since: 0, epoch: 'another', expected: 'reset' },
  { what: 'before a shortened log', thread: '/short', since: 0, epoch: 'ours', expected: 'reset' },
  { what: 'just before a shortened log', thread: '/short', since: 99, epoch: 'ours', expected: 'reset' },
  { what: 'where a shortened log begins', thread: '/short', since: 100, epoch: 'ours', expected: 101 },
];

const positionOf = (row: Row) => ({
  ...(row.since === undefined ? {} : { since: row.since }),
  ...(row.epoch === undefined ? {} : { epoch: row.epoch === 'ours' ? epoch : 'another' }),
});

describe('L1 subscribe', () => {
  test.each(TABLE)('$what', async row => {
    const thread = row.thread ?? '/log';
    const client = await LiveClient.open(url);
    expect(await client.subscribe(thread, positionOf(row))).toMatchObject({ epoch, seq: LENGTH });
    if (row.expected === 'reset') expect(await client.next('reset')).toMatchObject({ thread, epoch, seq: LENGTH });
    const seqs: number[] = [];
    if (typeof row.expected === 'number') {
      while (seqs.at(-1) !== LENGTH) seqs.push(...(await client.next('events')).events.map(event => event.seq));
      expect(seqs).toEqual(Array.from({ length: LENGTH - row.expected + 1 }, (_, n) => (row.expected as number) + n));
    }
    client.send({ type: 'ping' });
    await client.next('pong');
    const replayed = client.frames.flatMap(frame => (frame.type === 'events' ? frame.events : []));
    expect(replayed).toHaveLength(seqs.length);
    expect(client.frames.filter(frame => frame.type === 'reset')).toHaveLength(row.expected === 'reset' ? 1 : 0);
    await client.close();
  });
});

describe('L1 GET /events', () => {
  test.each(TABLE.filter(row => row.since !== undefined))('$what', async row => {
    const { json } = await call(
      url,
      'GET',
      query('/api/v1/events', { thread: row.thread ?? '/log', ...positionOf(row) }),
    );
    expect(json).toMatchObject({ epoch, seq: LENGTH, more: false });
    if (row.expected === 'reset') expect(json).toEqual({ epoch, seq: LENGTH, events: [], more: false, reset: true });
    else expect(json).not.toHaveProperty('reset');
    expect(json.events[0]?.seq).toBe(typeof row.expected === 'number' ? row.expected : undefined);
  });

  test('a long log comes in pages that say that there is more', async () => {
    await Promise.all(Array.from({ length: 520 }, (_, n) => post(url, '/pages', `c${n}`)));
    const first = (await call(url, 'GET', query('/api/v1/events', { thread: '/pages' }))).json;
    expect(first).toMatchObject({ seq: 520, more: true });
    const since = first.events.at(-1).seq;
    const rest = (await call(url, 'GET', query('/api/v1/events', { thread: '/pages', since, epoch }))).json;
    expect(rest.more).toBe(false);
    expect([...first.events, ...rest.events].map(event => event.seq)).toEqual(
      Array.from({ length: 520 }, (_, n) => n + 1),
    );
  });

  test('votes on a long comment, which bring it along each time, come in pages of a bounded size', async () => {
    const { id, session } = await post(url, '/long-votes', 'lorem '.repeat(800));
    for (let n = 0; n < 12; n += 1) {
      const body = { value: n % 2 === 0 ? 1 : 0 };
      await call(url, 'PUT', `/api/v1/comments/${id}/vote`, { token: session.token, body });
    }
    const seqs: number[] = [];
    for (let more = true; more; ) {
      const { json, text } = await call(
        url,
        'GET',
        query('/api/v1/events', { thread: '/long-votes', since: seqs.at(-1) ?? 0, epoch }),
      );
      expect(text.length).toBeLessThan(50_000);
      seqs.push(...json.events.map((event: { seq: number }) => event.seq));
      more = json.more;
    }
    expect(seqs).toEqual(Array.from({ length: 13 }, (_, n) => n + 1));
  });
});

test('L1 while others write, a page and the stream from its seq have no hole and no double', async () => {
  const writing = Promise.all(Array.from({ length: 150 }, (_, n) => post(url, '/joined', `c${n}`)));
  const readers = Array.from({ length: 10 }, async () => {
    const client = await LiveClient.open(url);
    const { thread } = (await call(url, 'GET', query('/api/v1/comments', { thread: '/joined' }))).json;
    await client.subscribe('/joined', { since: thread.seq, epoch: thread.epoch });
    const seqs: number[] = [];
    while ((seqs.at(-1) ?? thread.seq) < 150)
      seqs.push(...(await client.next('events')).events.map(event => event.seq));
    expect(seqs).toEqual(Array.from({ length: 150 - thread.seq }, (_, n) => thread.seq + n + 1));
    await client.close();
  });
  await Promise.all([writing, ...readers]);
});
