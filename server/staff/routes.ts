/** The doors of the staff room under /api/v1/admin: set-up, signing in, the team, API keys. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const staffRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
