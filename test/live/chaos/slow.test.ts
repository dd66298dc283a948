/** Readers who stop reading, or vanish without a word: they cost bounded memory and delay nobody, and come back whole. */
import { describe, expect, test } from 'vitest';
import { freshServer, openPosters, openReaders, postAll } from '../../helpers/crowd.ts';
import { LiveClient } from '../../helpers/live-client.ts';
import { FaultProxy } from '../../helpers/proxy.ts';
import { metric, page } from '../../helpers/rest.ts';
import { until } from '../../helpers/until.ts';

const PAUSED = 50;
const BOUND = 64 * 1024 * 1024;
const MEMORY = 'live_comments_resident_memory_bytes';
const CONNECTIONS = 'live_comments_connections';

/** The waiting of these tests is the heartbeat's, so they wait together. */
describe.concurrent('slow and dead', () => {
  test('L5 L6 50 readers who stop reading while 4,000 comments are posted cost bounded memory and delay nobody', {
    timeout: 90_000,
  }, async ({ onTestFinished }) => {
    const thread = '/paused';
    // A small heap, so that what grows is what is kept and not what is only garbage.
    const { url } = await freshServer(onTestFinished, {
      NODE_OPTIONS: '--max-old-space-size=96 --max-semi-space-size=2',
    });
    const posters = await openPosters(onTestFinished, url, 4);
    const healthy = openReaders(onTestFinished, url, thread, 5);
    await postAll(posters, thread, 1_000, 0);
    const paused = openReaders(onTestFinished, url, thread, PAUSED);
    await Promise.all(paused.map(reader => reader.reaches(1_000)));
    for (const reader of paused) reader.socket?.pause();

    const before = await metric(url, MEMORY);
    await postAll(posters, thread, 4_000, 1_000);
    const head = (await page(url, { thread, limit: 1 })).thread.seq;
    expect(head).toBe(5_000);
    await Promise.all(healthy.map(reader => reader.reaches(head, 2_000)));
    const growth = (await metric(url, MEMORY)) - before;
    expect(growth, 'growth of resident memory').toBeLessThan(BOUND);

    const [some, others] = [paused.slice(0, PAUSED / 2), paused.slice(PAUSED / 2)];
    for (const reader of some) reader.socket?.resume();
    await Promise.all(some.map(reader => reader.reaches(head)));
    for (const reader of some) expect(reader).toMatchObject({ seq: head, wrong: 0, resets: 0, connections: 1 });

    const left = healthy.length + posters.length + some.length;
    await until(async () => (await metric(url, CONNECTIONS)) <= left, 'stuck readers were kept', 45_000);
    for (const reader of others) {
      expect(reader.seq, 'they were stuck indeed').toBeLessThan(head);
      reader.socket?.resume();
    }
    await Promise.all(others.map(reader => reader.reaches(head)));
    for (const reader of others) {
      expect(reader).toMatchObject({ seq: head, wrong: 0, resets: 0, connections: 2 });
      expect(reader.closes[0]).toBeOneOf([1006, 4001]);
    }
    expect(healthy[0]).toMatchObject({ seq: head, wrong: 0, resets: 0, connections: 1 });
    console.warn(`${PAUSED} paused readers: the server grew by ${Math.round(growth / 1024 / 1024)} MB`);
  });

  test('L7 whoever falls silent behind a broken link is no longer present within 45 s', {
    timeout: 60_000,
  }, async ({ onTestFinished }) => {
    const { url } = await freshServer(onTestFinished);
    const proxy = await FaultProxy.before(url);
    onTestFinished(() => proxy.close());
    const watcher = await LiveClient.open(url);
    await watcher.subscribe('/dead');
    const lost = await LiveClient.open(proxy.url);
    expect(await lost.subscribe('/dead')).toMatchObject({ viewers: 2 });
    await watcher.next('presence', ({ viewers }) => viewers === 2);
    for (const link of proxy.links) link.blackHole();
    await watcher.next('presence', ({ viewers }) => viewers === 1, 45_000);
    await until(async () => (await metric(url, CONNECTIONS)) === 1, 'the socket is still there');
    await watcher.close();
  });
});
