/** Search: what a reader typed becomes words, and the comments that hold them become a page. */
import { hash } from 'node:crypto';
import type { Viewer } from '../../protocol/comment.ts';
import { PAGE_DEFAULT } from '../../protocol/limits.ts';
import type { SearchPage } from '../../protocol/rest.ts';
import type { Seen, ShadowFeedback } from '../comments/shadow.ts';
import { commentView } from '../comments/view.ts';
import { Refusal } from '../errors.ts';
import type { Store, StoredComment } from '../store/store.ts';
import { wordsOf } from '../store/words.ts';
import { snippet } from './snippet.ts';

/** Characters of the comments in one page: some 30 ms, even in a script without spaces. */
const TEXT_MAX = 50_000;

interface SearchRequest {
  readonly site: string;
  readonly thread?: string | undefined;
  readonly q: string;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/**
 * Newest first.
 * @throws Refusal `bad_request` where nothing that was typed is a word, `bad_cursor`, `unknown_site`.
 */
export async function search(
  { store, shadow }: { readonly store: Store; readonly shadow: ShadowFeedback },
  request: SearchRequest,
  viewer: Viewer,
): Promise<SearchPage> {
  const { site, thread, limit = PAGE_DEFAULT } = request;
  const words = wordsOf(request.q).map(({ word }) => word);
  if (words.length === 0) {
    throw new Refusal('bad_request', 'query/q holds no word to look for; it needs a letter or a digit.');
  }
  const print = fingerprint([site, thread ?? '', ...words]);
  const before = request.cursor === undefined ? null : decodeCursor(print, request.cursor);
  const found = await store.search({ site, thread, words, limit, before });
  const items = asManyAsFit(found.items);
  const more = found.more || items.length < found.items.length;
  const last = items.at(-1);
  const mine = await mineIn(shadow, items, viewer);
  return {
    items: items.map(comment => ({
      comment: commentView(comment, viewer, { withBody: true, mine: mine.get(comment.thread) }),
      snippet: snippet(comment.content, words),
    })),
    next: more && last ? Buffer.from(`${print}.${last.number}`).toString('base64url') : null,
  };
}

/** Cutting a text into words takes its time, and everybody else waits for it: a page of long texts ends sooner. */
function asManyAsFit(comments: readonly StoredComment[]): readonly StoredComment[] {
  let length = 0;
  const end = comments.findIndex(({ body }, n) => {
    length += body.length;
    return n > 0 && length > TEXT_MAX;
  });
  return end === -1 ? comments : comments.slice(0, end);
}

/** What the viewer did in each thread that something was found in. */
async function mineIn(
  shadow: ShadowFeedback,
  comments: readonly StoredComment[],
  viewer: Viewer,
): Promise<ReadonlyMap<string, Seen>> {
  if (viewer.id === '') return new Map();
  const places = new Map(comments.map(comment => [comment.thread, comment]));
  const found = [...places].map(async ([thread, place]) => [thread, await shadow.mine(viewer.id, place)] as const);
  return new Map(await Promise.all(found));
}

/** Everything that makes a search that search. */
function fingerprint(parts: readonly string[]): string {
  return hash('sha256', `search\n${parts.join('\n')}`, 'base64url').slice(0, 8);
}

function decodeCursor(print: string, cursor: string): number {
  const [, from, number] = /^([\w-]{8})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (from !== print) {
    throw new Refusal('bad_cursor', 'The cursor is not from this search; start again without a cursor.');
  }
  return Number(number);
}
