/** API keys: made, listed, taken back. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { strict } from '../../protocol/admin/shared.ts';
import { ApiKeyList, NewApiKey, NewApiKeyBody } from '../../protocol/admin/staff.ts';
import { Refusal } from '../errors.ts';
import type { StaffDoors } from './doors.ts';
import type { Access } from './guard.ts';

const tags = ['api-keys'];
const read: { access: Access } = { access: { scope: 'api-keys:read', role: 'admin' } };
const write: { access: Access } = { access: { scope: 'api-keys:write', role: 'admin', stepUp: true } };

const KeyParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 40 }) }, strict);

export const apiKeyRoutes: FastifyPluginAsyncTypebox<{ rooms: StaffDoors }> = async (app, { rooms }) => {
  const { staff: room, sites } = rooms;

  app.get(
    '/api-keys',
    { config: read, schema: { summary: 'All API keys', tags, response: { 200: ApiKeyList } } },
    async ({ staff }) => ({ items: await room.keys.list(staff), next: null }),
  );

  app.post(
    '/api-keys',
    {
      config: write,
      schema: {
        summary: 'Make an API key; it is told this once',
        tags,
        body: NewApiKeyBody,
        response: { 201: NewApiKey },
      },
    },
    async ({ body, staff }, reply) => {
      if (body.sites?.length === 0)
        throw new Refusal('bad_request', 'body/sites must name a site, or be null for all.');
      for (const key of body.sites ?? []) sites.get(key);
      const made = await room.keys.add(body, staff);
      reply.code(201);
      return made;
    },
  );

  app.delete(
    '/api-keys/:id',
    { config: write, schema: { summary: 'Take an API key back', tags, params: KeyParams } },
    async ({ params, staff }, reply) => {
      await room.keys.remove(params.id, staff);
      return reply.code(204).send();
    },
  );
};
