/** `<lc-dialog label>`: a modal dialog with a title and a way out; what it holds is given as its children. */
import { css, html } from 'lit';
import { t } from '../i18n/index.ts';
import { icon } from './icons.ts';
import { define, Part } from './part.ts';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What had the focus before each dialog that is open, or was a moment ago; the latest first. */
let openers: HTMLElement[] = [];

/**
 * It opens when it is put into the page and tells `lc-close` when it wants to go; whoever drew it then takes it away.
 * The focus returns to where it was. Who typed something into it is asked before Escape or × takes that away.
 */
class Dialog extends Part {
  static override properties = {
    label: {},
    wide: { type: Boolean, reflect: true },
    stay: { type: Boolean },
    isAsking: { state: true },
  };
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
      .asking {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        margin: 0 1.25rem 0.5rem;
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
  /** Whether what was typed may go. */
  declare isAsking: boolean;
  /** What stood in each field when somebody came to it. */
  readonly #before = new Map<Field, unknown>();
  #lastField: HTMLElement | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('focusin', this.#entered);
    this.addEventListener('input', this.#typed);
    const opener = focused();
    if (opener) openers = [opener, ...openers.filter(each => each !== opener)];
  }

  override disconnectedCallback(): void {
    this.removeEventListener('focusin', this.#entered);
    this.removeEventListener('input', this.#typed);
    super.disconnectedCallback();
    // Another dialog may take its place, or the screen give the focus to something else.
    requestAnimationFrame(() => {
      if (focused()) return;
      const [opener] = openers.flatMap(each => [each, each.closest<HTMLElement>('lc-menu')]).filter(isThere);
      opener?.focus();
      openers = openers.filter(each => each !== opener && each.isConnected);
    });
  }

  readonly #entered = (event: Event) => {
    const field = fieldOf(event);
    if (!field) return;
    this.#lastField = field;
    if (!this.#before.has(field)) this.#before.set(field, standsIn(field));
  };

  /** Some browsers give no focus to boxes that are clicked. */
  readonly #typed = (event: Event) => {
    const field = fieldOf(event);
    if (field && !this.#before.has(field)) this.#before.set(field, undefined);
  };

  get #isChanged(): boolean {
    return [...this.#before].some(([field, before]) => field.isConnected && standsIn(field) !== before);
  }

  readonly #leave = () => {
    if (!this.#isChanged) return this.emit('lc-close');
    if (this.isAsking) return this.#goOn();
    this.isAsking = true;
    void this.focusOn('.asking button');
  };

  readonly #goOn = () => {
    this.isAsking = false;
    this.#lastField?.focus();
  };

  override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
    // What it holds may be elements that are drawn a moment later.
    requestAnimationFrame(() => (this.querySelector<HTMLElement>('[autofocus]') ?? firstField(this))?.focus());
  }

  readonly #cancel = (event: Event) => {
    // Dialogs within this one have events of their own.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    if (!this.stay) this.#leave();
  };

  /** Browsers close it after a second Escape, whatever was said to the first. */
  readonly #closed = (event: Event) => {
    if (!this.isConnected) return;
    if (this.stay || this.#isChanged) (event.currentTarget as HTMLDialogElement).showModal();
    if (!this.stay) this.#leave();
  };

  override render(): unknown {
    return html`<dialog aria-labelledby="title" @cancel=${this.#cancel} @close=${this.#closed}>
      <header>
        <h2 id="title">${this.label}</h2>
        ${
          this.stay
            ? ''
            : html`<button type="button" class="quiet icon" aria-label=${t('close')} @click=${this.#leave}>
              ${icon('close')}
            </button>`
        }
      </header>
      <div role="alert">${this.isAsking ? this.#question() : ''}</div>
      <div class="body"><slot></slot></div>
    </dialog>`;
  }

  #question(): unknown {
    return html`<div class="note warn asking">
      <span>${t('leave.text')}</span>
      <button type="button" @click=${this.#goOn}>${t('leave.stay')}</button>
      <button type="button" class="danger" @click=${() => this.emit('lc-close')}>${t('leave.go')}</button>
    </div>`;
  }
}
define('lc-dialog', Dialog);

/** What has the focus, also within elements; undefined where nothing has. */
function focused(): HTMLElement | undefined {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}

function isThere(element: HTMLElement | null): element is HTMLElement {
  return element?.isConnected === true && element.checkVisibility();
}

/** What is typed into searches is soon typed again, and passwords are not lost when they are. */
function fieldOf(event: Event): Field | undefined {
  const [element] = event.composedPath();
  const isField = element instanceof HTMLElement && element.matches('input, select, textarea');
  return isField && !element.matches('[type=search], [autocomplete$=password]') ? (element as Field) : undefined;
}

function standsIn(field: Field): unknown {
  return field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type) ? field.checked : field.value;
}

/** The first field to fill in, also within elements. */
function firstField(root: ParentNode): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element.matches('input:not([hidden]), select, textarea')) return element;
    const inner = element.shadowRoot && firstField(element.shadowRoot);
    if (inner) return inner;
  }
  return undefined;
}
