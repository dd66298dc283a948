/** The doors of members’ sessions under /api/v1/session: the next token, who am I, sign out. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { RefreshBody, SignedIn, SignOutQuery } from '../../protocol/account.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import { Me } from '../../protocol/rest.ts';
import { type Accounts, bearerOf } from '../accounts/accounts.ts';
import { Refusal } from '../errors.ts';
import type { Sites } from '../sites/sites.ts';
import type { Visitors } from '../visitors.ts';
import type { MemberCookies } from './cookie.ts';
import type { Members } from './members.ts';
import { MEMBER_TOKEN_PREFIX } from './tokens.ts';

export interface SessionRooms {
  readonly accounts: Accounts;
  readonly members: Members;
  readonly memberCookies: MemberCookies;
  readonly sites: Sites;
  readonly visitors: Visitors;
}

const tags = ['session'];

export const sessionRoutes: FastifyPluginAsyncTypebox<{ rooms: SessionRooms }> = async (app, { rooms }) => {
  const { accounts, members, memberCookies, sites, visitors } = rooms;

  app.addHook('preValidation', async request => sites.admitAny(request.headers.origin));

  app.post(
    '/session/refresh',
    {
      schema: {
        summary: 'Get the next token',
        description:
          'In exchange for the refresh token, which works once. Where a lost answer is asked for again, the same `attempt` gets the same answer until the next token was used; an older token without it ends the session. Without `refresh` the one in the site’s cookie is taken.',
        tags,
        body: RefreshBody,
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      visitors.address(request.ip).take('refresh');
      reply.header('cache-control', 'no-store');
      const { site = DEFAULT_SITE, refresh, attempt } = request.body;
      sites.admit(site, request.headers.origin);
      const cookie = refresh === undefined ? memberCookies.read(request, site) : undefined;
      const token = refresh ?? cookie;
      if (token === undefined) {
        throw new Refusal('sign_in_required', 'Send the refresh token as `refresh`; no cookie of this site holds one.');
      }
      try {
        sites.admit(await members.siteOf(token), request.headers.origin);
        return memberCookies.keep(request, reply, await members.refresh(token, attempt), cookie !== undefined);
      } catch (error) {
        if (cookie !== undefined && error instanceof Refusal && error.status === 401) {
          memberCookies.clear(request, reply, site);
        }
        throw error;
      }
    },
  );

  app.get('/session', { schema: { summary: 'Who am I', tags, response: { 200: Me } } }, async (request, reply) => {
    const { viewer, renewed } = await accounts.ofRequest(request);
    reply.header('cache-control', 'no-store');
    return { viewer, ...(renewed ? { session: { token: renewed } } : {}) };
  });

  app.delete(
    '/session',
    {
      schema: {
        summary: 'Sign out',
        description:
          'Ends the member’s session behind the token, also one that has run out, and behind the cookie of the site. A guest’s token is held by their browser alone, so there is nothing here to end.',
        tags,
        querystring: SignOutQuery,
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const token = bearerOf(request);
      const isMember = token?.startsWith(MEMBER_TOKEN_PREFIX) === true;
      // Whoever holds a guest’s or a moderator’s token is at least told where it is wrong.
      if (!isMember) await accounts.ofRequest(request);
      const ended = isMember ? await members.signOut(token) : undefined;
      const site = request.query.site ?? ended ?? DEFAULT_SITE;
      const cookie = memberCookies.read(request, site);
      if (cookie !== undefined) await members.forget(cookie);
      memberCookies.clear(request, reply, site);
      return reply.code(204).send();
    },
  );
};
