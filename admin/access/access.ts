/** `<lc-access>`: what stands there before anybody is signed in: set-up, an invitation, or the sign-in. */
import { css, html, type TemplateResult } from 'lit';
import { chooseLanguage, LANGUAGES, language, t } from '../i18n/index.ts';
import { icon } from '../parts/icons.ts';
import { define, Part } from '../parts/part.ts';
import { toastError } from '../parts/toasts.ts';
import { followLinks, href } from '../router.ts';
import './set-up.ts';
import './sign-in.ts';

class Access extends Part {
  static override properties = { at: { attribute: false }, needsSetUp: { attribute: false } };
  static override styles = [
    ...Part.styles,
    css`
      main {
        display: grid;
        align-content: center;
        justify-content: center;
        grid-template-columns: minmax(0, 25rem);
        gap: 1.25rem;
        min-block-size: 100dvh;
        padding: 1.5rem 1rem;
      }
      .brand {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.5rem;
        font-weight: 650;
      }
      .brand svg {
        color: var(--accent);
      }
      .card {
        display: grid;
        gap: 1.125rem;
        padding: 1.5rem;
      }
      .foot {
        display: flex;
        align-items: center;
        justify-content: center;
        gap: 0.5rem;
        color: var(--muted);
        font-size: 0.8125rem;
      }
      .foot select {
        inline-size: auto;
      }
    `,
  ];
  declare at: string;
  declare needsSetUp: boolean;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', followLinks);
  }

  #content(): [string, TemplateResult] {
    const toSignIn = html`<p><a href=${href('')}>${t('in.toSignIn')}</a></p>`;
    if (this.at === 'set-up' && !this.needsSetUp)
      return [t('in.setUpTitle'), html`<p>${t('in.setUpOver')}</p>${toSignIn}`];
    if (this.at === 'set-up') return [t('in.setUpTitle'), html`<lc-set-up></lc-set-up>`];
    if (this.at === 'invite') return [t('in.inviteTitle'), html`<lc-invite></lc-invite>${toSignIn}`];
    if (this.needsSetUp) return [t('in.needsSetUpTitle'), html`<p>${t('in.needsSetUp')}</p>`];
    return [t('in.title'), html`<lc-sign-in></lc-sign-in>`];
  }

  override render(): unknown {
    const [title, content] = this.#content();
    document.title = `${title} · ${t('title')}`;
    const speak = (event: Event) => {
      chooseLanguage((event.target as HTMLSelectElement).value).catch(toastError);
    };
    return html`<main>
      <p class="brand">${icon('thread')} ${t('title')}</p>
      <section class="card" aria-labelledby="title">
        <h1 id="title">${title}</h1>
        ${content}
      </section>
      <div class="foot">
        <label for="language">${t('nav.language')}</label>
        <select id="language" @change=${speak}>
          ${Object.entries(LANGUAGES).map(
            ([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === language()}>${name}</option>`,
          )}
        </select>
      </div>
    </main>`;
  }
}
define('lc-access', Access);
