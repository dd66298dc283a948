/** `<lc-site>`: one site: how it comes into a page, whether it works there, its origins and settings; and how readers sign in. */
import { css, html, nothing } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { changeSite, readSite } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import '../../parts/copy.ts';
import { icon } from '../../parts/icons.ts';
import { define, Part } from '../../parts/part.ts';
import { failed, loading } from '../../parts/pieces.ts';
import type { Me } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href } from '../../router.ts';
import './check.ts';
import './origins.ts';
import './settings.ts';
import './sign-in.ts';

class SiteElement extends Part {
  static override properties = {
    key: { attribute: false },
    tab: { attribute: false },
    session: { attribute: false },
    editable: { attribute: false },
    value: { state: true },
    error: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .stack {
        max-inline-size: 46rem;
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        margin-block-end: 0.5rem;
      }
      .back:dir(rtl) svg {
        rotate: 180deg;
      }
      nav a {
        color: var(--muted);
      }
      nav a[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
      }
    `,
  ];
  declare key: string;
  /** `sign-in`, or empty for the rest. */
  declare tab: string;
  declare session: Me;
  declare editable: boolean;
  declare value: AdminSite | undefined;
  declare error: unknown;

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('key')) void this.#read();
  }

  async #read(): Promise<void> {
    this.value = undefined;
    this.error = undefined;
    try {
      this.value = await readSite(this.key);
    } catch (error) {
      this.error = error;
    }
  }

  readonly #saved = ({ detail }: CustomEvent<AdminSite>) => {
    this.value = detail;
    toast(t('saved'));
    this.emit('lc-sites');
  };

  readonly #add = async ({ detail: origin }: CustomEvent<string>) => {
    if (!this.value) return;
    try {
      const detail = await changeSite(this.key, { origins: [...this.value.origins, origin] });
      this.#saved(new CustomEvent('lc-saved', { detail }));
    } catch (error) {
      toastError(error);
    }
  };

  override render(): unknown {
    return html`<a class="back" href=${href('sites')}>${icon('back')} ${t('sites.back')}</a>
      <div class="head"><h1 tabindex="-1">${this.key}</h1>${this.editable ? this.#parts() : nothing}</div>
      ${this.#content()}`;
  }

  #parts(): unknown {
    const parts = [
      ['', t('site.part.settings')],
      ['sign-in', t('site.part.signIn')],
    ] as const;
    return html`<nav class="row" aria-label=${t('site.parts')}>
      ${parts.map(
        ([part, label]) =>
          html`<a class="button quiet" href=${href(`sites/${this.key}${part === '' ? '' : `/${part}`}`)} aria-current=${part === this.tab ? 'page' : nothing}>${label}</a>`,
      )}
    </nav>`;
  }

  #content(): unknown {
    if (this.error !== undefined) return failed(this.error, () => void this.#read());
    const { value } = this;
    if (!value) return html`<div class="card">${loading()}</div>`;
    if (this.tab === 'sign-in' && this.editable) {
      return html`<div class="stack">
        <lc-site-sign-in .site=${value} .session=${this.session} @lc-saved=${this.#saved}></lc-site-sign-in>
      </div>`;
    }
    const attribute = value.key === 'default' ? '' : ` data-site="${value.key}"`;
    const snippet = `<script async src="${location.origin}/embed.js"${attribute}></script>`;
    return html`<div class="stack">
      <section class="card pad stack" aria-labelledby="embed">
        <div>
          <h2 id="embed">${t('sites.embed')}</h2>
          <p class="muted">${t('sites.embedText')}</p>
        </div>
        <lc-copy .label=${t('sites.embedSnippet')} .value=${snippet}></lc-copy>
      </section>
      <lc-site-check .site=${value} .editable=${this.editable} @lc-add-origin=${this.#add}></lc-site-check>
      <lc-site-origins .site=${value} .editable=${this.editable} @lc-saved=${this.#saved}></lc-site-origins>
      <lc-site-settings .site=${value} .editable=${this.editable} @lc-saved=${this.#saved}></lc-site-settings>
      ${this.editable ? nothing : html`<p class="muted">${t('sites.readOnly')}</p>`}
    </div>`;
  }
}
define('lc-site', SiteElement);
