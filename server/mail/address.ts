/** Mail addresses: what may be one, and one spelling for each. */
import { domainToASCII, domainToUnicode } from 'node:url';
import { EMAIL_MAX_UNITS } from '../../protocol/limits.ts';

/** Nothing that is unseen, that parts words, or that means something else in a header or a list of addresses. */
const FORM = /^[^\s\p{C}\p{Z}@<>"(),:;[\\\]]+@[^\s\p{C}\p{Z}@<>"(),:;[\\\]]+$/u;
/** RFC 5321 §4.5.3.1.1. */
const LOCAL_MAX_BYTES = 64;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*$/;

export function isMailAddress(text: string): boolean {
  if (text.length > EMAIL_MAX_UNITS || !FORM.test(text)) return false;
  const [local, domain] = parts(text);
  return Buffer.byteLength(local) <= LOCAL_MAX_BYTES && HOST.test(domainToASCII(domain));
}

/**
 * The one spelling of an address by which somebody is known. Mail is sent to this and not to what was typed: two
 * addresses that fold into one may be two people’s.
 * @returns undefined for what is none.
 */
export function foldAddress(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim().toLowerCase();
  // Only now: a sign may become another one when it is normalised.
  if (!isMailAddress(text)) return undefined;
  const [local, domain] = parts(text);
  return `${local}@${domainToUnicode(domainToASCII(domain))}`;
}

/** The mailbox that an address most likely leads to: what stands behind a ‘+’ is its owner’s own mark (RFC 5233). */
export function mailboxOf(address: string): string {
  const [local, domain] = parts(address);
  return `${local.replace(/(?<=.)\+.*$/, '')}@${domain}`;
}

/** The last dot of a domain means nothing. */
export function domainOf(address: string): string {
  return parts(address)[1];
}

function parts(address: string): [string, string] {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1).replace(/\.$/, '')];
}
