/** Opaque cursors: where a list goes on, bound to the list that they came from. */
import { createHash } from 'node:crypto';
import type { Sort } from '../../protocol/comment.ts';
import { Refusal } from '../errors.ts';
import type { ListPosition } from '../store/store.ts';

/** Everything that makes a list that list. */
export interface ListKey {
  readonly site: string;
  readonly thread: string;
  readonly parent: string | null;
  readonly sort: Sort;
}

/** A position in base64url: the list's fingerprint, then the last row's rank and number. */
export function encodeCursor(list: ListKey, position: ListPosition): string {
  return Buffer.from(`${fingerprint(list)}.${position.rank}:${position.number}`).toString('base64url');
}

/**
 * @param names of the list: a thread that has moved gave cursors under its old key.
 * @throws Refusal `bad_cursor` for a cursor of another list, or none of ours.
 */
export function decodeCursor(names: readonly ListKey[], cursor: string): ListPosition {
  // A number as JavaScript writes it is read back as the same number.
  const [, print, rank, number] =
    /^([\w-]{8})\.(-?\d(?:\.\d{1,25})?(?:e-\d{1,3})?):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ??
    [];
  if (!names.some(list => print === fingerprint(list))) {
    throw new Refusal('bad_cursor', 'The cursor is not from this list; start again without a cursor.');
  }
  return { rank: Number(rank), number: Number(number) };
}

function fingerprint(list: ListKey): string {
  // Replies have one order, so the sort of the page they were found on does not matter.
  const parts =
    list.parent === null
      ? [list.site, list.thread, list.sort]
      : [list.site, list.thread, list.parent.toLowerCase(), ''];
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 8);
}
