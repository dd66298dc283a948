/** One thread on the page: loads it, keeps its state, and follows it live. */
import type { Comment, Sort } from '../../protocol/comment.ts';
import type { LiveEvent } from '../../protocol/events.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import type { Link } from '../live/link.ts';
import type { LinkStatus, Member, Position } from '../live/member.ts';
import { Memory } from '../reading/memory.ts';
import { asFailure, type Failure, isHealthy, isStaleToken, type Query } from '../session/api.ts';
import { type Session, sessionFor } from '../session/session.ts';
import { first } from './first.ts';
import type { ApplyOptions, List, ThreadState } from './shape.ts';
import type * as Threads from './state.ts';

/** The first wait before a failed load is tried again; it grows with each failure. */
const RETRY_MS = 2_000;

/** What to show and how: the element's attributes, with their defaults filled in. */
export interface ThreadOptions {
  server: string;
  site: string;
  thread: string;
  token: string | null;
  pageSize: number;
  isLive: boolean;
}

/** What the controller needs from the element that owns it. */
interface ThreadOwner extends ApplyOptions {
  /** What the server keeps about the page with a thread's first comment. */
  about(): { title: string; url: string };
  /** @param isNews whether it came over the link, and the reader did not ask for it. */
  changed(isNews?: boolean): void;
  /** The first comments are on the screen: loads what comes after them, the live link among it. */
  loadLater(): Promise<{
    attend(session: Session, isLive: boolean): void;
    linkOf(session: Session): Link;
    threads: typeof Threads;
  }>;
  emit(name: 'ready' | 'comment' | 'count' | 'error', detail: unknown): void;
  /** Comments that others wrote while the viewer was here. */
  arrived(comments: readonly Comment[]): void;
}

/** A page that was asked for and is not here: it is on its way, or did not come. */
export type Missing = 'loading' | Failure;

export class ThreadController implements Member {
  readonly site: string;
  readonly thread: string;
  readonly isLive: boolean;
  readonly session: Session;
  readonly owner: ThreadOwner;
  readonly memory: Memory;
  link: Link | null = null;
  state: ThreadState | undefined;
  /** Why there is nothing to show, or not what was asked for. */
  failure: Failure | null = null;
  /** The server is there, and refuses this page's origin. */
  isRefused = false;
  /** What goes on behind each "Show more"; the roots' is under null. */
  missing = new Map<string | null, Missing>();
  status: LinkStatus = 'connecting';
  viewers = 0;
  typing: readonly string[] = [];
  /** Told of all that comes, for what is shown beside the list. */
  heard: ((events: readonly LiveEvent[]) => void) | undefined;
  /** What makes the next state of one; the first state needs less, and comes before it. */
  #threads: typeof Threads | undefined;
  readonly #options: ThreadOptions;
  /** Of these comments the page is told when they are posted, and not once more by their events. */
  readonly posted = new Set<string>();
  #sort: Sort | null = null;
  /** For whom the thread was loaded. */
  #speaker = '';
  #unwatch: (() => void) | undefined;
  #turn = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #gapAt = -1;
  /** The state cannot be mended by events: until a page lands, it is only looked at. */
  #isStale = false;
  /** The events that came while pages were on their way. */
  meanwhile: LiveEvent[] = [];
  #pagesOnTheWay = 0;

  constructor(options: ThreadOptions, owner: ThreadOwner) {
    this.#options = options;
    this.owner = owner;
    this.site = options.site;
    this.thread = options.thread;
    this.isLive = options.isLive;
    this.memory = new Memory(options.server, options.site, options.thread);
    this.session = sessionFor(options.server, options.site, options.token);
  }

  /** Loads the thread in this order, or in the site's; what is shown stays until it is here. */
  start(sort: Sort | null): void {
    this.#sort = sort;
    this.#unwatch ??= this.session.watch(() => this.#spoken());
    void this.load();
  }

