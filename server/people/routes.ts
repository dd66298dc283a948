/** The doors of this room under /api/v1/admin: people, notes, bans. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const peopleRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
