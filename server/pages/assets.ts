/** The widget's files: a stable `/embed.js`, and hashed files behind it that never change. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { StartError } from '../errors.ts';

const BUILT = join(import.meta.dirname, '../../dist/widget');

/** @throws StartError when the widget was not built. */
export async function assets(app: FastifyInstance): Promise<void> {
  if (!existsSync(join(BUILT, 'embed.js'))) {
    throw new StartError('The widget is not built; run ‘npm run build’ once (npm start does it by itself).');
  }
  await app.register(fastifyStatic, { root: BUILT, serve: false, preCompressed: true, cacheControl: false });
  app.get('/embed.js', { schema: { hide: true } }, async (_request, reply) => {
    // Asked for each time: a cached loader would name modules that an update has replaced.
    reply.header('cache-control', 'no-cache');
    return reply.sendFile('embed.js');
  });
  app.get<{ Params: { '*': string } }>('/assets/*', { schema: { hide: true } }, async (request, reply) => {
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.sendFile(`assets/${request.params['*']}`);
  });
}
