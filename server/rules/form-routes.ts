/** The door for whoever begins to write, under /api/v1: forms. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import { Form, FormQuery } from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sites } from '../sites/sites.ts';
import type { Rules } from './rules.ts';

export const formRoutes: FastifyPluginAsyncTypebox<{
  rooms: { readonly accounts: Accounts; readonly rules: Rules; readonly sites: Sites };
}> = async (app, { rooms: { accounts, rules, sites } }) => {
  app.get(
    '/form',
    {
      schema: {
        summary: 'A form to write in: what shows later that a person took their time',
        description:
          'Sent back with one post as `form`. Programs may post without; browsers that do so in great numbers are held.',
        tags: ['comments'],
        querystring: FormQuery,
        response: { 200: Form },
      },
    },
    async (request, reply) => {
      const { site = DEFAULT_SITE, thread } = request.query;
      sites.admit(site, request.headers.origin);
      const { viewer } = await accounts.ofRequest(request);
      reply.header('cache-control', 'no-store');
      return rules.form(viewer, site, thread);
    },
  );
};