  stop(): void {
    this.#turn++;
    clearTimeout(this.#retry);
    this.link?.leave(this);
    this.link = null;
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  /** What a member is shown is not what others are. */
  #spoken(): void {
    const { speaker } = this.session;
    if (speaker === null || speaker === this.#speaker) this.owner.changed();
    else void this.load();
  }

  async load(): Promise<void> {
    clearTimeout(this.#retry);
    this.#speaker = this.session.speaker ?? '';
    const turn = ++this.#turn;
    try {
      const page = await this.#page({ sort: this.#sort });
      if (turn !== this.#turn) return;
      const isFirst = !this.state;
      this.failure = null;
      if (isFirst) this.memory.head = page.thread.seq;
      this.#failures = 0;
      this.#restart(page);
      if (isFirst) this.owner.emit('ready', undefined);
      const { attend, linkOf, threads } = await this.owner.loadLater();
      this.#threads = threads;
      if (turn !== this.#turn) return;
      attend(this.session, this.isLive);
      if (this.isLive) this.#goLive(linkOf(this.session));
    } catch (error) {
      if (turn === this.#turn) await this.#loadFailed(asFailure(error), turn);
    }
  }

  #restart(page: CommentPage): void {
    // Of another log, no event belongs to this page.
    const meanwhile = page.thread.epoch === this.state?.thread.epoch && !this.#isStale ? this.meanwhile : [];
    this.#isStale = false;
    this.missing = new Map();
    const load = this.#threads?.load ?? first;
    this.#set(load(page, this.#sort ?? page.settings.sort, this.state, meanwhile));
  }

  #goLive(link: Link): void {
    if (!this.link) link.join(this);
    this.link = link;
    link.follow(this);
  }

  async #loadFailed(failure: Failure, turn: number): Promise<void> {
    if (isStaleToken(failure) && this.session.token) {
      this.session.drop();
      return this.load();
    }
    // Where there are comments already, the origin is not refused: something on the way to them broke off.
    const isRefused =
      failure.code === 'network' && !this.state && navigator.onLine && (await isHealthy(this.#options.server));
    if (turn !== this.#turn) return;
    this.isRefused = isRefused || failure.code === 'origin_refused';
    this.failure = failure;
    this.onFailure(failure);
    this.owner.changed();
    if (!this.isRefused)
      this.#retry = setTimeout(() => this.load(), RETRY_MS * Math.min(10, ++this.#failures) * (0.5 + Math.random()));
  }

  /** Loads more replies to a comment, or more roots; resolves with the first of them. */
  async loadMore(parent: string | null): Promise<string | undefined> {
    if (this.missing.get(parent) === 'loading') return undefined;
    const { missing, state } = this;
    const before = new Set(state?.nodes.keys());
    // Who loads anew has other lists, and what belongs to the old ones is of no use.
    const isNeeded = (): boolean => missing === this.missing && this.#unwatch !== undefined;
    this.#setMissing(parent, 'loading');
    try {
      this.#threads ??= (await this.owner.loadLater()).threads;
      const cursor = this.#list(parent)?.next ?? null;
      const page = await this.#page(parent ? { parent, cursor } : { cursor, sort: state?.sort ?? null });
      if (!isNeeded() || !this.state) return undefined;
      this.#setMissing(parent, undefined);
      if (page.thread.epoch === this.state.thread.epoch) {
        this.#set(this.#threads.addPage(this.state, parent, page, this.meanwhile));
      } else {
        this.onReset();
      }
    } catch (error) {
      if (!isNeeded()) return undefined;
      this.#setMissing(parent, asFailure(error));
      this.onFailure(asFailure(error));
    }
    return this.#list(parent)?.ids.find(id => !before.has(id));
  }

  #list(parent: string | null): List | undefined {
    return parent === null ? this.state?.roots : this.state?.nodes.get(parent);
  }

  #setMissing(parent: string | null, missing: Missing | undefined): void {
    if (missing) this.missing.set(parent, missing);
    else this.missing.delete(parent);
    if (parent === null) this.owner.changed();
    else this.redraw(parent);
  }

  #page(list: { parent?: string; cursor?: string | null; sort?: Sort | null }): Promise<CommentPage> {
    const { site, thread, pageSize: limit } = this.#options;
    return this.ask('', { site, thread, limit, ...list });
  }

  /** Asks for comments; what comes live before they are here is kept for whoever takes them at once. */
  async ask(path: string, query?: Query): Promise<CommentPage> {
    this.#pagesOnTheWay++;
    try {
      return await this.session.api.request<CommentPage>(`/comments${path}`, { ...(query && { query }) });
    } finally {
      // Whoever waits for the page takes it, and the events with it, before this is empty.
      setTimeout(() => {
        if (--this.#pagesOnTheWay === 0) this.meanwhile = [];
      });
    }
  }

  /** Takes the server's answer to something that the viewer did. */
  update(change: (state: ThreadState) => ThreadState): void {
    if (this.state) this.#set(change(this.state));
  }

  /** Draws this comment anew, and no other. */
  redraw(id: string): void {
    const threads = this.#threads;
    if (threads) this.update(state => threads.redraw(state, id));
    else this.owner.changed();
  }

  position(): Position | null {
    return this.state && !this.#isStale ? { since: this.state.thread.seq, epoch: this.state.thread.epoch } : null;
  }

  onEvents(events: readonly LiveEvent[]): void {
    if (!this.state || !this.#threads || this.#isStale) return;
    const { seq } = this.state.thread;
    const news = events.filter(event => event.seq > seq);
    if (!news[0]) return;
    if (news[0].seq > seq + 1) {
      this.#mendGap(seq);
      return;
    }
    if (this.#pagesOnTheWay > 0) this.meanwhile.push(...news);
    this.#set(this.#threads.apply(this.state, news, this.owner), true);
    this.heard?.(news);
    const created = news.flatMap(event => (event.type === 'comment.created' ? [event.comment] : []));
    const others = created.filter(({ id, state }) => state === 'published' && !this.posted.has(id));
    for (const comment of others) this.owner.emit('comment', comment);
    if (others.length > 0) this.owner.arrived(others);
  }

  /** The protocol leaves no gaps (rule L1); should one show all the same, ask for it once, then start anew. */
  #mendGap(seq: number): void {
    const isStuck = this.#gapAt === seq;
    this.#gapAt = seq;
    if (isStuck) this.onReset();
    else this.link?.follow(this);
  }

  /** Once: a stream that flows on behind a gap says so with each event, and no load would ever end. */
  onReset(): void {
    if (this.#isStale) return;
    this.#isStale = true;
    void this.load();
  }

  onPresence(viewers: number, typing: readonly string[]): void {
    this.viewers = viewers;
    this.typing = typing;
    this.owner.changed(true);
  }

  onStatus(status: LinkStatus): void {
    this.status = status;
    if (status !== 'live') this.typing = [];
    this.owner.changed();
  }

  onFailure(failure: Failure): void {
    this.owner.emit('error', { code: failure.code, message: failure.message });
  }

  #set(state: ThreadState, isNews = false): void {
    const before = this.state?.thread.commentCount;
    this.state = state;
    const { commentCount } = state.thread;
    if (commentCount !== before) this.owner.emit('count', commentCount);
    this.owner.changed(isNews);
  }
}
