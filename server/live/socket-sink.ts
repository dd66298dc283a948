/** A WebSocket as a sink, which knows when its reader is too slow. */
import type { WebSocket } from 'ws';
import { HEARTBEAT_MS } from '../../protocol/limits.ts';
import { SEND_BUFFER_MAX, type Sink } from './sink.ts';

export class SocketSink implements Sink {
  readonly wire = 'socket';
  onDrain: () => void = () => {};
  readonly #socket: WebSocket;
  #congestedSince: number | undefined;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  get congested(): boolean {
    return this.#congestedSince !== undefined;
  }

  /** Nothing drained for a whole heartbeat. */
  get stuck(): boolean {
    return this.#congestedSince !== undefined && performance.now() - this.#congestedSince > HEARTBEAT_MS;
  }

  send(data: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    // Who keeps up has nothing buffered and costs no callback.
    if (this.#socket.bufferedAmount === 0) this.#socket.send(data, TEXT);
    else this.#socket.send(data, TEXT, () => this.#drained());
    if (this.#socket.bufferedAmount > SEND_BUFFER_MAX) this.#congestedSince ??= performance.now();
  }

  #drained(): void {
    if (this.#congestedSince === undefined || this.#socket.bufferedAmount > SEND_BUFFER_MAX / 2) return;
    this.#congestedSince = undefined;
    this.onDrain();
  }
}

const TEXT = { binary: false } as const;
