/** Where a reader's bytes go: a WebSocket or an event stream, the same to everything above it. */
import type { ServerFrame } from '../../protocol/frames.ts';

/** How the same events are written down: as a frame, or as server-sent events. */
export type Wire = 'socket' | 'stream';

export interface Sink {
  readonly wire: Wire;
  /** Too much waits for the reader already; see `Congestion`. */
  readonly congested: boolean;
  /** Takes bytes as they go over the wire, frame and all. */
  send(data: Buffer): void;
}

/** A frame that is not made of events, for either wire. */
export function encodeFrame(frame: ServerFrame, wire: Wire): Buffer {
  if (wire === 'socket') return encodeText(JSON.stringify(frame));
  return frame.type === 'reset' ? encodePosition(frame) : encodeEvent(frame);
}

/**
 * A server-sent event whose id says where the stream stands: what EventSource sends back when it reconnects. Only for
 * a position that nothing is still to be replayed before.
 */
export function encodePosition(frame: Extract<ServerFrame, { epoch: string; seq: number }>): Buffer {
  return encodeEvent(frame, `id: ${frame.epoch}:${frame.seq}\n`);
}

/**
 * A whole text frame of a server (RFC 6455 §5.2: final, not masked), head and payload in one buffer, so that the same
 * bytes serve every socket.
 */
export function encodeText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(head + length);
  bytes[0] = 0x81;
  if (head === 2) bytes[1] = length;
  else if (head === 4) {
    bytes[1] = 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.write(text, head);
  return bytes;
}

function encodeEvent(frame: ServerFrame, id = ''): Buffer {
  return Buffer.from(`event: ${frame.type}\n${id}data: ${JSON.stringify(frame)}\n\n`);
}
