/** What everybody may do about all that is stored of themselves, under /api/v1/profile: take it along, and erase it. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { EraseBody } from '../../protocol/account.ts';
import { ownProfile, type ProfileRooms, speakerOf } from '../members/profile-rooms.ts';
import type { Erase } from './erase.ts';
import type { ExportRoom } from './export.ts';
import { ExportFile, sendExport } from './send-export.ts';

const tags = ['profile'];

interface OwnDataRooms extends ProfileRooms {
  readonly exports: ExportRoom;
  readonly erase: Erase;
}

export const ownDataRoutes: FastifyPluginAsyncTypebox<{ rooms: OwnDataRooms }> = async (app, { rooms }) => {
  const { exports, erase, visitors } = rooms;

  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    visitors.address(request.ip).take('profile');
  });

  app.get(
    '/profile/export',
    { schema: { summary: 'Everything that is stored about oneself, as JSON', tags, response: { 200: ExportFile } } },
    async (request, reply) => {
      const { viewer } = await speakerOf(request, rooms);
      visitors.address(request.ip).take('export');
      return sendExport(reply, viewer.id, await exports.of(viewer.id, 'person'));
    },
  );
  app.delete(
    '/profile',
    {
      schema: {
        summary: 'Erase oneself, with all that one wrote',
        description: '`confirm` is one’s own name. It cannot be taken back.',
        tags,
        body: EraseBody,
      },
    },
    async (request, reply) => {
      const { viewer } = await speakerOf(request, rooms);
      // By the name that they see.
      const { viewer: known } = await ownProfile(viewer, rooms, request.ip);
      await erase.self(known, request.body.confirm);
      return reply.code(204).send();
    },
  );
};
