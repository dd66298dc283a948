/** /healthz, /readyz and /metrics: whether the server lives, can serve, and how it fares. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, Registry } from 'prom-client';
import { Refusal } from '../errors.ts';
import type { Commit, Store } from '../store/store.ts';

/** Metrics of the store and the process; the registry takes the other rooms' as well. */
export class Metrics {
  readonly registry = new Registry();
  readonly #commitSize;
  readonly #commitSeconds;

  constructor() {
    const registers = [this.registry];
    this.#commitSize = new Histogram({
      name: 'live_comments_commit_writes',
      help: 'Writes that shared one commit',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    });
    this.#commitSeconds = new Histogram({
      name: 'live_comments_commit_seconds',
      help: 'Duration of a commit, its fsync included',
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2],
      registers,
    });
    const delay = monitorEventLoopDelay({ resolution: 20 });
    delay.enable();
    new Gauge({
      name: 'live_comments_event_loop_delay_seconds',
      help: '99th percentile of the event loop’s delay since the last look',
      registers,
      collect() {
        this.set(Number.isFinite(delay.percentile(99)) ? delay.percentile(99) / 1e9 : 0);
        delay.reset();
      },
    });
    new Gauge({
      name: 'live_comments_resident_memory_bytes',
      help: 'Resident memory of the process',
      registers,
      collect() {
        this.set(process.memoryUsage.rss());
      },
    });
  }

  observeCommit(commit: Commit): void {
    this.#commitSize.observe(commit.size);
    this.#commitSeconds.observe(commit.seconds);
  }

  watchStore(store: Store): void {
    const registers = [this.registry];
    new Gauge({
      name: 'live_comments_write_queue',
      help: 'Writes that wait for a commit',
      registers,
      collect() {
        this.set(store.stats().queued);
      },
    });
    new Gauge({
      name: 'live_comments_wal_bytes',
      help: 'Size of SQLite’s write-ahead log',
      registers,
      collect() {
        this.set(store.stats().walBytes);
      },
    });
  }
}

export function healthRoutes(
  app: FastifyInstance,
  options: { metrics: Metrics; store: Store; isDraining: () => boolean },
): void {
  const quiet = { logLevel: 'silent', schema: { hide: true } } as const;
  app.get('/healthz', quiet, async () => ({ status: 'alive' }));
  app.get('/readyz', quiet, async () => {
    if (options.isDraining()) throw new Refusal('shutting_down', 'The server is stopping.');
    await options.store.sites();
    return { status: 'ready' };
  });
  app.get('/metrics', quiet, async (_request, reply) => {
    const { registry } = options.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
