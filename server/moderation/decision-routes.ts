/** The doors of the moderation room under /api/v1/admin: decisions on comments, one by one and in bulk. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import {
  AdminComment,
  BulkBody,
  BulkResult,
  DECISION_NOUNS,
  DecisionBody,
  type DecisionNoun,
  ModeratorEditBody,
  RevisionList,
} from '../../protocol/admin/comments.ts';
import { IdParams } from '../../protocol/admin/shared.ts';
import { type Cards, etagOf } from '../desk/card.ts';
import type { Access } from '../staff/guard.ts';
import type { Staff } from '../staff/staff.ts';
import { versionsOf } from './if-match.ts';
import { actBy, type Moderation } from './moderation.ts';

const SUMMARIES: Readonly<Record<DecisionNoun, { readonly put: string; readonly undo: string }>> = {
  approval: { put: 'Publish a comment', undo: 'Take back that a comment was published' },
  rejection: { put: 'Reject a comment', undo: 'Take back that a comment was rejected' },
  spam: { put: 'Put a comment away as spam', undo: 'Take back that a comment was put away as spam' },
  pin: { put: 'Keep a comment above all others', undo: 'Let a pinned comment go to its place' },
  feature: { put: 'Hold a comment up as worth reading', undo: 'Make a featured comment one like all others' },
  deletion: { put: 'Delete a comment; ten minutes to take it back', undo: 'Bring a deleted comment back' },
};

const tags = ['moderation'];
const response = { 200: AdminComment };
const access: Access = { scope: 'comments:write', role: 'moderator' };
const headers = Type.Object({
  'if-match': Type.Optional(
    Type.String({ maxLength: 1000, description: 'the ETag of the comment as it was seen; another one is refused' }),
  ),
});

export const decisionRoutes: FastifyPluginAsyncTypebox<{
  rooms: { cards: Cards; moderation: Moderation };
}> = async (app, { rooms: { cards, moderation } }) => {
  const answer = async (id: string, staff: Staff, reply: FastifyReply): Promise<AdminComment> => {
    const card = await cards.one(id, staff);
    reply.header('etag', etagOf(card));
    return card;
  };

  for (const noun of DECISION_NOUNS) {
    const url = `/comments/:id/${noun}`;
    const { put, undo } = SUMMARIES[noun];
    app.put(
      url,
      {
        config: { access },
        schema: { summary: put, tags, headers, params: IdParams, body: DecisionBody, response },
        // There may be nothing more to say.
        preValidation: async request => {
          request.body ??= {};
        },
      },
      async (request, reply) => {
        const { params, body, staff } = request;
        const act = actBy(staff, body, versionsOf(request.headers['if-match']));
        await moderation.decide(params.id, noun, true, staff, act);
        return answer(params.id, staff, reply);
      },
    );
    app.delete(
      url,
      { config: { access }, schema: { summary: undo, tags, headers, params: IdParams, response } },
      async (request, reply) => {
        const { params, staff } = request;
        const act = actBy(staff, {}, versionsOf(request.headers['if-match']));
        await moderation.decide(params.id, noun, false, staff, act);
        return answer(params.id, staff, reply);
      },
    );
  }

  app.patch(
    '/comments/:id',
    {
      config: { access },
      schema: {
        summary: 'Change the text of a comment as a moderator; readers are told that one did',
        tags,
        headers,
        params: IdParams,
        body: ModeratorEditBody,
        response,
      },
    },
    async (request, reply) => {
      const { params, body, staff } = request;
      const act = actBy(staff, body, versionsOf(request.headers['if-match']));
      await moderation.edit(params.id, body.body, staff, act);
      return answer(params.id, staff, reply);
    },
  );

  app.delete(
    '/comments/:id',
    {
      config: { access: { scope: 'comments:write', role: 'admin', stepUp: true } },
      schema: {
        summary: 'Erase a comment for good, with its earlier texts, votes and reports',
        tags,
        headers,
        params: IdParams,
        response,
      },
    },
    async (request, reply) => {
      const { params, staff } = request;
      await moderation.purge(params.id, staff, actBy(staff, {}, versionsOf(request.headers['if-match'])));
      return answer(params.id, staff, reply);
    },
  );

  app.get(
    '/comments/:id/revisions',
    {
      config: { access: { scope: 'comments:read', role: 'moderator' } },
      schema: {
        summary: 'Earlier texts of a comment, the oldest first',
        tags,
        params: IdParams,
        response: { 200: RevisionList },
      },
    },
    async ({ params, staff }) => ({ items: await moderation.revisions(params.id, staff), next: null }),
  );

  app.post(
    '/comments/bulk',
    {
      config: { access },
      schema: {
        summary: 'Decide on up to 1,000 comments, with one result for each',
        tags,
        body: BulkBody,
        response: { 200: BulkResult },
      },
    },
    async ({ body, staff }) => moderation.bulk(body, staff),
  );
};
