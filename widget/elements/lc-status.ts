/** `<lc-status>`: one quiet line that says who is here and who is typing, or that the link is down. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Translator } from '../i18n/translator.ts';
import type { LinkStatus } from '../live/member.ts';
import { define, InnerElement } from './lc-element.ts';

/** A link that is back sooner is no news. */
const PATIENCE_MS = 2_000;

class LcStatus extends InnerElement {
  static override properties = {
    t: { attribute: false },
    status: { attribute: false },
    viewers: { attribute: false },
    typing: { attribute: false },
    isBehind: { attribute: false },
    isLate: { state: true },
  };
  declare t: Translator;
  declare status: LinkStatus;
  /** How many watch the thread, oneself included. */
  declare viewers: number;
  /** Whether what was asked for last could not be loaded. */
  declare isBehind: unknown;
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
    const { t, viewers } = this;
    const trouble = this.#trouble();
    const typing = trouble ? '' : this.#whoTypes();
    return html`<p role="status">${trouble}</p>
      ${trouble || viewers < 2 ? nothing : html`<p class="here">${t.text('here', { n: viewers })}</p>`}
      <p class="typing" title=${typing}>${typing}</p>`;
  }

  #trouble(): string {
    const { t } = this;
    if (this.status === 'stopped') return t.text('stopped');
    const lost = this.isLate ? t.text(navigator.onLine ? 'reconnecting' : 'offline') : '';
    return this.isBehind ? `${t.text('failed')} ${lost || t.text('failedHint')}` : lost;
  }

  #whoTypes(): string {
    const { t } = this;
    const [name, other, ...more] = this.typing;
    if (name === undefined) return '';
    if (other === undefined) return t.text('typing', { name: name || t.text('someone') });
    // Two of whom not both have a name are several people.
    return more.length > 0 || !name || !other ? t.text('typingMany') : t.text('typingTwo', { name, other });
  }
}

define('lc-status', LcStatus);
