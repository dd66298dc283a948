/** What lies on a moderator’s desk: the queue that is shown, kept true by the live socket; nothing moves by itself. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AdminComment, AdminCommentQuery, QueueCounts } from '../../../protocol/admin/comments.ts';
import { PAGE_MAX } from '../../../protocol/limits.ts';
import { listComments, readComment, readCounts } from '../../api/comments.ts';
import { type Changed, DeskLink, type DeskListener, type Looker } from '../../live.ts';
import {
  append,
  belongs,
  type Cards,
  fail,
  fill,
  find,
  isDone,
  type Notice,
  noCards,
  prepend,
  settle,
  sweep,
} from './cards.ts';
import { Soon } from './soon.ts';

/** Which comments are shown, and in which order. */
export type Filter = Omit<AdminCommentQuery, 'cursor' | 'limit'>;

/** Cards that were decided stay for this many steps: long enough to see what one did. */
const KEEP_DONE = 12;
/** More than this is asked for by the page instead of one by one. */
const SINGLE_MAX = 8;
const PAGE = 25;

export class Desk implements ReactiveController, DeskListener {
  filter: Filter = { queue: 'pending' };
  cards: Cards = noCards('pending');
  phase: 'loading' | 'ready' | 'failed' = 'loading';
  error: unknown;
  /** Where the list goes on; null at its end. */
  next: string | null = null;
  /** What is new and waits until the reader wants it. */
  incoming: readonly AdminComment[] = [];
  counts: QueueCounts | null = null;
  link: 'open' | 'lost' | 'over' = 'open';
  lookers: readonly Looker[] = [];

