/** One thread that somebody watches: reads its new events once and hands them to every reader. */
import { setImmediate } from 'node:timers/promises';
import type { SiteSettings } from '../../protocol/comment.ts';
import { EVENTS_PAGE } from '../../protocol/limits.ts';
import type { Sites } from '../sites/sites.ts';
import type { Place, Store } from '../store/store.ts';
import { Batch, shorten } from './batch.ts';
import { Coalescer, Throttle } from './coalesce.ts';
import type { LiveMetrics } from './metrics.ts';
import { Presence } from './presence.ts';
import { encodeFrame } from './sink.ts';
import { type Listener, type Log, type Page, type Position, Subscription } from './subscription.ts';

/** In a burst, events that come within this time go out as one frame. */
const EVENTS_MS = 40;
const PRESENCE_MS = 1_000;
/** Readers who are served before others get a turn: some 7 ms. A page with tens of thousands must not stop the rest. */
const READERS_AT_A_TIME = 1_000;

/** Events of one replay page. */
const REPLAY_PAGE = 100;
/** Pages kept for the next reader. */
const PAGES_MAX = 100;

export class Topic implements Log {
  readonly place: Place;
  readonly presence: Presence;
  readonly #store: Store;
  readonly #sites: Sites;
  readonly #metrics: LiveMetrics;
  readonly #subscriptions = new Set<Subscription>();
  readonly #flush: Coalescer;
  readonly #announce: Throttle;
  /** The last event that was handed out; undefined until the first reader knows the head. */
  #seq: number | undefined;
  /** When the oldest commit that was not handed out yet came in. */
  #waitingSince: number | undefined;
  #announced = '';
  readonly #pages = new Map<number, Promise<Page>>();
  #head: Promise<number> | undefined;

  constructor(place: Place, store: Store, sites: Sites, metrics: LiveMetrics) {
    this.place = place;
    this.#store = store;
    this.#sites = sites;
    this.#metrics = metrics;
    this.#flush = new Coalescer(EVENTS_MS, () => this.#handOut());
    this.#announce = new Throttle(PRESENCE_MS, () => this.#tellPresence());
    this.presence = new Presence(() => this.#announce.request());
  }

  get epoch(): string {
    return this.#store.epoch;
  }

  /** How many are here, as far as the site's owner lets it be told. */
  get viewers(): number {
    return this.#presenceMode === 'off' ? 0 : this.presence.viewers;
  }

  get #presenceMode(): SiteSettings['presence'] {
    return this.#sites.get(this.place.site).settings.presence;
  }

  get isEmpty(): boolean {
    return this.#subscriptions.size === 0;
  }

  /**
   * Joins first and replays then, so that nothing can fall between.
   * @param label the place as the reader knows it.
   * @param position the reader's; without `since` they start at the head.
   * @param welcome called with the head before anything else is sent.
   * @throws Refusal `unknown_site`; then the reader has not joined.
   */
  async join(
    listener: Listener,
    label: Place,
    position: Position,
    welcome: (head: number) => void,
  ): Promise<Subscription> {
    const subscription = new Subscription(listener, label, this, position.present ?? true);
    this.#add(subscription);
    try {
      const { since, epoch = this.epoch } = position;
      const isOurs = epoch === this.epoch;
      // The page that a reader needs first tells the head as well.
      const head = isOurs && since !== undefined ? (await this.page(since)).head : await this.#readHead();
      this.#seq ??= head;
      welcome(head);
      if (!isOurs || (since ?? head) > head) {
        subscription.reset(head);
        subscription.begin(head);
      } else {
        subscription.begin(since ?? head);
      }
      this.#announce.request();
      return subscription;
    } catch (error) {
      this.leave(subscription);
      throw error;
    }
  }

