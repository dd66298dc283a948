/** Events that go out together, written down once for each group of readers who see the same. */
import type { Viewer } from '../../protocol/comment.ts';
import type { LiveEvent } from '../../protocol/events.ts';
import { ANONYMOUS, isModerator } from '../accounts/accounts.ts';
import { commentView, isPublic, maySee, threadView, tombstoneView } from '../comments/view.ts';
import type { StoredEvent, StoredThread } from '../store/store.ts';
import type { Wire } from './sink.ts';

export class Batch {
  readonly #thread: StoredThread;
  readonly #events: readonly StoredEvent[];
  readonly #epoch: string;
  /** Whoever may see a hidden event needs a version of their own; null when everyone sees the same. */
  readonly #authors: ReadonlySet<string> | null;
  readonly #encoded = new Map<string, Buffer>();

  constructor(thread: StoredThread, events: readonly StoredEvent[], epoch: string) {
    this.#thread = thread;
    this.#events = events;
    this.#epoch = epoch;
    const hidden = events.flatMap(event =>
      event.comment && !isPublic(event.comment) ? [event.comment.author.id] : [],
    );
    this.#authors = hidden.length > 0 ? new Set(hidden) : null;
  }

  get size(): number {
    return this.#events.length;
  }

  /** The position before the batch. */
  get from(): number {
    return (this.#events[0]?.seq ?? this.#thread.seq + 1) - 1;
  }

  /** The position after it. */
  get to(): number {
    return this.#events.at(-1)?.seq ?? this.#thread.seq;
  }

  /** The events as `viewer` may see them (rule L1: a hidden one is still told by its number). */
  view(viewer: Viewer): LiveEvent[] {
    return this.#events.map(event => this.#viewOf(event, viewer));
  }

  /** The bytes for a reader's wire; the same buffer for all who see the same. */
  encode(viewer: Viewer, wire: Wire): Buffer {
    const audience = this.#audience(viewer);
    const key = `${wire} ${audience}`;
    const known = this.#encoded.get(key);
    if (known) return known;
    const events = JSON.stringify(this.view(audience === '' ? ANONYMOUS : viewer));
    const { site, key: thread } = this.#thread;
    const text =
      wire === 'socket'
        ? `{"type":"events","site":${JSON.stringify(site)},"thread":${JSON.stringify(thread)},"events":${events}}`
        : `event: events\nid: ${this.#epoch}:${this.to}\ndata: ${events}\n\n`;
    const encoded = Buffer.from(text);
    this.#encoded.set(key, encoded);
    return encoded;
  }

  #audience(viewer: Viewer): string {
    if (this.#authors === null) return '';
    if (isModerator(viewer.role)) return viewer.role;
    return this.#authors.has(viewer.id) ? viewer.id : '';
  }

  #viewOf(event: StoredEvent, viewer: Viewer): LiveEvent {
    const { seq, type, comment, replyCounts } = event;
    if (type === 'thread.updated') return { seq, type, thread: threadView(this.#thread, this.#epoch) };
    if (comment === null) return { seq, type: 'hidden' };
    // What leaves the public leaves every screen that it was on, its text untold (rule L4).
    const isSeen = maySee(comment, viewer);
    if (!isSeen && type !== 'comment.removed') return { seq, type: 'hidden' };
    return {
      seq,
      type,
      comment: isSeen ? commentView(comment, viewer) : tombstoneView(comment, viewer),
      commentCount: this.#thread.commentCount,
      replyCounts,
    };
  }
}
