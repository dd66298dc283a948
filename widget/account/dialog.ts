/** A dialog over the page; on a small screen it comes up from the foot. The focus goes back to where it was. */
import { html, render } from 'lit';
import type { Translator } from '../i18n/translator.ts';

interface Options {
  readonly title: string;
  readonly content: Element;
  /** A class of its own. */
  readonly look?: string;
}

export interface Dialog {
  close(): void;
}

export function openDialog(root: ShadowRoot, t: Translator, { title, content, look = '' }: Options): Dialog {
  root.querySelector<HTMLDialogElement>('dialog.sheet')?.close();
  const from = root.activeElement?.closest<HTMLElement>('article');
  const place = document.createElement('div');
  const close = (): void => place.querySelector('dialog')?.close();
  const onClick = (event: Event): void => {
    // What is around the dialog is the dialog itself to the browser.
    if (event.target === event.currentTarget) close();
  };
  const onClose = (): void => {
    place.remove();
    // The browser gives the focus back by itself, but not to what is gone: then it is the comment’s, or the section’s.
    requestAnimationFrame(() => {
      if (!root.activeElement) (from?.isConnected ? from : root.querySelector('h2'))?.focus({ preventScroll: true });
    });
  };
  const onKey = (event: KeyboardEvent): void => event.stopPropagation();
  render(
    html`<dialog
      class="sheet ${look}"
      part="dialog"
      aria-labelledby="lc-sheet"
      @close=${onClose}
      @pointerdown=${onClick}
      @keydown=${onKey}
    >
      <div class="page">
        <header>
          <h3 id="lc-sheet" tabindex="-1" autofocus>${title}</h3>
          <button type="button" class="quiet icon" aria-label=${t.text('close')} title=${t.text('close')} @click=${close}>
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M5 5l10 10M15 5 5 15"></path></svg>
          </button>
        </header>
        ${content}
      </div>
    </dialog>`,
    place,
  );
  root.querySelector('section')?.append(place);
  place.querySelector('dialog')?.showModal();
  return { close };
}
