/** The doors of the moderation room under /api/v1/admin: decisions on comments, pins. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CommentSchema } from '../../protocol/comment.ts';
import { CommentParams } from '../../protocol/rest.ts';
import type { Access } from '../staff/guard.ts';
import type { DecisionName, Moderation } from './moderation.ts';

const SUMMARIES: Readonly<Record<DecisionName, { readonly put: string; readonly undo: string }>> = {
  approval: { put: 'Publish a comment', undo: 'Hold a published comment again' },
  rejection: { put: 'Reject a comment', undo: 'Hold a rejected comment again' },
  spam: { put: 'Put a comment away as spam', undo: 'Hold a comment again that was put away as spam' },
};

const tags = ['moderation'];
const response = { 200: CommentSchema };
const config: { access: Access } = { access: { scope: 'comments:write', role: 'moderator' } };

export const decisionRoutes: FastifyPluginAsyncTypebox<{ rooms: { moderation: Moderation } }> = async (
  app,
  { rooms: { moderation } },
) => {
  for (const [name, { put, undo }] of Object.entries(SUMMARIES) as [DecisionName, { put: string; undo: string }][]) {
    const url = `/comments/:id/${name}`;
    app.put(url, { config, schema: { summary: put, tags, params: CommentParams, response } }, async request =>
      moderation.decide(request.params.id, name, request.staff),
    );
    app.delete(url, { config, schema: { summary: undo, tags, params: CommentParams, response } }, async request =>
      moderation.undo(request.params.id, name, request.staff),
    );
  }

  const pin = '/comments/:id/pin';
  app.put(
    pin,
    { config, schema: { summary: 'Keep a comment above all others', tags, params: CommentParams, response } },
    async request => moderation.pin(request.params.id, true, request.staff),
  );
  app.delete(
    pin,
    { config, schema: { summary: 'Let a pinned comment go to its place', tags, params: CommentParams, response } },
    async request => moderation.pin(request.params.id, false, request.staff),
  );
};
