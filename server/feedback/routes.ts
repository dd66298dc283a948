/** The doors of the feedback room under /api/v1/comments: votes and reactions. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { CommentSchema } from '../../protocol/comment.ts';
import { CommentParams, ReactionParams, VoteBody } from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { pageSender } from '../comments/sender.ts';
import type { Feedback } from './feedback.ts';

const tags = ['feedback'];
const response = { 200: CommentSchema };

export const feedbackRoutes: FastifyPluginAsyncTypebox<{ rooms: { accounts: Accounts; feedback: Feedback } }> = async (
  app,
  { rooms: { accounts, feedback } },
) => {
  const senderOf = (request: FastifyRequest) => pageSender(accounts, request);

  app.put(
    '/comments/:id/vote',
    {
      schema: {
        summary: 'Vote for a comment, against it, or take the vote back; one a viewer',
        tags,
        params: CommentParams,
        body: VoteBody,
        response,
      },
    },
    async request => feedback.vote(request.params.id, request.body.value, await senderOf(request)),
  );

  app.put(
    '/comments/:id/reactions/:emoji',
    { schema: { summary: 'React with one of the site’s emoji', tags, params: ReactionParams, response } },
    async request => feedback.react(request.params.id, request.params.emoji, true, await senderOf(request)),
  );

  app.delete(
    '/comments/:id/reactions/:emoji',
    { schema: { summary: 'Take a reaction back', tags, params: ReactionParams, response } },
    async request => feedback.react(request.params.id, request.params.emoji, false, await senderOf(request)),
  );
};
