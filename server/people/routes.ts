/** The doors of this room under /api/v1/admin: people, notes, bans. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import {
  Ban,
  BanPage,
  BanQuery,
  NewBanBody,
  Note,
  NoteBody,
  PeoplePage,
  PeopleQuery,
  PersonDetail,
  UserBanBody,
  UserBanResult,
} from '../../protocol/admin/people.ts';
import { NumberParams, strict, ViewerIdParams } from '../../protocol/admin/shared.ts';
import type { Access } from '../staff/guard.ts';
import { Banning, type BanRooms } from './banning.ts';
import { People } from './people.ts';
import { banView, noteView } from './views.ts';

const tags = ['people'];
const access = (scope: Access['scope']) => ({ config: { access: { scope, role: 'moderator' } satisfies Access } });
const NoteParams = Type.Object({ ...ViewerIdParams.properties, note: Type.Integer({ minimum: 1 }) }, strict);
const GONE = { 204: Type.Null() };

export const peopleRoutes: FastifyPluginAsyncTypebox<{ rooms: BanRooms }> = async (app, { rooms }) => {
  const people = new People(rooms);
  const banning = new Banning(rooms);

  app.get(
    '/bans',
    {
      ...access('bans:read'),
      schema: {
        summary: 'All bans that have not ended, the newest first',
        tags,
        querystring: BanQuery,
        response: { 200: BanPage },
      },
    },
    async ({ query, staff }) => {
      const { items, next } = people.bans(query, staff);
      return { items: items.map(ban => banView(ban, staff)), next };
    },
  );
  app.post(
    '/bans',
    {
      ...access('bans:write'),
      schema: {
        summary: 'Ban a person by id, a mail address, an address or range, or a name',
        description: 'The same once more changes the ban that there is.',
        tags,
        body: NewBanBody,
        response: { 201: Ban },
      },
    },
    async ({ body, staff }, reply) => {
      reply.code(201);
      return banView(await banning.add(body, staff), staff);
    },
  );
  app.delete(
    '/bans/:id',
    { ...access('bans:write'), schema: { summary: 'Lift a ban', tags, params: NumberParams, response: GONE } },
    async ({ params, staff }, reply) => {
      await banning.remove(params.id, staff);
      reply.code(204);
      return null;
    },
  );

  app.get(
    '/users',
    {
      ...access('users:read'),
      schema: {
        summary: 'People who wrote, the newest first',
        description:
          'A search looks at some 2,000 people at a time: `next` may come with a short page. Of each person up to 1,000 comments are counted.',
        tags,
        querystring: PeopleQuery,
        response: { 200: PeoplePage },
      },
    },
    async ({ query, staff }) => people.list(query, staff),
  );
  app.get(
    '/users/:id',
    {
      ...access('users:read'),
      schema: {
        summary: 'One person, with notes and what was decided about them',
        tags,
        params: ViewerIdParams,
        response: { 200: PersonDetail },
      },
    },
    async ({ params, staff }) => people.detail(params.id, staff),
  );
  app.put(
    '/users/:id/ban',
    {
      ...access('bans:write'),
      schema: {
        summary: 'Ban a person, for ever or until a time',
        description:
          'Takes the place of an earlier ban of theirs on the same site. With `reject`, what they wrote is rejected, too.',
        tags,
        params: ViewerIdParams,
        body: UserBanBody,
        response: { 200: UserBanResult },
      },
    },
    async ({ params, body, staff }) => {
      const { bans, ...result } = await banning.banPerson(await people.one(params.id, staff), body, staff);
      return { ...result, bans: bans.map(ban => banView(ban, staff)) };
    },
  );
  app.delete(
    '/users/:id/ban',
    {
      ...access('bans:write'),
      schema: { summary: 'Lift all that a person is banned by', tags, params: ViewerIdParams, response: GONE },
    },
    async ({ params, staff }, reply) => {
      await people.one(params.id, staff);
      await banning.unbanPerson(params.id, staff);
      reply.code(204);
      return null;
    },
  );

  app.post(
    '/users/:id/notes',
    {
      ...access('users:write'),
      schema: {
        summary: 'Write a note about a person',
        tags,
        params: ViewerIdParams,
        body: NoteBody,
        response: { 201: Note },
      },
    },
    async ({ params, body, staff }, reply) => {
      reply.code(201);
      return noteView(await people.addNote(params.id, body.text, staff));
    },
  );
  app.delete(
    '/users/:id/notes/:note',
    { ...access('users:write'), schema: { summary: 'Remove a note', tags, params: NoteParams, response: GONE } },
    async ({ params, staff }, reply) => {
      await people.removeNote(params.id, params.note, staff);
      reply.code(204);
      return null;
    },
  );
};
