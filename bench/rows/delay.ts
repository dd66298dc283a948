/** Delay: how soon the last of many readers has a comment, when nothing else happens. */
import { setTimeout as wait } from 'node:timers/promises';
import { withBoth } from '../crowds.ts';
import { percentile, type Row } from '../figure.ts';
import { compare } from '../rounds.ts';

const SIZE = 1_000;
/** Comments a round and contestant, one a second. */
const COUNT = 30;

export const delay: Row = {
  name: 'delay',
  about: `one comment a second, from its post until the last of ${SIZE} subscribers has it; the baseline is the same \`ws\` server, which does not wait for a disk`,
  run: options =>
    withBoth('ws-server', async ({ ours, baseline, driver }) => {
      const contestants = { ours, baseline };
      for (const [name, { live }] of Object.entries(contestants)) {
        await driver.call('open', { name, target: live, size: SIZE, thread: '/delay' });
        await driver.call('oneByOne', { name, count: 50 });
      }
      const measure = (name: keyof typeof contestants) => async () => {
        const delays: number[] = [];
        for (let i = 0; i < COUNT; i += 1) {
          const { delays: one } = await driver.call('oneByOne', { name, count: 1 });
          delays.push(...one);
          await wait(1_000 - (one[0] ?? 0));
        }
        return { p50: percentile(delays, 50), p99: percentile(delays, 99) };
      };
      return compare(
        { ours: measure('ours'), baseline: measure('baseline') },
        {
          p50: { what: 'delay to the last subscriber, p50', unit: 'ms', target: { atMost: 1.1 } },
          p99: { what: 'delay to the last subscriber, p99', unit: 'ms', target: { atMost: 1.2 } },
        },
        options,
      );
    }),
};
