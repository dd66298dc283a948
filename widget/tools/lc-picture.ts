/** `<lc-picture>`: shows the picture that a link leads to, but only when its reader asks: nothing is fetched before. */
import { html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { define, InnerElement } from '../elements/lc-element.ts';
import type { Translator } from '../i18n/translator.ts';

const FRAME = svg`<path d="M2 3.5h12v9H2zM4.5 6.5h.01M3 11.5l3.5-3 2 1.7 2.5-2.7 2.5 3" stroke-linecap="round" />`;

class LcPicture extends InnerElement {
  static override properties = {
    t: { attribute: false },
    href: { attribute: false },
    isShown: { state: true },
    isBroken: { state: true },
  };
  declare t: Translator;
  declare href: string;
  declare private isShown: boolean;
  declare private isBroken: boolean;

  constructor() {
    super();
    this.isShown = false;
    this.isBroken = false;
  }

  /** Its author may give the link another address, and for that one nobody has asked. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('href')) this.isShown = false;
  }

  protected override render(): TemplateResult {
    const { t, isShown, isBroken } = this;
    const label = t.text(isShown ? 'hideImage' : 'showImage');
    return html`<button
        type="button"
        class="quiet icon"
        aria-expanded=${isShown ? 'true' : 'false'}
        aria-label=${label}
        title=${label}
        @click=${this.#toggle}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${FRAME}</svg></button
      >${isShown && !isBroken ? this.#picture() : nothing}${
        isShown && isBroken ? html`<span class="reason" role="alert">${t.text('imageBroken')}</span>` : nothing
      }`;
  }

  #picture(): TemplateResult {
    return html`<img
      class="picture"
      src=${this.href}
      alt=${this.previousElementSibling?.textContent ?? ''}
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
      @error=${() => {
        this.isBroken = true;
      }}
    >`;
  }

  #toggle = (): void => {
    this.isShown = !this.isShown;
    this.isBroken = false;
  };
}

define('lc-picture', LcPicture);
