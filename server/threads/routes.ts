/** The doors of this room under /api/v1/admin: threads. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { NumberParams } from '../../protocol/admin/shared.ts';
import { SiteParams } from '../../protocol/admin/sites.ts';
import {
  AdminThread,
  Alias,
  AliasBody,
  AliasesPage,
  AliasesQuery,
  AliasQuery,
  MergeBody,
  MoveBody,
  NewThreadBody,
  PrefixMoveBody,
  PrefixMoveResult,
  ThreadsPage,
  ThreadsQuery,
} from '../../protocol/admin/threads.ts';
import type { Access } from '../staff/guard.ts';
import type { Prefixes } from './prefixes.ts';
import type { Threads } from './threads.ts';

const tags = ['threads'];
const read: { access: Access } = { access: { scope: 'threads:read', role: 'moderator' } };
const write: { access: Access } = { access: { scope: 'threads:write', role: 'moderator' } };
const rearrange: { access: Access } = { access: { scope: 'threads:write', role: 'admin' } };
const params = NumberParams;
const response = { 200: AdminThread };

export const threadRoutes: FastifyPluginAsyncTypebox<{ rooms: { threads: Threads; prefixes: Prefixes } }> = async (
  app,
  { rooms: { threads, prefixes } },
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
        description:
          'The old key becomes an alias: pages that have it go on. On another site it is another thread, with an id of its own, and no alias is left.',
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
  app.post(
    '/sites/:key/threads/move',
    {
      config: rearrange,
      schema: {
        summary: 'Give all threads whose key begins so another beginning',
        description:
          'For a site whose addresses change. Old keys become aliases, so the same the other way round takes it back. Where somebody wrote in the new place already, the thread stays, unless `merge` is asked for.',
        tags,
        params: SiteParams,
        body: PrefixMoveBody,
        response: { 200: PrefixMoveResult },
      },
    },
    async request => prefixes.move(request.params.key, request.body, request.staff),
  );
  app.get(
    '/sites/:key/aliases',
    {
      config: read,
      schema: {
        summary: 'Old keys that lead to threads, by key',
        tags,
        params: SiteParams,
        querystring: AliasesQuery,
        response: { 200: AliasesPage },
      },
    },
    async request => threads.aliases(request.params.key, request.query, request.staff),
  );
  app.put(
    '/sites/:key/aliases',
    {
      config: rearrange,
      schema: {
        summary: 'Let a key lead to a thread of the site',
        tags,
        params: SiteParams,
        body: AliasBody,
        response: { 200: Alias },
      },
    },
    async ({ params: { key: site }, body: { key, thread }, staff }) => threads.setAlias(site, key, thread, staff),
  );
  app.delete(
    '/sites/:key/aliases',
    {
      config: rearrange,
      schema: {
        summary: 'Let a key lead nowhere: its place is empty again',
        tags,
        params: SiteParams,
        querystring: AliasQuery,
        response: { 204: Type.Null() },
      },
    },
    async ({ params: { key: site }, query: { key }, staff }, reply) => {
      await threads.removeAlias(site, key, staff);
      reply.code(204).send(null);
    },
  );
};
