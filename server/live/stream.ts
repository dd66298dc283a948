/** The same events for those who cannot open a socket: server-sent events over plain HTTP. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Viewer } from '../../protocol/comment.ts';
import type { Identified } from '../accounts/accounts.ts';
import { Outlet } from './outlet.ts';
import type { Sink } from './sink.ts';
import { type End, Speaker } from './speaker.ts';
import type { Listener, Subscription } from './subscription.ts';

const BEAT = Buffer.from(': beat\n\n');

export class EventStream extends Outlet implements Listener, Sink {
  readonly wire = 'stream';
  readonly #speaker: Speaker;
  readonly #response: ServerResponse;
  readonly #connection: Socket;
  readonly #reportError: (error: unknown) => void;
  #subscription: Subscription | undefined;

  constructor(
    response: ServerResponse,
    connection: Socket,
    identified: Identified,
    reportError: (error: unknown) => void,
  ) {
    super();
    this.#response = response;
    this.#connection = connection;
    // A reader who vanishes is no fault of the server; `close` follows.
    response.on('error', () => {});
    this.#speaker = new Speaker(identified);
    this.#reportError = reportError;
  }

  get sink(): Sink {
    return this;
  }

  get viewer(): Viewer {
    return this.#speaker.viewer;
  }

  get key(): string | object {
    return this.viewer.id || this;
  }

  get waitingBytes(): number {
    return this.#response.writableLength;
  }

  protected drained(): void {
    void this.#subscription?.catchUp();
  }

  /** The browser must hear that the stream is open before the first event. */
  open(headers: Record<string, string>): void {
    this.#response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies of the nginx family hold a stream back otherwise.
      'x-accel-buffering': 'no',
    });
    // Streams that end together, as they do when the server restarts, must not come back together.
    this.#response.write(`retry: ${Math.round(500 + Math.random() * 4_500)}\n\n`);
  }

  follow(subscription: Subscription): void {
    this.#subscription = subscription;
  }

  send(data: Buffer): void {
    if (this.#response.writableEnded || this.#response.destroyed) return;
    this.#response.write(data, this.left);
    this.wrote();
  }

  /**
   * A comment line keeps proxies from closing a quiet stream; a reader who is stuck is let go.
   * @returns whether it was let go.
   */
  beat(): boolean {
    if (this.#speaker.isOver) this.end();
    const { stuck, congested } = this;
    // Ended, but its end is not read either.
    if (stuck || this.#response.writableEnded) this.#cut();
    else if (!congested) this.send(BEAT);
    return stuck;
  }

  fail(error: unknown): void {
    this.#reportError(error);
    this.#cut();
  }

  /** EventSource comes back by itself and says where it was. */
  end(): void {
    this.#response.end();
  }

  /** Who comes back must show their token again. */
  revoke(end: End): void {
    if (this.#speaker.isEndedBy(end)) this.end();
  }

  /** What they may see hangs on who they are. */
  update(viewer: Viewer): void {
    if (this.#speaker.isMember(viewer.id)) this.end();
  }

  /** The connection itself: a response that waits behind another on it has nothing of its own to destroy. */
  #cut(): void {
    this.#connection.destroy();
  }
}
