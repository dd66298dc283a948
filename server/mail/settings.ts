/** SMTP_URL and MAIL_FROM -> how and as whom mails are sent. */
import { StartError } from '../errors.ts';
import { isMailAddress } from './address.ts';

export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte (smtps). */
  readonly secure: boolean;
  /** Nothing is sent before the connection is encrypted. */
  readonly startTls: boolean;
  readonly login: { readonly user: string; readonly password: string } | undefined;
  readonly from: { readonly name: string; readonly address: string };
}

const EXAMPLE_URL = 'smtp://user:password@smtp.example.com:587';
const EXAMPLE_FROM = 'Comments <comments@blog.example>';

/**
 * Undefined where neither is set: then the server sends no mail.
 * @throws StartError without the value: it may hold a password.
 */
export function readMailSettings(url: string | undefined, from: string | undefined): MailSettings | undefined {
  if (!url && !from) return undefined;
  if (!url)
    throw new StartError(`MAIL_FROM is set, but SMTP_URL is not; set it to your mail server, like ${EXAMPLE_URL}.`);
  if (!from) {
    throw new StartError(
      `SMTP_URL is set, but MAIL_FROM is not; set it to what mails come from, like ${EXAMPLE_FROM}.`,
    );
  }
  return { ...server(url), from: sender(from) };
}

function server(value: string): Omit<MailSettings, 'from'> {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !isPlain(url) || url.hostname === '') {
    throw new StartError(
      `SMTP_URL is not the address of a mail server; write it like ${EXAMPLE_URL} or smtps://…, with signs like @, /, # and % in user and password percent-encoded.`,
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secure = url.protocol === 'smtps:';
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    startTls: !secure && tls(url) === 'required',
    login: login(url),
  };
}

/** An address with nothing in it but what we read. */
function isPlain(url: URL): boolean {
  const names = [...url.searchParams.keys()];
  return (
    /^smtps?:$/.test(url.protocol) &&
    (url.pathname === '' || url.pathname === '/') &&
    url.hash === '' &&
    names.every(name => name === 'tls') &&
    names.length <= 1
  );
}

function tls(url: URL): 'required' | 'off' {
  // What goes to this very machine passes nobody by.
  const said = url.searchParams.get('tls') ?? (isLoopback(url.hostname) ? 'off' : 'required');
  if (said === 'required' || said === 'off') return said;
  throw new StartError('SMTP_URL has a wrong ‘tls’; write ?tls=required or ?tls=off, or leave it out.');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function login(url: URL): MailSettings['login'] {
  if (url.username === '' && url.password === '') return undefined;
  const [user, password] = [decoded(url.username), decoded(url.password)];
  if (user && password) return { user, password };
  throw new StartError(
    'SMTP_URL holds a user or a password that cannot be read; it needs both, percent-encoded, as encodeURIComponent writes them.',
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function sender(value: string): MailSettings['from'] {
  const [, name = '', inBrackets] = /^(.*?)\s*<([^<>]*)>$/u.exec(value.trim()) ?? [];
  const address = inBrackets ?? value.trim();
  const shown = name.trim().replace(/^"(.*)"$/, '$1');
  if (isMailAddress(address) && !/[\p{C}<>"]/u.test(shown)) return { name: shown, address };
  throw new StartError(`MAIL_FROM is not a mail address; write it like ${EXAMPLE_FROM} or comments@blog.example.`);
}
