/** `<lc-sign-in>`: mail address and password, a code where one is wanted, or a passkey. Tells `lc-signed-in`. */
import { css, html, nothing } from 'lit';
import type { StaffSession } from '../../protocol/admin/staff.ts';
import { ApiError } from '../api/client.ts';
import { hasPasskeys, signInWithPasskey, wasCancelled } from '../api/passkeys.ts';
import { signIn } from '../api/session.ts';
import { t } from '../i18n/index.ts';
import { FormPart } from '../parts/form.ts';
import { icon } from '../parts/icons.ts';
import { define } from '../parts/part.ts';

class SignIn extends FormPart {
  static override properties = { ...FormPart.properties, email: {}, wantsCode: { state: true } };
  static override styles = [
    ...FormPart.styles,
    css`
      .or {
        display: flex;
        align-items: center;
        gap: 0.75rem;
        color: var(--muted);
        font-size: 0.8125rem;
      }
      .or::before,
      .or::after {
        flex: 1;
        border-block-start: 1px solid var(--line);
        content: '';
      }
    `,
  ];
  /** Who was here before, for a session that ended. */
  declare email: string;
  declare wantsCode: boolean;

  constructor() {
    super();
    this.email = '';
    this.wantsCode = false;
  }

  #done(session: StaffSession): void {
    this.emit('lc-signed-in', session);
  }

  readonly #submit = this.sending(async ({ email = '', password = '', code = '' }) => {
    try {
      this.#done(await signIn({ email, password, ...(code === '' ? {} : { code }) }));
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'code_required')) throw error;
      this.wantsCode = true;
      void this.focusOn('#code');
    }
  });

  readonly #passkey = () =>
    this.doing(async () => {
      try {
        this.#done(await signInWithPasskey());
      } catch (error) {
        if (!wasCancelled(error)) throw error;
      }
    });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      ${this.problemNote()}
      <div class="field">
        <label for="email">${t('in.email')}</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          maxlength="254"
          .value=${this.email}
          required
        />
      </div>
      ${this.passwordField({ name: 'password', label: t('in.password'), fresh: false })}
      ${this.wantsCode ? this.#code() : nothing}
      <button class="primary" aria-disabled=${this.busy}>${t('in.signIn')}</button>
      ${
        hasPasskeys()
          ? html`<div class="or">${t('in.or')}</div>
            <button type="button" aria-disabled=${this.busy} @click=${this.#passkey}>${icon('key')} ${t('in.withPasskey')}</button>`
          : nothing
      }
    </form>`;
  }

  #code(): unknown {
    return html`<div class="field">
      <label for="code">${t('in.code')}</label>
      <input id="code" name="code" autocomplete="one-time-code" maxlength="40" spellcheck="false" required aria-describedby="code-hint" />
      <div class="hint" id="code-hint">${t('in.codeHint')}</div>
    </div>`;
  }
}
define('lc-sign-in', SignIn);
