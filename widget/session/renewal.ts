/** Keeps a session going: the next token ahead of the end of the last, one question at a time in all tabs. */
import type { SignedIn } from '../../protocol/account.ts';
import { newId } from '../../protocol/ids.ts';
import { asFailure } from './api.ts';
import { askAbout, endOf, enter, leave, refreshOf, UUID } from './entering.ts';
import { exchange } from './exchange.ts';
import { isPassing } from './passing.ts';
import type { Session } from './session.ts';
import { isText } from './storage.ts';

/** So long before a token ends the next one is asked for; up to twice that, so that not all pages ask at once. */
const AHEAD_MS = 60_000;
/** With less than this left, a token of the page that was not used yet is used: later it would have ended itself. */
const FRESH_MS = 12 * 60_000;
const RETRY_MS = 500;
const RETRY_MAX_MS = 60_000;
/** How long a tab looks whether another one asks as well, where there are no locks. */
const SETTLE_MS = 100;

export class Renewal {
  readonly #session: Session;
  #asking: Promise<boolean> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** How long ahead of the end this page asks. */
  readonly #ahead = AHEAD_MS * (1 + Math.random());

  constructor(session: Session) {
    this.#session = session;
    const look = (): void => this.look();
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    addEventListener('pageshow', look);
  }

  renew(): Promise<boolean> {
    this.#asking ??= this.#renew().finally(() => {
      this.#asking = null;
      this.#plan();
    });
    return this.#asking;
  }

  /** Asks where it is time, which it may be after a sleep; else waits until it is. */
  look(): void {
    const { isWatched, token } = this.#session;
    clearTimeout(this.#timer);
    // Who comes back to the tab is asked for then.
    if (!isWatched || document.hidden || !this.#isRenewable) return;
    // Network trouble is no sign-out: it is tried again.
    if (!token || this.#left < this.#ahead || this.#isBetterNow) void this.renew().catch(() => {});
    else this.#plan();
  }

  get #isRenewable(): boolean {
    return this.#session.isMember && !this.#session.isOver;
  }

  get #left(): number {
    return endOf(this.#session) - Date.now();
  }

  get #isBetterNow(): boolean {
    const { subject, pageToken, kept } = this.#session;
    return subject !== null && pageToken !== kept.spent && this.#left < FRESH_MS;
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (!this.#isRenewable) return;
    const again = Math.min(RETRY_MAX_MS, RETRY_MS * 2 ** this.#failures) * (0.5 + Math.random());
    this.#timer = setTimeout(() => this.look(), this.#failures ? again : Math.max(0, this.#left - this.#ahead));
  }

  async #renew(): Promise<boolean> {
    const session = this.#session;
    try {
      const isRenewed = session.subject === null ? await this.#inTurn() : await exchange(session);
      this.#failures = 0;
      return isRenewed;
    } catch (error) {
      this.#failures++;
      throw error;
    }
  }

  /** One tab at a time; whoever had to wait takes over what the other one got. */
  async #inTurn(): Promise<boolean> {
    const session = this.#session;
    const { token, storedAs } = session;
    const ask = async (): Promise<boolean> => {
      session.recall();
      const isDone = !session.isMember || (session.token !== null && session.token !== token);
      return isDone ? this.#takeOver() : this.#refresh();
    };
    if (navigator.locks) return navigator.locks.request(`${storedAs} refresh`, ask);
    // Without locks the name of the question is the lock: whichever was written last is asked by, in every tab.
    if (!session.kept.attempt) session.set({ attempt: newId() }, false);
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS * (1 + Math.random())));
    return ask();
  }

  async #refresh(): Promise<boolean> {
    const session = this.#session;
    const { site, kept } = session;
    const refresh = refreshOf(session);
    if (refresh === null) return this.#end();
    const attempt = isText(kept.attempt) && UUID.test(kept.attempt) ? kept.attempt : newId();
    // Written down before it is asked: should the answer be lost, it is asked for again by the same name.
    if (attempt !== kept.attempt) session.set({ attempt }, false);
    try {
      const body = { site, attempt, ...(refresh !== true && { refresh }) };
      enter(session, await askAbout<SignedIn>(session, '/session/refresh', body));
      return true;
    } catch (error) {
      const failure = asFailure(error);
      if (isPassing(failure) || failure.code === 'rate_limited') throw failure;
      session.recall();
      if (refreshOf(session) !== refresh) return this.#takeOver();
      return this.#end();
    }
  }

  #end(): false {
    this.#session.notice = 'session_over';
    leave(this.#session);
    return false;
  }

  #takeOver(): boolean {
    const session = this.#session;
    session.tell();
    return session.isMember && session.token !== null;
  }
}
