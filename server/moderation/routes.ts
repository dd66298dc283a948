/** The doors of the moderation room under /api/v1: reports, decisions, pins. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { CommentSchema } from '../../protocol/comment.ts';
import { CommentParams, Flag, FlagBody } from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { pageSender } from '../comments/sender.ts';
import type { DecisionName, Moderation } from './moderation.ts';

const SUMMARIES: Readonly<Record<DecisionName, { readonly put: string; readonly undo: string }>> = {
  approval: { put: 'Publish a comment', undo: 'Hold a published comment again' },
  rejection: { put: 'Reject a comment', undo: 'Hold a rejected comment again' },
  spam: { put: 'Put a comment away as spam', undo: 'Hold a comment again that was put away as spam' },
};

const tags = ['moderation'];
const response = { 200: CommentSchema };

export const moderationRoutes: FastifyPluginAsyncTypebox<{
  rooms: { accounts: Accounts; moderation: Moderation };
}> = async (app, { rooms: { accounts, moderation } }) => {
  const senderOf = (request: FastifyRequest) => pageSender(accounts, request);

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
      const { flag, created } = await moderation.flag(request.params.id, request.body.reason, await senderOf(request));
      reply.code(created ? 201 : 200);
      return flag;
    },
  );

  for (const [name, { put, undo }] of Object.entries(SUMMARIES) as [DecisionName, { put: string; undo: string }][]) {
    const url = `/admin/comments/:id/${name}`;
    app.put(url, { schema: { summary: put, tags, params: CommentParams, response } }, async request =>
      moderation.decide(request.params.id, name, await senderOf(request)),
    );
    app.delete(url, { schema: { summary: undo, tags, params: CommentParams, response } }, async request =>
      moderation.undo(request.params.id, name, await senderOf(request)),
    );
  }

  const pin = '/admin/comments/:id/pin';
  app.put(
    pin,
    { schema: { summary: 'Keep a comment above all others', tags, params: CommentParams, response } },
    async request => moderation.pin(request.params.id, true, await senderOf(request)),
  );
  app.delete(
    pin,
    { schema: { summary: 'Let a pinned comment go to its place', tags, params: CommentParams, response } },
    async request => moderation.pin(request.params.id, false, await senderOf(request)),
  );
};
