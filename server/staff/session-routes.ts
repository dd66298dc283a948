/** Signing in and out, by set-up link, invitation, password or passkey. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AcceptBody,
  PasskeyAssertion,
  PasskeyOptions,
  SetUpBody,
  SignInBody,
  StaffSession,
} from '../../protocol/admin/staff.ts';
import type { StoredStaff } from '../store/contract/staff.ts';
import type { StaffDoors } from './doors.ts';
import type { RouteAccess } from './guard.ts';
import { sessionView } from './session-view.ts';
import { actorOf } from './staff.ts';

const tags = ['session'];
const open: { access: RouteAccess } = { access: 'open' };
const own: { access: RouteAccess } = { access: 'own' };

export const sessionRoutes: FastifyPluginAsyncTypebox<{ rooms: StaffDoors }> = async (app, { rooms }) => {
  const { staff: room, visitors } = rooms;

  /** What all ways to sign in begin with. */
  const begin = (request: FastifyRequest): void => {
    room.cookies.requireSecure(request);
    visitors.address(request.ip).take('session');
  };

  /** And end with. */
  const signIn = async (stored: StoredStaff, how: string, request: FastifyRequest, reply: FastifyReply) => {
    const staff = await room.sessions.begin(stored, request, reply);
    await rooms.audit.write({
      by: actorOf(staff),
      site: null,
      action: 'session.begin',
      target: { kind: 'staff', id: staff.id },
      before: null,
      after: { how },
      reason: null,
    });
    return sessionView(room, staff);
  };

  app.get(
    '/session',
    { config: open, schema: { summary: 'Who am I, and how far may I go', tags, response: { 200: StaffSession } } },
    async request => sessionView(room, await room.access.find(request)),
  );

  app.post(
    '/set-up',
    {
      config: open,
      schema: {
        summary: 'Become the first owner, by the link printed at the start',
        tags,
        body: SetUpBody,
        response: { 200: StaffSession },
      },
    },
    async (request, reply) => {
      begin(request);
      return signIn(await room.setUp.use(request.body), 'set-up', request, reply);
    },
  );

  app.post(
    '/invite',
    {
      config: open,
      schema: {
        summary: 'Accept an invitation or set a new password, by link',
        tags,
        body: AcceptBody,
        response: { 200: StaffSession },
      },
    },
    async (request, reply) => {
      begin(request);
      const { token, password } = request.body;
      return signIn(await room.team.accept(token, password), 'link', request, reply);
    },
  );

  app.post(
    '/session',
    {
      config: open,
      schema: {
        summary: 'Sign in with a password, and a code where that is set up',
        tags,
        body: SignInBody,
        response: { 200: StaffSession },
      },
    },
    async (request, reply) => {
      begin(request);
      const device = (staff: string) => room.cookies.device(request, staff);
      const staff = await room.signIn.withPassword(request.body, { address: request.ip, device });
      return signIn(staff, 'password', request, reply);
    },
  );

  app.post(
    '/session/passkey/options',
    { config: open, schema: { summary: 'Begin to sign in with a passkey', tags, response: { 200: PasskeyOptions } } },
    async request => {
      begin(request);
      return { options: await room.passkeys.beginProof(null, room.ownOrigin(request)) };
    },
  );

  app.post(
    '/session/passkey',
    {
      config: open,
      schema: { summary: 'Sign in with a passkey', tags, body: PasskeyAssertion, response: { 200: StaffSession } },
    },
    async (request, reply) => {
      begin(request);
      const staff = await room.passkeys.prove(request.body.response, null, room.ownOrigin(request));
      return signIn(staff, 'passkey', request, reply);
    },
  );

  app.delete('/session', { config: own, schema: { summary: 'Sign out', tags } }, async ({ staff }, reply) => {
    if (staff.session) await room.sessions.end(staff.session.id, staff.id);
    room.cookies.clear(reply);
    return reply.code(204).send();
  });
};
