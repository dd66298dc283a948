/** Forgets what the owners of sites want to keep only for a time, once a day. */
import type { Sites } from '../sites/sites.ts';
import { SYSTEM } from '../staff/staff.ts';
import type { Store } from '../store/store.ts';

const LOOK_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** Who did what is told for a year and a month. */
const AUDIT_DAYS = 400;

interface Rooms {
  readonly store: Store;
  readonly sites: Sites;
  readonly reportError: (error: unknown) => void;
}

export class Retention {
  readonly #rooms: Rooms;
  readonly #timer: NodeJS.Timeout;
  /** One round at a time. */
  #round: Promise<void> = Promise.resolve();
  #stopped = false;

  /** A round is due at the start where the last one is a day ago, then every day, and when an owner has changed something. */
  constructor(rooms: Rooms) {
    this.#rooms = rooms;
    this.#timer = setInterval(() => this.look(), LOOK_MS).unref();
    rooms.sites.onChange(() => this.look({ now: true }));
    this.look();
  }

  look({ now = false } = {}): void {
    this.#round = this.#round.then(() => this.#look(now)).catch(this.#rooms.reportError);
  }

  /** Finishes the step that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#round;
  }

  async #look(isWanted: boolean): Promise<void> {
    const { retention } = this.#rooms.store;
    const at = Date.now();
    const isDue = isWanted || at - (await retention.lastRound()) >= DAY_MS;
    if (!isDue || this.#stopped) return;
    await this.#forgetEmails(at);
    await this.#eraseRefused(at);
    for (let more = true; more && !this.#stopped; ) more = await retention.dropOld(at - AUDIT_DAYS * DAY_MS, at);
    if (!this.#stopped) await retention.roundEnded(at);
  }

  async #forgetEmails(now: number): Promise<void> {
    const before = new Map<string, number>();
    for (const { key, settings } of this.#rooms.sites.all()) {
      if (settings.forgetEmails > 0) before.set(key, now - settings.forgetEmails * DAY_MS);
    }
    if (before.size === 0) return;
    let sum = 0;
    for (let after: string | null = ''; after !== null && !this.#stopped; ) {
      const { next, forgotten } = await this.#rooms.store.retention.forgetEmails(before, after);
      sum += forgotten;
      after = next;
    }
    if (sum > 0) await this.#record('privacy.forget-emails', null, sum);
  }

  async #eraseRefused(now: number): Promise<void> {
    for (const { key, settings } of this.#rooms.sites.all()) {
      if (settings.eraseRefused === 0) continue;
      const before = now - settings.eraseRefused * DAY_MS;
      let sum = 0;
      for (let after: number | null = 0; after !== null && !this.#stopped; ) {
        const { next, erased } = await this.#rooms.store.retention.eraseRefused(key, before, after);
        sum += erased;
        after = next;
      }
      if (sum > 0) await this.#record('privacy.erase-refused', key, sum);
    }
  }

  async #record(action: string, site: string | null, count: number): Promise<void> {
    const target = { kind: 'site', id: site ?? '*' };
    const record = { by: SYSTEM, site, action, target, before: null, after: { count } };
    await this.#rooms.store.audit.write({ ...record, reason: 'the site’s settings' });
  }
}
