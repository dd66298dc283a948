/** The doors of the mail room under /api/v1/admin/mail: whether the server can send mail, and a mail to see that it can. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { MailState, MailTest, MailTestBody } from '../../protocol/admin/sign-in.ts';
import { Refusal } from '../errors.ts';
import type { Access } from '../staff/guard.ts';
import { foldAddress, isMailAddress } from './address.ts';
import { testLetter } from './letters.ts';
import { type Mailer, MailFault } from './mailer.ts';
import { Quota } from './quota.ts';

const tags = ['mail'];
const read: { access: Access } = { access: { scope: 'mail:read', role: 'admin' } };
const write: { access: Access } = { access: { scope: 'mail:write', role: 'admin' } };

/** A key that is stolen must not flood somebody’s mailbox. */
const PER_ADDRESS = [{ max: 10, ms: 15 * 60_000 }];

interface Rooms {
  readonly mailer: Mailer | undefined;
}

export const mailRoutes: FastifyPluginAsyncTypebox<{ rooms: Rooms }> = async (app, { rooms: { mailer } }) => {
  const quota = new Quota(PER_ADDRESS);

  app.get(
    '/mail',
    {
      config: read,
      schema: { summary: 'Whether the server can send mail, and as whom', tags, response: { 200: MailState } },
    },
    async () => ({ configured: mailer !== undefined, from: null, host: null, ...mailer?.sender }),
  );

  app.post(
    '/mail/test',
    {
      config: write,
      schema: {
        summary: 'Send a mail that says nothing, to see that it arrives',
        description:
          'The answer holds what the mail server said, word for word but for secrets, also where it refused.',
        tags,
        body: MailTestBody,
        response: { 200: MailTest },
      },
    },
    async ({ body }) => {
      const to = body.to.trim();
      if (!isMailAddress(to)) throw new Refusal('bad_request', 'body/to is not a mail address.');
      if (mailer === undefined) return { sent: false, answer: NOT_SET_UP };
      quota.take(foldAddress(to) ?? to);
      try {
        return { sent: true, answer: await mailer.send({ to, ...testLetter() }) };
      } catch (error) {
        if (error instanceof MailFault) return { sent: false, answer: error.answer };
        throw error;
      }
    },
  );
};

const NOT_SET_UP =
  'The server has no mail server; its operator sets SMTP_URL and MAIL_FROM in its environment, and starts it again.';
