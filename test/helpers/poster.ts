/** Someone who posts over a socket and repeats each post, with its id, over every reconnect until it is acknowledged. */
import WebSocket from 'ws';
import type { ServerFrame } from '../../protocol/frames.ts';
import { SUBPROTOCOL } from '../../protocol/limits.ts';
import type { NewSession } from '../../protocol/rest.ts';
import { until } from './until.ts';

interface Post {
  readonly frame: string;
  readonly resolve: (seq: number) => void;
}

export class Poster {
  /** The number that each post was acknowledged with, by id. */
  readonly acked = new Map<string, number>();
  /** What no poster should hear: a refusal, or another number for the same id. */
  readonly complaints: string[] = [];
  connections = 0;
  readonly token: string;
  readonly #url: () => string;
  readonly #waiting = new Map<string, Post>();
  #socket: WebSocket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  private constructor(url: () => string, token: string) {
    this.#url = url;
    this.token = token;
    this.#connect();
  }

  /** @param url where to ask for a session, and by default where to post. */
  static async open(url: string, through: () => string = () => url): Promise<Poster> {
    return new Poster(through, await newGuest(url));
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** @returns the number of the post, once it is acknowledged. */
  post(thread: string, body: string, more: { id?: string; parent?: string } = {}): Promise<number> {
    const id = more.id ?? crypto.randomUUID();
    const frame = JSON.stringify({ type: 'post', site: 'default', thread, body, ...more, id });
    return new Promise(resolve => {
      this.#waiting.set(id, { frame, resolve });
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(frame);
    });
  }

  /** Waits until nothing waits for its acknowledgement any more. */
  settled(timeout = 20_000): Promise<void> {
    const state = () => `${this.#waiting.size} posts are not acknowledged: ${this.complaints.slice(0, 3)}`;
    return until(() => this.#waiting.size === 0, state, timeout);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.terminate();
  }

  #connect(): void {
    const socket = new WebSocket(`${this.#url().replace('http', 'ws')}/api/v1/live`, SUBPROTOCOL);
    this.#socket = socket;
    socket.on('open', () => {
      this.connections += 1;
      socket.send(JSON.stringify({ type: 'auth', token: this.token }));
      for (const { frame } of this.#waiting.values()) socket.send(frame);
    });
    socket.on('message', data => this.#take(JSON.parse((data as Buffer).toString()) as ServerFrame));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (!this.#stopped) this.#timer = setTimeout(() => this.#connect(), 50 + Math.random() * 100);
    });
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'error') this.complaints.push(`${frame.code}: ${frame.message}`);
    if (frame.type !== 'ack') return;
    const { id, comment } = frame;
    const first = this.acked.get(id) ?? comment.seq;
    if (first !== comment.seq) this.complaints.push(`${id} was ${first} and is ${comment.seq}`);
    this.acked.set(id, first);
    this.#waiting.get(id)?.resolve(first);
    this.#waiting.delete(id);
  }
}

/** The token of a guest nobody knows yet. */
export async function newGuest(url: string, name = 'Ann'): Promise<string> {
  const response = await fetch(`${url}/api/v1/session/guest`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  return ((await response.json()) as NewSession).session.token;
}
