/** The doors that browsers walk through on their way to a provider and back; what answers here is a page. */
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type from 'typebox';
import { OAuthParams, OAuthQuery } from '../../protocol/account.ts';
import type { Seal } from '../accounts/seal.ts';
import { Refusal } from '../errors.ts';
import { baseOf } from '../pages/links.ts';
import type { Sites } from '../sites/sites.ts';
import { keepsCookies, readCookie } from '../staff/cookies.ts';
import { newSecret } from '../staff/secrets.ts';
import type { Visitors } from '../visitors.ts';
import type { OAuth, WayBack } from './oauth.ts';
import { sendBack, sendFault } from './return-page.ts';

const COOKIE = '__Host-live-comments-visit';
/** Lax: it comes along when the provider sends the browser back, and with nothing that another page asks for. */
const FLAGS = { path: '/', secure: true, httpOnly: true, sameSite: 'lax', maxAge: 10 * 60 } as const;
const FORM_MAX_BYTES = 16 * 1024;
/** What of a provider’s answer is read; `name` is our own, see below. */
const ANSWER = ['code', 'state', 'iss', 'error'] as const;

interface Rooms {
  readonly oauth: OAuth;
  readonly seal: Seal;
  readonly sites: Sites;
  readonly visitors: Visitors;
  readonly publicUrl: string | undefined;
}

const tags = ['session'];
const redirect = { 303: Type.Null({ description: 'To the provider, or back' }) };

/** The redirect address of a provider: one for each, so that none is given an answer that was meant for another. */
export function callbackOf(base: string, provider: string): string {
  return `${base}/api/v1/session/oauth/callback/${provider}`;
}

export const oauthRoutes: FastifyPluginAsyncTypebox<{ rooms: Rooms }> = async (app, { rooms }) => {
  const { oauth, seal, sites, visitors, publicUrl } = rooms;

  // Browsers ask for a page, and people see it; a program gets a problem document as everywhere.
  app.setErrorHandler((error, request, reply) => {
    if (request.headers.accept?.includes('text/html') !== true) throw error;
    if (error instanceof Refusal) return sendFault(reply, error);
    request.log.error({ err: error }, 'a sign-in could not be done');
    return sendFault(reply, new Refusal('internal', 'Something failed in the server; try again.', { cause: error }));
  });

  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_MAX_BYTES },
    (_request, body, done) => done(null, new URLSearchParams(String(body))),
  );

  app.get(
    '/session/oauth/:provider',
    {
      schema: {
        summary: 'Sign in with a provider; for browsers to open, not for programs',
        description:
          'Leads to the provider, and from there to where the request came from: as a message to the window that opened this one, or as #lc-code= in the page’s address.',
        tags,
        params: OAuthParams,
        querystring: OAuthQuery,
        response: redirect,
      },
    },
    async (request, reply) => {
      visitors.address(request.ip).take('visit');
      const { challenge, mode } = request.query;
      const provider = await oauth.provider(request.params.provider);
      if (provider === undefined) throw new Refusal('not_found', 'One cannot sign in with this provider any more.');
      const url = pageOf(sites, provider.site, request.query.url);
      requireFrom(url, request);
      try {
        if (!keepsCookies(request, publicUrl)) throw notSecure();
        const browser = browserOf(request) ?? newSecret();
        const callback = callbackOf(baseOf(request, publicUrl), provider.id);
        const address = await oauth.depart({ provider, challenge, callback, browser, mode, url });
        reply.header('set-cookie', fastifyCookie.serialize(COOKIE, browser, FLAGS));
        return reply.header('cache-control', 'no-store').redirect(address.href, 303);
      } catch (error) {
        return sendBackWith(error, reply, { mode, url });
      }
    },
  );

  app.get<{ Params: { provider: string }; Querystring: Record<string, unknown> }>(
    '/session/oauth/callback/:provider',
    { schema: { hide: true } },
    async (request, reply) => {
      const { name, ...query } = request.query;
      const outcome = await oauth.arrive({
        provider: request.params.provider,
        parameters: answerOf(each => query[each]),
        browser: browserOf(request),
        name: typeof name === 'string' ? seal.open(name) : undefined,
      });
      return sendBack(reply, outcome);
    },
  );

  // Apple has the browser post its answer, which brings no cookie along; as the address of a page, it does. The name,
  // which comes beside it, is nothing for addresses and their logs, so it is sealed.
  app.post<{ Params: { provider: string }; Body: unknown }>(
    '/session/oauth/callback/:provider',
    { schema: { hide: true } },
    async (request, reply) => {
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const answer = answerOf(each => form.get(each));
      const name = appleName(form.get('user'));
      if (name !== undefined) answer.set('name', seal.seal(name));
      const path = request.url.split('?')[0] ?? '';
      return reply.header('cache-control', 'no-store').redirect(`${path}?${answer}`, 303);
    },
  );
};

/** The error’s own way back, where it is one that people are told of. */
function sendBackWith(error: unknown, reply: FastifyReply, back: WayBack): FastifyReply {
  if (!(error instanceof Refusal)) throw error;
  return sendBack(reply, { ...back, code: null, fault: error });
}

/**
 * A page on one of the site’s origins, as the browser will read its address.
 * @throws Refusal `origin_refused`
 */
function pageOf(sites: Sites, site: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isPlain && sites.hasPage(site, url.href)) return url.href;
  throw new Refusal('origin_refused', `The page that asked to sign in is on no origin of the site ‘${site}’.`);
}

/**
 * A link on a page of somebody else’s begins nothing: they would have chosen the challenge, and where the site passes
 * people on to other places, what stands behind the `#` goes along.
 * @throws Refusal `origin_refused`
 */
function requireFrom(page: string, { headers: { referer } }: FastifyRequest): void {
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
  if (from === new URL(page).origin) return;
  throw new Refusal(
    'origin_refused',
    'This sign-in did not begin on the page that it leads back to. If it did, the browser or an add-on keeps to itself where you came from (the Referer header); let it tell.',
  );
}

function browserOf(request: FastifyRequest): string | undefined {
  const value = readCookie(request, COOKIE);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

function answerOf(read: (name: string) => unknown): URLSearchParams {
  const found = ANSWER.flatMap(name => {
    const value = read(name);
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  return new URLSearchParams(found);
}

function appleName(user: string | null): string | undefined {
  try {
    const { name } = JSON.parse(user ?? '{}') as { name?: { firstName?: unknown; lastName?: unknown } };
    const parts = [name?.firstName, name?.lastName].filter(each => typeof each === 'string');
    return parts.join(' ') || undefined;
  } catch {
    return undefined;
  }
}

function notSecure(): Refusal {
  return new Refusal(
    'not_allowed',
    'Signing in with a provider needs https, or a browser on the same machine; whoever runs the server can set PUBLIC_URL=https://….',
  );
}
