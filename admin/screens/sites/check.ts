/** `<lc-site-check>`: asks the server whether a page’s address works, and says what to change. */
import { html, nothing } from 'lit';
import type { AdminSite, SiteCheck } from '../../../protocol/admin/sites.ts';
import { checkPage } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { icon } from '../../parts/icons.ts';
import { define } from '../../parts/part.ts';

class SiteCheckElement extends FormPart {
  static override properties = {
    ...FormPart.properties,
    site: { attribute: false },
    editable: { attribute: false },
    answer: { state: true },
  };
  declare site: AdminSite;
  declare editable: boolean;
  declare answer: SiteCheck | undefined;
  #asked = '';

  override willUpdate(changed: Map<string, unknown>): void {
    // Its origins are others now: what was answered may be wrong.
    if (changed.get('site') !== undefined && this.answer) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.answer = await checkPage(this.site.key, this.#asked);
  }

  readonly #submit = this.sending(async ({ url = '' }) => {
    this.#asked = url;
    this.answer = undefined;
    await this.#ask();
  });

  override render(): unknown {
    return html`<section class="card pad" aria-labelledby="title">
      <form class="form" @submit=${this.#submit}>
        <div>
          <h2 id="title" tabindex="-1">${t('sites.check')}</h2>
          <p class="muted">${t('sites.checkText')}</p>
        </div>
        ${this.problemNote()}
        <div class="field">
          <label for="url">${t('sites.checkAddress')}</label>
          <input id="url" name="url" inputmode="url" dir="ltr" maxlength="2000" spellcheck="false" autocapitalize="off" required />
        </div>
        <div class="row"><button aria-disabled=${this.busy}>${t('sites.checkDo')}</button></div>
        <div role="status">${this.answer ? this.#verdict(this.answer) : nothing}</div>
      </form>
    </section>`;
  }

  #verdict({ origin, allowed, mend }: SiteCheck): unknown {
    const [text, tone] =
      origin === null
        ? [t('sites.checkNoPage'), 'bad']
        : allowed
          ? [t('sites.checkYes', { origin }), mend === null ? 'good' : 'warn']
          : [t('sites.checkNo', { origin }), 'bad'];
    const add = () => {
      this.emit('lc-add-origin', origin);
      // The button goes with the answer that changes.
      void this.focusOn('h2');
    };
    return html`<div class="note ${tone} stack">
      <p><strong>${text}</strong>${mend === null ? nothing : html`<br /><span lang="en">${mend}</span>`}</p>
      ${
        origin !== null && !allowed && this.editable
          ? html`<div class="row"><button type="button" @click=${add}>${icon('plus')} ${t('sites.checkAdd', { origin })}</button></div>`
          : nothing
      }
    </div>`;
  }
}
define('lc-site-check', SiteCheckElement);
