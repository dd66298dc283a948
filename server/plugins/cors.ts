/** Cross-origin requests: which pages may read our answers, and what they may send. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';

/** What a browser may keep of a preflight’s answer, in seconds. */
const PREFLIGHT_SECONDS = 600;

/** What sets, reads or clears the cookie of a member’s session; nothing else of ours goes with a cookie from another origin. */
const WITH_COOKIE = new Set([
  'POST /api/v1/session/mail/confirm',
  'POST /api/v1/session/code',
  'POST /api/v1/session/refresh',
  'DELETE /api/v1/session',
]);

function takesCookie(method: string | undefined, url: string): boolean {
  return WITH_COOKIE.has(`${method} ${url.split('?')[0]}`);
}

/** Lets the page that asks read the answer, where it is one of a site’s; `all` is for what is open to every page. */
export function allowOrigin(request: FastifyRequest, reply: FastifyReply, sites: Sites | 'all'): void {
  if (sites === 'all') {
    reply.header('access-control-allow-origin', '*');
    return;
  }
  const { origin } = request.headers;
  // Also for a request without one: a cache must not give its answer to a page.
  reply.header('vary', 'Origin');
  if (origin === undefined || !sites.allowsAny(origin)) return;
  reply.header('access-control-allow-origin', origin);
  // A preflight names the method that it asks for.
  const method = request.method === 'OPTIONS' ? request.headers['access-control-request-method'] : request.method;
  if (takesCookie(method, request.url)) reply.header('access-control-allow-credentials', 'true');
  reply.header(
    'access-control-expose-headers',
    'retry-after, etag, ratelimit-limit, ratelimit-remaining, ratelimit-reset',
  );
}

/** @throws Refusal `origin_refused`, or `bad_request` for an OPTIONS request that is no preflight. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply, sites: Sites): void {
  const { origin, 'access-control-request-method': method } = request.headers;
  if (origin === undefined || method === undefined) {
    throw new Refusal('bad_request', 'An OPTIONS request must be a preflight, with Origin and the method it asks for.');
  }
  sites.admitAny(origin);
  reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type, idempotency-key, if-match, last-event-id')
    .header('access-control-max-age', String(PREFLIGHT_SECONDS))
    .send();
}
