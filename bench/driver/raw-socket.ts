/** A WebSocket client on a bare TCP socket: says hello, then hands over each frame as a slice of the bytes that came. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface Target {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** Called with each whole frame; the bytes are only lent until it returns. */
export type OnFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void;

/** One read buffer serves all sockets: each read is used up before the next begins. */
const shared = Buffer.allocUnsafe(64 * 1024);

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const TEXT = 0x1;
const PING = 0x9;
const PONG = 0xa;

export class RawSocket {
  readonly #socket: Socket;
  readonly #onFrame: OnFrame;
  readonly #opened: () => void;
  readonly #failed: (error: Error) => void;
  #rest: Buffer | undefined;
  #open = false;
  closing = false;

  private constructor(target: Target, onFrame: OnFrame, opened: () => void, failed: (error: Error) => void) {
    this.#onFrame = onFrame;
    this.#opened = opened;
    this.#failed = failed;
    this.#socket = connect({
      host: target.host,
      port: target.port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length, bytes) => {
          this.#read((bytes as Buffer).subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.on('error', failed);
    this.#socket.on('close', () => {
      if (!this.closing) failed(new Error('the server closed a socket'));
    });
    this.#socket.write(
      `GET ${target.path} HTTP/1.1\r\nHost: ${target.host}:${target.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
  }

  /** Resolves once the server has switched protocols; a failure after that rejects nothing and goes to `failed`. */
  static open(target: Target, onFrame: OnFrame, failed: (error: Error) => void): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      let isOpen = false;
      const socket = new RawSocket(
        target,
        onFrame,
        () => {
          isOpen = true;
          resolve(socket);
        },
        error => (isOpen ? failed(error) : reject(error)),
      );
    });
  }

  send(text: string): void {
    this.#socket.write(maskedFrame(TEXT, Buffer.from(text)));
  }

  /** Ends the connection without a word, as a phone that loses its network does. */
  cut(): void {
    this.closing = true;
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    let data = this.#rest ? Buffer.concat([this.#rest, bytes]) : bytes;
    this.#rest = undefined;
    if (!this.#open) {
      const end = data.indexOf(END_OF_HEAD);
      if (end === -1) {
        this.#rest = Buffer.from(data);
        return;
      }
      const status = data.subarray(0, data.indexOf('\r\n')).toString();
      if (!status.includes(' 101 ')) {
        this.#failed(new Error(`no WebSocket: ${status}`));
        this.cut();
        return;
      }
      this.#open = true;
      data = data.subarray(end + END_OF_HEAD.length);
      this.#opened();
    }
    const used = this.#frames(data);
    if (used < data.length) this.#rest = Buffer.from(data.subarray(used));
  }

  /** Hands over the whole frames at the beginning of `data`; returns how many bytes they took. */
  #frames(data: Buffer): number {
    let at = 0;
    while (data.length - at >= 2) {
      const short = (data[at + 1] as number) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < head) break;
      const length =
        short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
      const end = at + head + length;
      if (data.length < end) break;
      const opcode = (data[at] as number) & 0x0f;
      if (opcode === PING) this.#socket.write(maskedFrame(PONG, data.subarray(at + head, end)));
      else this.#onFrame(opcode, data, at + head, end);
      at = end;
    }
    return at;
  }
}

/** A client's frame (RFC 6455 §5.3); the mask is zeros, which leaves the payload as it is. */
function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 6 : 8);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = 0x80 | length;
  else {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  }
  return Buffer.concat([head, payload]);
}
