/** Joining a thread while it is being written to: a page and the stream after it meet without a hole, and a burst comes bundled. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { LiveClient } from '../../helpers/live-client.ts';
import { Poster } from '../../helpers/poster.ts';
import { Reader } from '../../helpers/reader.ts';
import { page } from '../../helpers/rest.ts';
import { startServer, type TestServer } from '../../helpers/server.ts';
import { paced } from '../../helpers/until.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer();
});

afterAll(() => server.stop());

test('L1 200 readers who load a page and subscribe under 200 posts/s see no hole and no double', async () => {
  const thread = '/snapshot';
  const posters = await openPosters(4);
  const load = paced(200, 4, n => void posters[n % 4]?.post(thread, `Comment ${n}`));
  const readers: Reader[] = [];
  const joins = paced(60, 200 / 60, async () => {
    const { thread: seen } = await page(server.url, { thread, limit: 1 });
    expect(seen.commentCount, 'the page is of one moment').toBe(seen.seq);
    readers.push(new Reader({ url: server.url, thread, since: seen.seq }).start());
  });
  await Promise.all([load, joins]);
  await allAtTheHead(thread, posters, readers);
  expect(readers).toHaveLength(200);
  for (const reader of readers) reader.stop();
});

test('L1 readers who subscribe at any position in the middle of a burst see all that follows, once', async () => {
  const thread = '/burst-joined';
  const posters = await openPosters(4);
  const readers: Reader[] = [];
  let posted = 0;
  const load = paced(400, 2, () => {
    void posters[posted % 4]?.post(thread, `Comment ${posted}`);
    posted += 1;
    if (posted % 10 !== 0) return;
    const acked = posters.reduce((sum, poster) => sum + poster.acked.size, 0);
    readers.push(new Reader({ url: server.url, thread, since: Math.floor(Math.random() * (acked + 1)) }).start());
  });
  await load;
  await allAtTheHead(thread, posters, readers);
  for (const reader of readers) reader.stop();
});

test('L1 a post that nothing follows waits for nobody, however soon after another: it is there before an answer to what is asked after its ack', async () => {
  const client = await LiveClient.open(server.url);
  const thread = '/one-by-one';
  await client.subscribe(thread);
  for (let n = 1; n <= 30; n++) {
    const before = client.frames.length;
    await client.post(thread, `Alone ${n}`);
    client.send({ type: 'ping' });
    await client.next('pong');
    const types = client.frames.slice(before).map(({ type }) => type);
    // Bundled, it would come 40 ms later, and the answer to a ping within one.
    expect(types.indexOf('events'), `post ${n}`).toBeGreaterThanOrEqual(0);
  }
  await client.close();
});

test('L1 200 posts at once reach a reader in few frames', async () => {
  const thread = '/burst';
  const posters = await openPosters(4);
  const reader = new Reader({ url: server.url, thread, since: 0 }).start();
  await reader.begun();
  const before = reader.frames.length;
  await Promise.all(Array.from({ length: 200 }, (_, n) => posters[n % 4]?.post(thread, `Together ${n}`)));
  await reader.reaches(200);
  expect(reader.frames.length - before).toBeLessThanOrEqual(20);
  expect(reader).toMatchObject({ wrong: 0, resets: 0 });
  reader.stop();
});

test('L1 twenty writers at once: every reader sees one and the same order', async () => {
  const thread = '/order';
  const posters = await openPosters(20);
  const readers = Array.from({ length: 50 }, () => new Reader({ url: server.url, thread, since: 0 }).start());
  await Promise.all(readers.map(reader => reader.begun()));
  await Promise.all(
    posters.flatMap((poster, i) => Array.from({ length: 20 }, (_, n) => poster.post(thread, `${i} ${n}`))),
  );
  await allAtTheHead(thread, posters, readers);
  expect(new Set(readers.map(({ hash }) => hash)).size).toBe(1);
  for (const reader of readers) reader.stop();
});

async function openPosters(count: number): Promise<Poster[]> {
  const posters = await Promise.all(Array.from({ length: count }, () => Poster.open(server.url)));
  onTestFinished(() => {
    for (const poster of posters) poster.stop();
  });
  return posters;
}

async function allAtTheHead(thread: string, posters: readonly Poster[], readers: readonly Reader[]): Promise<void> {
  await Promise.all(posters.map(poster => poster.settled()));
  expect(posters.flatMap(poster => poster.complaints)).toEqual([]);
  const { seq } = (await page(server.url, { thread, limit: 1 })).thread;
  expect(seq).toBe(posters.reduce((sum, poster) => sum + poster.acked.size, 0));
  await Promise.all(readers.map(reader => reader.reaches(seq)));
  for (const { seq: at, wrong, resets, connections, closes } of readers) {
    expect({ at, wrong, resets, connections, closes }).toEqual({
      at: seq,
      wrong: 0,
      resets: 0,
      connections: 1,
      closes: [],
    });
  }
}
