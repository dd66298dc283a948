/** The door of the accounts room: become a guest. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { GuestBody, NewSession } from '../../protocol/rest.ts';
import type { Sites } from '../sites/sites.ts';
import type { Visitors } from '../visitors.ts';
import type { Accounts } from './accounts.ts';

export interface AccountRooms {
  readonly accounts: Accounts;
  readonly sites: Sites;
  readonly visitors: Visitors;
}

const tags = ['session'];

export const accountRoutes: FastifyPluginAsyncTypebox<{ rooms: AccountRooms }> = async (app, { rooms }) => {
  const { accounts, sites, visitors } = rooms;

  app.addHook('preValidation', async request => {
    sites.admitAny(request.headers.origin);
    // A POST without a body is as good as an empty one: all of it is optional.
    if (request.method === 'POST') request.body ??= {};
  });

  app.post(
    '/session/guest',
    { schema: { summary: 'Become a guest', tags, body: GuestBody, response: { 201: NewSession } } },
    async (request, reply) => {
      visitors.address(request.ip).take('session');
      const { viewer, token } = accounts.newGuest(request.body.name || undefined);
      reply.code(201).header('cache-control', 'no-store');
      return { viewer, session: { token } };
    },
  );
};
