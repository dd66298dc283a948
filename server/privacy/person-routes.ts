/** What admins do about a person as a whole, under /api/v1/admin/users: role, sessions, export, erase. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { EraseBody } from '../../protocol/account.ts';
import { strict, ViewerIdParams } from '../../protocol/admin/shared.ts';
import type { Access } from '../staff/guard.ts';
import type { ExportRoom } from './export.ts';
import type { PersonActs } from './person-acts.ts';
import { ExportFile, sendExport } from './send-export.ts';

const tags = ['people'];
const access = (scope: Access['scope']) => ({
  config: { access: { scope, role: 'admin', stepUp: true } satisfies Access },
});
const RoleBody = Type.Object({ role: Type.Literal('moderator') }, strict);

export interface PersonRooms {
  readonly personActs: PersonActs;
  readonly exports: ExportRoom;
}

export const personRoutes: FastifyPluginAsyncTypebox<{ rooms: PersonRooms }> = async (app, { rooms }) => {
  const { personActs, exports } = rooms;
  const params = ViewerIdParams;

  app.put(
    '/users/:id/role',
    {
      ...access('users:write'),
      schema: {
        summary: 'Let a member moderate their site',
        description:
          'They do so on the page, and get nothing in the dashboard. Where the site’s own tokens tell roles, the next one that does counts.',
        tags,
        params,
        body: RoleBody,
      },
    },
    async ({ params: { id }, staff }, reply) => {
      await personActs.setRole(id, 'moderator', staff);
      return reply.code(204).send();
    },
  );
  app.delete(
    '/users/:id/role',
    { ...access('users:write'), schema: { summary: 'Make a member a member again', tags, params } },
    async ({ params: { id }, staff }, reply) => {
      await personActs.setRole(id, 'member', staff);
      return reply.code(204).send();
    },
  );
  app.delete(
    '/users/:id/sessions',
    { ...access('users:write'), schema: { summary: 'Sign a member out everywhere', tags, params } },
    async ({ params: { id }, staff }, reply) => {
      await personActs.signOut(id, staff);
      return reply.code(204).send();
    },
  );
  app.get(
    '/users/:id/export',
    {
      ...access('users:read'),
      schema: {
        summary: 'Everything that is stored about a person, as JSON',
        tags,
        params,
        response: { 200: ExportFile },
      },
    },
    async ({ params: { id }, staff }, reply) => {
      await personActs.requireWhole(id, staff);
      return sendExport(reply, id, await exports.of(id, 'staff'));
    },
  );
  app.delete(
    '/users/:id',
    {
      ...access('users:write'),
      schema: {
        summary: 'Erase a person, with all that they wrote',
        description: '`confirm` is their name. It cannot be taken back.',
        tags,
        params,
        body: EraseBody,
      },
    },
    async ({ params: { id }, body, staff }, reply) => {
      await personActs.erase(id, body.confirm, staff);
      return reply.code(204).send();
    },
  );
};
