/** The doors of the staff room under /api/v1/admin: set-up, signing in, the team, API keys. */
import { fastifyCookie } from '@fastify/cookie';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { accountRoutes } from './account-routes.ts';
import { apiKeyRoutes } from './api-key-routes.ts';
import type { StaffDoors } from './doors.ts';
import { factorRoutes } from './factor-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { teamRoutes } from './team-routes.ts';

export const staffRoutes: FastifyPluginAsyncTypebox<{ rooms: StaffDoors }> = async (app, { rooms }) => {
  // No hook reads cookies for all routes: whoever needs one does. But `parse` and `serialize` work only once it is here.
  await app.register(fastifyCookie, { hook: false });
  await app.register(sessionRoutes, { rooms });
  await app.register(accountRoutes, { rooms });
  await app.register(factorRoutes, { rooms });
  await app.register(teamRoutes, { rooms });
  await app.register(apiKeyRoutes, { rooms });
};
