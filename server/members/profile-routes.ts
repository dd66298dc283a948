/** The doors of what people keep about themselves, under /api/v1/profile. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  MuteList,
  OwnSessionList,
  Profile,
  ProfilePatch,
  SessionIdParams,
  WrittenPage,
  WrittenQuery,
} from '../../protocol/account.ts';
import { ViewerIdParams } from '../../protocol/admin/shared.ts';
import { Refusal } from '../errors.ts';
import { ownProfile, type ProfileRooms, speakerOf } from './profile-rooms.ts';

const tags = ['profile'];

export const profileRoutes: FastifyPluginAsyncTypebox<{ rooms: ProfileRooms }> = async (app, { rooms }) => {
  const { members, profiles, mutes, written, store, visitors } = rooms;

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    visitors.address(request.ip).take('profile');
  });

  app.get('/profile', { schema: { summary: 'One’s own profile', tags, response: { 200: Profile } } }, async request => {
    const { viewer } = await speakerOf(request, rooms);
    return ownProfile(viewer, rooms, request.ip);
  });
  app.patch(
    '/profile',
    {
      schema: {
        summary: 'Change one’s name, website, bio or notifications',
        description: 'For members. The new name stands over all that they wrote.',
        tags,
        body: ProfilePatch,
        response: { 200: Profile },
      },
    },
    async request => {
      const { viewer } = await speakerOf(request, rooms);
      await profiles.change(viewer, request.body, request.ip);
      return ownProfile(viewer, rooms, request.ip);
    },
  );

  app.get(
    '/profile/comments',
    {
      schema: {
        summary: 'One’s own comments, the newest first',
        tags,
        querystring: WrittenQuery,
        response: { 200: WrittenPage },
      },
    },
    async request => {
      const { viewer } = await speakerOf(request, rooms);
      return written.own(viewer, request.query.site, request.query);
    },
  );

  app.get(
    '/profile/sessions',
    { schema: { summary: 'Where one is signed in', tags, response: { 200: OwnSessionList } } },
    async request => {
      const { viewer, member } = await speakerOf(request, rooms);
      const sessions = await store.members.sessions.list(viewer.id);
      return {
        items: sessions.map(({ id, way, device, createdAt, lastUsedAt }) => ({
          ...{ id, current: id === member?.session, way, device },
          createdAt: new Date(createdAt).toISOString(),
          lastUsedAt: new Date(lastUsedAt).toISOString(),
        })),
        next: null,
      };
    },
  );
  app.delete(
    '/profile/sessions/:id',
    { schema: { summary: 'Sign out elsewhere', tags, params: SessionIdParams } },
    async (request, reply) => {
      const { viewer } = await speakerOf(request, rooms);
      if (!(await members.end(request.params.id, viewer.id))) {
        throw new Refusal('not_found', 'There is no such session; it may have ended.');
      }
      return reply.code(204).send();
    },
  );
  app.delete('/profile/sessions', { schema: { summary: 'Sign out everywhere else', tags } }, async (request, reply) => {
    const { viewer, member } = await speakerOf(request, rooms);
    await members.endOthers(viewer.id, member?.session ?? null);
    return reply.code(204).send();
  });

  app.get(
    '/profile/mutes',
    { schema: { summary: 'Whom one does not want to read', tags, response: { 200: MuteList } } },
    async request => mutes.list((await speakerOf(request, rooms)).viewer),
  );
  app.put(
    '/profile/mutes/:id',
    { schema: { summary: 'Mute somebody; they do not hear of it', tags, params: ViewerIdParams } },
    async (request, reply) => {
      await mutes.add((await speakerOf(request, rooms)).viewer, request.params.id);
      return reply.code(204).send();
    },
  );
  app.delete(
    '/profile/mutes/:id',
    { schema: { summary: 'Read somebody again', tags, params: ViewerIdParams } },
    async (request, reply) => {
      await mutes.remove((await speakerOf(request, rooms)).viewer, request.params.id);
      return reply.code(204).send();
    },
  );
};
