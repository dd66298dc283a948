/** The flood switch: while far more unknown guests write on a site than it has ever seen, they have to wait. */
import { SYSTEM } from '../staff/staff.ts';
import type { Store } from '../store/store.ts';
import { Recently } from './recently.ts';

const MINUTE_MS = 60_000;
const SPAN_MS = 10 * MINUTE_MS;
/** Fewer in that time are no attack on any site. */
const CALM = 60;
/** So many times as much as in the fullest hour of the last week. */
const TIMES = 5;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** What is counted: beyond, an attack is one by any measure. */
const COUNTED = 20_000;
const CALM_MS = 15 * MINUTE_MS;

/** Seconds between two comments of one viewer while it lasts. */
export const ATTACK_SLOW_MODE = 30;

export class Attacks {
  readonly #store: Store;
  readonly #isLimited: boolean;
  readonly #posts = new Recently(SPAN_MS, COUNTED);
  /** When the site was last seen under attack. */
  readonly #seen = new Map<string, number>();
  readonly #fullest = new Map<string, { readonly at: number; readonly posts: Promise<number> }>();

  constructor(store: Store, isLimited: boolean) {
    this.#store = store;
    this.#isLimited = isLimited;
  }

  /** A guest whom nobody knows posts. */
  async note(site: string, now: number): Promise<void> {
    if (!this.#isLimited) return;
    const posts = this.#posts.add(site, now);
    if (posts <= CALM) return;
    const perHour = (posts * HOUR_MS) / SPAN_MS;
    if (perHour <= TIMES * (await this.#fullestHour(site, now))) return;
    const isNew = !this.isOn(site, now);
    this.#seen.set(site, now);
    if (isNew) await this.#tell(site, 'site.attack', `${posts} guests whom nobody knows wrote within 10 minutes.`);
  }

  isOn(site: string, now: number): boolean {
    const seen = this.#seen.get(site);
    if (seen === undefined) return false;
    if (now - seen < CALM_MS) return true;
    this.#seen.delete(site);
    void this.#tell(site, 'site.attack.undo', '15 minutes were calm.').catch(() => {});
    return false;
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
