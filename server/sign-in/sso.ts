/** Signs the site’s own users in, whom a token of the page tells of. */
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../protocol/account.ts';
import type { Members } from '../members/members.ts';
import type { Sites } from '../sites/sites.ts';
import { hashOf } from '../staff/secrets.ts';
import type { SignInStore } from '../store/contract/sign-in.ts';
import { isDisqus, readDisqus } from './disqus.ts';
import { readJwt } from './jwt.ts';
import type { SsoKeys } from './sso-keys.ts';
import { badToken, type Told } from './told.ts';

/** A used token is remembered a little longer than it would be good, for clocks that are set back. */
const KEPT_MS = 60_000;

export interface SsoRequest {
  readonly site: string;
  readonly token: string;
  readonly attempt: string | undefined;
  /** As in `SignInOptions`. */
  readonly guest: string | undefined;
  readonly device: string;
}

interface SsoRooms {
  readonly store: SignInStore;
  readonly keys: SsoKeys;
  readonly members: Members;
  readonly sites: Sites;
}

export class Sso {
  readonly #rooms: SsoRooms;
  /** By session: who asks twice at once gets one. */
  readonly #underWay = new Map<string, Promise<SignedIn>>();

  constructor(rooms: SsoRooms) {
    this.#rooms = rooms;
  }

  /** @throws Refusal `bad_token` or `token_expired`, with a sentence for whoever writes the site’s program. */
  async signIn(request: SsoRequest): Promise<SignedIn> {
    const { store, keys } = this.#rooms;
    const told = await this.#read(request);
    const session = await store.spendToken({
      id: hashOf(JSON.stringify([request.site, told.key, told.once])),
      session: randomUUID(),
      attempt: request.attempt,
      expiresAt: told.expiresAt + KEPT_MS,
    });
    if (session === false)
      throw badToken('it was used already; each works once, so make one for each page that is shown');
    keys.touch(told.key);
    const begun = this.#underWay.get(session) ?? this.#begin(told, request, session);
    this.#underWay.set(session, begun);
    return begun.finally(() => this.#underWay.delete(session));
  }

  async #read({ site, token }: SsoRequest): Promise<Told> {
    const { keys, sites } = this.#rooms;
    const reader = { site, keys: await keys.of(site), isOwnPage: (url: string) => sites.hasPage(site, url) };
    return isDisqus(token) ? readDisqus(token, reader) : readJwt(token, reader);
  }

  /** Both forms tell the same user ids, so who changes from one to the other stays who they are. */
  #begin({ subject, profile }: Told, { site, guest, device }: SsoRequest, session: string): Promise<SignedIn> {
    return this.#rooms.members.signIn(
      { ...profile, site, identity: { issuer: `sso:${site}`, subject, way: 'sso' } },
      // The page’s next token renews it, so it ends with its own.
      { guest, device, refreshable: false, session },
    );
  }
}
