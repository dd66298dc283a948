/** Asks before something that cannot be taken back. */
import { css, html } from 'lit';
import { t } from '../i18n/index.ts';
import './dialog.ts';
import { define, Part } from './part.ts';

interface Question {
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly text: string;
  /** The verb: “Remove”, not “OK”. */
  readonly verb: string;
  readonly danger?: boolean;
}

class Confirm extends Part {
  static override properties = { question: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      .row {
        justify-content: flex-end;
        margin-block-start: 1.25rem;
      }
    `,
  ];
  declare question: Question;
  answer: (yes: boolean) => void = () => {};

  override render(): unknown {
    const { title, text, verb, danger } = this.question;
    return html`<lc-dialog .label=${title} @lc-close=${() => this.answer(false)}>
      <p>${text}</p>
      <div class="row">
        <button type="button" autofocus @click=${() => this.answer(false)}>${t('cancel')}</button>
        <button type="button" class="primary ${danger ? 'danger' : ''}" @click=${() => this.answer(true)}>${verb}</button>
      </div>
    </lc-dialog>`;
  }
}
define('lc-confirm', Confirm);

/** Resolves with whether they said yes. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise(resolve => {
    const element = document.createElement('lc-confirm') as Confirm;
    element.question = question;
    element.answer = yes => {
      element.remove();
      resolve(yes);
    };
    document.body.append(element);
  });
}
