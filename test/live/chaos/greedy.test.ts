/** One client that takes much, or asks much and reads nothing: the others are served meanwhile, and memory stays bounded. */
import { expect, onTestFinished, test } from 'vitest';
import { freshServer, openPosters, openReaders, postAll } from '../../helpers/crowd.ts';
import { LiveClient } from '../../helpers/live-client.ts';
import type { Poster } from '../../helpers/poster.ts';
import { RawSocket } from '../../helpers/raw-socket.ts';
import type { Reader } from '../../helpers/reader.ts';
import { until } from '../../helpers/until.ts';

test('L5 a replay that fills the socket goes on when the reader reads again', async () => {
  const thread = '/large';
  const { url } = await freshServer(onTestFinished);
  // Above what a kernel takes for one who does not read, in pages each larger than the send buffer.
  const [poster] = (await openPosters(onTestFinished, url, 1)) as [Poster];
  await Promise.all(Array.from({ length: 500 }, (_, n) => poster.post(thread, `${n} ${'漢字'.repeat(2_400)}`)));
  const [stuck] = openReaders(onTestFinished, url, thread, 1) as [Reader];
  stuck.socket?.once('open', () => stuck.socket?.pause());
  const [other] = openReaders(onTestFinished, url, thread, 1) as [Reader];
  await other.reaches(500);
  expect(stuck.seq).toBe(0);
  stuck.socket?.resume();
  await stuck.reaches(500);
  expect(stuck).toMatchObject({ wrong: 0, resets: 0, connections: 1 });
});

test('L5 a long replay does not keep others waiting', async () => {
  const thread = '/long';
  const { url } = await freshServer(onTestFinished);
  await postAll(await openPosters(onTestFinished, url, 4), thread, 5_000, 0);
  const client = await LiveClient.open(url);
  const [reader] = openReaders(onTestFinished, url, thread, 1) as [Reader];
  await until(() => (reader.seq ?? 0) > 0, 'the replay did not begin');
  client.send({ type: 'ping' });
  await client.next('pong');
  expect(reader.seq, 'an answer came long before the end of the replay').toBeLessThan(4_000);
  await reader.reaches(5_000);
  expect(reader.wrong).toBe(0);
  await client.close();
});

test.each([
  ['protocol pings', 0x9, 'x'.repeat(125)],
  ['frames that are answered', 0x1, '{"type":"subscribe","site":"none","thread":"/x"}'],
])('L5 a flood of %s from one who never reads the answers fits into a small heap', async (_name, opcode, payload) => {
  // What is only garbage makes the process large as well, so the proof is that a small heap suffices.
  const { url } = await freshServer(onTestFinished, { NODE_OPTIONS: '--max-old-space-size=64' });
  const flood = await RawSocket.open(url);
  onTestFinished(() => flood.destroy());
  await flood.flood(opcode, payload, 500_000);
  const client = await LiveClient.open(url);
  await client.post('/flooded', 'Still here');
  await client.close();
});
