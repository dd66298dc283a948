/** `<lc-frame>`: what stands around a screen: the navigation, the site that is looked at, and who is signed in. */
import { css, html, nothing } from 'lit';
import type { AdminSite } from '../protocol/admin/sites.ts';
import { signOut } from './api/session.ts';
import { listSites } from './api/sites.ts';
import { chooseLanguage, LANGUAGES, language, t } from './i18n/index.ts';
import { icon } from './parts/icons.ts';
import { define, Part } from './parts/part.ts';
import type { Me } from './parts/screen.ts';
import { toastError } from './parts/toasts.ts';
import { followLinks, href } from './router.ts';
import { screensFor } from './screens/table.ts';
import { chooseTheme, type Theme, theme } from './theme.ts';

const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];

export class Frame extends Part {
  static override properties = {
    session: { attribute: false },
    site: { attribute: false },
    at: { attribute: false },
    sites: { state: true },
    open: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .grid {
        min-block-size: 100dvh;
      }
      .skip {
        position: absolute;
        inset-block-start: 0.5rem;
        inset-inline-start: 0.5rem;
        z-index: 30;
      }
      .skip:not(:focus) {
        clip-path: inset(50%);
      }
      .bar {
        position: sticky;
        inset-block-start: 0;
        z-index: 8;
        display: flex;
        align-items: center;
        gap: 0.5rem;
        padding: 0.375rem 0.75rem;
        border-block-end: 1px solid var(--line);
        background: var(--surface);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        color: var(--text);
        font-weight: 650;
        text-decoration: none;
      }
      .brand svg {
        color: var(--accent);
      }
      .side {
        display: none;
        flex-direction: column;
        gap: 1rem;
        padding: 0.75rem;
        background: var(--surface);
      }
      .side.open {
        display: flex;
        border-block-end: 1px solid var(--line);
      }
      .side > .brand {
        display: none;
        padding: 0.25rem 0.5rem;
      }
      nav ul + ul {
        margin-block-start: 0.75rem;
        padding-block-start: 0.75rem;
        border-block-start: 1px solid var(--line);
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 0.625rem;
        padding: 0.4375rem 0.5rem;
        border-radius: var(--radius);
        color: var(--muted);
        font-weight: 530;
        text-decoration: none;
      }
      nav a[aria-current] {
        background: var(--accent-soft);
        color: var(--accent);
      }
      @media (pointer: coarse) {
        nav a {
          padding-block: 0.6875rem;
        }
      }
      @media (hover: hover) {
        nav a:hover:not([aria-current]) {
          background: var(--soft);
          color: var(--text);
        }
      }
      .choices {
        display: grid;
        gap: 0.5rem;
      }
      .choices label {
        color: var(--muted);
        font-size: 0.8125rem;
      }
      .foot {
        display: grid;
        gap: 0.75rem;
        margin-block-start: auto;
      }
      .foot button {
        justify-content: flex-start;
        padding-inline: 0.5rem;
      }
      .who {
        padding-inline: 0.5rem;
        overflow-wrap: anywhere;
      }
      main {
        min-inline-size: 0;
        padding: 1.25rem 1rem 4rem;
      }
      main > ::slotted(*) {
        max-inline-size: 70rem;
        margin-inline: auto;
      }
      @media (min-width: 60rem) {
        .grid {
          display: grid;
          grid-template-columns: 14.5rem minmax(0, 1fr);
        }
        .bar {
          display: none;
        }
        .side {
          position: sticky;
          inset-block-start: 0;
          display: flex;
          block-size: 100dvh;
          overflow-y: auto;
          border-inline-end: 1px solid var(--line);
        }
        .side.open {
          border-block-end: 0;
        }
        .side > .brand {
          display: flex;
        }
        main {
          padding: 1.75rem 2rem 4rem;
        }
      }
      @media (forced-colors: active) {
        nav a[aria-current] {
          outline: 1px solid;
        }
      }
    `,
  ];
  declare session: Me;
  declare site: string | null;
  declare at: string;
  declare sites: readonly AdminSite[];
  /** The navigation on narrow screens. */
  declare open: boolean;

  constructor() {
    super();
    this.sites = [];
    this.open = false;
  }

  readonly #readSites = () => {
    listSites().then(
      ({ items }) => {
        this.sites = items;
        if (this.site !== null && !items.some(({ key }) => key === this.site)) this.emit('lc-site', null);
      },
      () => undefined,
    );
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('lc-sites', this.#readSites);
    this.#readSites();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('at') && changed.get('at') !== undefined) this.open = false;
  }

  override render(): unknown {
    return html`<div class="grid" @click=${followLinks}>
      <a class="skip button" href="#main" @click=${this.#skip}>${t('nav.skip')}</a>
      <header class="bar">
        ${this.#brand()}
        <button
          type="button"
          class="quiet icon push"
          aria-label=${t('nav.open')}
          aria-expanded=${this.open}
          aria-controls="side"
          @click=${() => {
            this.open = !this.open;
          }}
        >${icon(this.open ? 'close' : 'menu')}</button>
      </header>
      <div class="side ${this.open ? 'open' : ''}" id="side">
        ${this.#brand()}${this.#siteChoice()}
        <nav aria-label=${t('nav.label')}>${this.#links()}</nav>
        ${this.#foot()}
      </div>
      <main id="main" tabindex="-1"><slot></slot></main>
    </div>`;
  }

  readonly #skip = (event: Event) => {
    event.preventDefault();
    this.focusMain();
  };

  focusMain(): void {
    this.renderRoot.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  #brand(): unknown {
    return html`<a class="brand" href=${href('queue/pending')}>${icon('thread')} ${t('title')}</a>`;
  }

  /** With one site there is nothing to choose. */
  #siteChoice(): unknown {
    if (this.sites.length < 2) return nothing;
    const choose = (event: Event) => this.emit('lc-site', (event.target as HTMLSelectElement).value || null);
    return html`<div class="choices">
      <label for="site">${t('nav.site')}</label>
      <select id="site" @change=${choose}>
        <option value="" ?selected=${this.site === null}>${t('nav.allSites')}</option>
        ${this.sites.map(({ key }) => html`<option value=${key} ?selected=${this.site === key}>${key}</option>`)}
      </select>
    </div>`;
  }

  #links(): unknown {
    const [current] = this.at.split('/');
    const screens = screensFor(this.session);
    return (['work', 'owner', 'you'] as const)
      .map(group => screens.filter(screen => screen.group === group))
      .filter(group => group.length > 0)
      .map(
        group => html`<ul>
          ${group.map(
            ({ name, label, icon: picture }) => html`<li>
              <a href=${href(name)} aria-current=${name === current ? 'page' : nothing}>${icon(picture)} ${t(label)}</a>
            </li>`,
          )}
        </ul>`,
      );
  }

  #foot(): unknown {
    const speak = (event: Event) => {
      chooseLanguage((event.target as HTMLSelectElement).value).catch(toastError);
    };
    const colour = (event: Event) => chooseTheme((event.target as HTMLSelectElement).value as Theme);
    return html`<div class="foot">
      <div class="choices">
        <label for="language">${t('nav.language')}</label>
        <select id="language" @change=${speak}>
          ${Object.entries(LANGUAGES).map(
            ([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === language()}>${name}</option>`,
          )}
        </select>
        <label for="theme">${t('nav.theme')}</label>
        <select id="theme" @change=${colour}>
          ${THEMES.map(each => html`<option value=${each} ?selected=${each === theme()}>${t(`nav.theme.${each}`)}</option>`)}
        </select>
      </div>
      <p class="who">
        <strong><bdi>${this.session.name}</bdi></strong><br /><span class="muted small">${t(`role.${this.session.role}`)}</span>
      </p>
      <button type="button" class="quiet" @click=${this.#signOut}>${icon('out')} ${t('nav.signOut')}</button>
    </div>`;
  }

  readonly #signOut = async () => {
    try {
      await signOut();
      // A new page: nothing of what they saw stays in memory.
      location.assign(href(''));
    } catch (error) {
      toastError(error);
    }
  };
}
define('lc-frame', Frame);
