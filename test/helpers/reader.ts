/** A subscriber that comes back after every cut with `since` and `epoch`, and keeps account of each number it saw. */
import WebSocket from 'ws';
import { SUBPROTOCOL } from '../../protocol/limits.ts';
import { until } from './until.ts';

/** An event begins with its number and type; a comment's own number is followed by its author. */
const EVENT = /\{"seq":(\d+),"type":"([a-z.]+)"(?:,"comment":\{"id":"([0-9a-f-]{36})")?/g;
const SUBSCRIBED = /^\{"type":"subscribed".*"epoch":"([^"]+)","seq":(\d+)/;

export interface ReaderOptions {
  /** A function where each connection goes another way. */
  readonly url: string | (() => string);
  readonly thread: string;
  /** Undefined begins at the head. */
  readonly since?: number;
}

export class Reader {
  /** The last number seen; undefined before the first greeting. */
  seq: number | undefined;
  epoch: string | undefined;
  /** Events that followed on another than their predecessor. */
  wrong = 0;
  resets = 0;
  connections = 0;
  /** Frames of events, and how many events each held. */
  readonly frames: number[] = [];
  readonly closes: number[] = [];
  /** Changes with every event's number and comment, so that equal histories have equal hashes. */
  hash = 0;
  socket: WebSocket | undefined;
  onEvents: (reader: Reader) => void = () => {};
  readonly #options: ReaderOptions;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.seq = options.since;
  }

  start(): this {
    const { url, thread } = this.#options;
    const address = typeof url === 'string' ? url : url();
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, SUBPROTOCOL);
    this.socket = socket;
    socket.on('open', () => {
      const position = this.seq === undefined ? {} : { since: this.seq, epoch: this.epoch };
      socket.send(JSON.stringify({ type: 'subscribe', site: 'default', thread, ...position }));
    });
    socket.on('message', data => this.#take((data as Buffer).toString()));
    socket.on('error', () => {});
    socket.on('close', code => {
      this.closes.push(code);
      if (this.#stopped) return;
      // A client that came back at once would find the server no sooner and make the machine slower.
      this.#timer = setTimeout(() => this.start(), 50 + Math.random() * 100);
    });
    return this;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.socket?.terminate();
  }

  /** Waits until the reader was greeted. */
  begun(): Promise<void> {
    return until(() => this.connections > 0, 'the reader was not greeted');
  }

  reaches(seq: number, timeout = 10_000): Promise<void> {
    return until(
      () => (this.seq ?? 0) >= seq,
      () => `a reader stands at ${this.seq}, not at ${seq}`,
      timeout,
    );
  }

  #take(text: string): void {
    if (text.startsWith('{"type":"events"')) {
      let count = 0;
      for (const [, seq, , id = ''] of text.matchAll(EVENT)) {
        this.#event(Number(seq), id);
        count += 1;
      }
      this.frames.push(count);
      this.onEvents(this);
    } else if (text.startsWith('{"type":"subscribed"')) {
      const [, epoch, seq] = SUBSCRIBED.exec(text) ?? [];
      this.connections += 1;
      this.seq ??= Number(seq);
      this.epoch ??= epoch;
    } else if (text.startsWith('{"type":"reset"')) {
      this.resets += 1;
    }
  }

  #event(seq: number, id: string): void {
    if (seq !== (this.seq ?? Number.NaN) + 1) this.wrong += 1;
    this.seq = seq;
    this.hash = (Math.imul(this.hash, 31) + seq) | 0;
    for (let i = 0; i < id.length; i++) this.hash = (Math.imul(this.hash, 31) + id.charCodeAt(i)) | 0;
  }
}
