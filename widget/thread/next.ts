/** The next state of a thread in the making: where comments are placed, replaced, turned to tombstones and removed. */
import type { Comment, Thread } from '../../protocol/comment.ts';
import type { CommentEvent, LiveEvent } from '../../protocol/events.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { addTree, mended } from './first.ts';
import { EMPTY, insertAt, merged, without } from './list.ts';
import { place } from './placing.ts';
import { type ApplyOptions, isVisible, type List, type Node, type ThreadState } from './shape.ts';

const COMMENT_EVENTS: Record<CommentEvent['type'], true> = {
  'comment.created': true,
  'comment.updated': true,
  'comment.removed': true,
  'comment.voted': true,
  'comment.reacted': true,
};

interface InsertOptions {
  sending?: boolean;
  fresh?: boolean;
  wait?: boolean;
  /** Whether the comment was just written, and not only just seen. */
  isNew?: boolean;
  /** Whether it was answered to this viewer alone, with what they did to it. */
  isOwn?: boolean;
}

/** A copy to be changed, so that many events cost one copy. */
export class NextState {
  thread: Thread;
  roots: List;
  readonly nodes: Map<string, Node>;
  readonly waiting: Set<string>;
  readonly #from: ThreadState;

  constructor(from: ThreadState) {
    this.#from = from;
    this.thread = from.thread;
    this.roots = from.roots;
    this.nodes = new Map(from.nodes);
    this.waiting = new Set(from.waiting);
  }

  done(): ThreadState {
    const { thread, roots, nodes, waiting } = this;
    return { ...this.#from, thread, roots, nodes, waiting };
  }

  apply(event: LiveEvent, options: ApplyOptions): void {
    // A page's mending applies events anew: the position only ever goes forward.
    const seq = Math.max(this.thread.seq, event.seq);
    if (event.type === 'thread.updated') this.thread = { ...event.thread, epoch: this.thread.epoch };
    else if (isAboutComment(event)) this.#applyComment(event, options);
    this.thread = { ...this.thread, seq };
  }

  #applyComment({ type, comment, commentCount, replyCounts }: CommentEvent, options: ApplyOptions): void {
    this.thread = { ...this.thread, commentCount };
    for (const [id, replyCount] of Object.entries(replyCounts ?? {})) this.#setReplyCount(id, replyCount, options);
    const isShown = comment.state === 'published' || (comment.state === 'held' && type !== 'comment.removed');
    const isKnown = this.nodes.has(comment.id);
    // Voted above the end of what is loaded, it would be passed over by the pages to come.
    if (!isKnown && type === 'comment.voted' && this.#from.sort === 'best' && this.roots.next !== null) {
      if (comment.parent === null) this.addApart(comment);
      return;
    }
    // A tombstone may be news too: written, answered and deleted while the link was down.
    if (isShown || (!isKnown && comment.replyCount > 0)) {
      const wait = !isKnown && (options.wait?.(comment.parent) ?? false);
      this.upsert(comment, { isNew: type === 'comment.created', fresh: true, wait });
    } else {
      this.retire(comment, options);
    }
  }

  upsert(received: Comment, options: InsertOptions): void {
    const comment = mended(received);
    const known = this.nodes.get(comment.id);
    if (!known) {
      this.insert(comment, options);
      return;
    }
    // One frame serves all readers, so what is only this viewer's is not in it.
    const { myVote, myReactions } = options.isOwn ? comment : known.comment;
    this.nodes.set(comment.id, {
      ...known,
      comment: { ...comment, myVote, myReactions, replies: [] },
      sending: false,
    });
    if (known.sending) this.#settle(comment);
    this.touch(comment.id);
  }

