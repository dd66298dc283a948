/** Sign in with a provider: out to it, back from it, and the one-time code that ends in a session. */
import * as openid from 'openid-client';
import type { Seal } from '../accounts/seal.ts';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import { hashOf, newSecret } from '../staff/secrets.ts';
import type { Newcomer } from '../store/contract/members.ts';
import type { SignInStore, StoredProvider } from '../store/contract/sign-in.ts';
import type { Clients } from './clients.ts';
import { type Codes, otherBrowser, visitOver } from './codes.ts';
import { isOAuthPreset, SERVICES } from './presets.ts';
import { vouchedBy } from './vouched.ts';

/** For whoever has to look for their password first. */
const VISIT_MS = 10 * 60_000;
/** Visits under way for one site; each has cost somebody a request. */
const VISITS_MAX = 20_000;

/** Where the result goes: to the window that opened the popup, or into the page’s address. */
export interface WayBack {
  readonly mode: 'popup' | 'page';
  readonly url: string;
}

/** What is remembered of somebody who is at the provider. */
interface Visit extends WayBack {
  readonly provider: string;
  /** A hash of the browser’s cookie. */
  readonly browser: string;
  readonly nonce: string;
  /** The verifier of our own request to the provider (PKCE). */
  readonly pkce: string;
  /** The redirect address that was sent: the provider must come back to the same. */
  readonly callback: string;
}

export interface Departure extends WayBack {
  readonly provider: StoredProvider;
  readonly challenge: string;
  readonly callback: string;
  /** What the browser’s cookie holds. */
  readonly browser: string;
}

/** What came back from the provider. */
export interface Arrival {
  /** Whose callback was called. */
  readonly provider: string;
  readonly parameters: URLSearchParams;
  readonly browser: string | undefined;
  /** A name that came beside the code. */
  readonly name: string | undefined;
}

/** The end of a visit: a code, or why there is none. */
export interface Outcome extends WayBack {
  readonly code: string | null;
  readonly fault: Refusal | null;
}

interface OAuthRooms {
  readonly store: SignInStore;
  readonly clients: Clients;
  readonly codes: Codes;
  readonly seal: Seal;
  /** For the operator; it holds no secret, no code and nothing of who signs in. */
  readonly warn: (provider: string, reason: string) => void;
}

export class OAuth {
  readonly #rooms: OAuthRooms;

  constructor(rooms: OAuthRooms) {
    this.#rooms = rooms;
  }

  /** @returns undefined for one that is unknown or switched off. */
  async provider(id: string): Promise<StoredProvider | undefined> {
    const providers = await this.#rooms.store.providers();
    return providers.find(each => each.id === id && each.enabled);
  }

  /**
   * Begins a visit.
   * @returns the provider’s address for it.
   * @throws Refusal `provider_failed` or `rate_limited`.
   */
  async depart({ provider, challenge, callback, browser, mode, url }: Departure): Promise<URL> {
    const { store, seal } = this.#rooms;
    if ((await store.count('oauth', provider.site)) >= VISITS_MAX) {
      throw new Refusal('rate_limited', 'Too many sign in at once; try again in a few minutes.', { retryAfter: 60 });
    }
    const client = await this.#client(provider);
    const state = newSecret();
    const visit: Visit = {
      ...{ mode, url, callback, provider: provider.id, browser: hashOf(browser) },
      nonce: openid.randomNonce(),
      pkce: openid.randomPKCECodeVerifier(),
    };
    const address = await this.#addressOf(client, provider, visit, state);
    await store.begin({
      ...{ id: hashOf(state), kind: 'oauth', site: provider.site, challenge },
      data: seal.seal(JSON.stringify(visit)),
      expiresAt: Date.now() + VISIT_MS,
    });
    return address;
  }

