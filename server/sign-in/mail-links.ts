/** Signing in by mail: a link for the browser that asked, and six digits to be typed there. */
import { createHmac, hkdfSync, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MailLinkSent } from '../../protocol/account.ts';
import { ANONYMOUS } from '../accounts/accounts.ts';
import { Seal } from '../accounts/seal.ts';
import { equal } from '../accounts/token.ts';
import { Refusal } from '../errors.ts';
import { foldAddress, mailboxOf } from '../mail/address.ts';
import { type Mailer, MailFault } from '../mail/mailer.ts';
import { Quota } from '../mail/quota.ts';
import type { Bans } from '../people/bans.ts';
import type { Sites } from '../sites/sites.ts';
import { hashOf } from '../staff/secrets.ts';
import type { Newcomer } from '../store/contract/members.ts';
import type { SignInStore, StoredSignIn } from '../store/contract/sign-in.ts';
import { cleanName } from '../text.ts';
import type { Redeemed } from './codes.ts';
import { type SignInMail, signInLetter } from './mail-letter.ts';
import type { Ways } from './ways.ts';

const MINUTE_MS = 60_000;
const LIFE_MS = 15 * MINUTE_MS;
const TRIES_MAX = 5;
const PER_ADDRESS = [
  { max: 3, ms: LIFE_MS },
  { max: 10, ms: 1_440 * MINUTE_MS },
];
/** Links of one site that wait to be opened. */
const PER_SITE_MAX = 1_000;

interface Rooms {
  readonly store: SignInStore;
  readonly sites: Sites;
  readonly bans: Bans;
  readonly ways: Ways;
  /** Undefined where the operator has set up none. */
  readonly mailer: Mailer | undefined;
  readonly secret: string;
  readonly isLimited: boolean;
}

export interface Asked {
  readonly site: string;
  readonly email: string;
  readonly name: string | undefined;
  readonly url: string;
  readonly lang: string | undefined;
  readonly challenge: string;
  readonly userAgent: string | undefined;
}

/** What is needed to answer a link; sealed while it waits. */
interface Kept {
  readonly email: string;
  readonly name: string | undefined;
  /** Hashes of what comes back. */
  readonly token: string;
  readonly request: string;
  readonly code: string;
}

/** What came back, by the link or typed. */
export type Proof = { readonly token: string } | { readonly request: string; readonly code: string };

interface Shown {
  readonly proof: Proof;
  readonly verifier: string;
  readonly attempt: string | undefined;
  readonly origin: string | undefined;
}

