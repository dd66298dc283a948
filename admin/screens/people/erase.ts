/** `<lc-erase-dialog>`: what goes with somebody, and their name to be typed. Tells `lc-erased`. */
import { html } from 'lit';
import type { PersonDetail } from '../../../protocol/admin/people.ts';
import { NAME_MAX_UNITS } from '../../../protocol/limits.ts';
import { erasePerson } from '../../api/people.ts';
import { t } from '../../i18n/index.ts';
import '../../parts/dialog.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';

class EraseDialog extends FormPart {
  static override properties = { ...FormPart.properties, person: { attribute: false } };
  declare person: PersonDetail;

  readonly #submit = this.sending(async ({ confirm = '' }) => {
    await erasePerson(this.person.id, confirm);
    this.emit('lc-erased');
  });

  override render(): unknown {
    const { name } = this.person;
    return html`<lc-dialog .label=${t('acts.eraseTitle', { name })}>
      <form class="form" @submit=${this.#submit}>
        <p class="note warn">${t('acts.eraseText')}</p>
        ${this.problemNote()}
        <div class="field">
          <label for="confirm">${t('acts.eraseConfirm', { name })}</label>
          <input id="confirm" name="confirm" dir="auto" maxlength=${NAME_MAX_UNITS} autocomplete="off" spellcheck="false" required />
        </div>
        <div class="row">
          <button class="primary danger" aria-disabled=${this.busy}>${t('acts.eraseDo')}</button>
          <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
        </div>
      </form>
    </lc-dialog>`;
  }
}
define('lc-erase-dialog', EraseDialog);
