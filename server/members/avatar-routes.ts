/** Where members leave their picture, and where everybody gets it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Profile } from '../../protocol/account.ts';
import { AVATAR_MAX_BYTES } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import { ownProfile, type ProfileRooms, speakerOf } from './profile-rooms.ts';

const TYPES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];
const tags = ['profile'];
const picture = { schema: { type: 'string', format: 'binary' } };

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends the upload that a request is. */
    endUpload: (() => void) | undefined;
  }
}

export const avatarRoutes: FastifyPluginAsyncTypebox<{ rooms: ProfileRooms }> = async (app, { rooms }) => {
  const { avatars, members, profiles, unseen, visitors } = rooms;

  // This scope holds the two routes alone, so nothing else takes pictures.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('*', (_request, _payload, done) => {
    done(new Refusal('bad_image', `Send the picture itself as the body, with one of the types ${TYPES.join(', ')}.`));
  });
  app.decorateRequest('endUpload', undefined);

  app.put(
    '/profile/avatar',
    {
      bodyLimit: AVATAR_MAX_BYTES,
      validatorCompiler: () => () => true,
      schema: {
        summary: 'Set one’s picture',
        description:
          'The body is the picture. It is drawn anew as a small square, and nothing else of the file is kept: not where it was taken, nor with what.',
        tags,
        body: { content: Object.fromEntries(TYPES.map(type => [type, picture])) },
        response: { 200: Profile },
      },
      // Before a byte of it is read: five megabytes of nobody are not taken in.
      onRequest: async (request, reply) => {
        const { viewer } = await speakerOf(request, rooms);
        await profiles.requireMember(viewer);
        await unseen.takes(viewer, request.ip);
        visitors.address(request.ip).take('avatar');
        request.endUpload = avatars.enter();
        reply.raw.once('close', request.endUpload);
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const { viewer } = await speakerOf(request, rooms);
      if (!Buffer.isBuffer(request.body)) throw new Refusal('bad_image', 'Send the picture itself as the body.');
      const avatar = await avatars.keep(request.body);
      let kept: string | null = null;
      try {
        if (await unseen.takes(viewer, request.ip)) {
          await avatars.remove(unseen.forgetAvatar(viewer.id));
          unseen.keep(viewer.id, { avatar });
          kept = avatar;
          return await ownProfile(viewer, rooms, request.ip);
        }
        // Asked as late as can be: a drawing takes a while, and they may have another picture by now, or be gone.
        const before = (await profiles.requireMember(viewer)).viewer.avatar;
        await members.change(viewer.id, { avatar });
        await avatars.remove(before);
        kept = (await profiles.requireMember(viewer)).viewer.avatar;
      } finally {
        if (kept !== avatar) await avatars.remove(avatar);
      }
      return ownProfile(viewer, rooms, request.ip);
    },
  );

  app.delete(
    '/profile/avatar',
    { schema: { summary: 'Remove one’s picture', tags, response: { 200: Profile } } },
    async (request, reply) => {
      const { viewer } = await speakerOf(request, rooms);
      const before = (await profiles.requireMember(viewer)).viewer.avatar;
      await members.change(viewer.id, { avatar: null });
      await avatars.remove(before);
      await avatars.remove(unseen.forgetAvatar(viewer.id));
      reply.header('cache-control', 'no-store');
      return ownProfile(viewer, rooms, request.ip);
    },
  );
};

/** For every page: the names are of no use to whoever does not see the comments. */
export const pictureRoute: FastifyPluginAsyncTypebox<{ rooms: Pick<ProfileRooms, 'avatars'> }> = async (
  app,
  { rooms },
) => {
  app.get<{ Params: { name: string } }>('/avatars/:name', { schema: { hide: true } }, async (request, reply) => {
    const bytes = await rooms.avatars.read(request.params.name);
    if (bytes === undefined) throw new Refusal('not_found', 'There is no such picture; it may have been replaced.');
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('content-security-policy', "sandbox; default-src 'none'")
      .type('image/webp')
      .send(bytes);
  });
};
