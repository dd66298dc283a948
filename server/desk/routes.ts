/** The doors of this room under /api/v1/admin: what moderators look through, and the socket that tells of changes. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  AdminComment,
  AdminCommentPage,
  AdminCommentQuery,
  CommentContext,
  QueueCounts,
  QueueCountsQuery,
} from '../../protocol/admin/comments.ts';
import { IdParams } from '../../protocol/admin/shared.ts';
import type { Access } from '../staff/guard.ts';
import { type Cards, etagOf } from './card.ts';
import { type ListRooms, Lists } from './lists.ts';
import { deskSocket, type SocketRooms } from './socket.ts';

const tags = ['comments'];
const config: { access: Access } = { access: { scope: 'comments:read', role: 'moderator' } };

type Rooms = ListRooms & SocketRooms & { readonly cards: Cards };

export const deskRoutes: FastifyPluginAsyncTypebox<{ rooms: Rooms }> = async (app, { rooms }) => {
  const { cards } = rooms;
  const lists = new Lists(rooms);

  app.get(
    '/comments',
    {
      config,
      schema: {
        summary: 'Comments of a queue, or all that fit the filters',
        description:
          'Words are found in the text of a comment, and in what is hidden also in the name of its author. A page can be short, or empty, while `next` says that the list goes on: one request looks at so many comments and no more.',
        tags,
        querystring: AdminCommentQuery,
        response: { 200: AdminCommentPage },
      },
    },
    async ({ query, staff }) => lists.page(query, staff),
  );

  app.get(
    '/comments/:id',
    {
      config,
      schema: {
        summary: 'One comment, with its version as ETag',
        tags,
        params: IdParams,
        response: { 200: AdminComment },
      },
    },
    async ({ params, staff }, reply) => {
      const comment = await cards.one(params.id, staff);
      reply.header('etag', etagOf(comment));
      return comment;
    },
  );

  app.get(
    '/comments/:id/context',
    {
      config,
      schema: {
        summary: 'What stands around a comment: those above it, and public ones right before and after it',
        tags,
        params: IdParams,
        response: { 200: CommentContext },
      },
    },
    async ({ params, staff }) => lists.context(params.id, staff),
  );

  app.get(
    '/queues',
    {
      config,
      schema: {
        summary: 'How many comments are in each queue, counted up to 1,000',
        tags,
        querystring: QueueCountsQuery,
        response: { 200: QueueCounts },
      },
    },
    async ({ query, staff }) => lists.counts(query.site, staff),
  );

  deskSocket(app, rooms);
};
