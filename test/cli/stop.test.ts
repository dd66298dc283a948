/** Stopping: what was accepted is answered, sockets are told to come back, and a restart finds everything. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { CLOSE } from '../../protocol/codes.ts';
import { COMMENTS, call, guest, post, query } from '../helpers/api.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { spawnServer, temporaryFolder } from '../helpers/server.ts';
import { until } from '../helpers/until.ts';

test.each(['SIGTERM', 'SIGINT'] as const)(
  'L2 L6 %s answers the posts in flight, closes sockets with 1012 and exits with 0',
  async signal => {
    const dataDir = temporaryFolder();
    const server = await spawnServer({ DATA_DIR: dataDir });
    const { url } = server;
    const [reader, writer] = [await LiveClient.open(url), await LiveClient.open(url)];
    await reader.subscribe('/stop');
    const codes = [reader, writer].map(async client => (await once(client.socket, 'close'))[0]);
    for (let n = 0; n < 50; n += 1) {
      writer.send({ type: 'post', id: crypto.randomUUID(), site: 'default', thread: '/stop', body: `s${n}` });
    }
    const posted = Promise.allSettled(Array.from({ length: 50 }, (_, n) => post(url, '/stop', `r${n}`)));
    await reader.next('events');
    const began = performance.now();
    expect(await server.end(signal)).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await Promise.all(codes)).toEqual([CLOSE.restart, CLOSE.restart]);

    const acked = writer.frames.flatMap(frame => (frame.type === 'ack' ? [frame.id] : []));
    const answered = (await posted).flatMap(each => (each.status === 'fulfilled' ? [each.value.id] : []));
    expect(acked.length + answered.length).toBeGreaterThan(0);
    const again = await spawnServer({ DATA_DIR: dataDir });
    for (const id of [...acked, ...answered])
      expect((await call(again.url, 'GET', `${COMMENTS}/${id}`)).status).toBe(200);
    expect(await again.end('SIGTERM')).toBe(0);
  },
);

test('a client that hangs in the middle of a request does not keep the server from stopping in order', async () => {
  const server = await spawnServer({ DATA_DIR: temporaryFolder() });
  const port = Number(new URL(server.url).port);
  const [silent, half, slow] = [connect(port), connect(port), connect(port)];
  for (const socket of [silent, half, slow]) socket.on('error', () => {});
  await Promise.all([silent, half, slow].map(socket => once(socket, 'connect')));
  half.write('GET /healthz HTTP/1.1\r\nHost:');
  slow.write(
    'POST /api/v1/comments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{',
  );
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const began = performance.now();
  expect(await server.end('SIGTERM')).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('whoever reads slowly gets the whole of what was answered before the server stopped', async () => {
  const server = await spawnServer({ DATA_DIR: temporaryFolder() });
  await Promise.all(Array.from({ length: 50 }, () => post(server.url, '/long', 'слово '.repeat(800))));
  const { hostname, port, host } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  // More than the buffers of the system hold, so that some of it still waits in the server.
  const asked = `GET ${query(COMMENTS, { thread: '/long', limit: 100 })} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
  socket.write(asked.repeat(30));
  const [begin] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  const ended = server.end('SIGTERM');
  await until(
    async () => (await fetch(`${server.url}/healthz`).catch(() => undefined)) === undefined,
    'the server still listens',
  );
  // For those to be let go who have nothing to wait for.
  await new Promise(resolve => setTimeout(resolve, 200));
  const chunks = [begin];
  socket.on('data', chunk => chunks.push(chunk)).resume();
  await once(socket, 'close');
  const lengths = [];
  for (let rest = Buffer.concat(chunks); rest.length > 0; ) {
    const head = rest.indexOf('\r\n\r\n') + 4;
    const length = Number(/content-length: (\d+)/i.exec(rest.toString('latin1', 0, head))?.[1]);
    const body = rest.subarray(head, head + length);
    expect(body.length).toBe(length);
    lengths.push(length);
    rest = rest.subarray(head + length);
  }
  expect(lengths.length).toBeGreaterThan(10);
  expect(await ended).toBe(0);
});

test('L1 L3 a restart keeps comments, epoch, sessions and ids', async () => {
  const dataDir = temporaryFolder();
  const first = await spawnServer({ DATA_DIR: dataDir });
  const { token } = await guest(first.url, 'Ann');
  const { id } = await post(first.url, '/keep', 'kept', {}, token);
  const before = await call(first.url, 'GET', query(COMMENTS, { thread: '/keep' }));
  expect(await first.end('SIGTERM')).toBe(0);

  const second = await spawnServer({ DATA_DIR: dataDir });
  const after = await call(second.url, 'GET', query(COMMENTS, { thread: '/keep' }));
  expect(after.json).toEqual(before.json);
  const reader = await LiveClient.open(second.url);
  await reader.subscribe('/keep', { since: 0, epoch: before.json.thread.epoch });
  expect((await reader.next('events')).events).toMatchObject([{ seq: 1, comment: { id } }]);
  expect(
    (await call(second.url, 'POST', COMMENTS, { body: { id, thread: '/keep', body: 'kept' }, token })).status,
  ).toBe(200);
  expect((await call(second.url, 'PATCH', `${COMMENTS}/${id}`, { body: { body: 'edited' }, token })).status).toBe(200);
  expect(second.output()).not.toMatch(/kept|edited|Ann/);
  await reader.close();
  expect(await second.end('SIGTERM')).toBe(0);
});

test('a fault of the process ends it: handled, SIGBUS would return to the failing instruction for ever', async () => {
  const server = await spawnServer({ DATA_DIR: temporaryFolder() });
  await server.end('SIGBUS');
  expect(server.process.signalCode).toBe('SIGBUS');
});
