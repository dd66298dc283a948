/** `/admin/sites`: all sites; `/admin/sites/<key>`: one of them; `…/sign-in`: how its readers sign in. */
import { html, nothing } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { TITLE_MAX_UNITS } from '../../../protocol/limits.ts';
import { changeSite, listSites, makeSite } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import '../../parts/dialog.ts';
import { FormPart } from '../../parts/form.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href, navigate } from '../../router.ts';
import { linesOf } from './origins.ts';
import './site.ts';
import './words.ts';

class SitesScreen extends Screen {
  static override properties = { ...Screen.properties, adding: { state: true } };
  declare adding: boolean;
  readonly #sites = new Pages<AdminSite>(this, () => listSites());

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#sites.reload();
  }

  get #mayChange(): boolean {
    return this.session.role !== 'moderator';
  }

  readonly #close = () => {
    this.adding = false;
  };

  readonly #made = ({ detail: key }: CustomEvent<string>) => {
    this.adding = false;
    toast(t('sites.made'));
    this.emit('lc-sites');
    void this.#sites.reload({ quietly: true });
    navigate(`sites/${key}`);
  };

  readonly #changed = () => void this.#sites.reload({ quietly: true });

  override render(): unknown {
    if (this.path !== '') {
      const [key = '', tab = ''] = this.path.split('/');
      return html`<lc-site
        .key=${key}
        .tab=${tab}
        .session=${this.session}
        .editable=${this.#mayChange}
        @lc-sites=${this.#changed}
      ></lc-site>`;
    }
    return html`<div class="head">
        <h1 tabindex="-1">${t('sites.title')}</h1>
        ${this.#mayChange && this.session.sites === null ? this.#newButton() : nothing}
        <p>${t('sites.text')}</p>
      </div>
      <div class="card">${this.#list()}</div>
      ${
        this.adding
          ? html`<lc-dialog .label=${t('sites.new')} @lc-close=${this.#close}>
            <lc-new-site @lc-made=${this.#made}></lc-new-site>
          </lc-dialog>`
          : nothing
      }`;
  }

  #newButton(): unknown {
    const open = () => {
      this.adding = true;
    };
    return html`<button type="button" class="primary push" @click=${open}>${icon('plus')} ${t('sites.new')}</button>`;
  }

  #list(): unknown {
    const { state, items, error } = this.#sites;
    if (state === 'failed') return failed(error, () => void this.#sites.reload());
    if (state === 'loading' && items.length === 0) return loading();
    return html`<ul class="list">
      ${items.map(({ key, origins, fixedOrigins, settings: { name } }) => {
        const all = [...origins, ...fixedOrigins];
        return html`<li>
          <a href=${href(`sites/${key}`)}><strong>${key}</strong></a>
          ${name === '' ? nothing : html`<bdi class="muted">${name}</bdi>`}
          <div class="muted small">${all.length === 0 ? t('sites.originsNone') : html`<bdi>${all.join(' · ')}</bdi>`}</div>
        </li>`;
      })}
    </ul>`;
  }
}
define('lc-sites-screen', SitesScreen);

class NewSite extends FormPart {
  readonly #submit = this.sending(async ({ key = '', name = '', origins = '' }) => {
    await makeSite(key, linesOf(origins));
    // The site is there; what went wrong with its name is mended on its own page.
    if (name.trim() !== '') await changeSite(key, { settings: { name: name.trim() } }).catch(toastError);
    this.emit('lc-made', key);
  });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      ${this.problemNote()}
      <div class="field">
        <label for="key">${t('sites.key')}</label>
        <input
          id="key"
          name="key"
          pattern="[a-z0-9][a-z0-9\\-]*"
          maxlength="64"
          autocapitalize="off"
          spellcheck="false"
          required
          aria-describedby="key-hint"
        />
        <div class="hint" id="key-hint">${t('sites.keyHint')}</div>
      </div>
      <div class="field">
        <label for="name">${t('sites.name')}</label>
        <input id="name" name="name" dir="auto" maxlength=${TITLE_MAX_UNITS} autocomplete="off" aria-describedby="name-hint" />
        <div class="hint" id="name-hint">${t('sites.nameHint')}</div>
      </div>
      <div class="field">
        <label for="origins">${t('sites.origins')}</label>
        <textarea id="origins" name="origins" rows="3" spellcheck="false" dir="ltr" aria-describedby="origins-hint"></textarea>
        <div class="hint" id="origins-hint">${t('sites.originsHint')}</div>
      </div>
      <div class="row"><button class="primary" aria-disabled=${this.busy}>${t('sites.make')}</button></div>
    </form>`;
  }
}
define('lc-new-site', NewSite);
