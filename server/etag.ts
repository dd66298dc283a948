/** Versions of what can be edited: whoever changes something may say which version they have seen. */
import { hash } from 'node:crypto';
import { Refusal } from './errors.ts';

/** The ETag of a representation that has no version number of its own. */
export function etagOf(representation: unknown): string {
  return `"${hash('sha256', JSON.stringify(representation), 'base64url').slice(0, 22)}"`;
}

/**
 * @param ifMatch the header of the request; without it any version will do.
 * @throws Refusal `changed`
 */
export function requireMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (ifMatch.split(',').some(each => each.trim() === etag)) return;
  throw new Refusal('changed', `It was changed since you read it; read it again and decide anew. Its ETag is ${etag}.`);
}
