/** /admin/: the moderators’ dashboard, a page of our own with files of its own. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { StartError } from '../errors.ts';

const BUILT = join(import.meta.dirname, '../../dist/admin');

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

/** @throws StartError when the dashboard was not built. */
export async function adminPage(app: FastifyInstance): Promise<void> {
  const index = join(BUILT, 'index.html');
  if (!existsSync(index)) {
    throw new StartError('The dashboard is not built; run ‘npm run build’ once (npm start does it by itself).');
  }
  const page = readFileSync(index, 'utf8');
  const send = (request: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('content-security-policy', POLICY)
      .header('cross-origin-resource-policy', 'same-origin')
      // A window that a page opened to be let in has to find its way back to that page.
      .header('cross-origin-opener-policy', isWindow(request) ? 'unsafe-none' : 'same-origin')
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page);
  app.get('/admin', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/admin/', 308));
  // Every screen has an address of its own, and all of them are this page.
  app.get('/admin/*', { schema: { hide: true } }, async (request, reply) => send(request, reply));
  await app.register(fastifyStatic, {
    root: join(BUILT, 'assets'),
    prefix: '/admin/assets/',
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    index: false,
    schemaHide: true,
    setHeaders: reply => reply.header('cache-control', 'public, max-age=31536000, immutable'),
  });
}

function isWindow(request: FastifyRequest): boolean {
  return /^\/admin\/page(?:\?|$)/.test(request.url);
}
