/** "Show more", below the list or among the replies, and the word that nothing came. */
import { html, nothing, type TemplateResult } from 'lit';
import { ask, type View } from './view.ts';

/** While it loads, the button stays where the focus is: a disabled one would lose it. */
export function drawMore(parent: string | null, label: string, view: View): TemplateResult {
  const missing = view.more(parent);
  const isLoading = missing === 'loading';
  const act = (event: Event): void => ask(event.currentTarget as Element, { do: 'more', parent });
  return html`<button
      type="button"
      class=${parent ? 'link' : 'more'}
      part=${parent ? nothing : 'more'}
      aria-disabled=${isLoading ? 'true' : 'false'}
      @click=${act}
      >${label}</button
    >
    ${missing && !isLoading ? html`<p class="reason" role="alert">${view.t.text('failed')}</p>` : nothing}`;
}
