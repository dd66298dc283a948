/** The doors of this room under /api/v1/admin: statistics. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const statsRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
