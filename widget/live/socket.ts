/** One WebSocket's life: greeting, frames, posts that wait for their ack, and the question whether it still lives. */
import type { ClientFrame, ServerFrame } from '../../protocol/frames.ts';
import { FRAME_MAX_BYTES, PONG_MS, SILENCE_MS, SUBPROTOCOL } from '../../protocol/limits.ts';
import type { Posted } from '../../protocol/rest.ts';
import { Failure } from '../session/api.ts';
import { byteLength } from '../text/length.ts';

/** How long to wait for `welcome`, and for the ack of a post. */
const ANSWER_MS = 10_000;

interface Handlers {
  onWelcome(): void;
  onFrame(frame: ServerFrame): void;
  /** Called once; `code` is the close code, or 0 where the link was given up. */
  onEnd(code: number, reason: string): void;
}

interface Waiting {
  resolve(posted: Posted): void;
  reject(failure: Failure): void;
}

export class Socket {
  isOpen = false;
  readonly #socket: WebSocket;
  readonly #handlers: Handlers;
  readonly #posts = new Map<string, Waiting>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, handlers: Handlers) {
    this.#handlers = handlers;
    this.#socket = new WebSocket(url, SUBPROTOCOL);
    this.#socket.onmessage = ({ data }) => this.#hear(JSON.parse(data as string) as ServerFrame);
    this.#socket.onclose = ({ code, reason }) => this.#end(code, reason);
    this.#timer = setTimeout(() => this.#end(0, ''), ANSWER_MS);
  }

  send(frame: ClientFrame): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(frame));
  }

  /** Null where this socket cannot carry the post. */
  post(frame: ClientFrame & { type: 'post' }): Promise<Posted> | null {
    if (!this.isOpen || byteLength(JSON.stringify(frame)) > FRAME_MAX_BYTES) return null;
    return new Promise<Posted>((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(frame.id)?.reject(unanswered()), ANSWER_MS);
      const settled =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          then(value);
        };
      this.#posts.set(frame.id, { resolve: settled(resolve), reject: settled(reject) });
      this.send(frame);
    });
  }

  /** Asks for a sign of life; without one in time the link is given up. */
  probe(): void {
    if (!this.isOpen) return;
    clearTimeout(this.#timer);
    this.send({ type: 'ping' });
    this.#timer = setTimeout(() => this.#end(0, ''), PONG_MS);
  }

  close(): void {
    this.#end(1000, '');
  }

  #hear(frame: ServerFrame): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.probe(), SILENCE_MS);
    if (frame.type === 'welcome') {
      this.isOpen = true;
      this.#handlers.onWelcome();
    } else if (frame.type === 'ack') {
      const { id, comment, session } = frame;
      this.#settle(id)?.resolve({ ...comment, ...(session && { session }) });
    } else if (frame.type === 'error' && frame.id) {
      this.#settle(frame.id)?.reject(new Failure(frame.code, frame.message, frame.retryAfter));
    } else {
      this.#handlers.onFrame(frame);
    }
  }

  #settle(id: string): Waiting | undefined {
    const waiting = this.#posts.get(id);
    this.#posts.delete(id);
    return waiting;
  }

  #end(code: number, reason: string): void {
    clearTimeout(this.#timer);
    this.isOpen = false;
    this.#socket.onclose = null;
    this.#socket.onmessage = null;
    this.#socket.close();
    for (const id of [...this.#posts.keys()]) this.#settle(id)?.reject(unanswered());
    this.#handlers.onEnd(code, reason);
  }
}

function unanswered(): Failure {
  return new Failure('network', 'The connection was lost');
}
