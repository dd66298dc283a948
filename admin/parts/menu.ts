/** `<lc-menu label>`: a button that opens a list of actions; the actions are buttons or links given as its children. */
import { css, html } from 'lit';
import { type Icon, icon } from './icons.ts';
import { define, Part } from './part.ts';

class Menu extends Part {
  static override properties = { label: {}, icon: {}, open: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        position: relative;
        display: inline-block;
      }
      svg {
        stroke-width: 2.5;
      }
      .list {
        position: absolute;
        inset-block-start: calc(100% + 0.25rem);
        inset-inline-end: 0;
        z-index: 10;
        display: grid;
        min-inline-size: 11rem;
        padding: 0.25rem;
        border-radius: var(--radius);
        background: var(--raised);
        box-shadow: var(--shadow-large);
      }
      ::slotted(*) {
        justify-content: flex-start !important;
        border-color: transparent !important;
        background: none !important;
        text-align: start !important;
      }
      ::slotted(:hover),
      ::slotted(:focus-visible) {
        background: var(--soft) !important;
      }
      @media (forced-colors: active) {
        .list {
          border: 1px solid;
        }
      }
    `,
  ];
  declare label: string;
  declare icon: Icon;
  declare open: boolean;

  constructor() {
    super();
    this.icon = 'more';
    this.open = false;
  }

  readonly #outside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.#close();
  };

  override disconnectedCallback(): void {
    removeEventListener('pointerdown', this.#outside);
    super.disconnectedCallback();
  }

  /** To its button, which is there also while it is closed. */
  override focus(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  get #items(): HTMLElement[] {
    return [...this.children].filter(each => each instanceof HTMLElement);
  }

  async #show(): Promise<void> {
    this.open = true;
    addEventListener('pointerdown', this.#outside);
    await this.updateComplete;
    this.#items[0]?.focus();
  }

  #close(): void {
    this.open = false;
    removeEventListener('pointerdown', this.#outside);
  }

  readonly #key = (event: KeyboardEvent) => {
    if (!this.open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
      void this.focusOn('button');
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const items = this.#items;
    const at = items.findIndex(each => each.matches(':focus'));
    items[(at + step + items.length) % items.length]?.focus();
  };

  /** When the focus goes elsewhere, as with the tab key. */
  readonly #left = (event: FocusEvent) => {
    const to = event.relatedTarget;
    if (to instanceof Node && (this.contains(to) || this.renderRoot.contains(to))) return;
    if (to !== null) this.#close();
  };

  override render(): unknown {
    return html`<div @keydown=${this.#key} @focusout=${this.#left}>
      <button
        type="button"
        class="quiet icon"
        aria-label=${this.label}
        aria-expanded=${this.open}
        @click=${() => (this.open ? this.#close() : this.#show())}
      >${icon(this.icon)}</button>
      <div class="list" ?hidden=${!this.open} @click=${() => this.#close()}><slot></slot></div>
    </div>`;
  }
}
define('lc-menu', Menu);
