/** Queue: how long a moderator waits for a page of a queue of 10,000 comments. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Contestant, startBaseline, startOurs } from '../contestants.ts';
import { percentile, type Row } from '../figure.ts';
import { fetchFrom } from '../http.ts';
import { compare, type Turn } from '../rounds.ts';
import { seed } from '../seed.ts';

const ADMIN = 'the-bench-is-a-moderator-of-all-its-sites';
const PAGE = 50;
/** Every so many of the comments is held. */
const EACH = 6;
const HELD = 10_000;
/** Milliseconds. */
const PAGE_MAX = 50;

interface Page {
  readonly items: readonly unknown[];
  readonly next: string | null;
}

export const queue: Row = {
  name: 'queue',
  about: `all ${HELD / PAGE} pages of the queue of ${HELD} held comments among ${HELD * EACH}, one after the other on one connection; the baseline is Fastify that reads the same rows by one plain SELECT, without authors, figures, threads and rights`,
  run: async options => {
    const dataDir = mkdtempSync(join(tmpdir(), 'live-comments-bench-'));
    try {
      fill(dataDir);
      const ours = await startOurs({ dataDir, adminToken: ADMIN });
      const baseline = await startBaseline('queue-server', dataDir);
      try {
        const measures = {
          ours: () => readAll(ours, `/api/v1/admin/comments?queue=pending&limit=${PAGE}`),
          baseline: () => readAll(baseline, `/?limit=${PAGE}`),
        };
        await measures.ours();
        await measures.baseline();
        const [median, slowest] = await compare(
          measures,
          {
            median: { what: `a page of ${PAGE}, median`, unit: 'ms', target: null },
            slowest: { what: `a page of ${PAGE}, 99th percentile`, unit: 'ms', target: null },
          },
          options,
        );
        if (median === undefined || slowest === undefined) throw new Error('a figure is missing');
        // How long a moderator waits is not a matter of comparison.
        const { baseline: _, ...waited } = slowest;
        return [median, { ...waited, target: { atMost: PAGE_MAX } }];
      } finally {
        await Promise.all([ours.end(), baseline.end()]);
      }
    } finally {
      rmSync(dataDir, { recursive: true });
    }
  },
};

function fill(dataDir: string): void {
  seed(dataDir, [{ name: 'queue', threads: (HELD * EACH) / 100, comments: 100 }]);
  const db = new Database(join(dataDir, 'live-comments.sqlite'));
  db.exec(`UPDATE comments SET state = 'held', listed = 0 WHERE number % ${EACH} = 0`);
  db.close();
}

/** Milliseconds from the request to the last byte of the answer. */
async function readAll(server: Contestant, first: string): Promise<Turn> {
  const times: number[] = [];
  let read = 0;
  for (let cursor: string | null = ''; cursor !== null; ) {
    const path: string = cursor === '' ? first : `${first}&cursor=${cursor}`;
    const started = performance.now();
    const answer = await fetchFrom(server, path, { headers: { authorization: `Bearer ${ADMIN}` } });
    const text = await answer.text();
    times.push(performance.now() - started);
    const { items, next } = JSON.parse(text) as Page;
    read += items.length;
    cursor = next;
  }
  if (read !== HELD) throw new Error(`the queue has ${read} comments, and not ${HELD}`);
  return { median: percentile(times, 50), slowest: percentile(times, 99) };
}
