/** What is given out once and known again by its hash: keys, sessions, links. */
import { createHash, randomBytes } from 'node:crypto';

/** 256 bits from the system, so that a fast hash is enough to keep it. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Without letters and digits that look alike (Crockford), for what people copy by hand. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export function readable(length: number): string {
  return Array.from(randomBytes(length), byte => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
