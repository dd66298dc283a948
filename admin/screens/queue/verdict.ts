/** What became of a comment, in words: by whom, where it was not by whoever looks at it. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AdminComment } from '../../../protocol/admin/comments.ts';
import type { CommentState } from '../../../protocol/comment.ts';
import { type Key, t } from '../../i18n/index.ts';
import { type Icon, icon } from '../../parts/icons.ts';
import { time } from '../../parts/pieces.ts';

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

export function drawVerdict({ state, decision }: AdminComment, me: string | null): TemplateResult {
  const { own, others, picture, tone } = LOOKS[state];
  const made = decision?.state === state ? decision : null;
  const text = made && made.by.id !== me ? t(others, { name: made.by.name }) : t(own);
  return html`<span class="verdict ${tone}">${icon(picture)} ${text}</span>
    ${made ? html`<span class="muted small">${time(made.at)}</span>` : nothing}`;
}
