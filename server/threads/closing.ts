/** Closes threads that have come to the age that their site’s owner set. */
import type { Sites } from '../sites/sites.ts';
import { SYSTEM } from '../staff/staff.ts';
import type { Store } from '../store/store.ts';

const LOOK_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export class Closing {
  readonly #store: Store;
  readonly #sites: Sites;
  readonly #reportError: (error: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  /** One look at a time. */
  #looking: Promise<void> = Promise.resolve();
  #stopped = false;

  /** Looks at once, every hour, and when an owner has changed something. */
  constructor(rooms: {
    readonly store: Store;
    readonly sites: Sites;
    readonly reportError: (error: unknown) => void;
  }) {
    this.#store = rooms.store;
    this.#sites = rooms.sites;
    this.#reportError = rooms.reportError;
    this.#timer = setInterval(() => this.look(), LOOK_MS).unref();
    rooms.sites.onChange(() => this.look());
    this.look();
  }

  look(): void {
    this.#looking = this.#looking.then(() => this.#closeAll()).catch(this.#reportError);
  }

  /** Finishes what is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  async #closeAll(): Promise<void> {
    for (const { key, settings } of this.#sites.all()) {
      const { closeAfter } = settings;
      if (closeAfter === 0) continue;
      const act = { by: SYSTEM, reason: closeAfter === 1 ? 'older than a day' : `older than ${closeAfter} days` };
      const before = Date.now() - closeAfter * DAY_MS;
      for (let more = true; more && !this.#stopped; ) more = await this.#store.threads.closeOlder(key, before, act);
    }
  }
}
