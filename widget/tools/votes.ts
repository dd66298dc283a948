/** Votes for a comment, and against it where the site has them: one's own stands out, and a second click takes it back. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Vote } from '../../protocol/comment.ts';
import { ask, type View } from '../elements/view.ts';
import type { Node } from '../thread/shape.ts';

const ARROW = svg`<path d="M8 3.5 13 9.5h-3v3H6v-3H3z" />`;

export function drawVotes(host: Element, { comment }: Node, { t, settings, isLocked }: View): unknown {
  const votes = settings?.votes ?? 'off';
  const { id, myVote, upvotes, score } = comment;
  const n = votes === 'up' ? upvotes : score;
  if (votes === 'off' || comment.state !== 'published') return nothing;
  const button = (value: Vote, label: string): TemplateResult =>
    html`<button
      type="button"
      class="quiet icon vote"
      data-vote=${value}
      aria-label=${label}
      title=${label}
      aria-pressed=${myVote === value ? 'true' : 'false'}
      ?disabled=${isLocked}
      @click=${() => ask(host, { do: 'vote', id, value: myVote === value ? 0 : value })}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${ARROW}</svg>
    </button>`;
  return html`<span class="votes" part="votes">
    ${button(1, t.text('voteUp'))}<span class="score" data-own=${myVote || nothing}
      >${
        n === 0 && upvotes === 0
          ? nothing
          : html`<span aria-hidden="true">${t.number(n)}</span><span class="sr">${t.text('score', { n })}</span>`
      }</span
    >${votes === 'updown' ? button(-1, t.text('voteDown')) : nothing}
  </span>`;
}
