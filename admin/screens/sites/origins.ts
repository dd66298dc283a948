/** `<lc-site-origins>`: the websites whose pages may use the site. */
import { html, nothing } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { changeSite } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';

/** What stands in each line, or is parted by spaces or commas. */
export function linesOf(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter(line => line !== ''))];
}

class SiteOrigins extends FormPart {
  static override properties = { ...FormPart.properties, site: { attribute: false }, editable: { attribute: false } };
  declare site: AdminSite;
  declare editable: boolean;

  readonly #submit = this.sending(async ({ origins = '' }) => {
    this.emit('lc-saved', await changeSite(this.site.key, { origins: linesOf(origins) }));
  });

  override render(): unknown {
    const { origins, fixedOrigins } = this.site;
    return html`<section class="card pad" aria-labelledby="title">
      <form class="form" @submit=${this.#submit}>
        <div>
          <h2 id="title">${t('sites.origins')}</h2>
          <p class="muted">${t('sites.originsText')}</p>
        </div>
        ${this.problemNote()}
        <div class="field">
          <textarea
            name="origins"
            rows=${Math.max(3, origins.length + 1)}
            .value=${origins.join('\n')}
            spellcheck="false"
            autocapitalize="off"
            dir="ltr"
            ?readonly=${!this.editable}
            aria-labelledby="title"
            aria-describedby="hint"
          ></textarea>
          <div class="hint" id="hint">${t('sites.originsHint')}</div>
        </div>
        ${
          fixedOrigins.length > 0
            ? html`<p class="small muted">
              ${t('sites.originsFixed')} ${fixedOrigins.map((origin, n) => html`${n > 0 ? ', ' : ''}<code>${origin}</code>`)}
            </p>`
            : nothing
        }
        ${this.editable ? html`<div class="row"><button class="primary" aria-disabled=${this.busy}>${t('save')}</button></div>` : nothing}
      </form>
    </section>`;
  }
}
define('lc-site-origins', SiteOrigins);
