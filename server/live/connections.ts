/** Every open live connection: its heartbeat, and its orderly end when the server stops. */
import type { Viewer } from '../../protocol/comment.ts';
import { HEARTBEAT_MS } from '../../protocol/limits.ts';
import { inSteps } from '../turn.ts';
import type { Connection } from './connection.ts';
import type { LiveMetrics } from './metrics.ts';
import type { End } from './speaker.ts';
import type { EventStream } from './stream.ts';

export class LiveConnections {
  readonly #sockets = new Set<Connection>();
  readonly #streams = new Set<EventStream>();
  readonly #metrics: LiveMetrics;
  readonly #heartbeat: NodeJS.Timeout;
  #emptied: (() => void) | undefined;

  constructor(metrics: LiveMetrics) {
    this.#metrics = metrics;
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
  }

  addSocket(socket: Connection): void {
    this.#sockets.add(socket);
    this.#count();
  }

  removeSocket(socket: Connection): void {
    this.#sockets.delete(socket);
    this.#count();
    if (this.#sockets.size === 0) this.#emptied?.();
  }

  addStream(stream: EventStream): void {
    this.#streams.add(stream);
    this.#count();
  }

  removeStream(stream: EventStream): void {
    this.#streams.delete(stream);
    this.#count();
  }

  /** Ends what those whose right is over still get: sockets go on as anybody’s, streams come back. */
  revoke(end: End): void {
    for (const each of this.#all()) each.revoke(end);
  }

  /** A member has another name, picture or role. */
  update(viewer: Viewer): void {
    for (const each of this.#all()) each.update(viewer);
  }

  /** Tells those who may not write any more. */
  async tellBans(): Promise<void> {
    await inSteps([...this.#sockets], socket => socket.tellBan());
  }

  *#all(): Generator<Connection | EventStream> {
    yield* this.#sockets;
    yield* this.#streams;
  }

  /** Answers what is under way, then closes every connection with "come back" (rule L6). */
  async drain(): Promise<void> {
    clearInterval(this.#heartbeat);
    for (const stream of this.#streams) stream.end();
    await Promise.all([...this.#sockets].map(socket => socket.drain()));
    await this.#closed();
  }

  /** Each connection cuts a client who does not answer its close, so this ends. */
  #closed(): Promise<void> {
    if (this.#sockets.size === 0) return Promise.resolve();
    return new Promise(resolve => {
      this.#emptied = resolve;
    });
  }

  #beat(): void {
    for (const socket of this.#sockets) socket.beat();
    for (const stream of this.#streams) if (stream.beat()) this.#metrics.slowReaders.inc();
  }

  #count(): void {
    this.#metrics.connections.set({ kind: 'socket' }, this.#sockets.size);
    this.#metrics.connections.set({ kind: 'stream' }, this.#streams.size);
  }
}
