/** Collapsing a conversation: by the button at its head, or by the line along its replies. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { ask, type View } from '../elements/view.ts';
import { repliesOf, sizeOf } from '../reading/branches.ts';
import type { Node } from '../thread/shape.ts';

const MINUS = svg`<path d="M4 8h8" stroke-linecap="round" />`;
const PLUS = svg`<path d="M4 8h8M8 4v8" stroke-linecap="round" />`;

export function drawCorner(host: Element, node: Node, view: View): unknown {
  const { t, memory } = view;
  const { id } = node.comment;
  const isCollapsed = memory.collapsed.has(id);
  if (!isCollapsed && repliesOf(node, view) === 0) return nothing;
  const collapse = (): void => ask(host, { do: 'collapse', id });
  const size = isCollapsed ? t.text('collapsed', { n: sizeOf(node, view) }) : '';
  const label = t.text(isCollapsed ? 'expand' : 'collapse');
  return html`<button
      type="button"
      class="quiet toggle"
      aria-expanded=${isCollapsed ? 'false' : 'true'}
      aria-label=${size ? `${size}. ${label}` : label}
      title=${label}
      @click=${collapse}
    >
      <span aria-hidden="true">${size}</span>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${isCollapsed ? PLUS : MINUS}</svg></button
    >`;
}

/** The line itself is for the pointer alone: by keyboard there is the button. */
export function drawRail(host: Element, { comment }: Node): TemplateResult {
  return html`<span class="rail" @click=${() => ask(host, { do: 'collapse', id: comment.id })}></span>`;
}
