/** English: what stands on the screen with the first comments, and the list of all messages. */
import type { account } from './account/en.ts';
import type { later } from './en-later.ts';

export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
type KeyOfPage = keyof typeof en | keyof typeof later;
export type Key = KeyOfPage | keyof typeof account;
/** The server gives its reasons in English; another language may have words of its own for a code. */
export type Strings = Record<KeyOfPage, string | Plural> & { readonly [code: `error_${string}`]: string };
/** What is said of accounts: added to a language when it is needed. */
export type AccountStrings = Record<keyof typeof account, string | Plural> & Pick<Strings, `error_${string}`>;

export const en = {
  heading: { one: '{n} comment', other: '{n} comments' },
  headingEmpty: 'Comments',
  empty: 'No comments yet.',
  emptyHint: 'Be the first to say something.',
  loading: 'Loading comments',
  failed: 'Comments could not be loaded.',
  failedHint: 'This is usually over in a moment.',
  refused: 'Comments are not available on this page.',
  owner: 'Site owner: allow this page with {setting}',
  retry: 'Try again',
  locked: 'Comments are closed.',
  sort: 'Order',
  newest: 'Newest first',
  oldest: 'Oldest first',
  best: 'Best first',
  write: 'Write a comment',
  held: 'Waiting for approval',
  pinned: 'Pinned',
  featured: 'Featured',
  edited: 'edited',
  editedByModerator: 'edited by a moderator',
  deleted: 'This comment was deleted.',
  someone: 'Someone',
  moderator: 'Moderator',
  admin: 'Admin',
  you: 'you',
  more: 'Show more comments',
  moreReplies: { one: 'Show {n} more reply', other: 'Show {n} more replies' },
  replies: { one: 'Show {n} reply', other: 'Show {n} replies' },
  unfold: 'Read more',
  goDeeper: 'Continue this conversation',
};
