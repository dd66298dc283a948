/** `<lc-page-grant>`: a page asks, through a window that it opened, whether it may moderate its site for a while. */
import { css, html } from 'lit';
import type { WidgetToken } from '../../protocol/admin/staff.ts';
import { request } from '../api/client.ts';
import { t } from '../i18n/index.ts';
import { FormPart } from '../parts/form.ts';
import { define, Part } from '../parts/part.ts';

class PageGrant extends FormPart {
  static override styles = [
    ...Part.styles,
    css`
      main {
        display: grid;
        place-content: center;
        grid-template-columns: minmax(0, 25rem);
        min-block-size: 100dvh;
        padding: 1rem;
      }
      form {
        display: grid;
        gap: 1rem;
        padding: 1.5rem;
      }
      .origin {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `,
  ];
  readonly #asked = new URLSearchParams(location.search);

  /** Only a click gives it: any page could open this window. */
  readonly #allow = this.sending(async () => {
    const [site, origin] = [this.#asked.get('site') ?? '', this.#asked.get('origin') ?? ''];
    const given = await request<WidgetToken>('/session/widget', {
      method: 'POST',
      body: { site, origin },
    });
    // To pages of that origin alone: what the window’s opener has become in the meantime may be another.
    (opener as Window | null)?.postMessage(given, origin);
    close();
  });

  override render(): unknown {
    const site = this.#asked.get('site') ?? '';
    document.title = `${t('page.title')} · ${t('title')}`;
    return html`<main>
      <form class="card" @submit=${this.#allow}>
        <h1>${t('page.title')}</h1>
        <p class="origin" dir="ltr">${this.#asked.get('origin') ?? ''}</p>
        <p>${opener ? t('page.text', { site }) : t('page.cut')}</p>
        ${this.problemNote()}
        <button class="primary" ?disabled=${this.busy || !opener}>${t('page.allow')}</button>
        <button type="button" @click=${() => close()}>${t('cancel')}</button>
      </form>
    </main>`;
  }
}
define('lc-page-grant', PageGrant);
