/** HTTP/1.1 requests on raw sockets, one after the other on each connection: counts the answers, checks their status. */
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly host: string;
  readonly port: number;
  readonly connections: number;
  /** Milliseconds. */
  readonly duration: number;
}

export interface Answered {
  readonly requests: number;
  /** Bytes of bodies. */
  readonly bytes: number;
  readonly seconds: number;
}

const shared = Buffer.allocUnsafe(256 * 1024);
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Keeps `connections` busy for `duration`, then lets what is under way be answered.
 * @param request the bytes of the next request on a connection.
 * @param expected the status that every answer must have.
 */
export async function load(
  { host, port, connections, duration }: Load,
  request: (connection: number) => Buffer,
  expected: number,
): Promise<Answered> {
  let requests = 0;
  let bytes = 0;
  const started = performance.now();
  const busy = () => performance.now() - started < duration;
  const one = (connection: number) =>
    new Promise<void>((resolve, reject) => {
      const answers = new Answers(expected, length => {
        requests += 1;
        bytes += length;
        if (busy()) socket.write(request(connection));
        else socket.end();
      });
      const socket: Socket = connect({
        host,
        port,
        noDelay: true,
        onread: {
          buffer: shared,
          callback: (length, data) => {
            try {
              answers.read((data as Buffer).subarray(0, length));
            } catch (error) {
              reject(error as Error);
              socket.destroy();
            }
            return true;
          },
        },
      });
      socket.on('connect', () => socket.write(request(connection)));
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });
  await Promise.all(Array.from({ length: connections }, (_, i) => one(i)));
  return { requests, bytes, seconds: (performance.now() - started) / 1000 };
}

/** Finds the ends of the answers on one connection: a head, then as many bytes as it says. */
class Answers {
  readonly #expected: string;
  readonly #answered: (bodyLength: number) => void;
  #head: Buffer | undefined;
  #left = 0;
  #length = 0;

  constructor(expected: number, answered: (bodyLength: number) => void) {
    this.#expected = `HTTP/1.1 ${expected}`;
    this.#answered = answered;
  }

  read(chunk: Buffer): void {
    if (this.#left > 0) {
      this.#left -= chunk.length;
      if (this.#left === 0) this.#answered(this.#length);
      return;
    }
    const data = this.#head ? Buffer.concat([this.#head, chunk]) : chunk;
    const end = data.indexOf(END_OF_HEAD);
    if (end === -1) {
      this.#head = Buffer.from(data);
      return;
    }
    this.#head = undefined;
    const head = data.toString('latin1', 0, end);
    if (!head.startsWith(this.#expected)) throw new Error(data.toString());
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    if (length === undefined) throw new Error(`an answer without content-length: ${head}`);
    this.#length = Number(length);
    this.#left = this.#length - (data.length - end - END_OF_HEAD.length);
    if (this.#left === 0) this.#answered(this.#length);
  }
}
