/** `<lc-set-up>` and `<lc-invite>`: what links that work once lead to. Both tell `lc-signed-in`. */
import { html } from 'lit';
import { acceptInvite, setUp } from '../api/session.ts';
import { t } from '../i18n/index.ts';
import { FormPart } from '../parts/form.ts';
import { define } from '../parts/part.ts';

/** The part after # is sent to no server: it is in no log. */
function takeToken(): string {
  return location.hash.slice(1);
}

/** Nobody who looks over a shoulder or into the history finds it later. */
function forgetToken(): void {
  history.replaceState(null, '', location.pathname);
}

class SetUp extends FormPart {
  readonly #submit = this.sending(async ({ name = '', email = '', password = '' }) => {
    const session = await setUp({ token: takeToken(), name, email, password });
    forgetToken();
    this.emit('lc-signed-in', session);
  });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      <p class="muted">${t('in.setUpText')}</p>
      ${this.problemNote()}
      <div class="field">
        <label for="name">${t('in.name')}</label>
        <input id="name" name="name" autocomplete="name" maxlength="400" required aria-describedby="name-hint" />
        <div class="hint" id="name-hint">${t('in.nameHint')}</div>
      </div>
      <div class="field">
        <label for="email">${t('in.email')}</label>
        <input id="email" name="email" type="email" autocomplete="username" maxlength="254" required />
      </div>
      ${this.passwordField({ name: 'password', label: t('in.newPassword'), fresh: true, hint: t('in.passwordHint') })}
      <button class="primary" ?disabled=${this.busy}>${t('in.makeOwner')}</button>
    </form>`;
  }
}
define('lc-set-up', SetUp);

class Invite extends FormPart {
  readonly #submit = this.sending(async ({ password = '' }) => {
    const session = await acceptInvite({ token: takeToken(), password });
    forgetToken();
    this.emit('lc-signed-in', session);
  });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      <p class="muted">${t('in.inviteText')}</p>
      ${this.problemNote()}
      ${this.passwordField({ name: 'password', label: t('in.newPassword'), fresh: true, hint: t('in.passwordHint') })}
      <button class="primary" ?disabled=${this.busy}>${t('in.accept')}</button>
    </form>`;
  }
}
define('lc-invite', Invite);
