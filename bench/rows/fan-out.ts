/** Fan-out and burst: how many comments reach how many screens for a second of the server's CPU. */
import { costOf, withBoth } from '../crowds.ts';
import { type Figure, percentile, type Row, type RunOptions } from '../figure.ts';
import { compare } from '../rounds.ts';

/** Deliveries a round: enough CPU ticks to read the cost to a percent. */
const DELIVERIES = 200_000;

export const fanOut: Row = {
  name: 'fan-out',
  about:
    'one comment at a time to every subscriber of a page, deliveries a CPU second of the server; the baseline is `ws` sending one prepared buffer to each socket, and stores nothing',
  run: async options => [...(await oneByOne(1_000, options)), ...(await oneByOne(5_000, options))],
};

async function oneByOne(size: number, options: RunOptions): Promise<Figure[]> {
  return withBoth('ws-server', async ({ ours, baseline, driver }) => {
    const contestants = { ours, baseline };
    const count = DELIVERIES / size;
    for (const [name, { live }] of Object.entries(contestants)) {
      await driver.call('open', { name, target: live, size, thread: '/fan-out' });
    }
    const measure = (name: keyof typeof contestants) => async () => {
      // Sockets that rested while the other's were busy cost the kernel a fifth more at first.
      await driver.call('oneByOne', { name, count: Math.ceil(count / 4) });
      const { seconds, result } = await costOf(contestants[name], () => driver.call('oneByOne', { name, count }));
      return { rate: result.deliveries / seconds, bytes: result.bytes / result.deliveries };
    };
    return compare(
      { ours: measure('ours'), baseline: measure('baseline') },
      {
        rate: { what: `deliveries a CPU second, ${size} subscribers`, unit: '/s', target: { atLeast: 1.25 } },
        bytes: { what: 'bytes a delivery', unit: 'B', target: null },
      },
      options,
    );
  });
}

const BURST = { size: 1_000, perSecond: 200, count: 800 } as const;

export const burst: Row = {
  name: 'burst',
  about: `${BURST.perSecond} comments a second on one page with ${BURST.size} subscribers; the baseline is the same \`ws\` server, a frame a comment`,
  run: options =>
    withBoth('ws-server', async ({ ours, baseline, driver }) => {
      const contestants = { ours, baseline };
      for (const [name, { live }] of Object.entries(contestants)) {
        await driver.call('open', { name, target: live, size: BURST.size, thread: '/burst' });
        await driver.call('oneByOne', { name, count: 20 });
      }
      const measure = (name: keyof typeof contestants) => async () => {
        const { seconds, result } = await costOf(contestants[name], () =>
          driver.call('paced', { name, count: BURST.count, perSecond: BURST.perSecond }),
        );
        return {
          rate: result.deliveries / seconds,
          delay: percentile(result.delays, 99),
          perFrame: result.deliveries / result.frames,
        };
      };
      return compare(
        { ours: measure('ours'), baseline: measure('baseline') },
        {
          rate: { what: 'deliveries a CPU second', unit: '/s', target: { atLeast: 4 } },
          delay: { what: 'delay to the last subscriber, p99', unit: 'ms', target: null },
          perFrame: { what: 'comments a frame', unit: '', target: null },
        },
        options,
      );
    }),
};
