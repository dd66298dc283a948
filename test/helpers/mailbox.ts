/** The mail server of a test: a real one, which keeps what it is sent. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Certificate } from './certificate.ts';
import { until } from './until.ts';

export interface Received {
  /** To whom the server was told to deliver it. */
  readonly to: readonly string[];
  readonly mail: ParsedMail;
  readonly raw: string;
  /** Whether it came over TLS. */
  readonly secure: boolean;
}

export interface Mailbox {
  readonly port: number;
  /** Everything that came, the oldest first. */
  readonly received: readonly Received[];
  /** How often somebody tried to log in. */
  readonly logins: () => number;
  /** Runs `action`, and waits for the mail that it sends. */
  after(action: () => Promise<unknown>): Promise<Received>;
  close(): Promise<void>;
}

export interface MailboxOptions {
  /** Offers STARTTLS. */
  readonly tls?: Certificate;
  /** Takes mail from nobody else. */
  readonly login?: { readonly user: string; readonly password: string };
  /** What it says to a recipient that it does not take: from ‘4.’ on for now, else for good. */
  readonly refuse?: (address: string) => string | undefined;
  /** What it says to a whole mail that it does not take. */
  readonly reject?: (received: Received) => string | undefined | Promise<string | undefined>;
  readonly port?: number;
  /** Waits before it takes a mail. */
  readonly before?: () => Promise<unknown>;
}

export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const { tls, login, refuse, reject, before } = options;
  const received: Received[] = [];
  let logins = 0;
  const settings: SMTPServerOptions = {
    ...(tls && { key: tls.key, cert: tls.cert }),
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    allowInsecureAuth: true,
    authOptional: login === undefined,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      logins += 1;
      if (username === login?.user && password === login?.password) return done(null, { user: username });
      // As some servers do: the whole of it, in their log and in their answer.
      const told = Buffer.from(`\0${username}\0${password}`).toString('base64');
      done(refusal(535, `5.7.8 Authentication failed for ${username} with ${password} (${told})`));
    },
    onRcptTo: ({ address }, _session, done) => {
      const reason = refuse?.(address);
      done(reason === undefined ? null : refusal(reason.startsWith('4.') ? 450 : 550, reason));
    },
    onData: async (stream, { envelope, secure }, done) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk);
      await before?.();
      const raw = Buffer.concat(chunks).toString('latin1');
      const mail = await simpleParser(Buffer.concat(chunks));
      const to = envelope.rcptTo.map(({ address }) => address);
      const one: Received = { to, mail, raw, secure: Boolean(secure) };
      const reason = await reject?.(one);
      if (reason !== undefined) return done(refusal(554, reason));
      received.push(one);
      done(null, 'taken');
    },
  };
  const server = new SMTPServer(settings);
  // A client that hangs up is its own concern.
  server.on('error', () => {});
  const net = server.listen(options.port ?? 0, '127.0.0.1');
  await once(net, 'listening');
  return {
    port: (net.address() as AddressInfo).port,
    received,
    logins: () => logins,
    after: async action => {
      const count = received.length;
      await action();
      await until(() => received.length > count, 'no mail came');
      return received[count] as Received;
    },
    close: () => new Promise(resolve => server.close(resolve)),
  };
}

function refusal(responseCode: number, reason: string): Error {
  return Object.assign(new Error(reason), { responseCode });
}

/** What the mail that signs in holds, as its reader takes it from the text. */
export function signInOf({ mail }: Received): { readonly link: URL; readonly token: string; readonly code: string } {
  const link = new URL(/https?:\/\/\S+/.exec(mail.text ?? '')?.[0] ?? '');
  const token = /^#lc-sign-in=(.+)$/.exec(link.hash)?.[1] ?? '';
  const code = /^ {4}(\d{6})$/m.exec(mail.text ?? '')?.[1] ?? '';
  return { link, token, code };
}
