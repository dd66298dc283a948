/** Under which name a text will stand: the page's user, the guest's own, or the field to give one. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../elements/view.ts';

interface NameField {
  readonly isNaming: boolean;
  /** The id of what says that the name is missing. */
  readonly wrong: string | undefined;
  onRename(): void;
  onInput(): void;
}

export function drawName(
  { t, viewer, isGiven }: View,
  { isNaming, wrong, onRename, onInput }: NameField,
): TemplateResult | typeof nothing {
  const name = viewer?.name ?? '';
  if (isGiven) return name ? html`<span class="who">${t.text('as', { name })}</span>` : nothing;
  if (name && !isNaming) {
    return html`<button type="button" class="quiet who" title=${t.text('changeName')} @click=${onRename}>
      ${t.text('as', { name })}
    </button>`;
  }
  return html`<input
    name="name"
    part="name"
    autocomplete="nickname"
    maxlength="80"
    aria-label=${t.text('name')}
    placeholder=${t.text('name')}
    aria-invalid=${wrong ? 'true' : 'false'}
    aria-describedby=${wrong ?? nothing}
    .value=${name}
    @input=${onInput}
  >`;
}
