/** `<lc-site-sign-in>`: how readers of a site say who they are. */
import { html, type PropertyValues } from 'lit';
import type { MailState, Provider, SsoKey } from '../../../protocol/admin/sign-in.ts';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import { listProviders, listSsoKeys, readMailState } from '../../api/sign-in.ts';
import { define, Part } from '../../parts/part.ts';
import { failed, loading } from '../../parts/pieces.ts';
import type { Me } from '../../parts/screen.ts';
import './guests.ts';
import './mail.ts';
import './providers.ts';
import './sso-keys.ts';

interface Ways {
  readonly mail: MailState;
  readonly providers: readonly Provider[];
  readonly keys: readonly SsoKey[];
}

class SiteSignIn extends Part {
  static override properties = {
    site: { attribute: false },
    session: { attribute: false },
    ways: { state: true },
    error: { state: true },
  };
  declare site: AdminSite;
  declare session: Me;
  declare ways: Ways | undefined;
  declare error: unknown;

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('site') && changed.get('site')?.key !== this.site.key) {
      this.ways = undefined;
      void this.#load();
    }
  }

  readonly #load = async () => {
    const { key } = this.site;
    this.error = undefined;
    try {
      const [mail, providers, keys] = await Promise.all([readMailState(), listProviders(key), listSsoKeys(key)]);
      if (key === this.site.key) this.ways = { mail, providers, keys };
    } catch (error) {
      if (key === this.site.key) this.error = error;
    }
  };

  override render(): unknown {
    if (this.error !== undefined) return failed(this.error, () => void this.#load());
    const { site, session, ways } = this;
    if (!ways) return html`<div class="card">${loading()}</div>`;
    const { mail, providers, keys } = ways;
    const isOpen = providers.some(({ enabled }) => enabled) || keys.length > 0;
    return html`<div class="stack" @lc-changed=${this.#load}>
      <lc-site-guests .site=${site} .canMail=${mail.configured} .isOpen=${isOpen}></lc-site-guests>
      <lc-site-mail .mail=${mail} .to=${session.email ?? ''}></lc-site-mail>
      <lc-site-providers .site=${site.key} .providers=${providers}></lc-site-providers>
      <lc-site-sso .site=${site.key} .keys=${keys}></lc-site-sso>
    </div>`;
  }
}
define('lc-site-sign-in', SiteSignIn);
