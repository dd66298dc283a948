/** A stop under load: what was acknowledged is there, everyone is told to come back, and nobody can hold it up. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Poster } from '../../helpers/poster.ts';
import { RawSocket } from '../../helpers/raw-socket.ts';
import { Reader } from '../../helpers/reader.ts';
import { wholeThread } from '../../helpers/rest.ts';
import { freePort, type ServerProcess, spawnServer, temporaryFolder } from '../../helpers/server.ts';
import { paced } from '../../helpers/until.ts';

const THREAD = '/drained';

test('L1 L2 L6 SIGTERM under load: closes with 1012, exits with 0 in time, loses nothing', async () => {
  const { env, server, posters, readers, held } = await loaded();
  const load = paced(200, 4, n => void posters[n % posters.length]?.post(THREAD, `Comment ${n}`));
  for (let restarts = 0; restarts < 2; restarts++) {
    await readers[0]?.reaches((readers[0].seq ?? 0) + 100);
    const started = performance.now();
    expect(await held.server.end('SIGTERM'), server.output()).toBe(0);
    expect(performance.now() - started, 'the contract’s ten seconds').toBeLessThan(10_000);
    held.server = await spawnServer(env);
  }
  await load;
  await Promise.all(posters.map(poster => poster.settled()));
  const { items, thread } = await wholeThread(server.url, THREAD);
  await Promise.all(readers.map(reader => reader.reaches(thread.seq)));
  for (const reader of readers) {
    expect(reader).toMatchObject({ wrong: 0, resets: 0, hash: readers[0]?.hash });
    expect(new Set(reader.closes), 'nothing but "the server restarts", or not there yet').toSatisfy(
      (codes: Set<number>) => codes.has(1012) && [...codes].every(code => code === 1012 || code === 1006),
    );
  }
  expect(new Map(items.map(({ id, seq }) => [id, seq]))).toEqual(new Map(posters.flatMap(({ acked }) => [...acked])));
  expect(items).toHaveLength(800);
  expect(posters.flatMap(poster => poster.complaints)).toEqual([]);
});

test('L6 those who never answer or never finish do not hold up a stop', async () => {
  const { server, posters, readers, held } = await loaded();
  const body = `${'漢字'.repeat(2_400)}`;
  await Promise.all(Array.from({ length: 500 }, (_, n) => posters[n % 4]?.post(THREAD, `${n} ${body}`)));
  const mute = await RawSocket.open(server.url);
  const request = (head: string) => open(server.url, head);
  const strays = await Promise.all([
    request(`GET /api/v1/events?thread=${THREAD}&since=0 HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n`),
    request(
      'POST /api/v1/comments HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"th',
    ),
    request('GET /api/v1/comments?thr'),
    request('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'),
    request(''),
  ]);
  onTestFinished(() => {
    for (const each of [...strays, mute]) each.destroy();
  });
  await Promise.all(readers.map(reader => reader.reaches(500)));
  for (const each of [...posters, ...readers]) each.stop();
  const started = performance.now();
  expect(await held.server.end('SIGTERM')).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
});

async function loaded() {
  const env = { DATA_DIR: temporaryFolder(), PORT: String(await freePort()) };
  const server = await spawnServer(env);
  const held: { server: ServerProcess } = { server };
  const posters = await Promise.all(Array.from({ length: 4 }, () => Poster.open(server.url)));
  const readers = Array.from({ length: 20 }, () => new Reader({ url: server.url, thread: THREAD, since: 0 }).start());
  onTestFinished(async () => {
    for (const each of [...posters, ...readers]) each.stop();
    await held.server.end('SIGKILL');
  });
  await Promise.all(readers.map(reader => reader.begun()));
  return { env, server, posters, readers, held };
}

/** A connection that sends the beginning of something and reads nothing. */
async function open(url: string, head: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  await once(socket, 'connect');
  socket.write(head);
  return socket;
}
