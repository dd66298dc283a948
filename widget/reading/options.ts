/** The reader's own options, and the list of the keys. */
import { html, nothing, render, type TemplateResult } from 'lit';
import { type Action, ask, type View } from '../elements/view.ts';
import type { Key } from '../i18n/en.ts';
import type { Translator } from '../i18n/translator.ts';
import { options } from '../styles/options.ts';

const KEYS: readonly (readonly [string, Key])[] = [
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['n', 'keyUnread'],
  ['r', 'keyReply'],
  ['u', 'keyVote'],
  ['x', 'keyCollapse'],
  ['/', 'keySearch'],
  ['c', 'keyWrite'],
  ['?', 'keyHelp'],
];

export { options as styles };
export const menu = { draw, showKeys };
export type Menu = typeof menu;

let translator: Translator | undefined;

function draw(view: View, isOpen: boolean): TemplateResult | typeof nothing {
  const { t, memory } = view;
  translator = t;
  if (!isOpen) return nothing;
  const close = (event: Event): void => ask(event.currentTarget as Element, { do: 'options', on: false });
  // Whoever goes on to something else has no more use for it.
  const onBlur = (event: FocusEvent): void => {
    const to = event.relatedTarget as Element | null;
    if (to && !(event.currentTarget as Element).contains(to) && !to.matches('[data-way=options]')) close(event);
  };
  return html`<div class="menu" part="menu" role="group" aria-label=${t.text('options')} @focusout=${onBlur}>
    <label>
      <input
        type="checkbox"
        role="switch"
        .checked=${!memory.isSilent}
        @change=${(event: Event) => {
          const box = event.target as HTMLInputElement;
          ask(box, { do: 'silence', on: !box.checked });
        }}
      >
      ${t.text('announce')}
    </label>
    <button type="button" class="quiet" @click=${(event: Event) => ask(event.currentTarget as Element, { do: 'keys' })}>
      ${t.text('shortcuts')} <kbd aria-hidden="true">?</kbd>
    </button>
    ${drawAccount(view)}
    ${view.moderating ? drawButton(t.text(view.isLocked ? 'openThread' : 'closeThread'), { do: 'lock', on: !view.isLocked }) : nothing}
    ${drawButton(t.text(view.moderating ? 'stopModerating' : 'moderate'), { do: 'moderate', on: !view.moderating })}
  </div>`;
}

function drawAccount({ t, settings, speaking, isGiven }: View): unknown {
  if (speaking?.isMember) return drawButton(t.text('signOut'), { do: 'sign-out' });
  return settings?.signIn && !isGiven ? drawButton(t.text('signIn'), { do: 'sign-in' }) : nothing;
}

function drawButton(label: string, action: Action): TemplateResult {
  const act = (event: Event): void => ask(event.currentTarget as Element, action);
  return html`<button type="button" class="quiet" @click=${act}>${label}</button>`;
}

/** Over the page, and gone when it is closed: the focus goes back to where it was by itself. */
function showKeys(root: ShadowRoot): void {
  const t = translator;
  const section = root.querySelector('section');
  if (!t || !section || root.querySelector('dialog.keys')) return;
  const place = document.createElement('div');
  section.append(place);
  render(
    drawKeys(t, () => place.remove()),
    place,
  );
  place.querySelector('dialog')?.showModal();
}

function drawKeys(t: Translator, onClose: () => void): TemplateResult {
  return html`<dialog class="keys" part="dialog" aria-labelledby="lc-keys" @close=${onClose}>
    <form method="dialog">
      <h3 id="lc-keys">${t.text('shortcuts')}</h3>
      <dl>${KEYS.map(([key, name]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${t.text(name)}</dd></div>`)}</dl>
      <button class="plain">${t.text('close')}</button>
    </form>
  </dialog>`;
}
