/** Sockets that post without pause: each says who it is, then posts one comment after the other, each once the one before is acknowledged. */
import { newId } from '../../protocol/ids.ts';
import { RawSocket, type Target } from './raw-socket.ts';

export interface Posting {
  readonly target: Target;
  /** A socket for each. */
  readonly tokens: readonly string[];
  /** How many threads they share. */
  readonly threads: number;
  /** Milliseconds. */
  readonly duration: number;
}

export interface Posted {
  readonly posts: number;
  readonly seconds: number;
}

const ACK = Buffer.from('{"type":"ack"');
const ERROR = Buffer.from('{"type":"error"');
const SESSION = Buffer.from('{"type":"session"');

/** Posts for `duration`, then waits for what is under way; the time begins when all sockets are known to the server. */
export async function post({ target, tokens, threads, duration }: Posting, text: () => string): Promise<Posted> {
  const posters = await Promise.all(
    tokens.map((token, n) => Poster.open(target, token, `/bench/${n % threads}`, text)),
  );
  const started = performance.now();
  const until = started + duration;
  await Promise.all(posters.map(poster => poster.run(until)));
  const seconds = (performance.now() - started) / 1000;
  for (const poster of posters) poster.cut();
  return { posts: posters.reduce((sum, poster) => sum + poster.posts, 0), seconds };
}

class Poster {
  posts = 0;
  readonly #thread: string;
  readonly #text: () => string;
  readonly #known = Promise.withResolvers<void>();
  readonly #done = Promise.withResolvers<void>();
  #socket: RawSocket | undefined;
  #until = 0;

  private constructor(thread: string, text: () => string) {
    this.#thread = thread;
    this.#text = text;
  }

  static async open(target: Target, token: string, thread: string, text: () => string): Promise<Poster> {
    const poster = new Poster(thread, text);
    poster.#socket = await RawSocket.open(
      target,
      (opcode, bytes, start, end) => poster.#take(opcode, bytes, start, end),
      error => poster.#fail(error),
    );
    poster.#socket.send(JSON.stringify({ type: 'auth', token }));
    await poster.#known.promise;
    return poster;
  }

  run(until: number): Promise<void> {
    this.#until = until;
    this.#next();
    return this.#done.promise;
  }

  cut(): void {
    this.#socket?.cut();
  }

  #next(): void {
    const frame = { type: 'post', id: newId(), site: 'default', thread: this.#thread, body: this.#text() };
    this.#socket?.send(JSON.stringify(frame));
  }

  #take(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === 0x8) this.#fail(new Error(`the server closed a poster with ${bytes.readUInt16BE(start)}`));
    else if (starts(bytes, start, ACK)) {
      this.posts += 1;
      if (performance.now() < this.#until) this.#next();
      else this.#done.resolve();
    } else if (starts(bytes, start, SESSION)) this.#known.resolve();
    else if (starts(bytes, start, ERROR)) this.#fail(new Error(bytes.toString('utf8', start, end)));
  }

  #fail(error: Error): void {
    this.#known.reject(error);
    this.#done.reject(error);
  }
}

function starts(bytes: Buffer, start: number, prefix: Buffer): boolean {
  return bytes.compare(prefix, 0, prefix.length, start, start + prefix.length) === 0;
}