export class MailLinks {
  readonly #rooms: Rooms;
  readonly #seal: Seal;
  readonly #key: Buffer;
  readonly #quota = new Quota(PER_ADDRESS);
  /** How long the last mail took. */
  #sendMs = 500;

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
    this.#seal = new Seal(rooms.secret, 'mail links');
    this.#key = Buffer.from(hkdfSync('sha256', Buffer.from(rooms.secret, 'hex'), '', 'live-comments mail links', 32));
  }

  /**
   * Sends a link, to whoever asks and whether they are known or not.
   * @throws Refusal `feature_off`, `bad_request`, `bad_name`, `rate_limited`, or `mail_failed` where the mail server did not take it.
   */
  async ask({ site: key, email: typed, name, url, lang, challenge, userAgent }: Asked): Promise<MailLinkSent> {
    const { store, sites, ways, mailer, isLimited } = this.#rooms;
    const site = sites.get(key);
    if (mailer === undefined || !ways.hasMail(key)) {
      throw new Refusal(
        'feature_off',
        'This site does not sign in by mail; GET /session/ways tells the ways there are.',
      );
    }
    const page = this.#pageOf(key, url);
    const email = foldAddress(typed);
    if (email === undefined) throw new Refusal('bad_request', 'body/email is not a mail address.');
    // Whether it is a moderator’s is looked at when the address is proved: an answer now would tell whose address it is.
    const shown = name === undefined || name.trim() === '' ? undefined : cleanName(name);
    if ((await store.count('mail', key)) >= PER_SITE_MAX) throw tooMany();
    const giveBack = isLimited ? this.#quota.take(this.#idOf('', mailboxOf(email))) : () => {};

    // One for each address and browser: asking anew makes the one before void, and nobody else’s.
    const id = this.#idOf(key, email, challenge);
    const [request, token] = [`${id}.${random(16)}`, `${id}.${random(32)}`];
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const expiresAt = Date.now() + LIFE_MS;
    const kept: Kept = { email, name: shown, token: hashOf(token), request: hashOf(request), code };
    const data = this.#seal.seal(JSON.stringify(kept));
    await store.begin({ id, kind: 'mail', site: key, challenge, data, expiresAt });
    try {
      await this.#send(mailer, email, { site, page, token, code, lang, userAgent, expiresAt });
    } catch (error) {
      giveBack();
      throw error;
    }
    return { request, expiresAt: new Date(expiresAt).toISOString() };
  }

  /**
   * Who opened the link, or typed its digits, in the browser that had asked; it is used up, but for
   * whoever did not hear the answer and asks again by the same attempt.
   * @throws Refusal `link_over`, `other_browser`, `bad_credentials`, `feature_off` or `origin_refused`.
   */
  async redeem({ proof, verifier, attempt, origin }: Shown): Promise<Redeemed> {
    const { store, sites, ways } = this.#rooms;
    const shown = 'token' in proof ? proof.token : proof.request;
    const row = await store.find(shown.split('.')[0] ?? '');
    const kept = row?.kind === 'mail' ? this.#open(row) : undefined;
    if (row === undefined || kept === undefined) throw linkOver();
    if (!equal(hashOf(shown), 'token' in proof ? kept.token : kept.request)) throw linkOver();
    sites.admit(row.site, origin);
    if (!ways.hasMail(row.site))
      throw new Refusal('feature_off', 'The site’s owner has switched off signing in by mail.');
    // Before anything is counted: whoever holds the link alone can use nothing up.
    if (!equal(hashOf(verifier), row.challenge)) throw otherBrowser();
    if ('code' in proof) await this.#tryCode(row, proof.code, kept.code);
    const spent = await store.spend(row.id, { session: randomUUID(), attempt });
    if (spent?.data !== row.data) throw linkOver();
    return { newcomer: newcomerOf(row.site, kept), session: spent.session };
  }

  /** A try counts before it is judged: of many at once no more than five are looked at. */
  async #tryCode({ id }: StoredSignIn, typed: string, code: string): Promise<void> {
    const tries = await this.#rooms.store.miss(id);
    if (tries > 0 && tries <= TRIES_MAX && equal(typed, code)) return;
    const left = TRIES_MAX - tries;
    if (tries > 0 && left > 0) {
      throw new Refusal(
        'bad_credentials',
        `These are not the digits of the mail; look again, ${left === 1 ? 'one more try is' : `${left} more tries are`} left.`,
      );
    }
    await this.#rooms.store.take(id);
    throw linkOver();
  }

  async #send(mailer: Mailer, email: string, mail: SignInMail): Promise<void> {
    // Whoever is banned is not to learn of it, neither by the answer nor by how long it took.
    const banned = await this.#rooms.bans.silences({ viewer: ANONYMOUS, site: mail.site.key, address: '', email });
    if (banned) return wait(this.#sendMs * (0.75 + Math.random() / 2));
    const began = performance.now();
    try {
      await mailer.send({ to: email, ...signInLetter(mail) });
      this.#sendMs = performance.now() - began;
    } catch (error) {
      throw error instanceof MailFault ? failed(error) : error;
    }
  }

  /** @throws Refusal `bad_request` for an address that is not the site’s: the link leads there. */
  #pageOf(site: string, url: string): URL {
    const page = URL.canParse(url) ? new URL(url) : undefined;
    if (page === undefined || !/^https?:$/.test(page.protocol) || !this.#rooms.sites.hasPage(site, url)) {
      throw new Refusal('bad_request', `body/url must be a page on one of the origins of the site ‘${site}’.`);
    }
    // Before the ‘@’ may stand the name of another host.
    page.username = '';
    page.password = '';
    page.hash = '';
    return page;
  }

  /** Of an address on a site; nobody without our secret can find out of which. */
  #idOf(...of: readonly string[]): string {
    return createHmac('sha256', this.#key).update(of.join('\0')).digest('base64url').slice(0, 22);
  }

  #open({ data }: StoredSignIn): Kept | undefined {
    const text = this.#seal.open(data);
    return text === undefined ? undefined : JSON.parse(text);
  }
}

function newcomerOf(site: string, { email, name }: Kept): Newcomer {
  return {
    ...{ site, name, email, emailVerified: true },
    identity: { issuer: 'mail', subject: email, way: 'mail' },
    ...{ avatar: undefined, website: undefined, role: undefined, toldAt: undefined },
  };
}

function random(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function linkOver(): Refusal {
  return new Refusal(
    'link_over',
    'This link or code was used, replaced by a newer one, or is older than 15 minutes; ask for a new mail.',
  );
}

function otherBrowser(): Refusal {
  return new Refusal(
    'other_browser',
    'This link was asked for in another browser. Open it there, or type the six digits of the mail there; it stays good until then.',
  );
}

function tooMany(): Refusal {
  return new Refusal('rate_limited', 'Too many people sign in on this site right now; try again in a minute.', {
    retryAfter: 60,
  });
}

/** Readers are told what they can mend; the operator finds the mail server’s words in the log. */
function failed(fault: MailFault): Refusal {
  if (fault.refusesAddress) {
    return new Refusal('mail_failed', 'The mail server does not know this address; look whether it is spelled right.');
  }
  return new Refusal('mail_failed', 'The mail could not be sent just now; try again later, or sign in another way.', {
    cause: fault,
  });
}
