/** The door of the moderation room for readers, under /api/v1: reports. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CommentParams, Flag, FlagBody } from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { pageSender } from '../comments/sender.ts';
import type { Moderation } from './moderation.ts';

const tags = ['moderation'];

export const moderationRoutes: FastifyPluginAsyncTypebox<{
  rooms: { accounts: Accounts; moderation: Moderation };
}> = async (app, { rooms: { accounts, moderation } }) => {
  app.post(
    '/comments/:id/flags',
    {
      schema: {
        summary: 'Report a comment; of one viewer the last report counts',
        description: 'Known reasons are `spam`, `offensive` and `off-topic`; any other text is one in your own words.',
        tags,
        params: CommentParams,
        body: FlagBody,
        response: { 200: Flag, 201: Flag },
      },
    },
    async (request, reply) => {
      const { flag, created } = await moderation.flag(
        request.params.id,
        request.body.reason,
        await pageSender(accounts, request),
      );
      reply.code(created ? 201 : 200);
      return flag;
    },
  );
};
