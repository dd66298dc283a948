/** `<lc-page-grant>`: a page asks, through a window that it opened, whether it may moderate its site for a while. */
import { css, html } from 'lit';
import { makeWidgetToken } from '../api/session.ts';
import { t } from '../i18n/index.ts';
import { FormPart } from '../parts/form.ts';
import { define, Part } from '../parts/part.ts';

/** Whoever is about to click what was here before, as in a double click, gets this long to see what is here now. */
const SEEN_MS = 800;

class PageGrant extends FormPart {
  static override properties = { ...FormPart.properties, seen: { state: true } };
  /** Whether the window has been in front for long enough that a click is meant for it. */
  declare seen: boolean;
  #seeing: ReturnType<typeof setTimeout> | undefined;
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

  constructor() {
    super();
    this.seen = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('focus', this.#begin);
    addEventListener('blur', this.#stop);
    if (document.hasFocus()) this.#begin();
  }

  override disconnectedCallback(): void {
    removeEventListener('focus', this.#begin);
    removeEventListener('blur', this.#stop);
    this.#stop();
    super.disconnectedCallback();
  }

  readonly #begin = (): void => {
    this.#stop();
    this.#seeing = setTimeout(() => {
      this.seen = true;
    }, SEEN_MS);
  };

  readonly #stop = (): void => {
    clearTimeout(this.#seeing);
    this.seen = false;
  };

  /** Only a click gives it: any page could open this window. */
  readonly #allow = this.sending(async () => {
    const [site, origin] = [this.#asked.get('site') ?? '', this.#asked.get('origin') ?? ''];
    const given = await makeWidgetToken(site, origin);
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
        <button class="primary" ?disabled=${!this.seen || !opener} aria-disabled=${this.busy}>${t('page.allow')}</button>
        <button type="button" @click=${() => close()}>${t('cancel')}</button>
      </form>
    </main>`;
  }
}
define('lc-page-grant', PageGrant);
