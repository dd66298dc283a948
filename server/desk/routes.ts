/** The doors of this room under /api/v1/admin: what moderators look through. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const deskRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
