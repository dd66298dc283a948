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
    // Every write reports its end: one frame alone can fill the buffer, and none follows until it has drained.
    this.#socket.send(data, TEXT, this.#written);
    this.#measure();
  }

  /** Answers a protocol ping, but not one of a reader who does not read the answers. */
  pong(data: Buffer): void {
    if (this.congested || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.pong(data, false, this.#written);
    this.#measure();
  }

  #measure(): void {
    if (this.#socket.bufferedAmount > SEND_BUFFER_MAX) this.#congestedSince ??= performance.now();
  }

  readonly #written = (): void => {
    if (this.#congestedSince === undefined || this.#socket.bufferedAmount > SEND_BUFFER_MAX / 2) return;
    this.#congestedSince = undefined;
    this.onDrain();
  };
}

const TEXT = { binary: false } as const;
