/** Connections that break at any byte, in both directions, while a thread is being written to. */
import { expect, onTestFinished, test } from 'vitest';
import { Poster } from '../../helpers/poster.ts';
import { FaultProxy } from '../../helpers/proxy.ts';
import { Reader } from '../../helpers/reader.ts';
import { metric, wholeThread } from '../../helpers/rest.ts';
import { spawnServer, temporaryFolder } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';

const CUTS = 400;
const READERS = 20;
const POSTERS = 4;
const THREAD = '/cut';

test(`L1 L2 L3 ${CUTS} cuts at random bytes: no gap, no double, and a server that reports no fault`, {
  timeout: 60_000,
}, async () => {
  const server = await spawnServer({ DATA_DIR: temporaryFolder() });
  let healed = false;
  const anywhere = (bytes: number) => (healed ? Number.POSITIVE_INFINITY : Math.floor(Math.random() * bytes));
  const down = await FaultProxy.before(server.url, () => ({ cutAfter: anywhere(12_000) }));
  const up = await FaultProxy.before(server.url, () => ({ cutAfterSent: anywhere(20_000) }));
  const posters = await Promise.all(Array.from({ length: POSTERS }, () => Poster.open(server.url, () => up.url)));
  const readers = Array.from({ length: READERS }, () =>
    new Reader({ url: down.url, thread: THREAD, since: 0 }).start(),
  );
  onTestFinished(async () => {
    for (const each of [...posters, ...readers]) each.stop();
    await down.close();
    await up.close();
    await server.end('SIGKILL');
  });

  let posted = 0;
  await until(
    () => {
      // As fast as the readers and posters come back, and no faster.
      if (posters.every(poster => poster.waiting < 5)) {
        for (const poster of posters) void poster.post(THREAD, `Comment ${posted++}`);
      }
      return down.links.length + up.links.length >= CUTS;
    },
    () => `only ${down.links.length + up.links.length} connections`,
    40_000,
  );
  healed = true;
  for (const link of [...down.links, ...up.links]) link.cut();

  await Promise.all(posters.map(poster => poster.settled()));
  await Promise.all(readers.map(reader => reader.reaches(posted)));
  expect(posters.flatMap(poster => poster.complaints)).toEqual([]);
  for (const reader of readers)
    expect(reader).toMatchObject({ seq: posted, wrong: 0, resets: 0, hash: readers[0]?.hash });
  const { items } = await wholeThread(server.url, THREAD);
  expect(new Map(items.map(({ id, seq }) => [id, seq]))).toEqual(new Map(posters.flatMap(({ acked }) => [...acked])));
  expect(items).toHaveLength(posted);
  expect(up.links.length, 'posters were cut as well').toBeGreaterThan(POSTERS * 2);

  for (const each of [...posters, ...readers]) each.stop();
  await until(async () => (await metric(server.url, 'live_comments_connections')) === 0, 'sockets were left over');
  expect(await metric(server.url, 'live_comments_subscriptions')).toBe(0);
  expect(await metric(server.url, 'live_comments_watched_threads')).toBe(0);
  expect(server.output(), 'nothing was logged').not.toContain('"level"');
});
