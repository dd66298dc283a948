/** A TCP proxy between a client and the server that fails on demand: cuts, silence, slowness, and single messages that vanish. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type Message, MessageReader } from './wire.ts';

export interface Faults {
  /** Cut both sides once the server has sent this many bytes. */
  readonly cutAfter?: number;
  /** Cut both sides once the client has sent this many bytes. */
  readonly cutAfterSent?: number;
  /** Milliseconds that each chunk from the server is held back. */
  readonly latency?: number;
  /** Bytes per second that pass from the server to the client. */
  readonly rate?: number;
  /** Decides on each frame or HTTP answer of the server; `cut` swallows it and ends the connection. */
  readonly rule?: (message: Message) => 'pass' | 'drop' | 'cut';
}

/** One connection through the proxy. */
export class Link {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #faults: Faults;
  readonly #messages = new MessageReader();
  #received = 0;
  #sent = 0;
  #silent = false;
  /** What is held back leaves in the order in which it came. */
  #later: Promise<void> = Promise.resolve();

  constructor(client: Socket, server: Socket, faults: Faults) {
    this.#client = client;
    this.#server = server;
    this.#faults = faults;
    client.on('data', chunk => this.#up(chunk));
    server.on('data', chunk => this.#down(chunk));
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      socket.on('error', () => {});
      socket.on('close', () => {
        if (!this.#silent) void this.#later.then(() => other.destroySoon());
      });
    }
  }

  get isOpen(): boolean {
    return !this.#client.destroyed && !this.#server.destroyed;
  }

  cut(): void {
    this.#client.destroy();
    this.#server.destroy();
  }

  /** From now on nothing passes, in neither direction, not even the end of a connection. */
  blackHole(): void {
    this.#silent = true;
  }

  #up(chunk: Buffer): void {
    if (this.#silent) return;
    const left = (this.#faults.cutAfterSent ?? Number.POSITIVE_INFINITY) - this.#sent;
    this.#sent += chunk.length;
    this.#server.write(chunk.subarray(0, Math.min(left, chunk.length)));
    if (chunk.length >= left) this.cut();
  }

  #down(chunk: Buffer): void {
    if (this.#silent) return;
    const { rule } = this.#faults;
    if (rule === undefined) this.#give(chunk);
    else {
      for (const message of this.#messages.read(chunk)) {
        const verdict = this.isOpen ? rule(message) : 'drop';
        if (verdict === 'pass') this.#give(message.bytes);
        if (verdict === 'cut') this.cut();
      }
    }
  }

  #give(chunk: Buffer): void {
    const { cutAfter = Number.POSITIVE_INFINITY, latency = 0, rate } = this.#faults;
    const left = cutAfter - this.#received;
    this.#received += chunk.length;
    const bytes = chunk.subarray(0, Math.min(left, chunk.length));
    const wait = latency + (rate === undefined ? 0 : (bytes.length / rate) * 1000);
    if (wait > 0) this.#hold(bytes, wait);
    else this.#client.write(bytes);
    if (chunk.length >= left) void this.#later.then(() => this.cut());
  }

  #hold(bytes: Buffer, wait: number): void {
    if (this.#faults.rate !== undefined) this.#server.pause();
    this.#later = this.#later.then(async () => {
      await new Promise(resolve => setTimeout(resolve, wait));
      this.#client.write(bytes);
      this.#server.resume();
    });
  }
}

export class FaultProxy {
  readonly url: string;
  readonly links: Link[] = [];
  readonly #listener: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(listener: Server, serverPort: number, faults: (link: number) => Faults) {
    this.#listener = listener;
    this.url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
    let count = 0;
    listener.on('connection', client => {
      const server = connect(serverPort, '127.0.0.1');
      for (const socket of [client, server]) {
        this.#sockets.add(socket);
        socket.on('close', () => this.#sockets.delete(socket));
      }
      this.links.push(new Link(client, server, faults(count++)));
    });
  }

  /** A proxy before the server at `url`; `faults` gives each connection its own, by its number from 0. */
  static async before(url: string, faults: (link: number) => Faults = () => ({})): Promise<FaultProxy> {
    const listener = createServer().listen(0, '127.0.0.1');
    await once(listener, 'listening');
    return new FaultProxy(listener, Number(new URL(url).port), faults);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const closed = once(this.#listener, 'close');
    this.#listener.close();
    await closed;
  }
}
