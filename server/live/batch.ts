/** Events that go out together, written down once for each group of readers who see the same. */
import type { Viewer } from '../../protocol/comment.ts';
import type { LiveEvent } from '../../protocol/events.ts';
import { ANONYMOUS, moderates } from '../accounts/accounts.ts';
import { commentView, isPublic, maySee, threadView, tombstoneView } from '../comments/view.ts';
import type { StoredEvent, StoredThread } from '../store/store.ts';
import { encodeText, type Wire } from './sink.ts';

/** Who a batch is written down for. */
export interface Reader {
  readonly sink: { readonly wire: Wire };
  readonly viewer: Viewer;
}

/** What the events of one frame, or of one page, may say: it may stand in a slow reader’s buffer. */
const EVENTS_BYTES = 64 * 1024;

export class Batch {
  /** The position before the batch. */
  readonly from: number;
  /** The position after it. */
  readonly to: number;
  readonly #thread: StoredThread;
  readonly #events: readonly StoredEvent[];
  readonly #epoch: string;
  /** Whoever may see a hidden event needs a version of their own; null when everyone sees the same. */
  readonly #authors: ReadonlySet<string> | null;
  /** What everyone sees who may see nothing hidden. */
  readonly #public: { [W in Wire]?: Buffer } = {};
  readonly #private = new Map<string, Buffer>();

  constructor(thread: StoredThread, events: readonly StoredEvent[], epoch: string) {
    this.#thread = thread;
    this.#events = events;
    this.#epoch = epoch;
    this.from = (events[0]?.seq ?? thread.seq + 1) - 1;
    this.to = events.at(-1)?.seq ?? thread.seq;
    const hidden = events.flatMap(event =>
      event.comment && !isPublic(event.comment) ? [event.comment.author.id] : [],
    );
    this.#authors = hidden.length > 0 ? new Set(hidden) : null;
  }

  get size(): number {
    return this.#events.length;
  }

  /** The events as `viewer` may see them (rule L1: a hidden one is still told by its number). */
  view(viewer: Viewer): LiveEvent[] {
    return this.#events.map(event => this.#viewOf(event, viewer));
  }

  /**
   * The bytes for a reader; the same buffer for all who see the same.
   * @param label the key that they know the thread by: an old one, where it has moved since.
   */
  encode(reader: Reader, label: string): Buffer {
    const { wire } = reader.sink;
    const alias = label === this.#thread.key || wire === 'stream' ? null : label;
    const audience = this.#authors === null ? '' : this.#audience(reader.viewer, this.#authors);
    if (audience === '' && alias === null) {
      this.#public[wire] ??= this.#write(ANONYMOUS, wire, this.#thread.key);
      return this.#public[wire];
    }
    const key = `${wire} ${audience}\n${alias ?? ''}`;
    const known = this.#private.get(key);
    if (known) return known;
    const encoded = this.#write(audience === '' ? ANONYMOUS : reader.viewer, wire, label);
    this.#private.set(key, encoded);
    return encoded;
  }

  #write(viewer: Viewer, wire: Wire, thread: string): Buffer {
    const events = JSON.stringify(this.view(viewer));
    if (wire === 'stream') return Buffer.from(`event: events\nid: ${this.#epoch}:${this.to}\ndata: ${events}\n\n`);
    return encodeText(
      `{"type":"events","site":${JSON.stringify(this.#thread.site)},"thread":${JSON.stringify(thread)},"events":${events}}`,
    );
  }

  /** Empty for the public. */
  #audience(viewer: Viewer, authors: ReadonlySet<string>): string {
    if (moderates(viewer, this.#thread.site)) return 'moderator';
    return authors.has(viewer.id) ? viewer.id : '';
  }

  #viewOf(event: StoredEvent, viewer: Viewer): LiveEvent {
    const { seq, type, comment, replyCounts } = event;
    if (type === 'thread.updated') return { seq, type, thread: threadView(this.#thread, this.#epoch) };
    if (comment === null) return { seq, type: 'hidden' };
    // What leaves the public leaves every screen that it was on, its text untold (rule L4).
    const isSeen = maySee(comment, viewer);
    // Whoever still sees it keeps it, in the state that it is in now.
    const told = isSeen && type === 'comment.removed' && comment.state !== 'deleted' ? 'comment.updated' : type;
    // Replies hang on a hidden comment that has a place in the list, so its place is told, and no more.
    const hasPlace = comment.replyCount > 0;
    if (!isSeen && !hasPlace && type !== 'comment.removed') return { seq, type: 'hidden' };
    return {
      seq,
      type: told,
      comment: isSeen ? commentView(comment, viewer) : tombstoneView(comment, viewer),
      commentCount: this.#thread.commentCount,
      replyCounts,
    };
  }
}

/** As many events as fit one answer, and at least one: votes on a long comment bring it along each time. */
export function shorten(events: readonly StoredEvent[]): readonly StoredEvent[] {
  let bytes = 0;
  const end = events.findIndex((event, i) => {
    // The tree of a text is about as long as the text, in characters of up to three bytes.
    bytes += (event.comment?.body.length ?? 0) * 3;
    return i > 0 && bytes > EVENTS_BYTES;
  });
  return end === -1 ? events : events.slice(0, end);
}
