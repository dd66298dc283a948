/** What may be done to a comment, drawn where the comment keeps room for it. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { ask, type Tools, type View } from '../elements/view.ts';
import { focusSoon } from '../page/reading.ts';
import { momentOf } from '../reading/moments.ts';
import type { Node } from '../thread/shape.ts';
import type { Mode } from '../writing/draft.ts';
import { drawCorner, drawRail } from './branch.ts';
import './lc-picture.ts';
import './lc-report.ts';
import './lc-spoiler.ts';
import { drawMore } from './more.ts';
import { isOwn, mayEdit } from './own.ts';
import { drawReactions } from './reactions.ts';
import { drawVotes } from './votes.ts';

export const tools: Tools = { corner, bar, below, rail: drawRail, veil, editor };

const ANSWER = svg`<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"
  ><path d="M6.5 3.5 2.5 7.5l4 4M3 7.5h6.5q4 0 4 5" stroke-linecap="round" stroke-linejoin="round" /></svg>`;

function corner(host: Element, node: Node, view: View): unknown {
  const news = view.isUnread(node) ? html`<span class="sr">${view.t.text('isUnread')}</span>` : nothing;
  return html`${news}${drawCorner(host, node, view)}`;
}

function bar(host: Element, node: Node, view: View): unknown {
  const { comment, sending } = node;
  const { t, isLocked, open } = view;
  const mode = open.get(comment.id);
  if (sending || mode === 'edit') return nothing;
  // In its place, so that a second key on “Delete” answers the question and does not take it back.
  if (mode === 'delete') return sure(host, comment.id, view);
  const button = (mode: Mode, label: unknown, look = ''): TemplateResult =>
    html`<button
      type="button"
      class="quiet ${look}"
      data-mode=${mode}
      aria-expanded=${open.get(comment.id) === mode ? 'true' : 'false'}
      @click=${() => toggle(host, comment.id, mode, open.get(comment.id))}
      >${label}</button
    >`;
  return html`${drawVotes(host, node, view)}${drawReactions(host, node, view)}
  ${isLocked || comment.state !== 'published' ? nothing : button('reply', html`${ANSWER}<span>${t.text('reply')}</span>`, 'answer')}
  ${mayEdit(node, view) ? button('edit', t.text('edit'), 'roomy') : nothing}
  ${isOwn(node, view) ? button('delete', t.text('remove'), 'roomy') : nothing}
  ${drawMore(host, node, view)}`;
}

function toggle(host: Element, id: string, mode: Mode, open: Mode | undefined): void {
  if (open === mode) ask(host, { do: 'close', id });
  else ask(host, { do: 'open', id, mode });
}

function below(host: Element, node: Node, view: View): unknown {
  const { id, author } = node.comment;
  const { t, notes, open } = view;
  const mode = open.get(id);
  const report = momentOf(view.memory).reports.get(id);
  const isHeld = node.comment.state === 'held' && isOwn(node, view);
  const late = view.waiting(id);
  return html`${late > 0 ? drawLate(host, id, t.text('freshReplies', { n: late })) : nothing}
    ${isHeld ? html`<p class="remark">${t.text('heldNote')}</p>` : nothing}
    ${node.comment.notice ? html`<p class="remark">${t.text('notice', { text: node.comment.notice })}</p>` : nothing}
    ${mode === 'report' ? html`<lc-report .t=${t} .comment=${id} .report=${report}></lc-report>` : nothing}
    ${report?.isSent && mode !== 'report' ? html`<p class="remark">${t.text('reported')}</p>` : nothing}
    ${notes.has(id) ? html`<p class="reason" role="alert">${notes.get(id)}</p>` : nothing}
    ${mode === 'reply' ? box(view, `reply:${id}`, t.text('writeReply', { name: author.name || t.text('someone') })) : nothing}`;
}

/** New replies that wait: on the edge of the comment, so that nothing moves for the word that they are there. */
function drawLate(host: Element, id: string, label: string): TemplateResult {
  const show = (): void => ask(host, { do: 'reveal', parent: id });
  return html`<button type="button" class="late" @click=${show}>${label}</button>`;
}

function veil(host: Element, { comment }: Node, { t, memory }: View): TemplateResult {
  const name = memory.hidden.get(comment.author.id) ?? '';
  const show = (): void => {
    ask(host, { do: 'unfold', id: comment.id, on: true });
    focusSoon(host.getRootNode() as ShadowRoot, `#lc-${comment.id}`);
  };
  return html`${t.text('mutedPerson', { name })} ·
    <button type="button" class="link" @click=${show}>${t.text('showMuted')}</button>`;
}

function editor(_host: Element, { comment }: Node, view: View): unknown {
  return box(view, `edit:${comment.id}`, view.t.text('writeEdit'));
}

function box(view: View, key: `reply:${string}` | `edit:${string}`, label: string): TemplateResult {
  return html`<lc-composer .view=${view} .key=${key} .draft=${view.drafts.get(key)} .label=${label}></lc-composer>`;
}

function sure(host: Element, id: string, { t }: View): TemplateResult {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') ask(host, { do: 'close', id });
  };
  return html`<div class="sure" role="group" aria-label=${t.text('removeSure')} @keydown=${onKey}>
    <span>${t.text('removeSure')}</span>
    <button type="button" class="danger" @click=${() => ask(host, { do: 'remove', id })}>${t.text('remove')}</button>
    <button type="button" class="quiet" @click=${() => ask(host, { do: 'close', id })}>${t.text('keep')}</button>
  </div>`;
}
