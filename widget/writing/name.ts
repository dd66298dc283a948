/** Under which name a text will stand: the page's user, the guest's own, or the field to give one. */
import { html, nothing } from 'lit';
import { ask, type View } from '../elements/view.ts';

interface NameField {
  readonly isNaming: boolean;
  /** The id of what says that the name is missing. */
  readonly wrong: string | undefined;
  onRename(): void;
  onInput(): void;
}

export function drawName(view: View, { isNaming, wrong, onRename, onInput }: NameField): unknown {
  const { t, viewer, isGiven, settings, speaking } = view;
  const name = viewer?.name ?? '';
  if (speaking?.isMember) return speaking.me(view);
  const signIn = settings?.signIn
    ? html`<button type="button" class="link" @click=${(event: Event) => ask(event.currentTarget as Element, { do: 'sign-in' })}>${t.text('signIn')}</button>`
    : nothing;
  if (!isGiven && settings?.guests === false) return speaking ? speaking.ways(view) : signIn;
  if (isGiven) return name ? html`<span class="who">${t.text('as', { name })}</span>` : nothing;
  if (name && !isNaming) {
    return html`<button type="button" class="quiet who" title=${t.text('changeName')} @click=${onRename}>
      ${t.text('as', { name })}
    </button>
    ${signIn}`;
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
  >${signIn}`;
}
