/** Sites and the origins that may use them: every door asks here. */

import type { ActorRef } from '../../protocol/admin/shared.ts';
import type { SitePatch } from '../../protocol/admin/sites.ts';
import { DEFAULT_SITE, SITES_MAX } from '../../protocol/limits.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { AuditRecord } from '../store/contract/audit.ts';
import { DEFAULT_SETTINGS } from '../store/settings.ts';
import type { Site, Store } from '../store/store.ts';
import { matches, originOf } from './origins.ts';

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

  /** The origins that the operator's settings add to a site. */
  fixedOrigins(key: string): readonly string[] {
    return key === DEFAULT_SITE ? [...this.#added] : [];
  }

  /**
   * Changes some of a site's settings, or its origins.
   * @throws Refusal `unknown_site`, or `bad_request` for what is no origin.
   */
  change(key: string, patch: SitePatch, by: ActorRef): Promise<Site> {
    return this.#inTurn(async () => {
      const site = this.get(key);
      const settings = { ...site.settings, ...patch.settings };
      const origins = patch.origins ? uniqueOrigins(patch.origins) : site.origins;
      const record = changeRecord(site, { key, settings, origins }, by);
      if (record) await this.#store.setSite(key, { settings, origins }, record);
    }, key);
  }

  /**
   * Makes a site with the settings that every new one has.
   * @throws Refusal `already_exists`, or `bad_request` for what is no origin.
   */
  add(key: string, origins: readonly string[], by: ActorRef): Promise<Site> {
    return this.#inTurn(async () => {
      if (this.#sites.size >= SITES_MAX) throw new Refusal('bad_request', `A server has ${SITES_MAX} sites at most.`);
      const site: Site = { key, origins: uniqueOrigins(origins), settings: DEFAULT_SETTINGS };
      const after = { origins: site.origins };
      const target = { kind: 'site', id: key };
      await this.#store.addSite(site, {
        by,
        site: key,
        action: 'site.create',
        target,
        before: null,
        after,
        reason: null,
      });
    }, key);
  }

  /** One change after the other: two at the same time would undo each other. */
  #inTurn(work: () => Promise<void>, key: string): Promise<Site> {
    const changed = this.#changed.then(async () => {
      await work();
      await this.reload();
      for (const listener of this.#listeners) listener();
      return this.get(key);
    });
    this.#changed = changed.catch(() => {});
    return changed;
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

function uniqueOrigins(typed: readonly string[]): string[] {
  return [...new Set(typed.map(originOf))];
}

/** What is another than before; undefined where nothing is. */
function changeRecord(was: Site, is: Site, by: ActorRef): AuditRecord | undefined {
  const flat = ({ origins, settings }: Site): Record<string, unknown> => ({ origins, ...settings });
  const [old, fresh] = [flat(was), flat(is)];
  const names = Object.keys(fresh).filter(name => JSON.stringify(old[name]) !== JSON.stringify(fresh[name]));
  if (names.length === 0) return undefined;
  const pick = (from: Record<string, unknown>) => Object.fromEntries(names.map(name => [name, from[name]]));
  const target = { kind: 'site', id: was.key };
  return { by, site: was.key, action: 'site.change', target, before: pick(old), after: pick(fresh), reason: null };
}

function refused(origin: string, what: string): Refusal {
  return new Refusal(
    'origin_refused',
    `Pages of ${origin.slice(0, 200)} may not use ${what}. To allow them, add the origin at /admin/sites, or start the server with ALLOWED_ORIGINS=${origin.slice(0, 200)} (several are separated by commas).`,
  );
}
