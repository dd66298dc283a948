/** Who somebody is to everybody else, under /api/v1/viewers. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { PublicProfile, ViewerQuery, WrittenPage, WrittenQuery } from '../../protocol/account.ts';
import { ViewerIdParams } from '../../protocol/admin/shared.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import type { ProfileRooms } from './profile-rooms.ts';

const tags = ['profile'];

export const viewerRoutes: FastifyPluginAsyncTypebox<{ rooms: ProfileRooms }> = async (app, { rooms }) => {
  const { accounts, profiles, written, sites, visitors } = rooms;

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    visitors.address(request.ip).take('profile');
  });

  app.get(
    '/viewers/:id',
    {
      schema: {
        summary: 'Somebody who has written on a site',
        tags,
        params: ViewerIdParams,
        querystring: ViewerQuery,
        response: { 200: PublicProfile },
      },
    },
    async request => {
      const { site = DEFAULT_SITE } = request.query;
      sites.admit(site, request.headers.origin);
      const { viewer } = await accounts.ofRequest(request);
      return profiles.of(request.params.id, site, viewer, request.ip);
    },
  );
  app.get(
    '/viewers/:id/comments',
    {
      schema: {
        summary: 'What somebody has written on a site, the newest first',
        tags,
        params: ViewerIdParams,
        querystring: WrittenQuery,
        response: { 200: WrittenPage },
      },
    },
    async request => {
      const { site = DEFAULT_SITE, ...paging } = request.query;
      sites.admit(site, request.headers.origin);
      return written.public(request.params.id, site, paging);
    },
  );
};
