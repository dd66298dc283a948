/** The flood switch: while far more unknown guests write on a site than it has ever seen, they have to wait. */
import { SYSTEM } from '../staff/staff.ts';
import type { Store } from '../store/store.ts';
import { Recently } from './recently.ts';

const MINUTE_MS = 60_000;
const SPAN_MS = 10 * MINUTE_MS;
/** What one post counts: with a form that cost work it is far more likely a reader’s, who found a popular article. */
const WITHOUT_FORM = 5;
const WITH_FORM = 1;
/** Fewer in that time are no attack on any site. */
const CALM = 60 * WITHOUT_FORM;
/** Whoever holds one network does not slow down a whole site: there are rules against them alone. */
const NETWORK_MAX = 5 * WITHOUT_FORM;
/** So many times as much as in the fullest hour of the last week. */
const TIMES = 5;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const CALM_MS = 15 * MINUTE_MS;

/** Seconds between two comments of one viewer while it lasts. */
export const ATTACK_SLOW_MODE = 30;

const TOLD =
  'More than 60 guests whom nobody knows wrote within 10 minutes, and many more than in the fullest hour of the week before.';

export class Attacks {
  readonly #store: Store;
  readonly #isLimited: boolean;
  /** By site and network, up to what a network may count. */
  readonly #networks = new Recently(SPAN_MS, NETWORK_MAX);
  /** By site, what was counted in each minute. */
  readonly #minutes = new Map<string, Map<number, number>>();
  /** When the site was last seen under attack. */
  readonly #seen = new Map<string, number>();
  readonly #fullest = new Map<string, { readonly at: number; readonly posts: Promise<number> }>();

  constructor(store: Store, isLimited: boolean) {
    this.#store = store;
    this.#isLimited = isLimited;
  }

  /** A guest whom nobody knows posts from a network, and no rule against scripts or floods has caught it. */
  async note(site: string, network: string, hasForm: boolean, now: number): Promise<void> {
    if (!this.#isLimited) return;
    const weight = this.#weigh(`${site} ${network}`, hasForm, now);
    if (weight === 0) return;
    const counted = this.#add(site, weight, now);
    if (counted <= CALM) return;
    const perHour = (counted / WITHOUT_FORM) * (HOUR_MS / SPAN_MS);
    if (perHour <= TIMES * (await this.#fullestHour(site, now))) return;
    const isNew = !this.isOn(site, now);
    this.#seen.set(site, now);
    if (isNew) await this.#tell(site, 'site.attack', TOLD);
  }

  isOn(site: string, now: number): boolean {
    const seen = this.#seen.get(site);
    if (seen === undefined) return false;
    if (now - seen < CALM_MS) return true;
    this.#seen.delete(site);
    void this.#tell(site, 'site.attack.undo', '15 minutes were calm.').catch(() => {});
    return false;
  }

  /** What a post still counts, after others of its network. */
  #weigh(key: string, hasForm: boolean, now: number): number {
    const room = NETWORK_MAX - this.#networks.count(key, now);
    const weight = Math.min(hasForm ? WITH_FORM : WITHOUT_FORM, room);
    for (let n = 0; n < weight; n++) this.#networks.add(key, now);
    return weight;
  }

  /** @returns what was counted on the site within the span. */
  #add(site: string, weight: number, now: number): number {
    const minutes = this.#minutes.get(site) ?? new Map<number, number>();
    this.#minutes.set(site, minutes);
    const minute = Math.floor(now / MINUTE_MS);
    for (const old of minutes.keys()) if (old <= minute - SPAN_MS / MINUTE_MS) minutes.delete(old);
    minutes.set(minute, (minutes.get(minute) ?? 0) + weight);
    return [...minutes.values()].reduce((sum, each) => sum + each, 0);
  }

  /** Of the last week; the last hour may be the attack itself. */
  #fullestHour(site: string, now: number): Promise<number> {
    const known = this.#fullest.get(site);
    if (known && now - known.at < HOUR_MS) return known.posts;
    const posts = this.#store.rules.fullestHour(site, now - WEEK_MS, now - HOUR_MS);
    this.#fullest.set(site, { at: now, posts });
    return posts;
  }

  async #tell(site: string, action: string, reason: string): Promise<void> {
    const target = { kind: 'site', id: site };
    await this.#store.audit.write({ by: SYSTEM, site, action, target, before: null, after: null, reason });
  }
}
