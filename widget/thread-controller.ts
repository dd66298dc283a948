/** One thread on the page: loads it, keeps its state, and follows it live. */
import type { Comment, Sort } from '../protocol/comment.ts';
import type { LiveEvent } from '../protocol/events.ts';
import type { CommentPage } from '../protocol/rest.ts';
import { asFailure, type Failure, isHealthy, isStaleToken } from './api.ts';
import type { Link } from './live.ts';
import type { LinkStatus, Member, Position } from './member.ts';
import { type Session, sessionFor } from './session.ts';
import * as threads from './thread-state.ts';

/** The first wait before a failed load is tried again; it grows with each failure. */
const RETRY_MS = 2_000;

/** What to show and how: the element's attributes, with their defaults filled in. */
export interface Place {
  server: string;
  site: string;
  thread: string;
  sort: Sort | null;
  token: string | null;
  pageSize: number;
  isLive: boolean;
}

/** What the controller needs from the element that owns it. */
interface Host extends threads.ApplyOptions {
  /** What the server keeps about the page with a thread's first comment. */
  about(): { title: string; url: string };
  changed(): void;
  /** The first comments are on the screen: loads what comes after them, the live link among it. */
  loadLater(): Promise<{ linkOf(session: Session): Link }>;
  emit(name: 'ready' | 'comment' | 'count' | 'error', detail: unknown): void;
  /** Comments that others wrote while the viewer was here. */
  arrived(comments: readonly Comment[]): void;
}

export class ThreadController implements Member {
  readonly site: string;
  readonly thread: string;
  readonly isLive: boolean;
  readonly session: Session;
  link: Link | null = null;
  state: threads.ThreadState | undefined;
  /** Why there is nothing to show. */
  failure: Failure | null = null;
  /** The server is there, and refuses this page's origin. */
  isRefused = false;
  isLoadingMore = false;
  status: LinkStatus = 'connecting';
  viewers = 0;
  typing: readonly string[] = [];
  readonly #place: Place;
  readonly host: Host;
  readonly #posted = new Set<string>();
  #unwatch: (() => void) | undefined;
  #turn = 0;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #gapAt = -1;
  /** The events that came while pages were on their way. */
  #meanwhile: LiveEvent[] = [];
  #pagesOnTheWay = 0;

  constructor(place: Place, host: Host) {
    this.#place = place;
    this.host = host;
    this.site = place.site;
    this.thread = place.thread;
    this.isLive = place.isLive;
    this.session = sessionFor(place.server, place.site, place.token);
  }

  start(): void {
    this.#unwatch ??= this.session.watch(() => this.host.changed());
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

  async load(): Promise<void> {
    clearTimeout(this.#retry);
    const turn = ++this.#turn;
    try {
      const page = await this.#page({});
      if (turn !== this.#turn) return;
      const isFirst = !this.state;
      this.failure = null;
      this.#failures = 0;
      this.#set(threads.load(page, this.#place.sort ?? page.settings.sort, this.state));
      if (isFirst) this.host.emit('ready', undefined);
      const { linkOf } = await this.host.loadLater();
      if (turn !== this.#turn) return;
      if (this.isLive) this.#goLive(linkOf(this.session));
      else await this.session.identify();
    } catch (error) {
      if (turn === this.#turn) await this.#loadFailed(asFailure(error), turn);
    }
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
    const isRefused = failure.code === 'network' && navigator.onLine && (await isHealthy(this.#place.server));
    if (turn !== this.#turn) return;
    this.isRefused = isRefused || failure.code === 'origin_refused';
    if (!this.state) this.failure = failure;
    this.onFailure(failure);
    this.host.changed();
    if (!this.isRefused)
      this.#retry = setTimeout(() => this.load(), RETRY_MS * Math.min(10, ++this.#failures) * (0.5 + Math.random()));
  }

  async loadMore(): Promise<void> {
    await this.#addPage(null, this.state?.roots.next ?? null);
  }

  async loadReplies(id: string): Promise<void> {
    await this.#addPage(id, this.state?.nodes.get(id)?.next ?? null);
  }

  async #addPage(parent: string | null, cursor: string | null): Promise<void> {
    const turn = this.#turn;
    this.isLoadingMore = true;
    this.#pagesOnTheWay++;
    this.host.changed();
    try {
      const page = await this.#page({ parent, cursor });
      if (turn !== this.#turn || !this.state) return;
      if (page.thread.epoch !== this.state.thread.epoch) return await this.load();
      this.#set(threads.addPage(this.state, parent, page, this.#meanwhile));
    } finally {
      this.isLoadingMore = false;
      if (--this.#pagesOnTheWay === 0) this.#meanwhile = [];
      this.host.changed();
    }
  }

  #page(list: { parent?: string | null; cursor?: string | null }): Promise<CommentPage> {
    const { site, thread, sort, pageSize: limit } = this.#place;
    const query = list.parent ? { site, thread, limit, ...list } : { site, thread, sort, limit, ...list };
    return this.session.api.request<CommentPage>('/comments', { query });
  }

  /** Takes the server's answer to something that the viewer did. */
  update(change: (state: threads.ThreadState) => threads.ThreadState): void {
    if (this.state) this.#set(change(this.state));
  }

  /** The page is told of this comment when it is posted, and not once more by its event. */
  expectPost(id: string): void {
    this.#posted.add(id);
  }

  position(): Position | null {
    return this.state ? { since: this.state.thread.seq, epoch: this.state.thread.epoch } : null;
  }

  onEvents(events: readonly LiveEvent[]): void {
    if (!this.state) return;
    const { seq } = this.state.thread;
    const news = events.filter(event => event.seq > seq);
    if (!news[0]) return;
    if (news[0].seq > seq + 1) {
      this.#mendGap(seq);
      return;
    }
    if (this.#pagesOnTheWay > 0) this.#meanwhile.push(...news);
    this.#set(threads.apply(this.state, news, this.host));
    const created = news.flatMap(event => (event.type === 'comment.created' ? [event.comment] : []));
    const others = created.filter(({ id, state }) => state === 'published' && !this.#posted.has(id));
    for (const comment of others) this.host.emit('comment', comment);
    if (others.length > 0) this.host.arrived(others);
  }

  /** The protocol leaves no gaps (rule L1); should one show all the same, ask for it once, then start anew. */
  #mendGap(seq: number): void {
    const isStuck = this.#gapAt === seq;
    this.#gapAt = seq;
    if (isStuck) void this.load();
    else this.link?.follow(this);
  }

  onReset(): void {
    void this.load();
  }

  onPresence(viewers: number, typing: readonly string[]): void {
    this.viewers = viewers;
    this.typing = typing;
    this.host.changed();
  }

  onStatus(status: LinkStatus): void {
    this.status = status;
    if (status !== 'live') this.typing = [];
    this.host.changed();
  }

  onFailure(failure: Failure): void {
    this.host.emit('error', { code: failure.code, message: failure.message });
  }

  #set(state: threads.ThreadState): void {
    const before = this.state?.thread.commentCount;
    this.state = state;
    const { commentCount } = state.thread;
    if (commentCount !== before) this.host.emit('count', commentCount);
    this.host.changed();
  }
}
