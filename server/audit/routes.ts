/** The doors of this room under /api/v1/admin: the audit log. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Store } from '../store/store.ts';

export const auditRoutes: FastifyPluginAsyncTypebox<{ rooms: { store: Store } }> = async () => {};
