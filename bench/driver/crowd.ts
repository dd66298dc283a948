/** Many readers of one thread on raw sockets: counts what they get, and checks its order. */
import { Order } from './order.ts';
import { RawSocket, type Target } from './raw-socket.ts';

/** How many connections are opened at a time. */
const OPENING = 128;

export interface Received {
  /** Comments times readers. */
  readonly deliveries: number;
  readonly frames: number;
  readonly bytes: number;
}

export class Crowd {
  readonly #order = new Order();
  readonly #sockets: RawSocket[] = [];
  /** The last event that each reader got; undefined until they got one. */
  readonly #seqs: (number | undefined)[] = [];
  #fault: Error | undefined;
  #received = { deliveries: 0, frames: 0, bytes: 0 };
  #waiting: { readonly seq: number; left: number; resolve(): void; reject(error: Error): void } | undefined;
  #highest = 0;
  /** By event: how many readers have it, and when the last one got it. */
  readonly #holders: number[] = [];
  readonly #completed: number[] = [];

  /** The newest event that anybody got. */
  get highest(): number {
    return this.#highest;
  }

  get received(): Received {
    return { ...this.#received };
  }

  /**
   * Opens `size` sockets and sends each `greeting`; resolves when each got an answer to it that starts with `greeted`.
   * @param since where each reader stands already; left out, the first event that comes is taken for the next.
   */
  async open(
    size: number,
    target: Target,
    options: { readonly greeting: string; readonly greeted: string; readonly since?: number | undefined },
  ): Promise<void> {
    const { greeting, greeted, since } = options;
    const answer = Buffer.from(greeted);
    let next = 0;
    const openOne = async (index: number) => {
      this.#seqs[index] = since;
      const greetedNow = Promise.withResolvers<void>();
      const socket = await RawSocket.open(
        target,
        (opcode, bytes, start, end) => {
          if (opcode === 0x8) this.#fail(new Error(`the server closed a socket with ${bytes.readUInt16BE(start)}`));
          else if (bytes.compare(answer, 0, answer.length, start, start + answer.length) === 0) greetedNow.resolve();
          else this.#take(index, bytes, start, end);
        },
        error => this.#fail(error),
      );
      this.#sockets.push(socket);
      socket.send(greeting);
      await greetedNow.promise;
    };
    const worker = async () => {
      while (next < size) await openOne(next++);
    };
    await Promise.all(Array.from({ length: Math.min(OPENING, size) }, worker));
  }

  /** Resolves when every reader has got event `seq`; rejects when one got something out of order, or lost its socket. */
  reached(seq: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#fault) return reject(this.#fault);
      const left = this.#seqs.filter(each => (each ?? 0) < seq).length;
      if (left === 0) return resolve();
      this.#waiting = { seq, left, resolve, reject };
    });
  }

  /** When the last reader got event `seq`, on the clock of `performance.now()`. */
  completed(seq: number): number {
    const at = this.#completed[seq];
    if (at === undefined) throw new Error(`event ${seq} has not reached everybody`);
    return at;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.cut();
  }

  #take(index: number, bytes: Buffer, start: number, end: number): void {
    const span = this.#order.span(bytes, start, end);
    if (span === undefined) return;
    const before = this.#seqs[index];
    if (before !== undefined && span.from !== before) {
      this.#fail(new Error(`reader ${index} stood at ${before} and got the events from ${span.from + 1}`));
      return;
    }
    this.#seqs[index] = span.to;
    this.#received.deliveries += span.to - span.from;
    this.#received.frames += 1;
    this.#received.bytes += end - start;
    if (span.to > this.#highest) this.#highest = span.to;
    for (let seq = span.from + 1; seq <= span.to; seq += 1) {
      const holders = (this.#holders[seq] ?? 0) + 1;
      this.#holders[seq] = holders;
      if (holders === this.#seqs.length) this.#completed[seq] = performance.now();
    }
    const waiting = this.#waiting;
    if (waiting && (before ?? 0) < waiting.seq && span.to >= waiting.seq) {
      waiting.left -= 1;
      if (waiting.left === 0) {
        this.#waiting = undefined;
        waiting.resolve();
      }
    }
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    this.#waiting?.reject(this.#fault);
    this.#waiting = undefined;
  }
}
