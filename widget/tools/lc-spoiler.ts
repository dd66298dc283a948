/** `<lc-spoiler>`: a covered part of a text, which its reader uncovers. */
import { define } from '../elements/lc-element.ts';

class LcSpoiler extends HTMLElement {
  static readonly observedAttributes = ['label'];

  connectedCallback(): void {
    if (this.hasAttribute('open')) return;
    this.setAttribute('role', 'button');
    this.setAttribute('tabindex', '0');
    this.setAttribute('aria-expanded', 'false');
    this.addEventListener('click', this.#open);
    this.addEventListener('keydown', this.#onKey);
  }

  attributeChangedCallback(): void {
    if (!this.hasAttribute('open')) this.setAttribute('aria-label', this.getAttribute('label') ?? '');
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    this.#open();
  };

  /** A button’s name would hide the text from a screen reader: uncovered, it is text and no button. */
  #open = (): void => {
    this.removeEventListener('click', this.#open);
    this.removeEventListener('keydown', this.#onKey);
    for (const name of ['role', 'aria-label', 'aria-expanded']) this.removeAttribute(name);
    this.setAttribute('tabindex', '-1');
    this.setAttribute('open', '');
  };
}

define('lc-spoiler', LcSpoiler);
