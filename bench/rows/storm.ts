/** Reconnect storm: everybody comes back at once and must be brought to the head. */

import { startOurs } from '../contestants.ts';
import { costOf, withDriver } from '../crowds.ts';
import type { Figure, Row } from '../figure.ts';

const SIZE = 5_000;
const MISSED = 20;
const THREAD = '/storm';
const READS = 'live_comments_log_reads_total';
/** They all stand at the same event and missed less than a page. */
const DISTINCT_PAGES = 1;

export const storm: Row = {
  name: 'storm',
  about: `${SIZE} readers who each missed ${MISSED} comments connect and subscribe at once; every one must get every comment in order`,
  run: ({ rounds, say }) =>
    withDriver(async driver => {
      const seconds: number[] = [];
      const cpu: number[] = [];
      const reads: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        say(`round ${round + 1} of ${rounds}`);
        const server = await startOurs();
        try {
          await driver.call('open', { name: 'writers', target: server.live, size: 1, thread: THREAD });
          await driver.call('oneByOne', { name: 'writers', count: MISSED * 2 });
          await driver.call('cut', { name: 'writers' });
          const url = `http://${server.host}:${server.port}/metrics`;
          const before = await metric(url, READS);
          const { seconds: cost, result } = await costOf(server, () =>
            driver.call('comeBack', {
              target: server.live,
              size: SIZE,
              thread: THREAD,
              since: MISSED,
              head: MISSED * 2,
            }),
          );
          if (result.deliveries !== SIZE * MISSED) throw new Error(`${result.deliveries} comments were delivered`);
          seconds.push(result.milliseconds / 1000);
          cpu.push(cost);
          reads.push((await metric(url, READS)) - before);
        } finally {
          await server.end();
        }
      }
      return [
        { what: 'until all are at the head', unit: 's', ours: seconds, target: null },
        { what: 'CPU of the server', unit: 's', ours: cpu, target: null },
        { what: 'reads of the database', unit: '', ours: reads, target: { atMost: DISTINCT_PAGES } },
      ] satisfies Figure[];
    }),
};

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(url)).text();
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]);
}
