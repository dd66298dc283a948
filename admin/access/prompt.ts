/** `<lc-prompt>`: signs in again, or asks for proof, over whatever is on the screen. Tells `lc-answered`. */
import { html, nothing } from 'lit';
import type { StaffSession } from '../../protocol/admin/staff.ts';
import { ApiError } from '../api/client.ts';
import { hasPasskeys, stepUpWithPasskey, wasCancelled } from '../api/passkeys.ts';
import { stepUp } from '../api/session.ts';
import { t } from '../i18n/index.ts';
import '../parts/dialog.ts';
import { FormPart } from '../parts/form.ts';
import { icon } from '../parts/icons.ts';
import { define } from '../parts/part.ts';
import type { Me } from '../parts/screen.ts';
import './sign-in.ts';

class Prompt extends FormPart {
  static override properties = { ...FormPart.properties, kind: {}, session: { attribute: false } };
  declare kind: 'signIn' | 'stepUp';
  declare session: Me;

  readonly #cancel = () => this.emit('lc-answered', { done: false });

  #done(session: StaffSession): void {
    this.emit('lc-answered', { done: true, session });
  }

  async #prove(proof: () => Promise<StaffSession>): Promise<void> {
    try {
      this.#done(await proof());
    } catch (error) {
      if (wasCancelled(error)) return;
      // The session ended meanwhile: signing in proves as much.
      if (error instanceof ApiError && error.code === 'sign_in_required') this.kind = 'signIn';
      else throw error;
    }
  }

  readonly #submit = this.sending(({ password = '' }) => this.#prove(() => stepUp({ password })));
  readonly #passkey = () => this.doing(() => this.#prove(stepUpWithPasskey));

  override render(): unknown {
    return this.kind === 'signIn' ? this.#signIn() : this.#stepUp();
  }

  #signIn(): unknown {
    return html`<lc-dialog .label=${t('in.again')} @lc-close=${this.#cancel}>
      <div class="stack">
        <p class="muted">${t('in.againText')}</p>
        <lc-sign-in
          .email=${this.session.email ?? ''}
          @lc-signed-in=${({ detail }: CustomEvent<StaffSession>) => this.#done(detail)}
        ></lc-sign-in>
      </div>
    </lc-dialog>`;
  }

  #stepUp(): unknown {
    return html`<lc-dialog .label=${t('in.stepUp')} @lc-close=${this.#cancel}>
      <form class="form" @submit=${this.#submit}>
        <p class="muted">${t('in.stepUpText')}</p>
        ${this.problemNote()}
        <input type="text" name="username" autocomplete="username" .value=${this.session.email ?? ''} hidden />
        ${this.passwordField({ name: 'password', label: t('in.password'), fresh: false })}
        <div class="row">
          <button class="primary" aria-disabled=${this.busy}>${t('in.confirm')}</button>
          ${
            this.session.passkeys > 0 && hasPasskeys()
              ? html`<button type="button" aria-disabled=${this.busy} @click=${this.#passkey}>
                ${icon('key')} ${t('in.usePasskey')}
              </button>`
              : nothing
          }
        </div>
      </form>
    </lc-dialog>`;
  }
}
define('lc-prompt', Prompt);
