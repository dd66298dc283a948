/** `<lc-site-mail>`: whether the server can send mail, and a mail to see that it can. */
import { html, nothing } from 'lit';
import type { MailState, MailTest } from '../../../protocol/admin/sign-in.ts';
import { EMAIL_MAX_UNITS } from '../../../protocol/limits.ts';
import { testMail } from '../../api/sign-in.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { icon } from '../../parts/icons.ts';
import { define } from '../../parts/part.ts';

class SiteMail extends FormPart {
  static override properties = {
    ...FormPart.properties,
    mail: { attribute: false },
    to: { attribute: false },
    answer: { state: true },
  };
  declare mail: MailState;
  /** Their own address, until another is typed. */
  declare to: string;
  declare answer: MailTest | undefined;

  readonly #submit = this.sending(async ({ to = '' }) => {
    this.answer = undefined;
    this.answer = await testMail(to);
  });

  override render(): unknown {
    const { configured, from, host } = this.mail;
    return html`<section class="card pad" aria-labelledby="title">
      <form class="form" @submit=${this.#submit}>
        <div>
          <h2 id="title">${t('scope.mail')}</h2>
          ${
            configured
              ? html`<p class="muted">${t('mail.on', { from: from ?? '', host: host ?? '' })}</p>`
              : html`<p class="note warn">${t('mail.off')}</p>`
          }
        </div>
        ${configured ? this.#test() : nothing}
      </form>
    </section>`;
  }

  #test(): unknown {
    return html`${this.problemNote()}
      <div class="field">
        <label for="to">${t('mail.to')}</label>
        <input id="to" name="to" inputmode="email" dir="ltr" autocomplete="email" maxlength=${EMAIL_MAX_UNITS} .value=${this.to} required />
      </div>
      <div class="row"><button aria-disabled=${this.busy}>${icon('send')} ${t('mail.test')}</button></div>
      <div role="status">${this.answer ? said(this.answer) : nothing}</div>`;
  }
}
define('lc-site-mail', SiteMail);

/** The words of the mail server, which are for whoever looks after it. */
function said({ sent, answer }: MailTest): unknown {
  return html`<p class="note ${sent ? 'good' : 'bad'}">
    ${t(sent ? 'mail.sent' : 'mail.failed')} <bdi lang="en">${answer}</bdi>
  </p>`;
}
