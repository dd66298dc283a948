/** A WebSocket client without a library, for what no honest client sends: it floods, and never reads an answer. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export class RawSocket {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Resolves when the server has answered the upgrade; nothing after that is read. */
  static async open(url: string): Promise<RawSocket> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write(
      `GET /api/v1/live HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    );
    await once(socket, 'data');
    socket.pause();
    return new RawSocket(socket);
  }

  /** Sends so many frames as fast as the server takes them; ends early when it takes no more or closes. */
  async flood(opcode: number, payload: string, count: number): Promise<void> {
    const one = frame(opcode, Buffer.from(payload));
    const many = Buffer.concat(Array.from({ length: 1_000 }, () => one));
    for (let sent = 0; sent < count && this.#socket.writable; sent += 1_000) {
      const taken = await new Promise<boolean>(resolve => {
        const timer = setTimeout(() => resolve(false), 1_500);
        this.#socket.write(many, error => {
          clearTimeout(timer);
          resolve(!error);
        });
      });
      if (!taken) return;
    }
  }

  destroy(): void {
    this.#socket.destroy();
  }
}

/** A client's frames are masked (RFC 6455 §5.3); a mask of zeros leaves the payload as it is. */
function frame(opcode: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}
