/** `<lc-report>`: why a reader reports a comment. */
import { html, nothing, type TemplateResult } from 'lit';
import { REASON_MAX_UNITS } from '../../protocol/limits.ts';
import { define, InnerElement } from '../elements/lc-element.ts';
import { ask } from '../elements/view.ts';
import type { Key } from '../i18n/en.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Report } from '../reading/moments.ts';

/** As the server knows them; any other reason is in the reader’s own words. */
const REASONS: readonly [string, Key][] = [
  ['spam', 'reasonSpam'],
  ['offensive', 'reasonOffensive'],
  ['off-topic', 'reasonOffTopic'],
  ['other', 'reasonOther'],
];

class LcReport extends InnerElement {
  static override properties = {
    t: { attribute: false },
    comment: { attribute: false },
    report: { attribute: false },
    reason: { state: true },
  };
  declare t: Translator;
  declare comment: string;
  declare report: Report | undefined;
  declare private reason: string;

  constructor() {
    super();
    this.reason = '';
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { t, report, reason } = this;
    return html`<form class="report" part="report" @submit=${this.#submit} @keydown=${this.#onKey}>
      <fieldset>
        <legend>${t.text('reportTitle')}</legend>
        ${REASONS.map(([value, label]) => this.#choice(value, t.text(label)))}
      </fieldset>
      ${
        reason === 'other'
          ? html`<textarea
              name="text"
              required
              maxlength=${REASON_MAX_UNITS}
              aria-label=${t.text('reasonText')}
              placeholder=${t.text('reasonText')}
            ></textarea>`
          : nothing
      }
      <p class="reason" role="alert">${report?.problem ?? ''}</p>
      <div class="foot">
        <button class="primary" aria-disabled=${report?.isSending ? 'true' : 'false'}>${t.text('sendReport')}</button>
        <button type="button" class="quiet" @click=${this.#close}>${t.text('cancel')}</button>
      </div>
    </form>`;
  }

  #choice(value: string, label: string): TemplateResult {
    const choose = (): void => {
      this.reason = value;
    };
    return html`<label><input type="radio" name="reason" value=${value} required @change=${choose}>${label}</label>`;
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };

  #close = (): void => ask(this, { do: 'close', id: this.comment });

  #submit = (event: Event): void => {
    event.preventDefault();
    const text = this.querySelector('textarea')?.value.trim();
    if (this.report?.isSending || text === '') return;
    ask(this, { do: 'report', id: this.comment, reason: text ?? this.reason });
  };
}

define('lc-report', LcReport);
