/** The doors of this room under /api/v1/admin: webhooks. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const webhookRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
