/** The widget's files: a stable `/embed.js`, and hashed files behind it that never change. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { StartError } from '../errors.ts';

const BUILT = join(import.meta.dirname, '../../dist/widget');
/** What pages, editors and compilers ask for by name. */
const NAMED = ['embed.js', 'count.js', 'recent.js', 'custom-elements.json'];
const TYPES = 'live-comments.d.ts';

/** @throws StartError when the widget was not built. */
export async function assets(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(BUILT, 'embed.js'))) {
    throw new StartError('The widget is not built; run ‘npm run build’ once (npm start does it by itself).');
  }
  await app.register(fastifyStatic, {
    root: BUILT,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    // Only where there is a file: a missing one that was cached would be missing for ever. The loader is asked for each
    // time, because a cached one would name modules that an update has replaced.
    setHeaders: (reply, path) => {
      reply.header('cache-control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  for (const name of NAMED) {
    app.get(`/${name}`, { schema: { hide: true } }, async (_request, reply) => reply.sendFile(name));
  }
  // By its name, a file of types would be sent as a film.
  const types = readFileSync(join(BUILT, TYPES), 'utf8');
  app.get(`/${TYPES}`, { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(types),
  );
  app.get<{ Params: { name: string } }>('/themes/:name', { schema: { hide: true } }, async (request, reply) =>
    reply.sendFile(`themes/${request.params.name}`),
  );
  app.get<{ Params: { '*': string } }>('/assets/*', { schema: { hide: true } }, async (request, reply) =>
    reply.sendFile(`assets/${request.params['*']}`),
  );
}

function isHashed(path: string): boolean {
  return path.startsWith(join(BUILT, 'assets/'));
}
