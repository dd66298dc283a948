/** The cookie that may hold a member’s refresh token, where the page and the server are one site to the browser. */
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignedIn } from '../../protocol/account.ts';
import type { Sites } from '../sites/sites.ts';
import { keepsCookies, readCookie } from '../staff/cookies.ts';
import { SESSION_MS } from './members.ts';

const FLAGS = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

export class MemberCookies {
  readonly #sites: Sites;
  readonly #publicUrl: string | undefined;

  constructor(options: { readonly sites: Sites; readonly publicUrl: string | undefined }) {
    this.#sites = options.sites;
    this.#publicUrl = options.publicUrl;
  }

  /**
   * Puts the refresh token into a cookie, out of reach of the page’s scripts, where that was asked for and works;
   * everywhere else the page keeps it.
   * @returns the answer for the page.
   */
  keep(request: FastifyRequest, reply: FastifyReply, signedIn: SignedIn, isWanted: boolean | undefined): SignedIn {
    const { viewer, session } = signedIn;
    const { refresh, ...rest } = session;
    const site = viewer.site;
    if (!isWanted || refresh === undefined || site === undefined || !this.#works(request, site)) return signedIn;
    this.#set(reply, site, refresh, SESSION_MS / 1000);
    return { viewer, session: rest };
  }

  /** The refresh token that came in a cookie; undefined where a page of another site would have sent it along. */
  read(request: FastifyRequest, site: string): string | undefined {
    return this.#works(request, site) ? readCookie(request, nameOf(site)) || undefined : undefined;
  }

  clear(request: FastifyRequest, reply: FastifyReply, site: string): void {
    if (readCookie(request, nameOf(site)) !== undefined) this.#set(reply, site, '', 0);
  }

  /** A browser that says so itself is asked: a page of another site would never get the cookie back. */
  #works(request: FastifyRequest, site: string): boolean {
    const { origin, 'sec-fetch-site': relation } = request.headers;
    const isNear = relation === 'same-origin' || relation === 'same-site';
    return isNear && keepsCookies(request, this.#publicUrl) && origin !== undefined && this.#sites.allows(site, origin);
  }

  #set(reply: FastifyReply, site: string, value: string, maxAge: number): void {
    reply.header('set-cookie', fastifyCookie.serialize(nameOf(site), value, { ...FLAGS, maxAge }));
  }
}

/** `__Host-` lets no other host set it, nor plain http; the dashboard has two of its own beside it. */
function nameOf(site: string): string {
  return `__Host-live-comments-member-${site}`;
}
