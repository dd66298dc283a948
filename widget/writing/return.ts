/** Brings back what was being written when the page was left, without posting anything twice. */
import type { Comment } from '../../protocol/comment.ts';
import { asFailure } from '../session/api.ts';
import type { ThreadController } from '../thread/controller.ts';
import type { DraftBook } from './book.ts';
import type { Draft, DraftKey, Sent } from './draft.ts';
import type { KeptDraft } from './kept.ts';

type Take = (key: DraftKey, draft: Draft, isOpen: boolean) => void;

export async function comeBack(thread: ThreadController, book: DraftBook, take: Take): Promise<void> {
  // The element that asks has to be ready to take it.
  await undefined;
  await Promise.all(book.kept().map(([key, kept]) => comeBackOne(thread, book, key, kept, take)));
}

async function comeBackOne(
  thread: ThreadController,
  book: DraftBook,
  key: DraftKey,
  kept: KeptDraft,
  take: Take,
): Promise<void> {
  const lost = await filterLost(thread, kept.underWay);
  const text = [...lost.map(sent => sent.text), kept.text].filter(Boolean).join('\n\n');
  // Since then something was written here.
  if (book.drafts.get(key)?.text) return;
  if (!text) return book.drop(key);
  // The same text goes under the same id, so that it is one comment if it did arrive after all.
  const sent = lost.find(post => post.text === text) ?? kept.sent;
  take(key, { text, sent }, kept.isOpen || lost.length > 0);
}

/** Those that are not with the server; where it does not answer, all of them. */
async function filterLost(thread: ThreadController, posts: readonly Sent[]): Promise<Sent[]> {
  const arrived = await Promise.all(posts.map(({ id }) => hasArrived(thread, id)));
  return posts.filter((_, n) => !arrived[n]);
}

async function hasArrived({ state, session }: ThreadController, id: string): Promise<boolean> {
  if (state?.nodes.has(id)) return true;
  try {
    await session.api.request<Comment>(`/comments/${id}`);
    return true;
  } catch (error) {
    return asFailure(error).code === 'comment_deleted';
  }
}
