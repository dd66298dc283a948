/** One reader of one thread: a position in the log that only moves forward, one event after the other (rule L1). */
import { setImmediate } from 'node:timers/promises';
import type { Viewer } from '../../protocol/comment.ts';
import type { Place } from '../store/store.ts';
import type { Batch } from './batch.ts';
import { encodeFrame, type Sink } from './sink.ts';

/** Whoever listens on a sink; the viewer may change when they sign in. */
export interface Listener {
  readonly sink: Sink;
  readonly viewer: Viewer;
  /** Who counts as present: the viewer, or this connection where there is no token. */
  readonly key: string | object;
  /** Reading the log failed: the connection ends, and its client comes back to go on where it was. */
  fail(error: unknown): void;
}

/** Where a reader stands; without `since`, at the head; without `epoch`, in this log. */
export interface Position {
  readonly since: number | undefined;
  readonly epoch: string | undefined;
  /** False: without being counted as here. */
  readonly present?: boolean | undefined;
}

/** A page of the log, and the thread's head when it was read. */
export interface Page {
  readonly head: number;
  /** Undefined when the log does not reach back that far. */
  readonly batch: Batch | undefined;
}

/** A thread's log, as its readers share it. */
export interface Log {
  readonly place: Place;
  readonly epoch: string;
  /** The events after `since`, or as many of them as make a page. */
  page(since: number): Promise<Page>;
}

export class Subscription {
  readonly listener: Listener;
  /** Who counted as present when the reader joined or was renamed last. */
  key: string | object;
  /** Whether the reader counts as here. */
  readonly present: boolean;
  /** The place as the reader knows it: its key may be an old one of the thread. */
  readonly label: Place;
  #log: Log;
  /** The last event that was sent; undefined until the subscription knows where it begins. */
  #seq: number | undefined;
  #catchingUp = false;
  #missed = false;
  closed = false;

  constructor(listener: Listener, label: Place, log: Log, present: boolean) {
    this.listener = listener;
    this.label = label;
    this.present = present;
    this.key = listener.key;
    this.#log = log;
  }

  /** Where the thread is. */
  get place(): Place {
    return this.#log.place;
  }

  /** From here on it follows another log; it has yet to be reset, and to begin there. */
  moveTo(log: Log): void {
    this.#log = log;
    this.#seq = undefined;
  }

  /** Before that the reader was not greeted yet, and is sent nothing. */
  get hasBegun(): boolean {
    return this.#seq !== undefined;
  }

  /** Starts the flow after `seq`. */
  begin(seq: number): void {
    this.#seq = seq;
    // A read of another log that is still under way does not end it.
    this.#missed = true;
    void this.catchUp();
  }

  /** The reader's position is of no use: they load anew and go on from `seq`. */
  reset(seq: number): void {
    this.#seq = seq;
    const { site, thread } = this.label;
    const frame = { type: 'reset', site, thread, epoch: this.#log.epoch, seq } as const;
    this.listener.sink.send(encodeFrame(frame, this.listener.sink.wire));
  }

  /**
   * Hands over a batch that everyone gets. Whoever stands exactly before it takes it; whoever is behind, still
   * replaying or congested lets it pass and reads it from the log.
   */
  deliver(batch: Batch): void {
    const { sink } = this.listener;
    if (this.#seq === undefined || this.#catchingUp || sink.congested) {
      this.#missed = true;
    } else if (this.#seq === batch.from) {
      this.#seq = batch.to;
      sink.send(batch.encode(this.listener, this.label.thread));
    } else if (this.#seq < batch.to) {
      void this.catchUp();
    }
  }

  /** Sends page after page from the log until the head is reached or the reader is too slow for now. */
  async catchUp(): Promise<void> {
    if (this.#catchingUp || this.#seq === undefined) return;
    this.#catchingUp = true;
    const { sink } = this.listener;
    try {
      do {
        this.#missed = false;
        while (!this.closed && !sink.congested && (await this.#nextPage())) {
          // A store that answers at once would otherwise replay a whole log before anyone else gets a turn.
          await setImmediate();
        }
        // A batch that passed during the last read would otherwise be seen only with the next one.
      } while (this.#missed && !this.closed && !sink.congested);
    } catch (error) {
      this.listener.fail(error);
    } finally {
      this.#catchingUp = false;
    }
  }

  async #nextPage(): Promise<boolean> {
    const log = this.#log;
    if (this.#seq === undefined) return false;
    const { head, batch } = await log.page(this.#seq);
    if (this.closed || log !== this.#log) return false;
    if (batch === undefined) {
      this.reset(head);
      return false;
    }
    if (batch.size === 0) return false;
    this.#seq = batch.to;
    this.listener.sink.send(batch.encode(this.listener, this.label.thread));
    return batch.to < head;
  }
}
