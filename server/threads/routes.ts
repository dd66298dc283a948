/** The doors of this room under /api/v1/admin: threads. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { NumberParams } from '../../protocol/admin/shared.ts';
import {
  AdminThread,
  MergeBody,
  MoveBody,
  NewThreadBody,
  ThreadsPage,
  ThreadsQuery,
} from '../../protocol/admin/threads.ts';
import type { Access } from '../staff/guard.ts';
import type { Threads } from './threads.ts';

const tags = ['threads'];
const read: { access: Access } = { access: { scope: 'threads:read', role: 'moderator' } };
const write: { access: Access } = { access: { scope: 'threads:write', role: 'moderator' } };
const rearrange: { access: Access } = { access: { scope: 'threads:write', role: 'admin' } };
const params = NumberParams;
const response = { 200: AdminThread };

export const threadRoutes: FastifyPluginAsyncTypebox<{ rooms: { threads: Threads } }> = async (
  app,
  { rooms: { threads } },
) => {
  app.get(
    '/threads',
    {
      config: read,
      schema: {
        summary: 'Threads, the newest first',
        description: 'A search looks at some 5,000 threads at a time: `next` may come with a short page.',
        tags,
        querystring: ThreadsQuery,
        response: { 200: ThreadsPage },
      },
    },
    async ({ query, staff }) => threads.list(query, staff),
  );
  app.get('/threads/:id', { config: read, schema: { summary: 'One thread', tags, params, response } }, async request =>
    threads.one(request.params.id, request.staff),
  );
  app.post(
    '/threads',
    {
      config: write,
      schema: {
        summary: 'Open a thread that nobody wrote in, so that it can be closed before anybody does',
        tags,
        body: NewThreadBody,
        response: { 200: AdminThread, 201: AdminThread },
      },
    },
    async ({ body, staff }, reply) => {
      const { thread, created } = await threads.create(body.key, body.site, staff);
      reply.code(created ? 201 : 200);
      return thread;
    },
  );
  app.put(
    '/threads/:id/lock',
    { config: write, schema: { summary: 'Close a thread', tags, params, response } },
    async request => threads.lock(request.params.id, true, request.staff),
  );
  app.delete(
    '/threads/:id/lock',
    { config: write, schema: { summary: 'Open a thread; its age does not close it any more', tags, params, response } },
    async request => threads.lock(request.params.id, false, request.staff),
  );
  app.post(
    '/threads/:id/move',
    {
      config: rearrange,
      schema: {
        summary: 'Give a thread another key, or another site',
        description: 'On another site it is another thread, with an id of its own.',
        tags,
        params,
        body: MoveBody,
        response,
      },
    },
    async request => threads.move(request.params.id, request.body, request.staff),
  );
  app.post(
    '/threads/:id/merge',
    {
      config: rearrange,
      schema: {
        summary: 'Put all comments of a thread into another one of the same site',
        tags,
        params,
        body: MergeBody,
        response,
      },
    },
    async request => threads.merge(request.params.id, request.body.into, request.staff),
  );
};
