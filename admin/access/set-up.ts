/** `<lc-set-up>` and `<lc-invite>`: what links that work once lead to. Both tell `lc-signed-in`. */
import { html } from 'lit';
import { ApiError } from '../api/client.ts';
import { acceptInvite, setUp } from '../api/session.ts';
import { t } from '../i18n/index.ts';
import { FormPart } from '../parts/form.ts';
import { define } from '../parts/part.ts';
import { faultIn } from '../parts/pieces.ts';

/** The part after # is sent to no server: it is in no log. */
function takeToken(): string {
  return location.hash.slice(1);
}

/** Nobody who looks over a shoulder or into the history finds it later. */
function forgetToken(): void {
  history.replaceState(null, '', location.pathname);
}

/** Links are cut where mail or a terminal breaks them in two: then the server says how long a token is. */
async function withWholeLink<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ApiError && faultIn(error)?.name === 'token') throw new Error(t('in.linkCut'));
    throw error;
  }
}

class SetUp extends FormPart {
  override firstUpdated(): void {
    void this.focusOn('#name');
  }

  readonly #submit = this.sending(async ({ name = '', email = '', password = '' }) => {
    const session = await withWholeLink(setUp({ token: takeToken(), name, email, password }));
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
      <button class="primary" aria-disabled=${this.busy}>${t('in.makeOwner')}</button>
    </form>`;
  }
}
define('lc-set-up', SetUp);

class Invite extends FormPart {
  override firstUpdated(): void {
    void this.focusOn('#password');
  }

  readonly #submit = this.sending(async ({ password = '' }) => {
    const session = await withWholeLink(acceptInvite({ token: takeToken(), password }));
    forgetToken();
    this.emit('lc-signed-in', session);
  });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      <p class="muted">${t('in.inviteText')}</p>
      ${this.problemNote()}
      ${this.passwordField({ name: 'password', label: t('in.newPassword'), fresh: true, hint: t('in.passwordHint') })}
      <button class="primary" aria-disabled=${this.busy}>${t('in.accept')}</button>
    </form>`;
  }
}
define('lc-invite', Invite);
