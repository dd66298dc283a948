/** Growth: whether a page costs more in a long thread, or in a large database, than where there is little. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Contestant, startOurs } from '../contestants.ts';
import { costOf, type Driver, withDriver } from '../crowds.ts';
import type { Row } from '../figure.ts';
import { BROWSER, fetchJson, pageOf } from '../http.ts';
import { compare, type Turn } from '../rounds.ts';
import { type Seeded, seed } from '../seed.ts';

const SMALL: readonly Seeded[] = [{ name: 'many', threads: 200, comments: 100 }];
const LARGE: readonly Seeded[] = [
  { name: 'long', threads: 1, comments: 100_000 },
  { name: 'many', threads: 9_000, comments: 100 },
];
/** Threads that are asked for in turn, far from each other in the large database. */
const THREADS = 200;
const CONNECTIONS = 16;
/** Milliseconds. */
const TURN = 1_500;

const AT_MOST = { atMost: 1.15 };

export const growth: Row = {
  name: 'growth',
  about:
    'CPU time of a page of 50 comments, in a thread of 100,000 and among 1,000,000 in 9,001 threads; the baseline is our server with 200 threads of 100. First pages are kept ready; second pages are read from the database each time',
  run: options =>
    withSeeded(SMALL, small =>
      withSeeded(LARGE, large =>
        withDriver(driver =>
          compare(
            { ours: () => measure(driver, large, 45, '/long/1'), baseline: () => measure(driver, small, 1, '/many/1') },
            {
              longKept: { what: 'first page, thread of 100,000', unit: 'µs', target: AT_MOST },
              longRead: { what: 'second page, thread of 100,000', unit: 'µs', target: AT_MOST },
              manyKept: {
                what: `first pages of ${THREADS} threads among 1,000,000 comments`,
                unit: 'µs',
                target: AT_MOST,
              },
              manyRead: {
                what: `second pages of ${THREADS} threads among 1,000,000 comments`,
                unit: 'µs',
                target: AT_MOST,
              },
            },
            options,
          ),
        ),
      ),
    ),
};

/** @param use gets the folder of the database. */
async function withSeeded<T>(groups: readonly Seeded[], use: (dataDir: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'live-comments-bench-'));
  try {
    seed(dataDir, groups);
    return await use(dataDir);
  } finally {
    rmSync(dataDir, { recursive: true });
  }
}

/**
 * One process is up to a tenth slower than another of the same program, by where its memory happens to lie, so each turn
 * has a process of its own.
 * @param step how far apart the numbers of the threads are that are asked for.
 */
async function measure(driver: Driver, dataDir: string, step: number, one: string): Promise<Turn> {
  const server = await startOurs({ dataDir });
  try {
    const many = Array.from({ length: THREADS }, (_, n) => `/many/${1 + n * step}`);
    const second = (thread: string) => secondPage(server, thread);
    const pages = {
      longKept: [pageOf(one)],
      longRead: [await second(one)],
      manyKept: many.map(thread => pageOf(thread)),
      manyRead: await Promise.all(many.map(second)),
    };
    const turn: Record<string, number> = {};
    for (const paths of Object.values(pages)) await microseconds(driver, server, paths);
    for (const [name, paths] of Object.entries(pages)) turn[name] = await microseconds(driver, server, paths);
    return turn;
  } finally {
    await server.end();
  }
}

async function secondPage(server: Contestant, thread: string): Promise<string> {
  const { next } = await fetchJson<{ next: string | null }>(server, pageOf(thread));
  if (next === null) throw new Error(`${thread} has no second page`);
  return pageOf(thread, { cursor: next });
}

async function microseconds(driver: Driver, server: Contestant, paths: readonly string[]): Promise<number> {
  const { host, port } = server;
  const headers = { ...BROWSER, 'accept-encoding': 'identity' };
  const { seconds, result } = await costOf(server, () =>
    driver.call('get', { host, port, connections: CONNECTIONS, duration: TURN, paths, headers }),
  );
  return (seconds * 1e6) / result.requests;
}
