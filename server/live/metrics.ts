/** What the live room counts, as Prometheus metrics. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export class LiveMetrics {
  readonly connections;
  readonly subscriptions;
  readonly threads;
  readonly events;
  readonly fanOut;
  readonly slowReaders;
  readonly reads;

  constructor(registry: Registry) {
    const registers = [registry];
    this.connections = new Gauge({
      name: 'live_comments_connections',
      help: 'Open live connections, by kind',
      labelNames: ['kind'] as const,
      registers,
    });
    this.subscriptions = new Gauge({
      name: 'live_comments_subscriptions',
      help: 'Threads watched, over all connections',
      registers,
    });
    this.threads = new Gauge({
      name: 'live_comments_watched_threads',
      help: 'Threads that somebody watches',
      registers,
    });
    this.events = new Counter({
      name: 'live_comments_events_total',
      help: 'Events handed to a thread’s watchers',
      registers,
    });
    this.fanOut = new Histogram({
      name: 'live_comments_fan_out_seconds',
      help: 'From the commit of an event until it was written to every watcher that keeps up',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers,
    });
    this.slowReaders = new Counter({
      name: 'live_comments_slow_readers_dropped_total',
      help: 'Connections that were closed because they did not read for too long',
      registers,
    });
    this.reads = new Counter({
      name: 'live_comments_log_reads_total',
      help: 'Reads of the database for readers of the event log',
      registers,
    });
  }
}
