/** `If-Match` (RFC 9110 §13.1.1): which versions of a comment a moderator has seen. */

/** Null where any will do; a tag that is none of ours means no version at all. */
export function versionsOf(header: string | undefined): readonly number[] | null {
  if (header === undefined || header.trim() === '*') return null;
  return header.split(',').map(tag => Number(/^\s*"v(\d{1,15})"\s*$/.exec(tag)?.[1] ?? Number.NaN));
}
