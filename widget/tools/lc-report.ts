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
    isMissing: { state: true },
  };
  declare t: Translator;
  declare comment: string;
  declare report: Report | undefined;
  declare private reason: string;
  /** Nothing was chosen, or nothing written. */
  declare private isMissing: boolean;

  constructor() {
    super();
    this.reason = '';
    this.isMissing = false;
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { t, report, reason, isMissing } = this;
    const asked = t.text(reason === 'other' ? 'reasonText' : 'reportTitle');
    return html`<form class="report" part="report" novalidate @submit=${this.#submit} @keydown=${this.#onKey}>
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
              aria-invalid=${isMissing ? 'true' : 'false'}
              aria-describedby=${isMissing ? this.#problemId : nothing}
              @input=${this.#forgive}
            ></textarea>`
          : nothing
      }
      <p id=${this.#problemId} class="reason" role="alert">${isMissing ? asked : report?.problem}</p>
      <div class="foot">
        <button class="primary" aria-disabled=${report?.isSending ? 'true' : 'false'}>${t.text('sendReport')}</button>
        <button type="button" class="quiet" @click=${this.#close}>${t.text('cancel')}</button>
      </div>
    </form>`;
  }

  #choice(value: string, label: string): TemplateResult {
    const choose = (): void => {
      this.reason = value;
      this.#forgive();
    };
    return html`<label><input type="radio" name="reason" value=${value} required @change=${choose}>${label}</label>`;
  }

  get #problemId(): string {
    return `lc-report-${this.comment}`;
  }

  #forgive = (): void => {
    this.isMissing = false;
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#close();
  };

  #close = (): void => ask(this, { do: 'close', id: this.comment });

  #submit = (event: Event): void => {
    event.preventDefault();
    const field = this.querySelector('textarea');
    const reason = field ? field.value.trim() : this.reason;
    if (this.report?.isSending) return;
    this.isMissing = reason === '';
    if (this.isMissing) (field ?? this.querySelector('input'))?.focus();
    else ask(this, { do: 'report', id: this.comment, reason });
  };
}

define('lc-report', LcReport);
