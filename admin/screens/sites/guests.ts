/** `<lc-site-guests>`: whether one may write without an account, and sign in by a link that is mailed. */
import { html, nothing } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { changeSite } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';

class SiteGuests extends FormPart {
  static override properties = {
    ...FormPart.properties,
    site: { attribute: false },
    canMail: { attribute: false },
    isOpen: { attribute: false },
  };
  declare site: AdminSite;
  /** Whether the server can send mail. */
  declare canMail: boolean;
  /** Whether there is another way to sign in. */
  declare isOpen: boolean;

  readonly #submit = this.sending(async values => {
    const settings = { guests: values['guests'] === 'on', mailSignIn: values['mailSignIn'] === 'on' };
    this.emit('lc-saved', await changeSite(this.site.key, { settings }));
  });

  override render(): unknown {
    const { guests, mailSignIn } = this.site.settings;
    const isShut = !guests && !this.isOpen && !(mailSignIn && this.canMail);
    return html`<section class="card pad" aria-labelledby="title">
      <form class="form" @submit=${this.#submit}>
        <h2 id="title">${t('ways.guests.title')}</h2>
        <div role="status">${isShut ? html`<p class="note warn">${t('ways.none')}</p>` : nothing}</div>
        ${this.problemNote()}
        <label class="check"><input type="checkbox" name="guests" .checked=${guests} /> ${t('ways.guests')}</label>
        <div>
          <label class="check">
            <input type="checkbox" name="mailSignIn" .checked=${mailSignIn} aria-describedby="mail-hint" /> ${t('ways.mail')}
          </label>
          <div class="hint" id="mail-hint">${t('ways.mailHint')}</div>
        </div>
        <div class="row"><button class="primary" aria-disabled=${this.busy}>${t('save')}</button></div>
      </form>
    </section>`;
  }
}
define('lc-site-guests', SiteGuests);
