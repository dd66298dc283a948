/** The load driver: a process of its own that does as the bench tells it over IPC and answers with what it counted. */
import { newId } from '../../protocol/ids.ts';
import { answer } from '../ipc.ts';
import { Crowd, type Received } from './crowd.ts';
import { type Posting, post } from './posters.ts';
import { RawSocket, type Target } from './raw-socket.ts';
import { type Load, load } from './requests.ts';
import { remark } from './texts.ts';

interface Watching {
  readonly crowd: Crowd;
  readonly poster: RawSocket;
  readonly thread: string;
}

const watching = new Map<string, Watching>();
let written = 0;

function watched(name: string): Watching {
  const found = watching.get(name);
  if (found === undefined) throw new Error(`no crowd is called ${name}`);
  return found;
}

function say(poster: RawSocket, thread: string): void {
  written += 1;
  poster.send(JSON.stringify({ type: 'post', id: newId(), site: 'default', thread, body: remark(written) }));
}

const commands = {
  /** A crowd of readers of one thread, and somebody who writes in it. */
  async open({ name, target, size, thread, since }: Opening): Promise<void> {
    const crowd = new Crowd();
    const greeting = JSON.stringify({
      type: 'subscribe',
      site: 'default',
      thread,
      ...(since === undefined ? {} : { since }),
    });
    await crowd.open(size, target, { greeting, greeted: '{"type":"subscribed"', since });
    let fault: Error | undefined;
    const poster = await RawSocket.open(
      target,
      (_opcode, bytes, start, end) => {
        if (bytes.subarray(start, end).includes('"type":"error"'))
          fault = new Error(bytes.toString('utf8', start, end));
        if (fault) throw fault;
      },
      error => {
        throw error;
      },
    );
    watching.set(name, { crowd, poster, thread });
  },

  /** One comment after the other, each once the one before has reached everybody; the milliseconds each took to. */
  async oneByOne({ name, count }: { name: string; count: number }): Promise<Streamed> {
    const { crowd, poster, thread } = watched(name);
    const before = crowd.received;
    const delays: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const started = performance.now();
      const reached = crowd.reached(crowd.highest + 1);
      say(poster, thread);
      await reached;
      delays.push(performance.now() - started);
    }
    return { ...difference(crowd.received, before), delays };
  },

  /** `count` comments at a steady rate, whether or not the ones before have arrived; resolves when all have everything. */
  async paced({ name, count, perSecond }: { name: string; count: number; perSecond: number }): Promise<Streamed> {
    const { crowd, poster, thread } = watched(name);
    const before = crowd.received;
    const first = crowd.highest + 1;
    const posted: number[] = [];
    const started = performance.now();
    const reached = crowd.reached(first + count - 1);
    await new Promise<void>(resolve => {
      const timer = setInterval(() => {
        const due = Math.min(count, Math.floor(((performance.now() - started) / 1000) * perSecond) + 1);
        while (posted.length < due) {
          posted.push(performance.now());
          say(poster, thread);
        }
        if (posted.length < count) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    await reached;
    const delays = posted.map((at, i) => crowd.completed(first + i) - at);
    return { ...difference(crowd.received, before), delays };
  },

  /** Readers come with a position and must be brought to the head; the milliseconds until the last one is there. */
  async comeBack({ target, size, thread, since, head }: ComingBack): Promise<{ milliseconds: number } & Received> {
    const crowd = new Crowd();
    const started = performance.now();
    const greeting = JSON.stringify({ type: 'subscribe', site: 'default', thread, since });
    await crowd.open(size, target, { greeting, greeted: '{"type":"subscribed"', since });
    await crowd.reached(head);
    const milliseconds = performance.now() - started;
    crowd.cut();
    return { milliseconds, ...crowd.received };
  },

  async cut({ name }: { name: string }): Promise<void> {
    const { crowd, poster } = watched(name);
    crowd.cut();
    poster.cut();
    watching.delete(name);
  },

  /** Posts over sockets, each of a guest who is signed in. */
  async post(options: Posting) {
    return post(options, () => remark(++written));
  },

  /** POST requests, each with a comment that nobody wrote before, and each connection with a token of its own. */
  async postOverRest(options: Load & { path: string; tokens: readonly string[]; threads: number; expected: number }) {
    const { host, port, path, tokens, threads, expected } = options;
    const heads = tokens.map(
      token =>
        `POST ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`,
    );
    const next = (connection: number) => {
      const thread = `/bench/${connection % threads}`;
      const body = JSON.stringify({ id: newId(), site: 'default', thread, body: remark(++written) });
      const head = heads[connection % heads.length];
      return Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    return load(options, next, expected);
  },

  /** GET requests for some addresses in turn, with the same headers. */
  async get(options: Load & { paths: readonly string[]; headers: Readonly<Record<string, string>> }) {
    const { host, port, paths, headers } = options;
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const requests = paths.map(path =>
      Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n${lines.join('')}\r\n`),
    );
    let next = 0;
    return load(options, () => requests[next++ % requests.length] as Buffer, 200);
  },
} as const;

interface Opening {
  readonly name: string;
  readonly target: Target;
  readonly size: number;
  readonly thread: string;
  readonly since?: number;
}

interface ComingBack {
  readonly target: Target;
  readonly size: number;
  readonly thread: string;
  readonly since: number;
  readonly head: number;
}

interface Streamed extends Received {
  /** Milliseconds from a comment's post until the last reader had it. */
  readonly delays: readonly number[];
}

function difference(now: Received, before: Received): Received {
  return {
    deliveries: now.deliveries - before.deliveries,
    frames: now.frames - before.frames,
    bytes: now.bytes - before.bytes,
  };
}

export type Commands = typeof commands;

answer(commands);
