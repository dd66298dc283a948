/** Where a reader's bytes go: a WebSocket or an event stream, the same to everything above it. */
import type { ServerFrame } from '../../protocol/frames.ts';

/** How the same events are written down: as a frame, or as server-sent events. */
export type Wire = 'socket' | 'stream';

export interface Sink {
  readonly wire: Wire;
  /** Too much waits for the reader already; see `Congestion`. */
  readonly congested: boolean;
  send(data: Buffer): void;
}

/** A frame that is not made of events, for either wire. */
export function encodeFrame(frame: ServerFrame, wire: Wire): Buffer {
  if (wire === 'socket') return Buffer.from(JSON.stringify(frame));
  return frame.type === 'reset' ? encodePosition(frame) : encodeEvent(frame);
}

/**
 * A server-sent event whose id says where the stream stands: what EventSource sends back when it reconnects. Only for
 * a position that nothing is still to be replayed before.
 */
export function encodePosition(frame: Extract<ServerFrame, { epoch: string; seq: number }>): Buffer {
  return encodeEvent(frame, `id: ${frame.epoch}:${frame.seq}\n`);
}

function encodeEvent(frame: ServerFrame, id = ''): Buffer {
  return Buffer.from(`event: ${frame.type}\n${id}data: ${JSON.stringify(frame)}\n\n`);
}
