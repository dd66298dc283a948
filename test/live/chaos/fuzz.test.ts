/** A seeded fuzz: everything that clients do, over every transport, through cuts and restarts; at the end all agree. */
import { expect, onTestFinished, test } from 'vitest';
import { Mirror } from '../../helpers/mirror.ts';
import { newGuest } from '../../helpers/poster.ts';
import { FaultProxy } from '../../helpers/proxy.ts';
import { page } from '../../helpers/rest.ts';
import { freePort, spawnServer, temporaryFolder } from '../../helpers/server.ts';
import { until } from '../../helpers/until.ts';
import { Writer } from '../../helpers/writer.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const STEPS = 120;
const WRITERS = 4;
const RESTARTS = 6;
const THREAD = '/fuzz';

test(`L1 L2 L3 L4 whatever breaks, all readers end with what is stored (FUZZ_SEED=${SEED})`, {
  timeout: 90_000,
}, async () => {
  const random = generator(SEED);
  const upTo = (n: number) => Math.floor(random() * n);
  const env = { DATA_DIR: temporaryFolder(), PORT: String(await freePort()) };
  let server = await spawnServer(env);
  const { url } = server;
  let healed = false;
  const proxy = await FaultProxy.before(url, () =>
    healed ? {} : random() < 0.5 ? { cutAfter: upTo(30_000) } : { cutAfterSent: 200 + upTo(3_000), latency: upTo(20) },
  );
  const mirrors = (['socket', 'socket', 'socket', 'stream', 'stream', 'poll'] as const).map(
    (transport, i) =>
      new Mirror({ transport, sort: i % 2 === 0 ? 'newest' : 'oldest', url, through: proxy.url, thread: THREAD }),
  );
  const following = mirrors.map(mirror => mirror.follow());
  onTestFinished(async () => {
    for (const mirror of mirrors) mirror.stop();
    await Promise.all(following);
    await proxy.close();
    await server.end('SIGKILL');
  });

  const known: string[] = [];
  const writers: Writer[] = [];
  for (let i = 0; i < WRITERS; i++) {
    // Half of them write through the broken line as well.
    writers.push(new Writer(await newGuest(url, `Writer ${i}`), () => (i % 2 === 0 ? url : proxy.url)));
  }
  let steps = 0;
  const write = async (writer: Writer, name: number) => {
    for (let step = 0; step < STEPS; step++, steps++) {
      const text = `Writer ${name}, step ${step}, *seed* ${SEED}`;
      const own = writer.alive;
      const one = own[upTo(own.length)];
      const dice = random();
      if (one !== undefined && dice < 0.15) await writer.edit(one, text);
      else if (one !== undefined && dice < 0.35) await writer.remove(one);
      else {
        const parent = dice < 0.75 ? known[upTo(known.length)] : undefined;
        const id = await writer.post(THREAD, text, parent);
        if (id !== undefined) known.push(id);
      }
    }
  };
  const restart = async () => {
    for (let restarts = 1; restarts <= RESTARTS; restarts++) {
      await until(() => steps >= (restarts * STEPS * WRITERS) / (RESTARTS + 1), 'nobody gets on with writing', 30_000);
      await server.end(random() < 0.5 ? 'SIGKILL' : 'SIGTERM');
      server = await spawnServer(env);
    }
  };
  await Promise.all([...writers.map(write), restart()]);

  healed = true;
  for (const link of proxy.links) link.cut();
  for (const writer of writers) expect(await writer.stored(), 'what was answered is stored').toEqual(writer.truth);
  const { seq } = (await page(url, { thread: THREAD, limit: 1 })).thread;
  for (const mirror of mirrors) {
    const { transport, sort } = mirror.options;
    await until(
      () => mirror.seq === seq,
      () => `a ${transport} stands at ${mirror.seq}, not at ${seq}`,
    );
    expect(mirror, 'no event out of order, nothing loaded anew').toMatchObject({ wrong: 0, loads: 1 });
    const fresh = await new Mirror(mirror.options).load();
    expect(await mirror.whole(), `a ${transport} sorted by ${sort}`).toEqual(await fresh.whole());
  }
});

/** Mulberry32: small, and the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
