/** The edge of the HTTP server: refusals as problem documents, limits and headers, the same for every route. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { DESK_PATH } from '../../protocol/admin/desk.ts';
import { LIVE_PATH } from '../../protocol/limits.ts';
import { isFailure, problemOf, Refusal } from '../errors.ts';
import { fastifyValidator, tooDeep } from '../schema.ts';
import type { Sites } from '../sites/sites.ts';
import type { Visitors } from '../visitors.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { securityHeaders } from './headers.ts';

/** Files and health: they cost next to nothing, hold nothing private, and tell "down" from "refused" to any page. */
const OPEN_ROUTES = new Set([
  '/embed.js',
  '/count.js',
  '/recent.js',
  '/assets/*',
  '/themes/:name',
  '/avatars/:name',
  '/custom-elements.json',
  '/live-comments.d.ts',
  '/healthz',
  '/readyz',
]);

/** Whether a request asks to become a WebSocket; no other protocol is spoken besides HTTP. */
export function isWebSocket({ headers }: { readonly headers: IncomingHttpHeaders }): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Node lets go of the connection of an upgrade, so nothing closes it when a plain answer is all that comes: not even that
 * the client has gone. What becomes a WebSocket never finishes this answer.
 */
export function closeRefused(request: FastifyRequest, reply: FastifyReply): void {
  if (isWebSocket(request.raw)) reply.raw.once('finish', () => request.raw.socket.destroySoon());
}

const SOCKETS = new Set<string>([LIVE_PATH, DESK_PATH]);

/** By the route and not by the address, which can be spelled in many ways. */
function isOpen(request: FastifyRequest): boolean {
  return OPEN_ROUTES.has(request.routeOptions.url ?? '');
}

export const edge = fp(async (app: FastifyInstance, { sites, visitors }: { sites: Sites; visitors: Visitors }) => {
  app.setValidatorCompiler(fastifyValidator);
  // Answers are typed where they are made; a serializer by schema would drop what a recursive one cannot say.
  app.setSerializerCompiler(() => data => JSON.stringify(data));
  app.removeContentTypeParser('text/plain');

  // One hook with a callback: each more, and each promise, would cost every request as much as its route’s own work.
  app.addHook('onRequest', (request, reply, done) => {
    try {
      const url = request.routeOptions.url;
      closeRefused(request, reply);
      reply.headers(securityHeaders(url));
      if (isWebSocket(request.raw) && !SOCKETS.has(url ?? '')) {
        throw new Refusal('unknown_route', `WebSockets are opened at ${[...SOCKETS].join(' and ')} alone.`);
      }
      const open = isOpen(request);
      allowOrigin(request, reply, open ? 'all' : sites);
      if (request.method === 'OPTIONS') return answerPreflight(request, reply, sites);
      // After CORS: a page must be able to read that it was too fast, and how long to wait.
      if (!open) visitors.address(request.ip).take('request');
    } catch (error) {
      return done(error as Error);
    }
    done();
  });
  // Browsers ask for any path before they send what a plain form could not.
  app.options('*', { schema: { hide: true } }, async () => {});
  // Before all other routes: a route answers with the handler that was set when it was made.
  app.setNotFoundHandler(async request => {
    throw new Refusal('unknown_route', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request);
    if (isFailure(refusal)) request.log.error({ err: refusal.cause ?? error }, refusal.code);
    if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
    return reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(problemOf(refusal, request.url.split('?')[0]));
  });

  app.addHook('preValidation', (request, _reply, done) => {
    done(tooDeep(request.body) ? new Refusal('bad_request', 'body is nested too deeply') : undefined);
  });
});

/** As whoever sends it reads sizes. */
function sizeOf(bytes: number): string {
  return bytes % 1024 === 0 ? `${bytes / 1024} KiB` : `${bytes / 1e6} MB`;
}

/** Fastify's own errors, in our words. */
function refusalOf(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refusal) return error;
  const options = { cause: error };
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('wrong_media_type', 'Send the body as application/json.', options);
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('too_large', `The body is larger than ${sizeOf(request.routeOptions.bodyLimit)}.`, options);
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Refusal('bad_json', 'The body is empty; send a JSON object, or no content-type.', options);
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new Refusal('bad_json', 'The body is not valid JSON.', options);
  }
  if (error instanceof SyntaxError && error.statusCode === 400)
    return new Refusal('bad_json', 'The body is not valid JSON.', options);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Refusal('bad_request', error.message, options);
  return new Refusal('internal', 'Something failed in the server; try again.', options);
}
