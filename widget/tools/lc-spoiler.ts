/** `<lc-spoiler>`: a covered part of a text, which its reader uncovers. */
import { define } from '../elements/lc-element.ts';

class LcSpoiler extends HTMLElement {
  static readonly observedAttributes = ['label'];

  /** Its author may put another text in its place, which nobody has uncovered. */
  readonly #edits = new MutationObserver(changes => {
    if (changes.some(isOfText)) this.#cover();
  });

  connectedCallback(): void {
    if (!this.hasAttribute('open')) this.#cover();
  }

  #cover(): void {
    this.#edits.disconnect();
    this.removeAttribute('open');
    this.setAttribute('role', 'button');
    this.setAttribute('tabindex', '0');
    this.setAttribute('aria-expanded', 'false');
    this.addEventListener('click', this.#open);
    this.addEventListener('keydown', this.#onKey);
    this.#name();
  }

  attributeChangedCallback(): void {
    if (!this.hasAttribute('open')) this.#name();
  }

  #name(): void {
    this.setAttribute('aria-label', this.getAttribute('label') ?? '');
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
    this.#edits.observe(this, { childList: true, characterData: true, subtree: true });
  };
}

/** A picture in it is drawn anew when it is shown. */
function isOfText({ target }: MutationRecord): boolean {
  return !(target instanceof Element ? target : target.parentElement)?.closest('lc-picture');
}

define('lc-spoiler', LcSpoiler);
