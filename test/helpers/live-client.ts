/** A reader's socket for tests: frames in, frames out, and waiting for the frame one expects. */
import { once } from 'node:events';
import WebSocket, { type ClientOptions } from 'ws';
import type { ServerFrame } from '../../protocol/frames.ts';
import { SUBPROTOCOL } from '../../protocol/limits.ts';

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export class LiveClient {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[] = [];
  #seen = 0;
  #wake: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', data => {
      this.frames.push(JSON.parse(data.toString()) as ServerFrame);
      this.#wake?.();
    });
    socket.on('close', () => this.#wake?.());
    socket.on('error', () => {});
  }

  /** Opens a socket and waits for `welcome`. */
  static async open(url: string, options: ClientOptions = {}): Promise<LiveClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live`, SUBPROTOCOL, options);
    const client = new LiveClient(socket);
    await once(socket, 'open');
    await client.next('welcome');
    return client;
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of this type that was not taken yet; frames of other types before it are passed over. */
  async next<T extends ServerFrame['type']>(
    type: T,
    matches: (frame: FrameOf<T>) => boolean = () => true,
    timeout = 10_000,
  ): Promise<FrameOf<T>> {
    const deadline = Date.now() + timeout;
    for (;;) {
      for (; this.#seen < this.frames.length; ) {
        const frame = this.frames[this.#seen++] as ServerFrame;
        if (frame.type === type && matches(frame as FrameOf<T>)) return frame as FrameOf<T>;
      }
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`the socket closed before a ${type} frame came`);
      await this.#frame(deadline, type);
    }
  }

  /** Subscribes and waits for the answer. */
  subscribe(
    thread: string,
    position: { since?: number; epoch?: string } = {},
    site = 'default',
  ): Promise<FrameOf<'subscribed'>> {
    this.send({ type: 'subscribe', site, thread, ...position });
    return this.next('subscribed', frame => frame.thread === thread);
  }

  /** Posts and waits for the answer. */
  async post(thread: string, body: string, more: Record<string, unknown> = {}): Promise<FrameOf<'ack'>> {
    const id = crypto.randomUUID();
    this.send({ type: 'post', id, site: 'default', thread, body, author: { name: 'Ann' }, ...more });
    return this.next('ack', frame => frame.id === (more['id'] ?? id));
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }

  #frame(deadline: number, type: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`no ${type} frame came in time`)),
        Math.max(0, deadline - Date.now()),
      );
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