  readonly #host: ReactiveControllerHost;
  readonly #link = new DeskLink(this);
  readonly #counting = new Soon(250, () => this.#count());
  readonly #refreshing = new Soon(120, () => this.#refresh());
  /** Cards that are not what they were, with what the socket said of them. */
  readonly #stale = new Map<string, Changed>();
  #hasNews = false;
  /** The next page, while it is on its way. */
  #page: Promise<void> | undefined;
  /** Where the last page began; new ones of a list whose oldest is first come there. */
  #lastCursor: string | null = null;
  /** Raised with each list: an answer for an older one is let go. */
  #turn = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  readonly #retry = (): void => {
    if (this.phase === 'failed') void this.again();
    else if (this.error !== undefined) void this.more();
  };

  hostConnected(): void {
    this.#link.open();
    addEventListener('online', this.#retry);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#retry);
    this.#turn += 1;
    this.#counting.stop();
    this.#refreshing.stop();
    this.#link.close();
  }

  set(cards: Cards): void {
    this.cards = cards;
    this.#host.requestUpdate();
  }

  look(id: string | null): void {
    this.#link.look(id);
  }

  /** Takes the link up again, as after a sign-in. */
  reopen(): void {
    if (this.link === 'over') this.#link.open();
  }

  count(): void {
    this.#counting.ask();
  }

  async show(filter: Filter): Promise<void> {
    const isOther = filter.queue !== this.filter.queue || filter.site !== this.filter.site;
    if (filter.site !== this.filter.site) this.counts = null;
    this.filter = filter;
    this.#turn += 1;
    const turn = this.#turn;
    this.incoming = [];
    this.#stale.clear();
    this.error = undefined;
    this.phase = 'loading';
    this.set(isOther ? noCards(filter.queue ?? null) : { ...this.cards, items: [], queue: filter.queue ?? null });
    void this.#count();
    try {
      const { items, next } = await listComments({ ...filter, limit: PAGE });
      if (turn !== this.#turn) return;
      this.next = next;
      this.#lastCursor = null;
      this.phase = 'ready';
      this.set(fill(this.cards, items));
    } catch (error) {
      if (turn !== this.#turn) return;
      this.phase = 'failed';
      this.error = error;
      this.#host.requestUpdate();
    }
  }

  again(): Promise<void> {
    return this.show(this.filter);
  }

  get isLoadingMore(): boolean {
    return this.#page !== undefined;
  }

  more(limit = PAGE): Promise<void> {
    if (this.next === null) return Promise.resolve();
    this.#page ??= this.#readPage(this.next, limit);
    return this.#page;
  }

  /** Loads on to the end of the list, or up to so many cards. */
  async rest(most: number): Promise<void> {
    const turn = this.#turn;
    while (this.next !== null && this.cards.items.length < most) {
      await this.more(Math.min(PAGE_MAX, most - this.cards.items.length));
      if (turn !== this.#turn || this.error !== undefined) return;
    }
  }

  async #readPage(next: string, limit: number): Promise<void> {
    const turn = this.#turn;
    this.error = undefined;
    this.#host.requestUpdate();
    try {
      const page = await listComments({ ...this.filter, limit, cursor: next });
      if (turn !== this.#turn) return;
      this.#lastCursor = next;
      this.next = page.next;
      this.cards = append(this.cards, page.items);
    } catch (error) {
      if (turn === this.#turn) this.error = error;
    } finally {
      this.#page = undefined;
      this.#host.requestUpdate();
    }
  }

  /** Shows what was waiting; the first of it becomes the current card. */
  async takeIncoming(): Promise<void> {
    const { incoming } = this;
    if (incoming.length === 0) return;
    this.incoming = [];
    // A whole page of new ones: there may be more between them and what is shown.
    if (incoming.length >= PAGE) return this.again();
    if (this.filter.order !== 'oldest') return this.set(prepend(this.cards, incoming));
    const cards = append(this.cards, incoming);
    this.set({ ...cards, current: incoming[0]?.id ?? cards.current });
  }

  /** Lets go of what was decided a while ago, above what is looked at. */
  sweep(): void {
    this.cards = sweep(this.cards, KEEP_DONE);
  }

  // What the socket says.

  opened(again: boolean): void {
    this.link = 'open';
    // What the server could not say when it was asked, it can say now.
    this.#retry();
    if (again) {
      this.#counting.ask();
      this.#hasNews = true;
      this.#refreshing.ask();
      void this.read(this.cards.items.filter(card => !isDone(this.cards, card)).map(({ comment }) => comment.id));
    }
    this.#host.requestUpdate();
  }

  lost(forGood: boolean): void {
    this.link = forGood ? 'over' : 'lost';
    // Where the session is over, this answer asks for a sign-in; the socket could not tell.
    this.#counting.ask();
    this.#host.requestUpdate();
  }

  looking(people: readonly Looker[]): void {
    this.lookers = people;
    this.#host.requestUpdate();
  }

  changed(comments: readonly Changed[]): void {
    this.#counting.ask();
    const { site, queue } = this.filter;
    for (const each of comments) {
      if (site !== undefined && each.site !== site) continue;
      if (find(this.cards, each.id)) this.#stale.set(each.id, each);
      else if (belongs(queue ?? null, each)) this.#hasNews = true;
    }
    if (this.#stale.size > 0 || this.#hasNews) this.#refreshing.ask();
  }

  async #count(): Promise<void> {
    const { site } = this.filter;
    try {
      const counts = await readCounts(site ?? null);
      if (site !== this.filter.site) return;
      this.counts = counts;
      this.#host.requestUpdate();
    } catch {
      // The figures stay as they were; the next change asks again.
    }
  }

  async #refresh(): Promise<void> {
    if (this.phase !== 'ready') return;
    const changes = [...this.#stale.values()];
    this.#stale.clear();
    await this.read(changes.filter(change => this.#isUnknown(change)).map(({ id }) => id));
    if (!this.#hasNews) return;
    this.#hasNews = false;
    await this.#readNews();
  }

  /** Whether a card has to be asked for after a change; what the change itself says is noted at once. */
  #isUnknown(change: Changed): boolean {
    const card = find(this.cards, change.id);
    if (!card) return false;
    if (card.before !== null) {
      // Our own decision is on its way; its answer may be older than this.
      this.#stale.set(change.id, change);
      this.#refreshing.ask();
      return false;
    }
    const { comment } = card;
    if (comment.version === change.version && comment.flagCount === change.flagCount) return false;
    if (comment.state !== change.state || !isDone(this.cards, card)) return true;
    this.set(settle(this.cards, { ...comment, version: change.version, flagCount: change.flagCount }, card.notice));
    return false;
  }

  /** Asks anew for cards that are shown, and says why, where there is something to say. */
  async read(ids: readonly string[], notice: Notice | null = null): Promise<void> {
    const turn = this.#turn;
    const wanted = new Set(ids);
    const take = (comment: AdminComment): void => {
      wanted.delete(comment.id);
      if (turn === this.#turn && find(this.cards, comment.id)?.before === null)
        this.set(settle(this.cards, comment, notice));
    };
    try {
      let cursor: string | null = null;
      for (let pages = Math.ceil(this.cards.items.length / 100) + 1; wanted.size > SINGLE_MAX && pages > 0; pages--) {
        const page = await listComments({ ...this.filter, limit: PAGE_MAX, ...(cursor === null ? {} : { cursor }) });
        for (const comment of page.items) if (wanted.has(comment.id)) take(comment);
        if (page.next === null) break;
        cursor = page.next;
      }
    } catch {
      // One by one, then.
    }
    for (const id of wanted) {
      if (turn !== this.#turn) return;
      await readComment(id).then(take, error => {
        if (error?.status === 404) this.set(fail(this.cards, id, error.message));
      });
    }
  }

  async #readNews(): Promise<void> {
    const isOldest = this.filter.order === 'oldest';
    // They will come when the reader gets there.
    if (isOldest && this.next !== null) return;
    const turn = this.#turn;
    try {
      const cursor = isOldest && this.#lastCursor !== null ? { cursor: this.#lastCursor } : {};
      const { items } = await listComments({ ...this.filter, limit: PAGE, ...cursor });
      if (turn !== this.#turn) return;
      const fresh = items.filter(({ id }) => !find(this.cards, id));
      // Where nothing is, nothing can jump.
      if (this.cards.items.length === 0) this.cards = fill(this.cards, fresh);
      else this.incoming = fresh;
      this.#host.requestUpdate();
    } catch {
      // The next change asks again.
    }
  }
}
