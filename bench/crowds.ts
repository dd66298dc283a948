/** A driver with a crowd on one contestant; what the live rows have in common. */
import { join } from 'node:path';
import { type Contestant, startBaseline, startOurs } from './contestants.ts';
import { cpuSeconds } from './cost.ts';
import type { Commands } from './driver/main.ts';
import { Helper } from './ipc.ts';

export type Driver = Helper<Commands>;

/** Runs `use` with a driver that ends with it. */
export async function withDriver<T>(use: (driver: Driver) => Promise<T>): Promise<T> {
  const driver: Driver = new Helper(join(import.meta.dirname, 'driver/main.ts'));
  try {
    return await use(driver);
  } finally {
    await driver.end();
  }
}

/** Runs `use` with our server and a baseline, both up all the time, so that each is as warm as the other. */
export async function withBoth<T>(
  baseline: string,
  use: (contestants: { ours: Contestant; baseline: Contestant; driver: Driver }) => Promise<T>,
): Promise<T> {
  return withDriver(async driver => {
    const [ours, base] = await Promise.all([startOurs(), startBaseline(baseline)]);
    try {
      return await use({ ours, baseline: base, driver });
    } finally {
      // The driver first: to a reader, a server that ends is a fault.
      await driver.end();
      await Promise.all([ours.end(), base.end()]);
    }
  });
}

/** CPU seconds that a contestant spent while `work` ran. */
export async function costOf<T>(
  contestant: Contestant,
  work: () => Promise<T>,
): Promise<{ seconds: number; result: T }> {
  const before = cpuSeconds(contestant.pid);
  const result = await work();
  return { seconds: cpuSeconds(contestant.pid) - before, result };
}
