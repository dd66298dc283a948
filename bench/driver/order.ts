/** Knows which events a frame holds, and that every reader gets each once and in order (rule L1). */

const EVENTS = Buffer.from('{"type":"events"');
/** Everyone is sent the same few frames at about the same time. */
const KNOWN_MAX = 256;

export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Known {
  readonly bytes: Buffer;
  readonly span: Span;
}

/** Reads each distinct frame once: a frame that is the same, byte for byte, holds the same events. */
export class Order {
  readonly #known: Known[] = [];

  /** The events of a frame, as the positions before and after it; undefined for a frame of another type. */
  span(bytes: Buffer, start: number, end: number): Span | undefined {
    const length = end - start;
    if (length < EVENTS.length || bytes.compare(EVENTS, 0, EVENTS.length, start, start + EVENTS.length) !== 0) {
      return undefined;
    }
    for (let i = this.#known.length - 1; i >= 0; i -= 1) {
      const known = this.#known[i] as Known;
      if (known.bytes.length === length && bytes.compare(known.bytes, 0, length, start, end) === 0) return known.span;
    }
    const copy = Buffer.from(bytes.subarray(start, end));
    const span = spanOf(copy);
    this.#known.push({ bytes: copy, span });
    if (this.#known.length > KNOWN_MAX) this.#known.shift();
    return span;
  }
}

function spanOf(frame: Buffer): Span {
  const { events } = JSON.parse(frame.toString()) as { events: { seq: number }[] };
  const from = (events[0]?.seq ?? Number.NaN) - 1;
  events.forEach((event, i) => {
    if (event.seq !== from + 1 + i) throw new Error(`a frame holds ${event.seq} where ${from + 1 + i} should be`);
  });
  return { from, to: from + events.length };
}
