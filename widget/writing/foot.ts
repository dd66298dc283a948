/** What stands below the text in an open box: the tools, the name, and what is done with the text. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../elements/view.ts';
import type { Allowance } from './allowance.ts';

interface Foot {
  readonly tools: unknown;
  readonly name: unknown;
  readonly allowance: Allowance;
  /** What the button says that sends the text off. */
  readonly submit: string;
  readonly isEmpty: boolean;
  readonly isPreviewing: boolean;
  onPreview(): void;
  /** Undefined where the box cannot be closed. */
  readonly onCancel: (() => void) | undefined;
}

export function drawFoot(
  { t }: View,
  { tools, name, allowance, submit, isEmpty, isPreviewing, onPreview, onCancel }: Foot,
): TemplateResult {
  const { isOver, isWaiting, shown, spoken } = allowance;
  return html`<div class="kit ${isPreviewing ? 'away' : ''}">${tools}</div>
    <div class="foot">
      ${name}
      <span class="room ${isOver ? 'over' : ''}" aria-hidden="true">${shown}</span>
      <span class="sr" role="status">${spoken}</span>
      <button type="button" class="quiet" @click=${onPreview}>${t.text(isPreviewing ? 'backToWriting' : 'preview')}</button>
      ${onCancel ? html`<button type="button" class="quiet" @click=${onCancel}>${t.text('cancel')}</button>` : nothing}
      <button part="button" class="primary" ?disabled=${isEmpty || isOver || isWaiting}>${submit}</button>
    </div>`;
}
