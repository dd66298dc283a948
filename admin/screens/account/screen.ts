/** `/admin/account`: what staff change about themselves. */
import { css, html } from 'lit';
import { t } from '../../i18n/index.ts';
import { define } from '../../parts/part.ts';
import { Screen } from '../../parts/screen.ts';
import './code-app.ts';
import './passkeys.ts';
import './password.ts';
import './sessions.ts';

class AccountScreen extends Screen {
  static override styles = [
    ...Screen.styles,
    css`
      .stack {
        max-inline-size: 46rem;
      }
    `,
  ];

  override render(): unknown {
    const { name, email, role, sites, totp } = this.session;
    const where = sites === null ? t('account.sitesAll') : sites.join(', ');
    return html`<div class="head"><h1 tabindex="-1">${t('account.title')}</h1></div>
      <div class="stack">
        <section class="card pad" aria-label=${t('account.you')}>
          <h2><bdi>${name}</bdi></h2>
          <p class="muted"><bdi>${email}</bdi> · ${t(`role.${role}`)} · ${where}</p>
        </section>
        <lc-account-passkeys></lc-account-passkeys>
        <lc-account-code-app .on=${totp}></lc-account-code-app>
        <lc-account-password .email=${email ?? ''}></lc-account-password>
        <lc-account-sessions></lc-account-sessions>
      </div>`;
  }
}
define('lc-account-screen', AccountScreen);