  /**
   * Ends a visit. What goes wrong once it is known where somebody came from is told there.
   * @throws Refusal `link_over` or `other_browser` where that is not known, or is no business of this browser.
   */
  async arrive(arrival: Arrival): Promise<Outcome> {
    const { store, codes } = this.#rooms;
    const id = hashOf(arrival.parameters.get('state') ?? '');
    const found = await store.find(id);
    const visit = found?.kind === 'oauth' ? this.#open(found.data) : undefined;
    // At the callback of another provider it is an answer that was meant for somebody else (RFC 9700, 4.4).
    if (visit === undefined || visit.provider !== arrival.provider) throw visitOver();
    if (!equal(hashOf(arrival.browser ?? ''), visit.browser)) throw otherBrowser();
    const taken = await store.take(id);
    if (taken === undefined) throw visitOver();
    const { mode, url } = visit;
    try {
      const newcomer = await this.#newcomer(visit, arrival);
      return { mode, url, code: await codes.issue(newcomer, taken.challenge), fault: null };
    } catch (error) {
      if (error instanceof Refusal) return { mode, url, code: null, fault: error };
      throw error;
    }
  }

  async #addressOf(
    client: openid.Configuration,
    { preset }: StoredProvider,
    visit: Visit,
    state: string,
  ): Promise<URL> {
    const { scope, openId } = SERVICES[preset];
    return openid.buildAuthorizationUrl(client, {
      ...{ redirect_uri: visit.callback, scope, state },
      code_challenge: await openid.calculatePKCECodeChallenge(visit.pkce),
      code_challenge_method: 'S256',
      ...(openId ? { nonce: visit.nonce } : {}),
      // Apple tells names in no other way.
      ...(preset === 'apple' ? { response_mode: 'form_post' } : {}),
    });
  }

  /** @throws Refusal `provider_failed` */
  async #newcomer(visit: Visit, { parameters, name }: Arrival): Promise<Newcomer> {
    const provider = await this.provider(visit.provider);
    if (provider === undefined) throw new Refusal('provider_failed', 'One cannot sign in with this provider any more.');
    const client = await this.#client(provider);
    const state = parameters.get('state') ?? '';
    const vouched = await this.#believe(provider, async () => {
      const tokens = await openid.authorizationCodeGrant(client, answered(visit.callback, provider, parameters), {
        ...{ expectedState: state, pkceCodeVerifier: visit.pkce },
        ...(isOAuthPreset(provider.preset) ? {} : { expectedNonce: visit.nonce, idTokenExpected: true }),
      });
      return vouchedBy(provider, client, tokens, name);
    });
    const { issuer, subject, ...told } = vouched;
    return {
      ...told,
      site: provider.site,
      identity: { issuer, subject, way: provider.name },
      ...{ avatar: undefined, website: undefined, role: undefined, toldAt: undefined },
    };
  }

  #client(provider: StoredProvider): Promise<openid.Configuration> {
    return this.#believe(provider, () => this.#rooms.clients.of(provider));
  }

  /** @throws Refusal `provider_failed` for whatever a provider does wrong. */
  async #believe<T>({ id, name }: StoredProvider, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#rooms.warn(id, reasonOf(error));
      if (error instanceof Refusal && error.code === 'provider_failed') throw error;
      const sentence = isRefused(error)
        ? `${name} did not confirm the sign-in.`
        : `${name} does not answer as it should; try again, or sign in another way.`;
      throw new Refusal('provider_failed', sentence, { cause: error });
    }
  }

  #open(sealed: string): Visit | undefined {
    const text = this.#rooms.seal.open(sealed);
    return text === undefined ? undefined : (JSON.parse(text) as Visit);
  }
}

/** The address that the provider came back to, as the library wants it. */
function answered(callback: string, { preset }: StoredProvider, parameters: URLSearchParams): URL {
  const url = new URL(callback);
  url.search = String(parameters);
  // Only who publishes an issuer says it here; a callback of its own keeps each of the others apart.
  if (isOAuthPreset(preset)) url.searchParams.delete('iss');
  return url;
}

/** Somebody said no, or the provider did for them. */
function isRefused(error: unknown): boolean {
  return error instanceof openid.AuthorizationResponseError;
}

/** The kind of an error and none of its words, in which codes and tokens may stand. */
function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) {
    return /^[a-z_]{1,60}$/.test(error.error) ? error.error : 'an error without a known name';
  }
  return (error instanceof openid.ClientError && error.code) || 'no answer';
}
