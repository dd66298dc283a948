/** A WebSocket as a sink: whole frames go straight to its TCP connection. */
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { Outlet } from './outlet.ts';
import type { Sink } from './sink.ts';

/** A write of at most this much on a connection with nothing waiting can congest nobody, so it need not report back. */
const SMALL_BYTES = 64 * 1024;

export class SocketSink extends Outlet implements Sink {
  readonly wire = 'socket';
  readonly #socket: WebSocket;
  readonly #tcp: Socket;
  readonly #reader: { resume(): void };

  /**
   * @param tcp the connection under the socket. Without extensions a frame is the same bytes for everyone, and ws writes
   *   its own frames whole, so ours may stand between them; `ws.send` would frame them anew for each reader.
   * @param reader goes on when a congested connection has drained.
   */
  constructor(socket: WebSocket, tcp: Socket, reader: { resume(): void }) {
    super();
    this.#socket = socket;
    this.#tcp = tcp;
    this.#reader = reader;
  }

  get waitingBytes(): number {
    return this.#tcp.writableLength;
  }

  protected drained(): void {
    this.#reader.resume();
  }

  send(data: Buffer): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (data.length <= SMALL_BYTES && this.#tcp.writableLength === 0) {
      this.#tcp.write(data);
      return;
    }
    // A write that waits reports its end: one frame alone can fill the buffer, and none follows until it has drained.
    this.#tcp.write(data, this.left);
    this.wrote();
  }

  /** Answers a protocol ping, but not one of a reader who does not read the answers. */
  pong(data: Buffer): void {
    if (this.congested || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.pong(data, false, this.left);
    this.wrote();
  }
}
