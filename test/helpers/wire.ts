/** Cuts what a server sends back into whole messages: HTTP answers, and after an upgrade WebSocket frames. */

export interface Message {
  /** Exactly what travelled. */
  readonly bytes: Buffer;
  /** The status of an HTTP answer; 0 for a frame. */
  readonly status: number;
  /** The body of an answer or a text frame. */
  readonly text: string;
}

export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #upgraded = false;

  /** Every message that is whole with this chunk; the rest waits for the next. */
  read(chunk: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const messages: Message[] = [];
    for (let message = this.#next(); message !== undefined; message = this.#next()) {
      this.#rest = this.#rest.subarray(message.bytes.length);
      if (message.status === 101) this.#upgraded = true;
      messages.push(message);
    }
    return messages;
  }

  #next(): Message | undefined {
    return this.#upgraded ? frame(this.#rest) : answer(this.#rest);
  }
}

function answer(bytes: Buffer): Message | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = bytes.subarray(0, headEnd).toString('latin1');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  const length = status === 101 ? 0 : Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return slice(bytes, headEnd + 4, length, status);
}

/** A server's frames are not masked (RFC 6455 §5.2). */
function frame(bytes: Buffer): Message | undefined {
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short === 127 ? 10 : short === 126 ? 4 : 2;
  if (bytes.length < start) return undefined;
  const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
  return slice(bytes, start, length, 0);
}

function slice(bytes: Buffer, start: number, length: number, status: number): Message | undefined {
  const end = start + length;
  if (bytes.length < end) return undefined;
  return { bytes: bytes.subarray(0, end), status, text: bytes.subarray(start, end).toString() };
}
