/** Opaque cursors of lists that page by one number, bound to the list that they came from. */
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

function fingerprint(list: unknown): string {
  return hash('sha256', JSON.stringify(list), 'base64url').slice(0, 8);
}
