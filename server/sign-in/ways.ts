/** How one may speak on a site: every list of comments tells whether there is a way to sign in, so it is known without asking. */
import type { Ways as WaysAnswer } from '../../protocol/account.ts';
import type { Sites } from '../sites/sites.ts';
import type { SignInStore, StoredProvider } from '../store/contract/sign-in.ts';

interface WaysRooms {
  readonly store: SignInStore;
  readonly sites: Sites;
  /** Whether the server can send mail. */
  readonly canMail: boolean;
}

export class Ways {
  readonly #rooms: WaysRooms;
  /** Those that are switched on, by site, the oldest first. */
  #providers: ReadonlyMap<string, readonly StoredProvider[]> = new Map();
  #withSso: ReadonlySet<string> = new Set();
  readonly #listeners: (() => void)[] = [];

  constructor(rooms: WaysRooms) {
    this.#rooms = rooms;
  }

  /** To be called at the start, and when a provider or a key of a site’s own users has come, changed or gone. */
  async reload(): Promise<void> {
    const { store } = this.#rooms;
    const [providers, keys] = await Promise.all([store.providers(), store.ssoKeys()]);
    this.#providers = Map.groupBy(
      providers.filter(({ enabled }) => enabled),
      ({ site }) => site,
    );
    this.#withSso = new Set(keys.map(({ site }) => site));
    for (const listener of this.#listeners) listener();
  }

  /** The listener hears when there may be other ways than before. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Whether there is any way to sign in. */
  canSignIn(site: string): boolean {
    return this.hasMail(site) || this.#providers.has(site) || this.#withSso.has(site);
  }

  /** @throws Refusal `unknown_site`. */
  hasMail(site: string): boolean {
    return this.#rooms.sites.get(site).settings.mailSignIn && this.#rooms.canMail;
  }

  /** @throws Refusal `unknown_site`. */
  of(site: string): WaysAnswer {
    const providers = this.#providers.get(site) ?? [];
    return {
      guests: this.#rooms.sites.get(site).settings.guests,
      mail: this.hasMail(site),
      providers: providers.map(({ id, preset, name }) => ({ id, preset, name })),
      sso: this.#withSso.has(site),
    };
  }
}
