/** Origins as owners write them down: exact ones, all subdomains of a domain, preview hosts, any port of a host. */
import { Refusal } from '../errors.ts';

/** Scheme, perhaps a first label that is a star or has one, host, perhaps a port or `*` for any. */
const FORM = /^(https?):\/\/([a-z0-9-]*\*[a-z0-9-]*\.)?([^/:?#@*\s]+|\[[0-9a-f:.]+\])(:\d{1,5}|:\*)?\/?$/i;
/** Browsers write the names of hosts in no other way. */
const LABELS = /^([a-z0-9_-]+\.)+$/;
/** What a star inside of a label stands for: never for a dot, so never for another host’s name. */
const PART = /^[a-z0-9-]+$/;

/**
 * An origin as browsers will write it, of what an owner typed.
 * @throws Refusal `bad_request`, with what to write instead.
 */
export function originOf(typed: string): string {
  const text = typed.trim();
  const [, scheme = '', wildcard = '', host = '', port = ''] = FORM.exec(text) ?? [];
  const address = `${scheme}://${host}${port === ':*' ? '' : port}`;
  if (host === '' || !URL.canParse(address)) throw notAnOrigin(text);
  const url = new URL(address);
  if (wildcard !== '' && !isDomain(url.hostname)) {
    throw new Refusal(
      'bad_request',
      `‘${text}’: the star stands for subdomains, so after it comes a domain of two parts at least, like https://*.blog.example or https://blog-*.previews.example.`,
    );
  }
  const number = url.port === '' ? '' : `:${url.port}`;
  return `${url.protocol}//${wildcard.toLowerCase()}${url.hostname}${port === ':*' ? port : number}`;
}

function isDomain(hostname: string): boolean {
  return /^[^.]+(\.[^.]+)+$/.test(hostname) && !/^[\d.]+$/.test(hostname);
}

function notAnOrigin(text: string): Refusal {
  const guess = pageOf(text);
  const isSure = guess !== undefined && /^[^*]+\.[^*]+$/.test(guess.hostname);
  const mend = isSure ? `here ${guess.origin}` : 'like https://blog.example';
  return new Refusal(
    'bad_request',
    `‘${text.slice(0, 200)}’ is not an origin; write scheme, host and port only, ${mend}.`,
  );
}

/** A page’s address, also without its scheme, as people copy it from the address bar. */
export function pageOf(typed: string): URL | undefined {
  const text = typed.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

/** Whether an origin that a browser sent is meant by one that an owner wrote down. */
export function matches(allowed: string, origin: string): boolean {
  if (!allowed.includes('*')) return allowed === origin;
  const anyPort = allowed.endsWith(':*');
  const pattern = anyPort ? allowed.slice(0, -2) : allowed;
  const rest = anyPort ? origin.replace(/:\d{1,5}$/, '') : origin;
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return rest === pattern;
  if (rest.length <= before.length + after.length || !rest.startsWith(before) || !rest.endsWith(after)) return false;
  const star = rest.slice(before.length, rest.length - after.length);
  const isWhole = before.endsWith('/') && after.startsWith('.');
  return isWhole ? LABELS.test(`${star}.`) : PART.test(star);
}
