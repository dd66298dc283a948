/** The doors of `Reading` under /api/v1. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import {
  CommentPage,
  CommentParams,
  Participants,
  ParticipantsQuery,
  Preview,
  PreviewBody,
  Recent,
  RecentQuery,
} from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sites } from '../sites/sites.ts';
import type { Visitors } from '../visitors.ts';
import type { Reading } from './reading.ts';
import { sendTagged } from './send-page.ts';

interface ReadingRooms {
  readonly accounts: Accounts;
  readonly reading: Reading;
  readonly sites: Sites;
  readonly visitors: Visitors;
}

const RECENT_DEFAULT = 10;

const tags = ['comments'];

export const readingRoutes: FastifyPluginAsyncTypebox<{ rooms: ReadingRooms }> = async (app, { rooms }) => {
  const { accounts, reading, sites, visitors } = rooms;

  app.get(
    '/comments/:id/branch',
    {
      schema: {
        summary: 'A comment and all above it, the root first',
        tags,
        params: CommentParams,
        response: { 200: CommentPage },
      },
    },
    async (request, reply) => {
      const { viewer } = await accounts.ofRequest(request);
      const page = await reading.branch(request.params.id, viewer);
      sites.admit(page.thread.site, request.headers.origin);
      reply.header('cache-control', 'no-store');
      return page;
    },
  );

  app.get(
    '/recent',
    {
      schema: {
        summary: 'The newest comments of a site, with their threads',
        tags,
        querystring: RecentQuery,
        response: { 200: Recent },
      },
    },
    async (request, reply) => {
      const { site = DEFAULT_SITE, limit = RECENT_DEFAULT } = request.query;
      sites.admit(site, request.headers.origin);
      const recent = await reading.recent(site, undefined, limit);
      reply.header('cache-control', 'no-cache').header('content-type', 'application/json; charset=utf-8');
      return sendTagged(request, reply, JSON.stringify(recent));
    },
  );

  app.get(
    '/participants',
    {
      schema: {
        summary: 'Those who wrote in a thread lately, the last one first',
        tags,
        querystring: ParticipantsQuery,
        response: { 200: Participants },
      },
    },
    async (request, reply) => {
      const { site = DEFAULT_SITE, thread } = request.query;
      sites.admit(site, request.headers.origin);
      reply.header('cache-control', 'no-store');
      return reading.participants({ site, thread });
    },
  );

  app.post(
    '/preview',
    {
      schema: {
        summary: 'What a text becomes when it is posted',
        tags,
        body: PreviewBody,
        response: { 200: Preview },
      },
    },
    async (request, reply) => {
      const { site = DEFAULT_SITE, thread, body } = request.body;
      sites.admit(site, request.headers.origin);
      visitors.address(request.ip).take('preview');
      reply.header('cache-control', 'no-store');
      return { content: await reading.preview(site, thread, body) };
    },
  );
};
