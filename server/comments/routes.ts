/** The doors of the comments room under /api/v1: comments, counts. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CommentSchema, type Viewer } from '../../protocol/comment.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import {
  CommentPage,
  CommentParams,
  CommentQuery,
  Counts,
  CountsQuery,
  ListQuery,
  PatchBody,
  PostBody,
  Posted,
} from '../../protocol/rest.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sites } from '../sites/sites.ts';
import type { Store } from '../store/store.ts';
import type { Comments } from './comments.ts';
import { isFirstPage, type Pages } from './pages.ts';
import { sendPage } from './send-page.ts';

export interface CommentRooms {
  readonly accounts: Accounts;
  readonly comments: Comments;
  readonly pages: Pages;
  readonly sites: Sites;
  readonly store: Store;
}

const tags = ['comments'];

/** Who asks, from which page, and what they can decode: the same address has different answers. */
const LIST_VARIES = 'Origin, Accept-Encoding, Authorization';

export const commentRoutes: FastifyPluginAsyncTypebox<{ rooms: CommentRooms }> = async (app, { rooms }) => {
  const { accounts, comments, pages, sites, store } = rooms;

  /** Before a change: whether the page that asks may use the comment's site. */
  const admitTo = async (id: string, viewer: Viewer, origin: string | undefined) =>
    sites.admit((await comments.read(id, viewer)).site, origin);

  app.get(
    '/comments',
    {
      schema: {
        summary: 'A page of a thread, or of the replies to one comment',
        tags,
        querystring: ListQuery,
        response: { 200: CommentPage },
      },
    },
    async (request, reply) => {
      const query = { ...request.query, site: request.query.site ?? DEFAULT_SITE };
      sites.admit(query.site, request.headers.origin);
      const { viewer } = await accounts.ofRequest(request);
      reply.header('vary', LIST_VARIES);
      if (isFirstPage(query)) {
        const page = await pages.get(query);
        if (page.isFor(viewer) && (viewer.id === '' || (await comments.hasNothingIn(query, viewer))))
          return sendPage(request, reply, page);
      }
      reply.header('cache-control', 'no-store');
      return comments.list(query, viewer);
    },
  );

  app.post(
    '/comments',
    {
      schema: {
        summary: 'Post a comment; answered once it is on disk',
        tags,
        body: PostBody,
        response: { 200: Posted, 201: Posted, 202: Posted },
      },
    },
    async (request, reply) => {
      const draft = { ...request.body, site: request.body.site ?? DEFAULT_SITE };
      sites.admit(draft.site, request.headers.origin);
      const viewer = await accounts.writerOf(request);
      const { comment, created, session } = await comments.submit(draft, { viewer, address: request.ip });
      reply.code(created ? (comment.state === 'held' ? 202 : 201) : 200);
      return session ? { ...comment, session } : comment;
    },
  );

  app.get(
    '/comments/:id',
    {
      schema: {
        summary: 'One comment',
        tags,
        params: CommentParams,
        querystring: CommentQuery,
        response: { 200: CommentSchema },
      },
    },
    async (request, reply) => {
      const { viewer } = await accounts.ofRequest(request);
      const comment = await comments.read(request.params.id, viewer, request.query.include);
      sites.admit(comment.site, request.headers.origin);
      reply.header('cache-control', 'no-store');
      return comment;
    },
  );

  app.patch(
    '/comments/:id',
    {
      schema: {
        summary: 'Edit one’s own comment',
        tags,
        params: CommentParams,
        body: PatchBody,
        response: { 200: CommentSchema },
      },
    },
    async request => {
      const viewer = await accounts.writerOf(request);
      await admitTo(request.params.id, viewer, request.headers.origin);
      return comments.edit(request.params.id, request.body.body, { viewer, address: request.ip });
    },
  );

  app.delete(
    '/comments/:id',
    {
      schema: {
        summary: 'Delete one’s own comment; a tombstone keeps its replies',
        tags,
        params: CommentParams,
        response: { 200: CommentSchema },
      },
    },
    async request => {
      const viewer = await accounts.writerOf(request);
      await admitTo(request.params.id, viewer, request.headers.origin);
      return comments.remove(request.params.id, { viewer, address: request.ip });
    },
  );

  app.get(
    '/counts',
    {
      schema: {
        summary: 'How many comments are published, by thread',
        tags,
        querystring: CountsQuery,
        response: { 200: Counts },
      },
    },
    async request => {
      const { site = DEFAULT_SITE, thread } = request.query;
      sites.admit(site, request.headers.origin);
      return Object.fromEntries(await store.counts(site, [thread].flat()));
    },
  );
};
