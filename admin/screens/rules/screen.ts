/** `/admin/rules`: what is judged before a comment is published, for one site at a time. */
import { html } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { HOLD_POINTS, SPAM_POINTS } from '../../../protocol/limits.ts';
import { listSites } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';

import './list.ts';

class RulesScreen extends Screen {
  readonly #sites = new Pages<AdminSite>(this, () => listSites());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#sites.reload();
  }

  override render(): unknown {
    return html`<div class="head">
        <h1 tabindex="-1">${t('rules.title')}</h1>
        <p>${t('rules.text', { hold: HOLD_POINTS, spam: SPAM_POINTS })}</p>
      </div>
      ${this.#content()}`;
  }

  #content(): unknown {
    const { state, items, error } = this.#sites;
    if (state === 'failed') return failed(error, () => void this.#sites.reload());
    if (state === 'loading') return html`<div class="card">${loading()}</div>`;
    // With one site there is nothing to choose.
    const site = items.length === 1 ? items[0] : items.find(({ key }) => key === this.site);
    if (!site) return this.#choice(items);
    return html`<lc-rule-list .site=${site} .editable=${this.session.role !== 'moderator'}></lc-rule-list>`;
  }

  #choice(sites: readonly AdminSite[]): unknown {
    return html`<div class="card">
      <div class="state">
        ${icon('site')}<strong>${t('rules.chooseSite')}</strong>
        <p>${t('rules.chooseSiteText')}</p>
        <div class="row">
          ${sites.map(({ key }) => html`<button type="button" @click=${() => this.emit('lc-site', key)}>${key}</button>`)}
        </div>
      </div>
    </div>`;
  }
}
define('lc-rules-screen', RulesScreen);
