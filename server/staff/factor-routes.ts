/** What people add to their password, or sign in with in its place: a code app, recovery codes, passkeys. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { strict } from '../../protocol/admin/shared.ts';
import {
  Passkey,
  PasskeyList,
  PasskeyOptions,
  PasskeyRegistration,
  RecoveryCodes,
  TotpBody,
  TotpSetUp,
} from '../../protocol/admin/staff.ts';
import type { StaffDoors } from './doors.ts';
import type { RouteAccess } from './guard.ts';

const tags = ['account'];
const own: { access: RouteAccess } = { access: 'own' };
/** For whatever opens the account: a screen left open must not be enough. */
const fresh: { access: RouteAccess } = { access: 'own-fresh' };

const PasskeyParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 300 }) }, strict);
export const factorRoutes: FastifyPluginAsyncTypebox<{ rooms: StaffDoors }> = async (
  app,
  { rooms: { staff: room } },
) => {
  app.post(
    '/session/totp',
    {
      config: fresh,
      schema: { summary: 'Begin to set up a code app; a right code ends it', tags, response: { 200: TotpSetUp } },
    },
    async ({ staff }) => room.totp.begin(staff),
  );

  app.put(
    '/session/totp',
    {
      config: fresh,
      schema: {
        summary: 'Switch the code app on; tells the recovery codes',
        tags,
        body: TotpBody,
        response: { 200: RecoveryCodes },
      },
    },
    async ({ staff, body }) => ({ codes: await room.totp.enable(staff, body.code) }),
  );

  app.delete(
    '/session/totp',
    { config: fresh, schema: { summary: 'Take the code app away', tags } },
    async ({ staff }, reply) => {
      await room.totp.disable(staff);
      return reply.code(204).send();
    },
  );

  app.post(
    '/session/recovery-codes',
    {
      config: fresh,
      schema: { summary: 'New recovery codes; the old ones are over', tags, response: { 200: RecoveryCodes } },
    },
    async ({ staff }) => ({ codes: await room.totp.renewCodes(staff) }),
  );

  app.get(
    '/passkeys',
    { config: own, schema: { summary: 'Your passkeys', tags, response: { 200: PasskeyList } } },
    async ({ staff }) => ({ items: await room.passkeys.list(staff.id), next: null }),
  );

  app.post(
    '/passkeys/options',
    { config: fresh, schema: { summary: 'Begin to add a passkey', tags, response: { 200: PasskeyOptions } } },
    async request => ({ options: await room.passkeys.beginRegistration(request.staff, room.ownOrigin(request)) }),
  );

  app.post(
    '/passkeys',
    {
      config: fresh,
      schema: { summary: 'Add a passkey', tags, body: PasskeyRegistration, response: { 201: Passkey } },
    },
    async (request, reply) => {
      reply.code(201);
      return room.passkeys.register(request.staff, request.body, room.ownOrigin(request));
    },
  );

  app.delete(
    '/passkeys/:id',
    { config: fresh, schema: { summary: 'Take a passkey away', tags, params: PasskeyParams } },
    async ({ staff, params }, reply) => {
      await room.passkeys.remove(staff, params.id);
      return reply.code(204).send();
    },
  );
};
