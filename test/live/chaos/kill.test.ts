/** The server dies by `kill -9` again and again under load: nothing acknowledged is lost, doubled or out of order. */
import { expect, onTestFinished, test } from 'vitest';
import { Poster } from '../../helpers/poster.ts';
import { Reader } from '../../helpers/reader.ts';
import { percentile, wholeThread } from '../../helpers/rest.ts';
import { freePort, type ServerProcess, spawnServer, temporaryFolder } from '../../helpers/server.ts';
import { paced } from '../../helpers/until.ts';

const SECONDS = 30;
const POSTS_PER_SECOND = 200;
const POSTERS = 8;
const READERS = 100;
const KILL_EVERY_MS = 2_000;
const THREAD = '/killed';

test('L1 L2 L3 kill -9 every 2 s under 200 posts/s with 100 subscribers loses, doubles and disorders nothing', {
  timeout: 90_000,
}, async () => {
  const env = { DATA_DIR: temporaryFolder(), PORT: String(await freePort()) };
  let server: ServerProcess = await spawnServer(env);
  const { url } = server;
  const posters = await Promise.all(Array.from({ length: POSTERS }, () => Poster.open(url)));
  const readers = Array.from({ length: READERS }, () => new Reader({ url, thread: THREAD, since: 0 }).start());
  onTestFinished(async () => {
    for (const each of [...posters, ...readers]) each.stop();
    await server.end('SIGKILL');
  });
  await Promise.all(readers.map(reader => reader.begun()));
  const { epoch } = readers[0] as Reader;

  const posted: string[] = [];
  let loading = true;
  const load = paced(POSTS_PER_SECOND, SECONDS, n => {
    const id = crypto.randomUUID();
    posted.push(id);
    void posters[n % POSTERS]?.post(THREAD, `Comment ${n}`, { id });
  }).finally(() => {
    loading = false;
  });
  let kills = 0;
  const catchUps: number[] = [];
  for (let next = performance.now() + KILL_EVERY_MS; ; next += KILL_EVERY_MS) {
    await Promise.race([load, new Promise(resolve => setTimeout(resolve, next - performance.now()))]);
    if (!loading) break;
    await server.end('SIGKILL');
    kills += 1;
    const reborn = performance.now();
    for (const reader of readers) {
      const before = reader.frames.length;
      reader.onEvents = () => {
        if (reader.frames.length === before + 1) catchUps.push(performance.now() - reborn);
      };
    }
    server = await spawnServer(env);
    expect(server.output(), 'no word of another epoch').not.toContain('epoch');
  }
  await load;
  await Promise.all(posters.map(poster => poster.settled()));
  const ended = performance.now();
  const page = await wholeThread(url, THREAD);
  const head = page.thread.seq;
  await Promise.all(readers.map(reader => reader.reaches(head, 5_000 - (performance.now() - ended))));
  const behind = performance.now() - ended;

  // How many fit in depends on how fast the machine starts a server beside all else; fewer would prove little.
  expect(kills).toBeGreaterThanOrEqual(5);
  expect(posters.flatMap(poster => poster.complaints)).toEqual([]);
  const acked = new Map(posters.flatMap(poster => [...poster.acked]));
  const stored = new Map(page.items.map(({ id, seq }) => [id, seq]));
  expect(page.items.length, 'none doubled').toBe(stored.size);
  expect([...stored].toSorted(), 'every acknowledged comment is there, and nothing else').toEqual(
    [...acked].toSorted(),
  );
  expect([...acked.keys()].toSorted()).toEqual(posted.toSorted());
  expect(page.thread.commentCount).toBe(posted.length);
  expect(page.items.map(({ seq }) => seq)).toEqual(posted.map((_, i) => i + 1));
  for (const reader of readers) {
    expect(reader).toMatchObject({ seq: head, wrong: 0, resets: 0, epoch, hash: readers[0]?.hash });
  }
  console.warn(
    `${kills} kills, ${posted.length} posts; first events after a kill: p50 ${Math.round(percentile(catchUps, 0.5))} ms, ` +
      `p95 ${Math.round(percentile(catchUps, 0.95))} ms; all at the head ${Math.round(behind)} ms after the end`,
  );
});
