/** A reader who keeps a thread with the widget's own reducer, over a socket, an event stream or polling, whatever breaks. */
import WebSocket from 'ws';
import type { LiveEvent } from '../../protocol/events.ts';
import type { ServerFrame } from '../../protocol/frames.ts';
import { SUBPROTOCOL } from '../../protocol/limits.ts';
import type { EventsPage } from '../../protocol/rest.ts';
import type { ThreadState } from '../../widget/thread/shape.ts';
import { addPage, apply, load } from '../../widget/thread/state.ts';
import { page } from './rest.ts';

type List = ThreadState['roots'];

export interface MirrorOptions {
  readonly transport: 'socket' | 'stream' | 'poll';
  readonly sort: 'newest' | 'oldest';
  /** Where pages come from, and where the events come from. */
  readonly url: string;
  readonly through: string;
  readonly thread: string;
}

export class Mirror {
  state: ThreadState | undefined;
  /** Events that did not follow on their predecessor. */
  wrong = 0;
  loads = 0;
  readonly options: MirrorOptions;
  readonly #stop = new AbortController();

  constructor(options: MirrorOptions) {
    this.options = options;
  }

  get seq(): number {
    return this.state?.thread.seq ?? -1;
  }

  /** Follows the thread until it is stopped, coming back after every failure. */
  async follow(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        if (this.state === undefined) await this.load();
        if (this.options.transport === 'socket') await this.#socket();
        if (this.options.transport === 'stream') await this.#stream();
        if (this.options.transport === 'poll') await this.#poll();
      } catch {
        // A broken connection is what this is about.
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** The first page, as a widget begins. */
  async load(): Promise<this> {
    const { url, thread, sort } = this.options;
    this.state = load(await page(url, { thread, sort, limit: 10 }), sort);
    this.loads += 1;
    return this;
  }

  /** Loads every page that is still missing, then tells all that a reader would see. */
  async whole(): Promise<unknown> {
    const { url, thread, sort } = this.options;
    let state = this.state as ThreadState;
    const complete = async (parent: string | null) => {
      for (let next = listOf(state, parent).next; next !== null; next = listOf(state, parent).next) {
        const query = { thread, sort, cursor: next, limit: 10, ...(parent === null ? {} : { parent }) };
        state = addPage(state, parent, await page(url, query), []);
      }
      for (const id of listOf(state, parent).ids) await complete(id);
    };
    await complete(null);
    const tell = ({ ids, tail }: List): unknown[] =>
      [...ids, ...tail].map(id => {
        const node = state.nodes.get(id);
        const { author: _, repliesNext: __, ...comment } = node?.comment ?? { author: null, repliesNext: null };
        return { ...comment, children: node && tell(node) };
      });
    return { commentCount: state.thread.commentCount, seq: state.thread.seq, comments: tell(state.roots) };
  }

  #take(events: readonly LiveEvent[]): void {
    for (const [i, { seq }] of events.entries()) if (seq !== this.seq + 1 + i) this.wrong += 1;
    if (this.state) this.state = apply(this.state, events);
  }

  #socket(): Promise<void> {
    const { through, thread } = this.options;
    const socket = new WebSocket(`${through.replace('http', 'ws')}/api/v1/live`, SUBPROTOCOL);
    const stop = () => socket.terminate();
    this.#stop.signal.addEventListener('abort', stop);
    socket.on('open', () => {
      socket.send(JSON.stringify({ type: 'subscribe', site: 'default', thread, ...this.#position() }));
    });
    socket.on('message', data => {
      const frame = JSON.parse((data as Buffer).toString()) as ServerFrame;
      if (frame.type === 'events') this.#take(frame.events);
      if (frame.type === 'reset') this.#begin(stop);
    });
    socket.on('error', () => {});
    return new Promise(resolve => {
      socket.on('close', () => {
        this.#stop.signal.removeEventListener('abort', stop);
        resolve();
      });
    });
  }

  async #stream(): Promise<void> {
    const { through, thread } = this.options;
    const { seq, epoch } = this.state?.thread ?? { seq: 0, epoch: '' };
    const headers = { accept: 'text/event-stream', 'last-event-id': `${epoch}:${seq}` };
    const response = await fetch(`${through}/api/v1/events?thread=${thread}`, { headers, signal: this.#stop.signal });
    let rest = '';
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      const parts = (rest + Buffer.from(chunk).toString('latin1')).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const data = Buffer.from(/^data: (.*)$/m.exec(part)?.[1] ?? '', 'latin1').toString();
        if (part.startsWith('event: events')) this.#take([JSON.parse(data) as LiveEvent | LiveEvent[]].flat());
        // Leaving the loop ends the stream; the next one begins where the fresh page stands.
        if (part.startsWith('event: reset')) return this.#begin(() => {});
      }
    }
  }

  async #poll(): Promise<void> {
    const { through, thread } = this.options;
    const search = new URLSearchParams({ thread });
    for (const [name, value] of Object.entries(this.#position())) search.set(name, String(value));
    const response = await fetch(`${through}/api/v1/events?${search}`, { signal: this.#stop.signal });
    const { events, reset } = (await response.json()) as EventsPage;
    if (reset) this.#begin(() => {});
    else this.#take(events);
  }

  #begin(disconnect: () => void): void {
    this.state = undefined;
    disconnect();
  }

  #position(): { since: number; epoch: string } {
    return { since: this.seq, epoch: this.state?.thread.epoch ?? '' };
  }
}

function listOf(state: ThreadState, parent: string | null): List {
  return (parent === null ? state.roots : state.nodes.get(parent)) ?? { ids: [], tail: [], next: null };
}
