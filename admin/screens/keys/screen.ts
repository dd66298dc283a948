/** `/admin/keys`: API keys. */
import { html, nothing } from 'lit';
import type { ApiKey } from '../../../protocol/admin/staff.ts';
import { listKeys, revokeKey } from '../../api/keys.ts';
import { relative, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import '../../parts/copy.ts';
import '../../parts/dialog.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { chip, empty, failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import './new-key.ts';

class KeysScreen extends Screen {
  static override properties = { ...Screen.properties, adding: { state: true }, made: { state: true } };
  declare adding: boolean;
  /** Just made; shown once. */
  declare made: string | undefined;
  readonly #keys = new Pages<ApiKey>(this, async () => ({ items: await listKeys(), next: null }));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#keys.reload();
  }

  async #revoke({ id, name }: ApiKey): Promise<void> {
    const question = {
      title: t('apiKeys.revokeTitle', { name }),
      text: t('apiKeys.revokeText'),
      verb: t('apiKeys.revoke'),
    };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await revokeKey(id);
      toast(t('apiKeys.revoked'));
      await this.#keys.reload({ quietly: true });
      void this.focusOn('h1');
    } catch (error) {
      toastError(error);
    }
  }

  readonly #made = ({ detail }: CustomEvent<string>) => {
    this.adding = false;
    this.made = detail;
    void this.#keys.reload({ quietly: true });
  };

  readonly #open = () => {
    this.adding = true;
  };

  readonly #close = () => {
    this.adding = false;
    this.made = undefined;
  };

  override render(): unknown {
    return html`<div class="head">
        <h1 tabindex="-1">${t('apiKeys.title')}</h1>
        <button type="button" class="primary push" @click=${this.#open}>${icon('plus')} ${t('apiKeys.new')}</button>
        <p>${t('apiKeys.text')} <a href="/docs" target="_blank" rel="noopener">${t('apiKeys.docs')}</a></p>
      </div>
      <div class="card">${this.#list()}</div>
      ${
        this.adding
          ? html`<lc-dialog wide .label=${t('apiKeys.new')} @lc-close=${this.#close}>
            <lc-new-key .session=${this.session} @lc-made=${this.#made}></lc-new-key>
          </lc-dialog>`
          : nothing
      }
      ${this.made ? this.#once(this.made) : nothing}`;
  }

  #list(): unknown {
    const { state, items, error } = this.#keys;
    if (state === 'failed') return failed(error, () => void this.#keys.reload());
    if (state === 'loading' && items.length === 0) return loading();
    if (items.length === 0) return empty('key', t('apiKeys.none'), t('apiKeys.noneText'));
    return html`<ul class="list">
      ${items.map(key => this.#key(key))}
    </ul>`;
  }

  #key(key: ApiKey): unknown {
    const { name, prefix, scopes, sites, createdAt, lastUsedAt, by } = key;
    return html`<li class="row">
      <div>
        <strong><bdi>${name}</bdi></strong> <code class="muted">${prefix}…</code>
        <div class="row">${scopes.map(scope => chip(scope))}</div>
        <div class="muted small">
          ${sites === null ? t('account.sitesAll') : sites.join(', ')} · ${this.#expiry(key)} ·
          ${lastUsedAt ? t('apiKeys.used', { when: relative(lastUsedAt) }) : t('apiKeys.unused')} ·
          ${t('apiKeys.by', { name: by, when: relative(createdAt) })}
        </div>
      </div>
      <button type="button" class="quiet danger push" @click=${() => this.#revoke(key)}>
        ${t('apiKeys.revoke')}<span class="sr"> ${name}</span>
      </button>
    </li>`;
  }

  #expiry({ expiresAt }: ApiKey): string {
    if (expiresAt === null) return t('apiKeys.endless');
    return t(new Date(expiresAt) < new Date() ? 'apiKeys.ended' : 'apiKeys.ends', { when: relative(expiresAt) });
  }

  #once(key: string): unknown {
    return html`<lc-dialog .label=${t('apiKeys.once')} stay @lc-close=${this.#close}>
      <div class="stack">
        <p>${t('apiKeys.onceText')}</p>
        <lc-copy autofocus .label=${t('apiKeys.once')} .value=${key}></lc-copy>
        <div class="row"><button type="button" class="primary" @click=${this.#close}>${t('apiKeys.kept')}</button></div>
      </div>
    </lc-dialog>`;
  }
}
define('lc-keys-screen', KeysScreen);