  /** Now that its number is known: two that were sent at a time may have come in the other order. */
  #settle(comment: Comment): void {
    const list = this.#list(comment.parent);
    // Among the best, one's own stays where it was written.
    if (!list || (this.#from.sort === 'best' && comment.parent === null)) return;
    const others = without(list, comment.id);
    const placed = place(this.nodes, this.#from.sort, others, { comment, sending: false, isNew: true });
    if (placed) this.#setList(comment.parent, placed);
  }

  insert(comment: Comment, { sending = false, fresh = false, wait = false, isNew = sending }: InsertOptions): void {
    const { id, parent } = comment;
    const list = this.#list(parent);
    if (!list) return;
    const placed = place(this.nodes, this.#from.sort, list, { comment, sending, isNew });
    if (!placed) return;
    this.nodes.set(id, { ...EMPTY, comment: { ...comment, replies: [] }, sending, fresh });
    this.#setList(parent, placed);
    // What stands under a waiting comment is not on the screen either.
    if (wait || (parent !== null && this.waiting.has(parent))) this.waiting.add(id);
  }

  /** Takes a comment off the screen: as a tombstone where replies hang on it, else altogether. */
  retire(comment: Comment, options: ApplyOptions): void {
    const known = this.nodes.get(comment.id);
    if (!known) return;
    if (comment.replyCount === 0 && !options.keep?.(comment.id)) {
      this.remove(comment.id);
      return;
    }
    this.waiting.delete(comment.id);
    const author = { ...known.comment.author, id: '', name: '', avatar: null, website: null };
    const { body: _, ...rest } = mended(comment);
    this.nodes.set(comment.id, { ...known, sending: false, comment: { ...rest, author, content: [], replies: [] } });
    this.touch(comment.id);
  }

  remove(id: string): void {
    const node = this.nodes.get(id);
    if (!node) return;
    for (const child of [...node.ids, ...node.tail]) this.remove(child);
    this.nodes.delete(id);
    this.waiting.delete(id);
    const list = this.#list(node.comment.parent);
    if (!list) return;
    this.#setList(node.comment.parent, without(list, id));
  }

  #setReplyCount(id: string, replyCount: number, options: ApplyOptions): void {
    const node = this.nodes.get(id);
    if (!node) return;
    this.nodes.set(id, { ...node, comment: { ...node.comment, replyCount } });
    this.touch(id);
    if (replyCount === 0 && !isVisible(node.comment) && !options.keep?.(id)) this.remove(id);
  }

  /** Counts one comment more or less under `parent`, until its event brings the true numbers. */
  count(parent: string | null, by: number): void {
    this.thread = { ...this.thread, commentCount: this.thread.commentCount + by };
    const node = parent === null ? undefined : this.nodes.get(parent);
    if (node) this.#setReplyCount(node.comment.id, node.comment.replyCount + by, {});
  }

  addPage(parent: string | null, page: CommentPage): void {
    const list = this.#list(parent);
    if (!list) return;
    const loaded = page.items.map(comment => addTree(this.nodes, comment));
    this.#setList(parent, merged(list, loaded, page.next));
  }

  /** Takes in a comment of a part that is not loaded: until that is here, it stands behind the gap. */
  addApart(comment: Comment): void {
    const { id, parent, seq } = comment;
    const list = this.#list(parent);
    if (!list) return;
    const isListed = list.ids.includes(id) || list.tail.includes(id);
    addTree(this.nodes, comment);
    const before = list.tail.findIndex(other => this.#node(other).comment.seq > seq);
    if (!isListed) this.#setList(parent, { ...list, tail: insertAt(list.tail, before, id) });
    this.touch(id);
  }

  /** Renews a node and all above it, so that whoever draws them sees that something changed. */
  touch(id: string): void {
    for (let node = this.nodes.get(id); node; ) {
      this.nodes.set(node.comment.id, { ...node });
      node = node.comment.parent === null ? undefined : this.nodes.get(node.comment.parent);
    }
  }

  #list(parent: string | null): List | undefined {
    return parent === null ? this.roots : this.nodes.get(parent);
  }

  #setList(parent: string | null, { ids, tail, next }: List): void {
    if (parent === null) this.roots = { ids, tail, next };
    else {
      this.nodes.set(parent, { ...this.#node(parent), ids, tail, next });
      this.touch(parent);
    }
  }

  #node(id: string): Node {
    const node = this.nodes.get(id);
    if (!node) throw new Error(`no comment ${id}`);
    return node;
  }
}

/** Whether we know what to do with it: of a hidden event, or one of a later version, only the number counts. */
function isAboutComment(event: LiveEvent): event is CommentEvent {
  return Object.hasOwn(COMMENT_EVENTS, event.type);
}
