/** Opaque cursors of lists that page by one number or one text, bound to the list that they came from. */
import { hash } from 'node:crypto';
import { Refusal } from './errors.ts';

/** @param list everything that makes the list that list. */
export function encodeNumber(list: unknown, number: number): string {
  return Buffer.from(`${fingerprint(list)}.${number}`).toString('base64url');
}

/** @throws Refusal `bad_cursor` for a cursor of another list, or none of ours. */
export function decodeNumber(list: unknown, cursor: string): number {
  const [, print, number] = /^([\w-]{8})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (print === fingerprint(list)) return Number(number);
  throw new Refusal('bad_cursor', 'The cursor is not from this list; start again without a cursor.');
}

/** @param list everything that makes the list that list. */
export function encodeText(list: unknown, text: string): string {
  return Buffer.from(`${fingerprint(list)}.${text}`).toString('base64url');
}

/** @throws Refusal `bad_cursor` for a cursor of another list, or none of ours. */
export function decodeText(list: unknown, cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (text.startsWith(`${fingerprint(list)}.`)) return text.slice(9);
  throw new Refusal('bad_cursor', 'The cursor is not from this list; start again without a cursor.');
}

function fingerprint(list: unknown): string {
  return hash('sha256', JSON.stringify(list), 'base64url').slice(0, 8);
}
