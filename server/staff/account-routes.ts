/** What people who are signed in do about themselves: fresh proofs, password, sessions, a token for a page. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { strict } from '../../protocol/admin/shared.ts';
import {
  PasskeyAssertion,
  PasskeyOptions,
  PasswordBody,
  SessionList,
  StaffSession,
  StepUpBody,
  WidgetToken,
  WidgetTokenBody,
} from '../../protocol/admin/staff.ts';
import { Refusal, unknownSite } from '../errors.ts';
import type { StaffDoors } from './doors.ts';
import type { RouteAccess } from './guard.ts';
import { sessionView } from './session-view.ts';
import { requireSite, type Staff } from './staff.ts';

const tags = ['account'];
const own: { access: RouteAccess } = { access: 'own' };
const widget: { access: RouteAccess } = { access: 'widget' };
/** For whatever opens the account: a screen left open must not be enough. */
const fresh: { access: RouteAccess } = { access: 'own-fresh' };

const SessionParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }, strict);

export const accountRoutes: FastifyPluginAsyncTypebox<{ rooms: StaffDoors }> = async (app, { rooms }) => {
  const { staff: room, sites } = rooms;

  const steppedUp = async (staff: Staff) => {
    const session = sessionOf(staff);
    await room.people.sessions.stepUp(session);
    return sessionView(room, { ...staff, session: { id: session, steppedUpAt: Date.now() } });
  };

  app.post(
    '/session/step-up',
    {
      config: own,
      schema: {
        summary: 'Prove again who you are, with password or code: good for ten minutes',
        tags,
        body: StepUpBody,
        response: { 200: StaffSession },
      },
    },
    async ({ staff, body }) => {
      await room.signIn.prove(staff, body);
      return steppedUp(staff);
    },
  );

  app.post(
    '/session/step-up/passkey/options',
    { config: own, schema: { summary: 'Begin to prove it with a passkey', tags, response: { 200: PasskeyOptions } } },
    async request => ({ options: await room.passkeys.beginProof(request.staff.id, room.ownOrigin(request)) }),
  );

  app.post(
    '/session/step-up/passkey',
    {
      config: own,
      schema: { summary: 'Prove it with a passkey', tags, body: PasskeyAssertion, response: { 200: StaffSession } },
    },
    async request => {
      await room.passkeys.prove(request.body.response, request.staff.id, room.ownOrigin(request));
      return steppedUp(request.staff);
    },
  );

  app.put(
    '/session/password',
    { config: fresh, schema: { summary: 'Change the password; ends all other sessions', tags, body: PasswordBody } },
    async ({ staff, body }, reply) => {
      await room.signIn.changePassword(staff, body);
      await room.sessions.endOthers(staff.id, sessionOf(staff));
      return reply.code(204).send();
    },
  );

  app.get(
    '/sessions',
    { config: own, schema: { summary: 'Where you are signed in', tags, response: { 200: SessionList } } },
    async ({ staff }) => ({ items: await room.sessions.list(staff), next: null }),
  );

  app.delete(
    '/sessions/:id',
    { config: own, schema: { summary: 'Sign out there', tags, params: SessionParams } },
    async ({ staff, params: { id } }, reply) => {
      if (!(await room.sessions.end(id, staff.id))) throw new Refusal('not_found', `You have no session ${id}.`);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/sessions',
    { config: own, schema: { summary: 'Sign out everywhere else', tags } },
    async ({ staff }, reply) => {
      await room.sessions.endOthers(staff.id, sessionOf(staff));
      return reply.code(204).send();
    },
  );

  app.post(
    '/session/widget',
    {
      config: own,
      schema: {
        summary: 'A token for the widget on a page of one of your sites',
        tags,
        body: WidgetTokenBody,
        response: { 201: WidgetToken },
      },
    },
    async ({ staff, body: { site, origin } }, reply) => {
      requireSite(staff, site, () => unknownSite(site));
      sites.admit(site, origin);
      reply.code(201);
      return room.widgetTokens.issue(sessionOf(staff), site, origin);
    },
  );

  app.put(
    '/session/widget',
    {
      config: widget,
      schema: { summary: 'A new token in place of one that is about to end', tags, response: { 200: WidgetToken } },
    },
    async request => room.widgetTokens.renew(request.headers.authorization?.split(' ').at(-1) ?? ''),
  );
};

/** `own` routes are for sessions alone. */
function sessionOf({ session }: Staff): string {
  if (session) return session.id;
  throw new Refusal('not_allowed', 'This is for people who are signed in, and not for tokens.');
}
