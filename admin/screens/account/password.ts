/** Changes one’s own password. */
import { html } from 'lit';
import { changePassword } from '../../api/account.ts';
import { stepUp } from '../../api/session.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import { toast } from '../../parts/toasts.ts';

class AccountPassword extends FormPart {
  static override properties = { ...FormPart.properties, email: { attribute: false } };
  /** For password managers. */
  declare email: string;

  readonly #submit = this.sending(async ({ current = '', password = '' }, form) => {
    // They have just typed the proof that would be asked for.
    await stepUp({ password: current });
    await changePassword(current, password);
    form.reset();
    toast(t('account.changed'));
    this.emit('lc-session');
  });

  override render(): unknown {
    return html`<section class="card pad" aria-labelledby="title">
      <form class="form" @submit=${this.#submit}>
        <div>
          <h2 id="title">${t('account.password')}</h2>
          <p class="muted">${t('account.passwordText')}</p>
        </div>
        ${this.problemNote()}
        <input type="text" autocomplete="username" .value=${this.email} hidden />
        ${this.passwordField({ name: 'current', label: t('account.current'), fresh: false })}
        ${this.passwordField({ name: 'password', label: t('in.newPassword'), fresh: true, hint: t('in.passwordHint') })}
        <div class="row"><button aria-disabled=${this.busy}>${t('account.change')}</button></div>
      </form>
    </section>`;
  }
}
define('lc-account-password', AccountPassword);
