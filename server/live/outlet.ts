/** Where bytes leave for a reader, and how far they are behind in reading: congested, or stuck when nothing moves. */
import { HEARTBEAT_MS } from '../../protocol/limits.ts';

/**
 * A reader for whom more than this waits is skipped until half of it has drained, and catches up from the log (rule
 * L5). One frame may stand above it, and a frame is bounded by its page of events.
 */
const WAITING_MAX_BYTES = 256 * 1024;

export abstract class Outlet {
  #congested = false;
  #movedAt = 0;
  #onLeft: (() => void) | undefined;

  /** Bytes that the network has not taken yet. */
  abstract get waitingBytes(): number;

  /** Called each time that a congested reader has drained. */
  protected abstract drained(): void;

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
  protected wrote(): void {
    if (this.#congested || this.waitingBytes <= WAITING_MAX_BYTES) return;
    this.#congested = true;
    this.#movedAt = performance.now();
  }

  /** To be called when a write has left for the network; made when first needed, as most readers are never behind. */
  protected get left(): () => void {
    this.#onLeft ??= () => {
      this.#movedAt = performance.now();
      if (!this.#congested || this.waitingBytes > WAITING_MAX_BYTES / 2) return;
      this.#congested = false;
      this.drained();
    };
    return this.#onLeft;
  }
}
