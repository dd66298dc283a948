/** Readers who stop reading, or vanish without a word: they cost bounded memory and delay nobody, and come back whole. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { post } from '../../helpers/api.ts';
import { freshServer, openPosters, openReaders, postAll } from '../../helpers/crowd.ts';
import { DeskClient } from '../../helpers/desk-client.ts';
import { LiveClient } from '../../helpers/live-client.ts';
import { ADMIN, startModerated } from '../../helpers/moderator.ts';
import { FaultProxy } from '../../helpers/proxy.ts';
import { metric, page } from '../../helpers/rest.ts';
import { actor, makeKey } from '../../helpers/staff.ts';
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

  test('L7 a socket that answers no ping is gone within 45 s, one that answers stays', {
    timeout: 60_000,
  }, async () => {
    const server = await startModerated();
    const [dead, alive] = [await LiveClient.open(server.url, { autoPong: false }), await LiveClient.open(server.url)];
    for (const client of [dead, alive]) await client.subscribe('/pulse');
    const admin = { authorization: `Bearer ${ADMIN}` };
    const deadDesk = await DeskClient.open(server.url, admin, { autoPong: false });
    const desk = await DeskClient.open(server.url, admin);
    // Where nothing changes, the heartbeat notices that a right is over.
    const expiresAt = new Date(Date.now() + 15_000).toISOString();
    const key = await makeKey(server.url, actor(server.url, 'admin', admin), { scopes: ['comments:read'], expiresAt });
    const expired = (await DeskClient.open(server.url, key.headers)).closed();
    const began = performance.now();
    const [, , ended] = await Promise.all([once(dead.socket, 'close'), deadDesk.closed(), expired]);
    expect(ended).toBe(4100);
    expect(performance.now() - began).toBeLessThan(45_000);
    const { id } = await post(server.url, '/pulse', 'heard at the desk');
    await desk.hears(id, each => each.state === 'published');
    await desk.close();
    await alive.next('presence', frame => frame.viewers === 1);
    alive.send({ type: 'ping' });
    await alive.next('pong');
    await alive.close();
    await server.stop();
  });

  test('L5 whoever asks over HTTP and reads no answer is cut off', {
    timeout: 65_000,
  }, async ({ onTestFinished }) => {
    const { url } = await freshServer(onTestFinished);
    const [poster] = await openPosters(onTestFinished, url, 1);
    for (let n = 0; n < 40; n++) await poster?.post('/unread', `${n} ${'word '.repeat(900)}`);
    const { hostname, port } = new URL(url);
    const client = connect(Number(port), hostname);
    onTestFinished(() => void client.destroy());
    client.on('error', () => {});
    client.pause();
    // Some 35 MB of answers: far more than the system keeps for a connection.
    client.write('GET /api/v1/comments?thread=/unread&limit=40 HTTP/1.1\r\nHost: here\r\n\r\n'.repeat(200));
    await once(client, 'connect');
    // Who does not read learns nothing; the system knows whether the server holds the connection still.
    await until(() => !isEstablished(Number(port), client.localPort ?? 0), 'the connection was kept', 58_000);
  });
});

/** Whether the server’s end of a connection is open, as the kernel tells it in proc_net_tcp(5): state 01. */
function isEstablished(serverPort: number, clientPort: number): boolean {
  const hex = (port: number) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n');
  return lines.some(line => new RegExp(`${hex(serverPort)} \\w+${hex(clientPort)} 01 `).test(line));
}
