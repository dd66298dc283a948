/** The doors that all ways to sign in have in common: which there are, and the one-time code that a provider’s visit ends with. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { CodeBody, SignedIn, Ways as WaysAnswer, WaysQuery } from '../../protocol/account.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import type { SessionRooms } from '../members/routes.ts';
import { beginSession } from './begin-session.ts';
import type { Codes } from './codes.ts';
import type { Ways } from './ways.ts';

export interface SignInRooms extends SessionRooms {
  readonly ways: Ways;
  readonly codes: Codes;
}

const tags = ['session'];

export const signInRoutes: FastifyPluginAsyncTypebox<{ rooms: SignInRooms }> = async (app, { rooms }) => {
  const { ways, codes, sites, visitors } = rooms;

  app.get(
    '/session/ways',
    {
      schema: {
        summary: 'How one may speak on a site, and sign in',
        tags,
        querystring: WaysQuery,
        response: { 200: WaysAnswer },
      },
    },
    async ({ query: { site = DEFAULT_SITE }, headers }, reply) => {
      sites.admit(site, headers.origin);
      reply.header('cache-control', 'no-cache');
      return ways.of(site);
    },
  );

  app.post(
    '/session/code',
    {
      schema: {
        summary: 'Sign in with the one-time code that came back from a provider',
        description:
          'It works once and for a minute, for whoever has the verifier that the challenge was made of. Where the answer was lost, the same `attempt` gets it again for a minute.',
        tags,
        body: CodeBody,
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      visitors.address(request.ip).take('session');
      const { code, verifier, attempt, guest, cookie } = request.body;
      reply.header('cache-control', 'no-store');
      // Before it is used up: a page of another site must not be able to spoil it.
      const site = await codes.siteOf(code);
      if (site === undefined) sites.admitAny(request.headers.origin);
      else sites.admit(site, request.headers.origin);
      const redeemed = await codes.redeem({ code, verifier, attempt });
      return beginSession(request, reply, redeemed, { guest, cookie }, rooms);
    },
  );
};
