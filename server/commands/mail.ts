/** `live-comments mail test ADDRESS`: sends a mail as the server would, and shows what the mail server said. */
import type { Config } from '../config.ts';
import { StartError } from '../errors.ts';
import { isMailAddress } from '../mail/address.ts';
import { testLetter } from '../mail/letters.ts';
import { Mailer, MailFault } from '../mail/mailer.ts';

export async function mail({ mail: settings }: Config, args: readonly string[]): Promise<void> {
  const [what, to = '', ...rest] = args;
  if (what !== 'test' || !isMailAddress(to) || rest.length > 0) {
    throw new StartError('Write it like: live-comments mail test you@example.com');
  }
  if (settings === undefined) {
    throw new StartError('There is no mail server: set SMTP_URL and MAIL_FROM; docs/mail.md tells how.');
  }
  const mailer = new Mailer(settings);
  try {
    const answer = await mailer.send({ to, ...testLetter() });
    process.stdout.write(`The mail server took the mail: ${answer}\n`);
  } catch (error) {
    if (!(error instanceof MailFault)) throw error;
    throw new StartError(`The mail was not sent. ${settings.host} said: ${error.answer}`);
  } finally {
    mailer.close();
  }
}
