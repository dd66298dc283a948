/** How far a reader is behind in reading: congested when too much waits for them, stuck when none of it moves. */
import { HEARTBEAT_MS } from '../../protocol/limits.ts';

/**
 * A reader for whom more than this waits is skipped until half of it has drained, and catches up from the log (rule
 * L5). One frame may stand above it, and a frame is bounded by its page of events.
 */
const WAITING_MAX_BYTES = 256 * 1024;

export class Congestion {
  readonly #waitingBytes: () => number;
  readonly #onDrain: () => void;
  #congested = false;
  #movedAt = performance.now();

  /** `onDrain` is called each time a congested reader has drained. */
  constructor(waitingBytes: () => number, onDrain: () => void) {
    this.#waitingBytes = waitingBytes;
    this.#onDrain = onDrain;
  }

  get congested(): boolean {
    return this.#congested;
  }

  /** Nothing was read for a whole heartbeat; a slow reader who reads on is not stuck. */
  get stuck(): boolean {
    return this.#congested && performance.now() - this.#movedAt > HEARTBEAT_MS;
  }

  /** Bytes left for the reader within the last heartbeat, so that they live, though a pong may stand behind them. */
  get moves(): boolean {
    return this.#congested && !this.stuck;
  }

  /** To be called after each write. */
  wrote(): void {
    if (this.#congested || this.#waitingBytes() <= WAITING_MAX_BYTES) return;
    this.#congested = true;
    this.#movedAt = performance.now();
  }

  /** To be called when a write has left for the network. */
  readonly left = (): void => {
    this.#movedAt = performance.now();
    if (!this.#congested || this.#waitingBytes() > WAITING_MAX_BYTES / 2) return;
    this.#congested = false;
    this.#onDrain();
  };
}
