/** The doors of this room under /api/v1/admin: threads. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const threadRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
