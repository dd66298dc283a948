/** One-time codes: what a visit to a provider ends with, and what becomes a session for whoever began the visit. */
import { randomUUID } from 'node:crypto';
import type { Seal } from '../accounts/seal.ts';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import { hashOf, newSecret } from '../staff/secrets.ts';
import type { Newcomer } from '../store/contract/members.ts';
import type { SignInStore } from '../store/contract/sign-in.ts';

const LIFE_MS = 60_000;
const WRONG_VERIFIERS_MAX = 5;

/** What comes back, and from whom. */
interface Shown {
  readonly code: string;
  readonly verifier: string;
  readonly attempt: string | undefined;
}

/** Somebody who has signed in, and the id that their session is to have. */
export interface Redeemed {
  readonly newcomer: Newcomer;
  readonly session: string;
}

export class Codes {
  readonly #store: SignInStore;
  readonly #seal: Seal;

  constructor(rooms: { readonly store: SignInStore; readonly seal: Seal }) {
    this.#store = rooms.store;
    this.#seal = rooms.seal;
  }

  /** @param challenge of the verifier that has to come with the code. */
  async issue(newcomer: Newcomer, challenge: string): Promise<string> {
    const code = newSecret();
    await this.#store.begin({
      ...{ id: hashOf(code), kind: 'code', site: newcomer.site, challenge },
      data: this.#seal.seal(JSON.stringify(newcomer)),
      expiresAt: Date.now() + LIFE_MS,
    });
    return code;
  }

  /** The site that a code is for, to be asked before it is used up; undefined for one that is unknown or over. */
  async siteOf(code: string): Promise<string | undefined> {
    const found = await this.#store.find(hashOf(code));
    return found?.kind === 'code' ? found.site : undefined;
  }

  /**
   * Uses a code up; who did not hear the answer may ask again by the same attempt.
   * @throws Refusal `link_over`, or `other_browser` for a verifier that the code was not made for.
   */
  async redeem({ code, verifier, attempt }: Shown): Promise<Redeemed> {
    const id = hashOf(code);
    const found = await this.#store.find(id);
    if (found?.kind !== 'code') throw visitOver();
    if (!equal(hashOf(verifier), found.challenge)) {
      if ((await this.#store.miss(id)) >= WRONG_VERIFIERS_MAX) await this.#store.take(id);
      throw otherBrowser();
    }
    const spent = await this.#store.spend(id, { session: randomUUID(), attempt });
    const text = spent && this.#seal.open(spent.data);
    if (spent === undefined || text === undefined) throw visitOver();
    return { newcomer: JSON.parse(text) as Newcomer, session: spent.session };
  }
}

export function visitOver(): Refusal {
  return new Refusal('link_over', 'This sign-in took too long, or was finished already; go back and begin anew.');
}

export function otherBrowser(): Refusal {
  return new Refusal('other_browser', 'This sign-in was begun in another browser; begin it in this one.');
}
