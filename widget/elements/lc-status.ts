/** `<lc-status>`: one quiet line that says who is typing, or that the link is down. */
import { html, type TemplateResult } from 'lit';
import type { Translator } from '../i18n/translator.ts';
import type { LinkStatus } from '../live/member.ts';
import { define, InnerElement } from './lc-element.ts';

/** A link that is back sooner is no news. */
const PATIENCE_MS = 2_000;

class LcStatus extends InnerElement {
  static override properties = {
    t: { attribute: false },
    status: { attribute: false },
    typing: { attribute: false },
    isLate: { state: true },
  };
  declare t: Translator;
  declare status: LinkStatus;
  /** The names of others who type; empty for one without a name. */
  declare typing: readonly string[];
  /** Whether the link is down for so long that the reader should know. */
  declare private isLate: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
    this.#forget();
  }

  protected override willUpdate(): void {
    if (navigator.onLine && this.status !== 'lost') this.#forget();
    else {
      this.#timer ??= setTimeout(() => {
        this.isLate = true;
      }, PATIENCE_MS);
    }
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.isLate = false;
  }

  protected override render(): TemplateResult {
    const trouble = this.#trouble();
    return html`<p role="status">${trouble}</p>
      <p>${trouble ? '' : this.#whoTypes()}</p>`;
  }

  #trouble(): string {
    const { t } = this;
    if (this.status === 'stopped') return t.text('stopped');
    if (!this.isLate) return '';
    return t.text(navigator.onLine ? 'reconnecting' : 'offline');
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
