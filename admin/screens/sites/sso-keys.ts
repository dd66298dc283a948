/** `<lc-site-sso>`: the keys with which a site’s own program signs for its users. */
import { html, nothing } from 'lit';
import type { SsoKey } from '../../../protocol/admin/sign-in.ts';
import { removeSsoKey } from '../../api/sign-in.ts';
import { relative, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import '../../parts/copy.ts';
import '../../parts/dialog.ts';
import { icon } from '../../parts/icons.ts';
import { define, Part } from '../../parts/part.ts';
import { chip } from '../../parts/pieces.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import './new-sso-key.ts';
import { pageSnippet, serverSnippet } from './sso-snippets.ts';

type MadeKey = SsoKey & { readonly secret: string | null };

class SiteSso extends Part {
  static override properties = {
    site: { attribute: false },
    keys: { attribute: false },
    isAdding: { state: true },
    made: { state: true },
  };
  declare site: string;
  declare keys: readonly SsoKey[];
  declare isAdding: boolean;
  /** Just made, with a secret that is shown once. */
  declare made: MadeKey | undefined;

  readonly #close = () => {
    this.isAdding = false;
    this.made = undefined;
  };

  readonly #made = ({ detail }: CustomEvent<MadeKey>) => {
    this.isAdding = false;
    this.made = detail;
    toast(t('sso.made'));
    this.emit('lc-changed');
  };

  async #remove({ id, name }: SsoKey): Promise<void> {
    const title = t('sso.removeTitle', { name: name || id });
    if (!(await confirm({ title, text: t('sso.removeText'), verb: t('remove'), danger: true }))) return;
    try {
      await removeSsoKey(this.site, id);
      toast(t('sso.removed'));
      this.emit('lc-changed');
      await this.focusOn('h2');
    } catch (error) {
      toastError(error);
    }
  }

  override render(): unknown {
    const open = () => {
      this.isAdding = true;
    };
    return html`<section class="card" aria-labelledby="title">
      <div class="pad">
        <div class="row">
          <h2 id="title" tabindex="-1">${t('sso.title')}</h2>
          <button type="button" class="push" @click=${open}>${icon('plus')} ${t('sso.add')}</button>
        </div>
        <p class="muted">${t('sso.text')} ${this.keys.length === 0 ? t('sso.none') : nothing}</p>
      </div>
      <ul class="list">
        ${this.keys.map(key => this.#key(key))}
      </ul>
      ${
        this.isAdding
          ? html`<lc-dialog .label=${t('sso.add')} @lc-close=${this.#close}>
            <lc-new-sso-key .site=${this.site} @lc-made=${this.#made}></lc-new-sso-key>
          </lc-dialog>`
          : nothing
      }
      ${this.made ? this.#once(this.made) : nothing}
    </section>`;
  }

  #key(key: SsoKey): unknown {
    const { id, name, algorithm, moderators, lastUsedAt } = key;
    return html`<li>
      <div class="row">
        <strong><bdi>${name || id}</bdi></strong> <code class="muted">${id}</code> ${chip(algorithm)}
        ${moderators ? chip(t('sso.moderatorsChip'), 'accent') : nothing}
        <span class="muted small">
          ${lastUsedAt ? t('apiKeys.used', { when: relative(lastUsedAt) }) : t('apiKeys.unused')}
        </span>
        <button type="button" class="quiet danger push" @click=${() => this.#remove(key)}>
          ${t('remove')}<span class="sr"> ${name || id}</span>
        </button>
      </div>
      <details>
        <summary class="small">${t('sso.snippet')}<span class="sr"> ${name || id}</span></summary>
        ${this.#snippets(key)}
      </details>
    </li>`;
  }

  #snippets(key: SsoKey): unknown {
    return html`<div class="stack">
      <div>
        <p class="muted small">${t('sso.snippetNode')}</p>
        <lc-copy .label=${t('sso.snippetNode')} .value=${serverSnippet(this.site, key)}></lc-copy>
      </div>
      <div>
        <p class="muted small">${t('sso.snippetPage')}</p>
        <lc-copy .label=${t('sso.snippetPage')} .value=${pageSnippet(this.site)}></lc-copy>
      </div>
    </div>`;
  }

  #once({ secret, ...key }: MadeKey): unknown {
    // Whoever brought the secret along has it, and needs no dialog that stays until they have copied it.
    return html`<lc-dialog wide .label=${secret === null ? t('sso.made') : t('sso.once')} ?stay=${secret !== null} @lc-close=${this.#close}>
      <div class="stack">
        ${
          secret === null
            ? nothing
            : html`<p>${t('sso.onceText')}</p>
              <lc-copy autofocus .label=${t('sso.once')} .value=${secret}></lc-copy>`
        }
        ${this.#snippets(key)}
        <div class="row">
          <button type="button" class="primary" @click=${this.#close}>${t(secret === null ? 'done' : 'apiKeys.kept')}</button>
        </div>
      </div>
    </lc-dialog>`;
  }
}
define('lc-site-sso', SiteSso);
