/** Who hears of it: the threads that somebody watches, woken by the store's commits. */
import type { Sites } from '../sites/sites.ts';
import { type Commit, type Place, placeKey, type Store } from '../store/store.ts';
import type { LiveMetrics } from './metrics.ts';
import type { Listener, Position, Subscription } from './subscription.ts';
import { Topic } from './topic.ts';

export class Hub {
  readonly #store: Store;
  readonly #sites: Sites;
  readonly #metrics: LiveMetrics;
  readonly #topics = new Map<string, Topic>();

  constructor(store: Store, sites: Sites, metrics: LiveMetrics) {
    this.#store = store;
    this.#sites = sites;
    this.#metrics = metrics;
  }

  get epoch(): string {
    return this.#store.epoch;
  }

  /** After a commit: the threads in it have new events. The log is the truth, this is only the wake-up call. */
  announce(commit: Commit): void {
    for (const place of commit.places) this.#topics.get(placeKey(place))?.wake();
    if (!commit.rerouted) return;
    for (const topic of [...this.#topics.values()]) {
      for (const subscription of topic.strangers()) void this.#reroute(subscription);
    }
  }

  /**
   * Lets `listener` follow a thread; see `Topic.join`.
   * @param welcome called with the head and the number of viewers before anything else is sent.
   */
  async subscribe(
    listener: Listener,
    place: Place,
    position: Position,
    welcome: (head: number, viewers: number) => void,
  ): Promise<Subscription> {
    const label = { site: place.site, thread: place.thread };
    const topic = this.#topic(this.#store.canonical(label));
    try {
      const subscription = await topic.join(listener, label, position, head => welcome(head, topic.viewers));
      this.#metrics.subscriptions.inc();
      if (topic.isStranger(subscription)) await this.#reroute(subscription);
      return subscription;
    } catch (error) {
      this.#discardIfEmpty(topic);
      throw error;
    }
  }

  unsubscribe(subscription: Subscription): void {
    if (subscription.closed) return;
    this.#metrics.subscriptions.dec();
    const topic = this.#topics.get(placeKey(subscription.place));
    topic?.leave(subscription);
    if (topic) this.#discardIfEmpty(topic);
  }

  /** The listener behind a subscription signed in or out. */
  rename(subscription: Subscription): void {
    this.#topics.get(placeKey(subscription.place))?.rename(subscription);
  }

  /** How many watch a thread; for moderators, whatever readers are told. */
  viewersOf(place: Place): number {
    return this.#topics.get(placeKey(place))?.presence.viewers ?? 0;
  }

  typing(subscription: Subscription, name: string): void {
    this.#topics.get(placeKey(subscription.place))?.presence.types(subscription.listener.key, name);
  }

  stopsTyping(subscription: Subscription): void {
    this.#topics.get(placeKey(subscription.place))?.presence.stopsTyping(subscription.listener.key);
  }

  /** How many are here right now, in the threads that are asked for; who watches two of them is one. */
  viewers(isMeant: (place: Place) => boolean): number {
    const viewers = new Set<string | object>();
    for (const { place, presence } of this.#topics.values()) {
      if (isMeant(place)) for (const key of presence.keys()) viewers.add(key);
    }
    return viewers.size;
  }

  close(): void {
    for (const topic of this.#topics.values()) topic.stop();
    this.#topics.clear();
  }

  /** Takes a reader along to where the key that they know leads now. */
  async #reroute(subscription: Subscription): Promise<void> {
    try {
      for (;;) {
        const from = this.#topics.get(placeKey(subscription.place));
        if (subscription.closed || from === undefined || !from.isStranger(subscription)) return;
        const to = this.#topic(this.#store.canonical(subscription.label));
        const arrived = to.adopt(subscription, from);
        this.#discardIfEmpty(from);
        await arrived;
      }
    } catch (error) {
      subscription.listener.fail(error);
    }
  }

  #topic(place: Place): Topic {
    const key = placeKey(place);
    const known = this.#topics.get(key);
    if (known) return known;
    const topic = new Topic({ site: place.site, thread: place.thread }, this.#store, this.#sites, this.#metrics);
    this.#topics.set(key, topic);
    this.#metrics.threads.set(this.#topics.size);
    return topic;
  }

  #discardIfEmpty(topic: Topic): void {
    const key = placeKey(topic.place);
    if (!topic.isEmpty || this.#topics.get(key) !== topic) return;
    topic.stop();
    this.#topics.delete(key);
    this.#metrics.threads.set(this.#topics.size);
  }
}
