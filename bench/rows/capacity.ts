/** Capacity: what one process holds, by viewers of a page and comments a second. */

import { startOurs } from '../contestants.ts';
import { costOf, withDriver } from '../crowds.ts';
import { type Figure, percentile, type Row } from '../figure.ts';

const SIZES = [1_000, 10_000];
const RATES = [1, 10, 50];
const SECONDS = 6;

export const capacity: Row = {
  name: 'capacity',
  about: 'what our server alone makes of more viewers and more comments a second, the load driver on the other core',
  run: ({ say }) =>
    withDriver(async driver => {
      const figures: Figure[] = [];
      for (const size of SIZES) {
        const server = await startOurs();
        try {
          const name = String(size);
          await driver.call('open', { name, target: server.live, size, thread: '/capacity' });
          await driver.call('oneByOne', { name, count: 20 });
          for (const perSecond of RATES) {
            const what = `${size} viewers, ${perSecond}/s`;
            say(what);
            const { seconds, result } = await costOf(server, () =>
              driver.call('paced', { name, count: SECONDS * perSecond, perSecond }),
            );
            figures.push(
              { what: `${what}: share of a core`, unit: '%', ours: [(seconds / SECONDS) * 100], target: null },
              { what: `${what}: delay, p50`, unit: 'ms', ours: [percentile(result.delays, 50)], target: null },
              { what: `${what}: delay, p99`, unit: 'ms', ours: [percentile(result.delays, 99)], target: null },
            );
          }
          await driver.call('cut', { name });
        } finally {
          await server.end();
        }
      }
      return figures;
    }),
};
