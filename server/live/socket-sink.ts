/** A WebSocket as a sink. */
import type { WebSocket } from 'ws';
import { Congestion } from './congestion.ts';
import type { Sink } from './sink.ts';

const TEXT = { binary: false } as const;

export class SocketSink implements Sink {
  readonly wire = 'socket';
  readonly congestion: Congestion;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket, onDrain: () => void) {
    this.#socket = socket;
    this.congestion = new Congestion(() => socket.bufferedAmount, onDrain);
  }

  get congested(): boolean {
    return this.congestion.congested;
  }

  send(data: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    // Every write reports its end: one frame alone can fill the buffer, and none follows until it has drained.
    this.#socket.send(data, TEXT, this.congestion.left);
    this.congestion.wrote();
  }

  /** Answers a protocol ping, but not one of a reader who does not read the answers. */
  pong(data: Buffer): void {
    if (this.congested || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.pong(data, false, this.congestion.left);
    this.congestion.wrote();
  }
}
