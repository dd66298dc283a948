/** Mail addresses by which people sign in: one spelling for each. */
import { Refusal } from '../errors.ts';
import { isMailAddress } from '../mail/address.ts';

/** @throws Refusal `bad_request` for what is none. */
export function cleanEmail(value: string): string {
  const email = foldEmail(value);
  if (isMailAddress(email)) return email;
  throw new Refusal('bad_request', 'body/email is not a mail address.');
}

export function foldEmail(value: string): string {
  return value.trim().toLowerCase();
}
