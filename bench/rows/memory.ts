/** Memory: what a reader costs who is only there. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Contestant, startBaseline, startOurs } from '../contestants.ts';
import { residentBytes } from '../cost.ts';
import { type Driver, withDriver } from '../crowds.ts';
import type { Row } from '../figure.ts';
import { compare } from '../rounds.ts';

const SIZE = 10_000;
/** Opened first, so that what a process needs once for its first sockets is not counted for each. */
const WARM_UP = 200;
/** Garbage of the handshakes is collected when the process has been idle for some seconds. */
const SETTLE_SECONDS = 15;

export const memory: Row = {
  name: 'memory',
  about: `resident memory for each of ${SIZE} sockets that watch a page and hear nothing; the baseline is bare \`ws\` with a set of its sockets`,
  run: options =>
    compare(
      { ours: () => grown(startOurs), baseline: () => grown(() => startBaseline('ws-server')) },
      { bytes: { what: 'memory a socket', unit: 'KB', target: { atMost: 1.25 } } },
      // Each turn is a process of its own that has to settle.
      { ...options, rounds: Math.min(options.rounds, 3) },
    ),
};

async function grown(start: () => Promise<Contestant>): Promise<{ bytes: number }> {
  return withDriver(async driver => {
    const contestant = await start();
    try {
      await open(driver, contestant, WARM_UP);
      const before = await settled(contestant.pid);
      await open(driver, contestant, SIZE);
      const bytes = ((await settled(contestant.pid)) - before) / SIZE / 1000;
      await driver.end();
      return { bytes };
    } finally {
      await contestant.end();
    }
  });
}

function open(driver: Driver, { live }: Contestant, size: number): Promise<void> {
  return driver.call('open', { name: String(size), target: live, size, thread: '/memory' });
}

/** The least that the process held while it was left alone. */
async function settled(pid: number): Promise<number> {
  let least = residentBytes(pid);
  for (let second = 0; second < SETTLE_SECONDS; second += 1) {
    await wait(1_000);
    least = Math.min(least, residentBytes(pid));
  }
  return least;
}
