/** The door of search under /api/v1. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import { SearchPage, SearchQuery } from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { ShadowFeedback } from '../comments/shadow.ts';
import type { Sites } from '../sites/sites.ts';
import type { Store } from '../store/store.ts';
import type { Visitors } from '../visitors.ts';
import { search } from './search.ts';

interface SearchRooms {
  readonly accounts: Accounts;
  readonly sites: Sites;
  readonly store: Store;
  readonly shadow: ShadowFeedback;
  readonly visitors: Visitors;
}

export const searchRoutes: FastifyPluginAsyncTypebox<{ rooms: SearchRooms }> = async (app, { rooms }) => {
  app.get(
    '/search',
    {
      schema: {
        summary: 'Published comments that hold all the words, newest first',
        tags: ['comments'],
        querystring: SearchQuery,
        response: { 200: SearchPage },
      },
    },
    async (request, reply) => {
      const query = { ...request.query, site: request.query.site ?? DEFAULT_SITE };
      rooms.sites.admit(query.site, request.headers.origin);
      rooms.visitors.address(request.ip).take('search');
      const { viewer } = await rooms.accounts.ofRequest(request);
      reply.header('cache-control', 'no-store');
      return search(rooms, query, viewer);
    },
  );
};
