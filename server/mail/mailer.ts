/** The one way by which mails leave: kept connections to the operator’s mail server. */
import { randomUUID } from 'node:crypto';
import { createTransport, type Transporter } from 'nodemailer';
import { Counter, type Registry } from 'prom-client';
import { messageOf } from '../errors.ts';
import { domainOf } from './address.ts';
import type { MailSettings } from './settings.ts';

export interface Mail {
  /** One address, as `isMailAddress` has them. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** All of it: whoever waits for the answer is still there. */
const SEND_MS = 20_000;
/** What mails under way are given when the server stops. */
const DRAIN_MS = 3_000;

/** A mail that was not sent. Its message tells nothing of whom it was for, so it may be logged. */
export class MailFault extends Error {
  /** What the mail server said, word for word but for our password. */
  readonly answer: string;
  /** The server works, and does not want this address. */
  readonly refusesAddress: boolean;

  constructor(answer: string, to: string, refusesAddress: boolean) {
    super(`a mail could not be sent: ${withoutPeople(answer, to)}`);
    this.name = 'MailFault';
    this.answer = answer;
    this.refusesAddress = refusesAddress;
  }
}

export class Mailer {
  readonly #settings: MailSettings;
  readonly #transport: Transporter;
  readonly #sent: Counter<'result'> | undefined;
  readonly #stopped = new AbortController();

  constructor(settings: MailSettings, registry?: Registry) {
    this.#settings = settings;
    this.#transport = transportOf(settings);
    this.#sent =
      registry &&
      new Counter({
        name: 'live_comments_mails_total',
        help: 'Mails that the mail server took, and that it did not',
        labelNames: ['result'] as const,
        registers: [registry],
      });
    for (const result of ['sent', 'failed']) this.#sent?.inc({ result }, 0);
  }

  /** As whom, and by which server. */
  get sender(): { readonly from: string; readonly host: string } {
    const { from, host } = this.#settings;
    return { from: from.name === '' ? from.address : `${from.name} <${from.address}>`, host };
  }

  /**
   * @returns what the mail server answered when it had taken the mail.
   * @throws MailFault
   */
  async send({ to, subject, text, html, headers }: Mail): Promise<string> {
    const { from } = this.#settings;
    try {
      const { response } = await this.#transport.sendMail({
        from,
        // An object is not read as a list of addresses, as a text would be.
        to: { name: '', address: to },
        envelope: { from: from.address, to: [to] },
        subject,
        text,
        html,
        date: new Date(),
        messageId: `<${randomUUID()}@${domainOf(from.address)}>`,
        // RFC 3834: no holiday notes and no bounces of bounces.
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...headers },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.any([AbortSignal.timeout(SEND_MS), this.#stopped.signal]),
      });
      this.#sent?.inc({ result: 'sent' });
      return this.#withoutSecrets(response ?? '');
    } catch (error) {
      this.#sent?.inc({ result: 'failed' });
      throw this.#faultOf(error, to);
    }
  }

  /** Lets go soon of what is under way: a mail server that does not answer must not hold up the stop. */
  drain(): void {
    setTimeout(() => this.#stopped.abort(), DRAIN_MS).unref();
  }

  close(): void {
    this.#transport.close();
  }

  #faultOf(error: unknown, to: string): MailFault {
    const { code, command, response } = error as { code?: string; command?: string; response?: string };
    // What it answers to, as ‘command not recognized’ alone tells nobody.
    const answer = response === undefined ? messageOf(error) : `${response}${command ? ` (to ${command})` : ''}`;
    const said = code === 'EABORT' ? 'The mail server took too long to answer.' : answer;
    const isAddress = code === 'EENVELOPE' && command === 'RCPT TO' && /^5/.test(response ?? '');
    return new MailFault(this.#withoutSecrets(said), to, isAddress);
  }

  /** A server may repeat what it was told. */
  #withoutSecrets(text: string): string {
    const { login } = this.#settings;
    if (login === undefined) return text;
    const { user, password } = login;
    const base64 = (secret: string) => Buffer.from(secret).toString('base64');
    const secrets = [password, base64(password), base64(`\0${user}\0${password}`), encodeURIComponent(password)];
    return secrets.reduce((clean, secret) => clean.replaceAll(secret, '…'), text);
  }
}

/** Of an answer; more than this explains nothing, and could be made to take long. */
const LOGGED_MAX_UNITS = 2_000;

/** A mail server may repeat whom it does not know, and a filter what it did not like: the link that signs in, or its digits. */
function withoutPeople(answer: string, to: string): string {
  const name = to.slice(0, to.lastIndexOf('@')).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return answer
    .slice(0, LOGGED_MAX_UNITS)
    .replace(/(https?:\/\/[^\s/?#]*)\S*/gi, '$1')
    .replace(/[^\s<>]+@[^\s<>]+/g, 'an address')
    .replace(/(?<!\d)\d{6}(?!\d)/g, 'digits')
    .replace(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'giu'), 'somebody');
}

function transportOf({ host, port, secure, startTls, login }: MailSettings): Transporter {
  return createTransport({
    pool: true,
    maxConnections: 3,
    host,
    port,
    secure,
    requireTLS: startTls,
    ignoreTLS: !startTls,
    ...(login && { auth: { user: login.user, pass: login.password } }),
    dnsTimeout: CONNECT_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    tls: { minVersion: 'TLSv1.2' },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
