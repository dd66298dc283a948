/** The edge of the HTTP server: refusals as problem documents, limits, CORS and headers, the same for every route. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { LIVE_PATH } from '../../protocol/limits.ts';
import { problemOf, Refusal } from '../errors.ts';
import { fastifyValidator, tooDeep } from '../schema.ts';
import type { Sites } from '../sites/sites.ts';
import type { Visitors } from '../visitors.ts';

/** Files and health: they cost next to nothing, hold nothing private, and tell "down" from "refused" to any page. */
const OPEN_ROUTES = new Set(['/embed.js', '/assets/*', '/healthz', '/readyz']);

/** By the route and not by the address, which can be spelled in many ways. */
function isOpen(request: FastifyRequest): boolean {
  return OPEN_ROUTES.has(request.routeOptions.url ?? '');
}

export const edge = fp(async (app: FastifyInstance, { sites, visitors }: { sites: Sites; visitors: Visitors }) => {
  app.setValidatorCompiler(fastifyValidator);
  // Answers are typed where they are made; a serializer by schema would drop what a recursive one cannot say.
  app.setSerializerCompiler(() => data => JSON.stringify(data));
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async request => {
    if (request.headers.upgrade !== undefined && request.routeOptions.url !== LIVE_PATH) {
      throw new Refusal('unknown_route', `WebSockets are opened at ${LIVE_PATH} alone.`);
    }
  });
  // Before the plugins below: a route answers with the handler that was set when it was made.
  app.setNotFoundHandler(async request => {
    throw new Refusal('unknown_route', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`);
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) request.log.error({ err: refusal.cause ?? error }, refusal.code);
    if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
    return reply
      .code(refusal.status)
      .type('application/problem+json')
      .send(problemOf(refusal, request.url.split('?')[0]));
  });

  app.addHook('preValidation', async request => {
    if (tooDeep(request.body)) throw new Refusal('bad_request', 'body is nested too deeply');
  });

  await app.register(helmet, {
    // Pages say for themselves what they may load; the widget's files are made to be loaded by other origins.
    contentSecurityPolicy: {
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
      useDefaults: false,
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: false,
  });
  await app.register(cors, {
    delegator: async (request: FastifyRequest) => {
      const origin = request.headers.origin;
      if (isOpen(request)) return { origin: '*', methods: ['GET'] };
      if (request.method === 'OPTIONS') await sites.admitAny(origin);
      return {
        origin: origin !== undefined && (await admits(sites, origin)),
        methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        allowedHeaders: ['authorization', 'content-type', 'last-event-id'],
        exposedHeaders: ['retry-after'],
        maxAge: 600,
      };
    },
  });
  // After CORS: a page must be able to read that it was too fast, and how long to wait.
  app.addHook('onRequest', async request => {
    if (!isOpen(request)) visitors.address(request.ip).take('request');
  });
});

async function admits(sites: Sites, origin: string): Promise<boolean> {
  return sites.admitAny(origin).then(
    () => true,
    () => false,
  );
}

/** Fastify's own errors, in our words. */
function refusalOf(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error;
  const options = { cause: error };
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('wrong_media_type', 'Send the body as application/json.', options);
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('too_large', 'The body is larger than 64 KiB.', options);
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
