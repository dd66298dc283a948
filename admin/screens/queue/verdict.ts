/** What became of a comment, in words: by whom, where it was not by whoever looks at it. */
import { html, type TemplateResult } from 'lit';
import type { AdminComment } from '../../../protocol/admin/comments.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import { type Key, t } from '../../i18n/index.ts';
import { type Icon, icon } from '../../parts/icons.ts';

interface Look {
  readonly own: Key;
  readonly others: Key;
  readonly picture: Icon;
  readonly tone: string;
}

const LOOKS: Readonly<Record<CommentState, Look>> = {
  published: { own: 'done.publishedSelf', others: 'done.published', picture: 'check', tone: 'good' },
  rejected: { own: 'done.rejectedSelf', others: 'done.rejected', picture: 'close', tone: 'bad' },
  spam: { own: 'done.spamSelf', others: 'done.spam', picture: 'ban', tone: 'bad' },
  deleted: { own: 'done.deletedSelf', others: 'done.deleted', picture: 'bin', tone: 'bad' },
  held: { own: 'done.held', others: 'done.held', picture: 'clock', tone: '' },
};

export function drawVerdict({ state, decision }: AdminComment, me: string): TemplateResult {
  const { own, others, picture, tone } = LOOKS[state];
  const by = decision?.state === state ? decision.by : undefined;
  const text = by && by.id !== me ? t(others, { name: by.name }) : t(own);
  return html`<span class="verdict ${tone}">${icon(picture)} ${text}</span>`;
}
