/** Members for tests: a server with a mailbox, and people who sign in by the link that it gets. */
import { createHash, randomBytes } from 'node:crypto';
import { type Answer, call } from './api.ts';
import { type Mailbox, signInOf, startMailbox } from './mailbox.ts';
import { startServer, type TestServer } from './server.ts';
import { makeOwner, type SignedIn as Owner } from './staff.ts';

export const SESSION = '/api/v1/session';
export const REFRESH = '/api/v1/session/refresh';

export interface Member {
  readonly id: string;
  readonly token: string;
  /** Empty where a cookie holds it. */
  readonly refresh: string;
  readonly answer: Answer;
}

export interface SignInOptions {
  readonly site?: string;
  /** The page, which is on one of the site’s origins. */
  readonly page?: string;
  readonly name?: string;
  readonly guest?: string;
  readonly cookie?: boolean;
  readonly headers?: Record<string, string>;
}

export interface MemberServer extends TestServer {
  readonly owner: Owner;
  readonly mailbox: Mailbox;
  /** Signs in by mail; a new address makes a new member. */
  signIn(email?: string, options?: SignInOptions): Promise<Member>;
}

let people = 0;

export async function startMembers(env: Record<string, string> = {}): Promise<MemberServer> {
  const mailbox = await startMailbox();
  const server = await startServer({
    SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
    MAIL_FROM: 'comments@blog.example',
    ...env,
  });
  const owner = await makeOwner(server);
  return {
    ...server,
    owner,
    mailbox,
    signIn: (email, options) => signInByMail(server.url, mailbox, email, options),
    stop: async () => {
      await server.stop();
      await mailbox.close();
    },
  };
}

/** Asks for a link, reads the mail, and opens it. */
export async function signInByMail(
  url: string,
  mailbox: Mailbox,
  email = `member-${++people}@example.com`,
  { site = 'default', page = 'http://localhost:1/post', name, guest, cookie, headers = {} }: SignInOptions = {},
): Promise<Member> {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const received = await mailbox.after(async () => {
    const body = { site, email, url: page, challenge, ...(name === undefined ? {} : { name }) };
    const asked = await call(url, 'POST', `${SESSION}/mail`, { body, headers });
    if (asked.status !== 202) throw new Error(`${asked.status} ${asked.text}`);
  });
  const body = { token: signInOf(received).token, verifier, ...(guest && { guest }), ...(cookie && { cookie }) };
  const answer = await call(url, 'POST', `${SESSION}/mail/confirm`, { body, headers });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  const { viewer, session } = answer.json;
  return { id: viewer.id, token: session.token, refresh: session.refresh ?? '', answer };
}
