/** The code app: turned on with a QR code and a first code, which gives the recovery codes, and turned off. */
import { css, html, nothing, svg } from 'lit';
import { beginTotp, type CodeApp, disableTotp, enableTotp, renewCodes } from '../../api/account.ts';
import { t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import '../../parts/copy.ts';
import '../../parts/dialog.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import { chip } from '../../parts/pieces.ts';

class AccountCodeApp extends FormPart {
  static override properties = {
    ...FormPart.properties,
    on: { attribute: false },
    pending: { state: true },
    codes: { state: true },
  };
  static override styles = [
    ...FormPart.styles,
    css`
      .qr {
        inline-size: 13rem;
        block-size: 13rem;
        margin-inline: auto;
        border-radius: var(--radius);
        background: #fff;
        fill: #000;
      }
    `,
  ];
  declare on: boolean;
  /** Shown, and not yet proved by a code. */
  declare pending: CodeApp | undefined;
  /** Just made; shown once. */
  declare codes: readonly string[] | undefined;

  readonly #begin = () =>
    this.doing(async () => {
      this.pending = await beginTotp();
    });

  readonly #enable = this.sending(async ({ code = '' }) => {
    this.codes = await enableTotp(code.trim());
    this.pending = undefined;
    this.emit('lc-session');
  });

  readonly #disable = async () => {
    const question = { title: t('account.totp'), text: t('account.totpDisableText'), verb: t('account.totpDisable') };
    if (!(await confirm({ ...question, danger: true }))) return;
    await this.doing(async () => {
      await disableTotp();
      this.emit('lc-session');
    });
  };

  readonly #renew = async () => {
    const question = {
      title: t('account.recovery'),
      text: t('account.recoveryRenewText'),
      verb: t('account.recoveryRenew'),
    };
    if (!(await confirm(question))) return;
    await this.doing(async () => {
      this.codes = await renewCodes();
    });
  };

  readonly #closePending = () => {
    this.pending = undefined;
    this.problem = undefined;
  };

  override render(): unknown {
    const state = this.on ? chip(t('account.totpOn'), 'good') : chip(t('account.totpOff'));
    return html`<section class="card pad stack" aria-labelledby="title">
        <div>
          <h2 class="row"><span id="title">${t('account.totp')}</span> ${state}</h2>
          <p class="muted">${t('account.totpText')}</p>
        </div>
        ${this.pending ? nothing : this.problemNote()}
        <div class="row">${this.on ? this.#onButtons() : this.#offButtons()}</div>
      </section>
      ${this.pending ? this.#pendingDialog(this.pending) : nothing} ${this.codes ? this.#codesDialog(this.codes) : nothing}`;
  }

  #offButtons(): unknown {
    return html`<button type="button" aria-disabled=${this.busy} @click=${this.#begin}>${t('account.totpSetUp')}</button>`;
  }

  #onButtons(): unknown {
    return html`<button type="button" aria-disabled=${this.busy} @click=${this.#renew}>${t('account.recoveryRenew')}</button>
      <button type="button" class="danger" aria-disabled=${this.busy} @click=${this.#disable}>${t('account.totpDisable')}</button>`;
  }

  #pendingDialog({ qr, size, secret }: CodeApp): unknown {
    return html`<lc-dialog .label=${t('account.totpSetUp')} @lc-close=${this.#closePending}>
      <form class="form" @submit=${this.#enable}>
        <p>${t('account.totpScan')}</p>
        <svg class="qr" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label=${t('account.totpQr')}>
          ${svg`<path d=${qr}></path>`}
        </svg>
        <lc-copy .label=${t('account.totpKey')} .value=${secret}></lc-copy>
        ${this.problemNote()}
        <div class="field">
          <label for="code">${t('in.code')}</label>
          <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" minlength="6" maxlength="10" required />
        </div>
        <div class="row"><button class="primary" aria-disabled=${this.busy}>${t('account.totpEnable')}</button></div>
      </form>
    </lc-dialog>`;
  }

  #codesDialog(codes: readonly string[]): unknown {
    const close = () => {
      this.codes = undefined;
    };
    return html`<lc-dialog .label=${t('account.recovery')} stay @lc-close=${close}>
      <div class="stack">
        <p>${t('account.recoveryText')}</p>
        <lc-copy autofocus .label=${t('account.recovery')} .value=${codes.join('\n')}></lc-copy>
        <div class="row"><button type="button" class="primary" @click=${close}>${t('account.recoveryKept')}</button></div>
      </div>
    </lc-dialog>`;
  }
}
define('lc-account-code-app', AccountCodeApp);
