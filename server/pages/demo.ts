/** `/`: a real article with the widget below it, which says how to embed it; in development also the example pages. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { escapeHtml } from '../comments/markdown.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const DEMO = join(import.meta.dirname, 'demo');

const POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self' ws: wss:; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

export async function demo(
  app: FastifyInstance,
  options: { readonly publicUrl: string | undefined; readonly development: boolean },
): Promise<void> {
  const template = readFileSync(join(DEMO, 'index.html'), 'utf8');
  const icon = readFileSync(join(DEMO, 'icon.svg'), 'utf8');
  const style = readFileSync(join(DEMO, 'demo.css'), 'utf8');
  const script = readFileSync(join(DEMO, 'demo.js'), 'utf8');
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const server = options.publicUrl ?? `${request.protocol}://${request.host}`;
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8');
    return template.replaceAll('{{server}}', () => escapeHtml(server));
  });
  app.get('/icon.svg', { schema: { hide: true } }, async (_request, reply) => reply.type('image/svg+xml').send(icon));
  // Browsers ask for it on their own; a 404 would stand in the console of every page that has no icon.
  app.get('/favicon.ico', { schema: { hide: true } }, async (_request, reply) => reply.code(204).send());
  app.get('/demo.css', { schema: { hide: true } }, async (_request, reply) => reply.type('text/css').send(style));
  app.get('/demo.js', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(script),
  );
  if (!options.development) return;
  await app.register(fastifyStatic, { root: EXAMPLES, prefix: '/examples/', decorateReply: false });
  app.addHook('onSend', async (request, reply) => {
    // The pages under examples/ set their own policy, as a host page would.
    if (request.url.startsWith('/examples/')) reply.removeHeader('content-security-policy');
  });
}