  leave(subscription: Subscription): void {
    if (this.#remove(subscription)) subscription.closed = true;
  }

  /** Those whose keys lead to another thread by now. Who has not begun yet is not among them. */
  strangers(): Subscription[] {
    return [...this.#subscriptions].filter(each => each.hasBegun && this.isStranger(each));
  }

  isStranger({ label }: Subscription): boolean {
    return this.#store.canonical(label).thread !== this.place.thread;
  }

  /** Takes over a reader whose key leads here now: they load anew, and go on from the head. */
  async adopt(subscription: Subscription, from: Topic): Promise<void> {
    from.#remove(subscription);
    subscription.moveTo(this);
    this.#add(subscription);
    const head = await this.#readHead();
    this.#seq ??= head;
    if (subscription.closed) return;
    subscription.reset(head);
    subscription.begin(head);
    this.#announce.request();
  }

  #add(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
    if (subscription.present) this.presence.join(subscription.key);
  }

  #remove(subscription: Subscription): boolean {
    if (!this.#subscriptions.delete(subscription)) return false;
    if (subscription.present) this.presence.leave(subscription.key);
    this.#announce.request();
    return true;
  }

  /** A reader signed in: from now on they count as that viewer. */
  rename(subscription: Subscription): void {
    const { key, listener } = subscription;
    if (!this.#subscriptions.has(subscription) || key === listener.key) return;
    subscription.key = listener.key;
    if (!subscription.present) return;
    this.presence.join(listener.key);
    this.presence.leave(key);
    this.#announce.request();
  }

  /** The thread has new events, and comments in older ones may have changed. */
  wake(): void {
    this.#pages.clear();
    this.#head = undefined;
    this.#waitingSince ??= performance.now();
    this.#flush.request();
  }

  stop(): void {
    this.#flush.stop();
    this.#announce.stop();
    this.presence.stop();
  }

  /** Resolves with the number of events that were handed out. */
  async #handOut(): Promise<number> {
    // Whoever wrote hears that it is on disk before they hear of it with everyone else.
    await setImmediate();
    try {
      return await this.#handOutAll();
    } catch (error) {
      for (const { listener } of this.#subscriptions) listener.fail(error);
      return 0;
    }
  }

  async #handOutAll(): Promise<number> {
    const started = this.#waitingSince;
    this.#waitingSince = undefined;
    let handedOut = 0;
    // Before the first reader knows the head there is nobody to hand anything to; they read the log themselves.
    while (this.#seq !== undefined && !this.isEmpty) {
      const { head, batch } = await this.#read(this.#seq, EVENTS_PAGE);
      if (batch === undefined || batch.size === 0) {
        this.#seq = head;
        for (const subscription of this.#subscriptions) void subscription.catchUp();
        break;
      }
      this.#seq = batch.to;
      await this.#deliver(batch);
      handedOut += batch.size;
      this.#metrics.events.inc(batch.size);
      if (started !== undefined) this.#metrics.fanOut.observe((performance.now() - started) / 1000);
      if (batch.to >= head) break;
    }
    return handedOut;
  }

  async #deliver(batch: Batch): Promise<void> {
    let delivered = 0;
    for (const subscription of this.#subscriptions) {
      if (delivered > 0 && delivered % READERS_AT_A_TIME === 0) await setImmediate();
      subscription.deliver(batch);
      delivered += 1;
    }
  }

  /**
   * A page of a replay. After a restart everyone asks for the same ones, so they are read and written down once; their
   * ends lie at multiples of the page size, so that readers from different positions meet.
   */
  page(since: number): Promise<Page> {
    const known = this.#pages.get(since);
    if (known) return known;
    if (this.#pages.size >= PAGES_MAX) this.#pages.clear();
    const page = this.#read(since, REPLAY_PAGE - (since % REPLAY_PAGE));
    this.#pages.set(since, page);
    page.catch(() => this.#pages.delete(since));
    return page;
  }

  #readHead(): Promise<number> {
    if (this.#head) return this.#head;
    this.#metrics.reads.inc();
    const head = this.#store.thread(this.place).then(thread => thread.seq);
    this.#head = head;
    head.catch(() => {
      this.#head = undefined;
    });
    return head;
  }

  async #read(since: number, limit: number): Promise<Page> {
    this.#metrics.reads.inc();
    const { thread, events } = await this.#store.events(this.place, since, limit);
    return { head: thread.seq, batch: events && new Batch(thread, shorten(events), this.epoch) };
  }

  #tellPresence(): void {
    const mode = this.#presenceMode;
    if (mode === 'off') return;
    const { viewers } = this.presence;
    const typing = this.presence.typing.map(name => (mode === 'names' ? name : ''));
    const text = JSON.stringify({ viewers, typing });
    if (text === this.#announced) return;
    this.#announced = text;
    const encoded = new Map<string, Buffer>();
    for (const { label, listener, hasBegun } of this.#subscriptions) {
      const { wire, congested } = listener.sink;
      // Presence is of the moment: a reader who is behind gets the next one.
      if (!hasBegun || congested) continue;
      const key = `${wire} ${label.thread}`;
      const bytes = encoded.get(key) ?? encodeFrame({ type: 'presence', ...label, viewers, typing }, wire);
      encoded.set(key, bytes);
      listener.sink.send(bytes);
    }
  }
}
