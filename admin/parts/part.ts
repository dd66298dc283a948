/** What every element of the dashboard begins with: the common look, and words in the chosen language. */
import { type CSSResultGroup, LitElement } from 'lit';
import { speech } from '../i18n/index.ts';
import { base } from '../styles.ts';

/**
 * Styles of its own come after the common ones: `static override styles = [...Part.styles, css`…`]`. Properties are
 * declared as `static override properties = { x: { attribute: false } }` and `declare x: X`.
 */
export class Part extends LitElement {
  static override styles: CSSResultGroup[] = base;
  readonly #spoken = () => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    speech.addEventListener('change', this.#spoken);
  }

  override disconnectedCallback(): void {
    speech.removeEventListener('change', this.#spoken);
    super.disconnectedCallback();
  }

  /** Tells whoever draws this element; `lc-` events leave shadow roots. */
  emit(name: `lc-${string}`, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Gives the focus to the first match in this element, after what is about to be drawn. */
  async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** Defines an element once, also where two bundles hold it. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
