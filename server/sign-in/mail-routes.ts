/** The doors of signing in by mail: ask for a link, and confirm it. A GET signs nobody in: programs open links, too. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { MailConfirmBody, MailLinkBody, MailLinkSent, SignedIn } from '../../protocol/account.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import type { SessionRooms } from '../members/routes.ts';
import { beginSession } from './begin-session.ts';
import type { MailLinks, Proof } from './mail-links.ts';

interface MailRooms extends SessionRooms {
  readonly mailLinks: MailLinks;
}

const tags = ['session'];

export const mailLinkRoutes: FastifyPluginAsyncTypebox<{ rooms: MailRooms }> = async (app, { rooms }) => {
  const { mailLinks, sites, visitors } = rooms;

  app.post(
    '/session/mail',
    {
      schema: {
        summary: 'Have a link sent that signs in',
        description:
          'The mail holds a link to the page, with a token behind ‘#lc-sign-in=’, and six digits to be typed where it was asked for. Both work once and for 15 minutes, for whoever has the verifier that the challenge was made of. Answered when the mail server has taken the mail, alike for those who are known and who are not.',
        tags,
        body: MailLinkBody,
        response: { 202: MailLinkSent },
      },
    },
    async (request, reply) => {
      visitors.address(request.ip).take('mail');
      const { site = DEFAULT_SITE, email, name, url, lang, challenge } = request.body;
      sites.admit(site, request.headers.origin);
      const userAgent = request.headers['user-agent'];
      reply.header('cache-control', 'no-store');
      const sent = await mailLinks.ask({ site, email, name, url, lang, challenge, userAgent });
      reply.code(202);
      return sent;
    },
  );

  app.post(
    '/session/mail/confirm',
    {
      schema: {
        summary: 'Sign in with what the mail held',
        description:
          'Either the `token` of the link, or the six digits as `code` with the `request` that they belong to. Where the answer was lost, the same `attempt` gets it again for a minute.',
        tags,
        body: MailConfirmBody,
        response: { 200: SignedIn },
      },
    },
    async (request, reply) => {
      visitors.address(request.ip).take('session');
      const { verifier, attempt, guest, cookie, ...proof } = request.body;
      reply.header('cache-control', 'no-store');
      const { origin } = request.headers;
      const redeemed = await mailLinks.redeem({ proof: proofOf(proof), verifier, attempt, origin });
      return beginSession(request, reply, redeemed, { guest, cookie }, rooms);
    },
  );
};

function proofOf({ token, request, code }: { token?: string; request?: string; code?: string }): Proof {
  if (token !== undefined && request === undefined && code === undefined) return { token };
  if (token === undefined && request !== undefined && code !== undefined) return { request, code };
  throw new Refusal('bad_request', 'body must hold either the token of the link, or the request and its six digits.');
}
