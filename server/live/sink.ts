/** Where a reader's bytes go: a WebSocket or an event stream, the same to everything above it. */
import type { ServerFrame } from '../../protocol/frames.ts';

/** How the same events are written down: as a frame, or as server-sent events. */
export type Wire = 'socket' | 'stream';

/**
 * A reader whose bytes pile up beyond this is skipped until they drain, and catches up from the log (rule L5).
 * One frame may stand above it, and a frame is bounded by its page of events.
 */
export const SEND_BUFFER_MAX = 256 * 1024;

export interface Sink {
  readonly wire: Wire;
  /** More than `SEND_BUFFER_MAX` bytes wait for the reader. */
  readonly congested: boolean;
  send(data: Buffer): void;
  /** Called each time a congested sink has drained. */
  onDrain: () => void;
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
