/** `<lc-status>`: one quiet line that says who is typing, or that the link is down. */
import { html, type TemplateResult } from 'lit';
import type { Translator } from '../i18n/translator.ts';
import type { LinkStatus } from '../member.ts';
import { define, InnerElement } from './lc-element.ts';

class LcStatus extends InnerElement {
  static override properties = {
    t: { attribute: false },
    status: { attribute: false },
    typing: { attribute: false },
  };
  declare t: Translator;
  declare status: LinkStatus;
  /** The names of others who type; empty for one without a name. */
  declare typing: readonly string[];
  readonly #onLine = (): void => this.requestUpdate();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#onLine);
    addEventListener('offline', this.#onLine);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#onLine);
    removeEventListener('offline', this.#onLine);
  }

  protected override render(): TemplateResult {
    const { t, status } = this;
    if (!navigator.onLine) return html`<p class="late">${t.text('offline')}</p>`;
    if (status === 'lost') return html`<p class="late">${t.text('reconnecting')}</p>`;
    if (status === 'stopped') return html`<p>${t.text('stopped')}</p>`;
    return html`<p>${this.#whoTypes()}</p>`;
  }

  #whoTypes(): string {
    const { t } = this;
    const [name, other, ...more] = this.typing.map(typist => typist || t.text('someone'));
    if (name === undefined) return '';
    if (other === undefined) return t.text('typing', { name });
    return more.length > 0 ? t.text('typingMany') : t.text('typingTwo', { name, other });
  }
}

define('lc-status', LcStatus);
