/** `<lc-dialog label>`: a modal dialog with a title and a way out; what it holds is given as its children. */
import { css, html } from 'lit';
import { t } from '../i18n/index.ts';
import { icon } from './icons.ts';
import { define, Part } from './part.ts';

/**
 * It opens when it is put into the page and tells `lc-close` when it wants to go; whoever drew it then takes it away.
 * The focus returns by itself to where it was.
 */
class Dialog extends Part {
  static override properties = { label: {}, wide: { type: Boolean, reflect: true }, stay: { type: Boolean } };
  static override styles = [
    ...Part.styles,
    css`
      dialog {
        inline-size: min(32rem, calc(100vw - 2rem));
        max-block-size: calc(100dvh - 2rem);
        padding: 0;
        border: 0;
        border-radius: var(--radius-large);
        background: var(--raised);
        color: var(--text);
        box-shadow: var(--shadow-large);
      }
      :host([wide]) dialog {
        inline-size: min(52rem, calc(100vw - 2rem));
      }
      dialog::backdrop {
        background: #0008;
      }
      header {
        position: sticky;
        inset-block-start: 0;
        display: flex;
        align-items: center;
        gap: 1rem;
        padding: 0.875rem 0.75rem 0.5rem 1.25rem;
        background: var(--raised);
      }
      header button {
        margin-inline-start: auto;
      }
      .body {
        padding: 0.25rem 1.25rem 1.25rem;
      }
      @media (forced-colors: active) {
        dialog {
          border: 1px solid;
        }
      }
    `,
  ];
  declare label: string;
  declare wide: boolean;
  /** Only its own buttons end it, not Escape: for what is shown once. */
  declare stay: boolean;

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    // What it holds may be elements that are drawn a moment later.
    requestAnimationFrame(() => (this.querySelector<HTMLElement>('[autofocus]') ?? firstField(this))?.focus());
  }

  readonly #cancel = (event: Event) => {
    // Dialogs within this one have events of their own.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!this.stay) this.emit('lc-close');
  };

  /** Browsers close it after a second Escape, whatever was said to the first. */
  readonly #closed = (event: Event) => {
    if (!this.isConnected) return;
    if (this.stay) (event.currentTarget as HTMLDialogElement).showModal();
    else this.emit('lc-close');
  };

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @cancel=${this.#cancel} @close=${this.#closed}>
      <header>
        <h2 id="title">${this.label}</h2>
        ${
          this.stay
            ? ''
            : html`<button type="button" class="quiet icon" aria-label=${t('close')} @click=${() => this.emit('lc-close')}>
              ${icon('close')}
            </button>`
        }
      </header>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }
}
define('lc-dialog', Dialog);

/** The first field to fill in, also within elements. */
function firstField(root: ParentNode): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches('input:not([hidden]), select, textarea')) return element;
    const inner = element.shadowRoot && firstField(element.shadowRoot);
    if (inner) return inner;
  }
  return undefined;
}
