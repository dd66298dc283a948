/** The door for the site’s own users: the page’s token in exchange for a session. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { SignedIn, SsoBody } from '../../protocol/account.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import type { Accounts } from '../accounts/accounts.ts';
import type { Sites } from '../sites/sites.ts';
import { deviceOf } from '../staff/device.ts';
import type { Visitors } from '../visitors.ts';
import type { Sso } from './sso.ts';

interface Rooms {
  readonly sso: Sso;
  readonly accounts: Accounts;
  readonly sites: Sites;
  readonly visitors: Visitors;
}

export const ssoRoutes: FastifyPluginAsyncTypebox<{ rooms: Rooms }> = async (app, { rooms }) => {
  const { sso, accounts, sites, visitors } = rooms;

  app.post(
    '/session/sso',
    {
      schema: {
        summary: 'Sign in as the site’s own user',
        description:
          'The token is a JWT that the site’s own program signed, or Disqus’ form of it; docs/sso.md says what it holds. It works once.',
        tags: ['session'],
        body: SsoBody,
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      visitors.address(request.ip).take('sso');
      const { site = DEFAULT_SITE, token, attempt, guest } = request.body;
      sites.admit(site, request.headers.origin);
      reply.header('cache-control', 'no-store');
      const device = deviceOf(request.headers['user-agent']);
      return sso.signIn({ site, token, attempt, device, guest: accounts.guestOf(guest) });
    },
  );
};
