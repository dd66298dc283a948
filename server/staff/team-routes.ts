/** The team: who is on it, invitations, roles. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import type { SiteScope } from '../../protocol/admin/shared.ts';
import { IdParams } from '../../protocol/admin/shared.ts';
import { InviteBody, Invited, StaffList, StaffMember, StaffPatch } from '../../protocol/admin/staff.ts';
import type { StaffDoors } from './doors.ts';
import type { Access } from './guard.ts';
import type { Link } from './team.ts';

const tags = ['team'];
const read: { access: Access } = { access: { scope: 'team:read', role: 'admin' } };
const write: { access: Access } = { access: { scope: 'team:write', role: 'admin', stepUp: true } };
/** Whoever opens a link is a person with a session, and so has what no key has. */
const invite: { access: Access } = { access: { scope: 'team:write', role: 'admin', stepUp: true, people: true } };

export const teamRoutes: FastifyPluginAsyncTypebox<{ rooms: StaffDoors }> = async (app, { rooms }) => {
  const { staff: room, sites } = rooms;

  /** Not in the address proper: what follows # is sent to no server, and so stands in no log. */
  const invited = (request: FastifyRequest, { member, token, expiresAt }: Link) => ({
    member,
    link: `${room.ownOrigin(request)}/admin/invite#${token}`,
    expiresAt,
  });
  /** @throws Refusal `unknown_site` */
  const requireKnown = (keys: SiteScope | undefined): void => {
    for (const key of keys ?? []) sites.get(key);
  };

  app.get(
    '/team',
    { config: read, schema: { summary: 'Everybody on the team', tags, response: { 200: StaffList } } },
    async ({ staff }) => ({ items: await room.team.list(staff), next: null }),
  );

  app.post(
    '/team',
    {
      config: invite,
      schema: {
        summary: 'Invite somebody; hand them the link',
        description: 'The link also ends when the right of whoever made it changes.',
        tags,
        body: InviteBody,
        response: { 201: Invited },
      },
    },
    async (request, reply) => {
      requireKnown(request.body.sites);
      const link = await room.team.invite(request.body, request.staff);
      reply.code(201);
      return invited(request, link);
    },
  );

  app.patch(
    '/team/:id',
    {
      config: write,
      schema: {
        summary: 'Change name, role or sites; another right ends their sessions',
        description:
          'Links of theirs end, too: whoever is still `invited` and has no `linkUntil` needs a new one. An API key changes moderators alone, and gives them no more sites.',
        tags,
        params: IdParams,
        body: StaffPatch,
        response: { 200: StaffMember },
      },
    },
    async ({ params, body, staff }) => {
      requireKnown(body.sites);
      return room.team.change(params.id, body, staff);
    },
  );

  app.delete(
    '/team/:id',
    { config: write, schema: { summary: 'Take somebody off the team, with their API keys', tags, params: IdParams } },
    async ({ params, staff }, reply) => {
      await room.team.remove(params.id, staff);
      return reply.code(204).send();
    },
  );

  app.post(
    '/team/:id/link',
    {
      config: invite,
      schema: {
        summary: 'A new link for somebody who was invited, or cannot sign in any more',
        description: 'Whoever uses it chooses a password; code app and passkeys are taken away, other sessions end.',
        tags,
        params: IdParams,
        response: { 201: Invited },
      },
    },
    async (request, reply) => {
      const link = await room.team.link(request.params.id, request.staff);
      reply.code(201);
      return invited(request, link);
    },
  );
};
