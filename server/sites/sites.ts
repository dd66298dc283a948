/** Sites and the origins that may use them: every door asks here. */

import type { SiteSettings } from '../../protocol/comment.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { Site, Store } from '../store/store.ts';

export class Sites {
  readonly #store: Store;
  /** Origins that the operator's settings add to the default site. */
  readonly #added: ReadonlySet<string>;
  /** Every request asks for its site, so all are in memory. */
  #sites: ReadonlyMap<string, Site> = new Map();
  readonly #listeners: (() => void)[] = [];
  #changed: Promise<unknown> = Promise.resolve();

  private constructor(store: Store, addedOrigins: readonly string[]) {
    this.#store = store;
    this.#added = new Set(addedOrigins);
  }

  static async open(store: Store, addedOrigins: readonly string[]): Promise<Sites> {
    const sites = new Sites(store, addedOrigins);
    await sites.reload();
    return sites;
  }

  /** Reads the sites again. */
  async reload(): Promise<void> {
    this.#sites = new Map((await this.#store.sites()).map(site => [site.key, site]));
  }

  all(): readonly Site[] {
    return [...this.#sites.values()];
  }

  /**
   * Changes some of a site's settings.
   * @throws Refusal `unknown_site`.
   */
  change(key: string, settings: Partial<SiteSettings>): Promise<Site> {
    // One after the other: two changes at the same time would undo each other.
    const changed = this.#changed.then(() => this.#change(key, settings));
    this.#changed = changed.catch(() => {});
    return changed;
  }

  async #change(key: string, settings: Partial<SiteSettings>): Promise<Site> {
    await this.#store.setSite(key, { ...this.get(key).settings, ...settings });
    await this.reload();
    for (const listener of this.#listeners) listener();
    return this.get(key);
  }

  /** The listener hears of each change, before whoever made it does. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** @throws Refusal `unknown_site`. */
  get(key: string): Site {
    const site = this.#sites.get(key);
    if (site) return site;
    throw unknownSite(key);
  }

  /**
   * Checks a request's `Origin` against a site's list. No origin means: not a browser, which may read and post.
   * @throws Refusal `unknown_site` or `origin_refused`, which names the setting that would allow it.
   */
  admit(key: string, origin: string | undefined): Site {
    const site = this.get(key);
    if (origin !== undefined && !this.#allows(site, origin)) throw refused(origin, `the site ‘${key}’`);
    return site;
  }

  /**
   * The same before it is known which site a request is for: at an upgrade or a preflight.
   * @throws Refusal `origin_refused`.
   */
  admitAny(origin: string | undefined): void {
    if (origin !== undefined && !this.allowsAny(origin)) throw refused(origin, 'this server');
  }

  /** Whether an origin is on a site's list. */
  allows(key: string, origin: string): boolean {
    return this.#allows(this.get(key), origin);
  }

  /** Whether an address is on one of a site's origins: others’ are not linked to. */
  hasPage(key: string, url: string): boolean {
    return URL.canParse(url) && this.allows(key, new URL(url).origin);
  }

  /** Whether an origin is on any site's list. */
  allowsAny(origin: string): boolean {
    for (const site of this.#sites.values()) if (this.#allows(site, origin)) return true;
    return false;
  }

  #allows(site: Site, origin: string): boolean {
    return (
      site.origins.some(allowed => matches(allowed, origin)) || (site.key === DEFAULT_SITE && this.#added.has(origin))
    );
  }
}

/** Exact, except that `:*` at the end of an allowed origin stands for any port or none. */
function matches(allowed: string, origin: string): boolean {
  if (!allowed.endsWith(':*')) return allowed === origin;
  const base = allowed.slice(0, -2);
  return origin === base || (origin.startsWith(`${base}:`) && /^\d{1,5}$/.test(origin.slice(base.length + 1)));
}

function refused(origin: string, what: string): Refusal {
  return new Refusal(
    'origin_refused',
    `Pages of ${origin.slice(0, 200)} may not use ${what}. To allow them, start the server with ALLOWED_ORIGINS=${origin.slice(0, 200)} (several are separated by commas).`,
  );
}
