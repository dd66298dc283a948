/** One’s own passkeys. */
import { html, nothing } from 'lit';
import type { Passkey } from '../../../protocol/admin/staff.ts';
import { addPasskey, hasPasskeys, listPasskeys, removePasskey, wasCancelled } from '../../api/passkeys.ts';
import { relative, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import '../../parts/dialog.ts';
import { FormPart } from '../../parts/form.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { failed, loading } from '../../parts/pieces.ts';
import { toast, toastError } from '../../parts/toasts.ts';

class AccountPasskeys extends FormPart {
  static override properties = { ...FormPart.properties, adding: { state: true } };
  declare adding: boolean;
  readonly #keys = new Pages<Passkey>(this, async () => ({ items: await listPasskeys(), next: null }));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#keys.reload();
  }

  readonly #add = this.sending(async ({ name = '' }) => {
    try {
      await addPasskey(name);
    } catch (error) {
      if (wasCancelled(error)) return;
      throw error;
    }
    this.adding = false;
    toast(t('account.passkeyAdded'));
    this.emit('lc-session');
    await this.#keys.reload({ quietly: true });
  });

  async #remove({ id, name }: Passkey): Promise<void> {
    const title = t('account.passkeyRemove', { name });
    if (!(await confirm({ title, text: t('account.passkeyRemoveText'), verb: t('remove'), danger: true }))) return;
    try {
      await removePasskey(id);
      this.emit('lc-session');
      await this.#keys.reload({ quietly: true });
      void this.focusOn('h2');
    } catch (error) {
      toastError(error);
    }
  }

  override render(): unknown {
    return html`<section class="card" aria-labelledby="title">
        <div class="pad">
          <h2 id="title" tabindex="-1">${t('account.passkeys')}</h2>
          <p class="muted">${t('account.passkeysText')}</p>
        </div>
        ${this.#list()}
        <div class="pad">
          ${
            hasPasskeys()
              ? html`<button
                type="button"
                @click=${() => {
                  this.adding = true;
                }}
              >${icon('plus')} ${t('account.passkeyAdd')}</button>`
              : html`<p class="muted small">${t('account.passkeysCannot')}</p>`
          }
        </div>
      </section>
      ${this.adding ? this.#dialog() : nothing}`;
  }

  #list(): unknown {
    const { state, items, error } = this.#keys;
    if (state === 'failed') return failed(error, () => void this.#keys.reload());
    if (state === 'loading' && items.length === 0) return loading(1);
    if (items.length === 0) return html`<p class="muted pad">${t('account.passkeysNone')}</p>`;
    return html`<ul class="list">
      ${items.map(
        key => html`<li class="row">
          ${icon('key')}
          <div>
            <strong><bdi>${key.name}</bdi></strong>
            <div class="muted small">
              ${t('account.made', { when: relative(key.createdAt) })}${
                key.lastUsedAt ? html` · ${t('account.used', { when: relative(key.lastUsedAt) })}` : nothing
              }
            </div>
          </div>
          <button type="button" class="quiet danger push" @click=${() => this.#remove(key)}>
            ${t('remove')}<span class="sr"> ${key.name}</span>
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #dialog(): unknown {
    const close = () => {
      this.adding = false;
      this.problem = undefined;
    };
    return html`<lc-dialog .label=${t('account.passkeyAdd')} @lc-close=${close}>
      <form class="form" @submit=${this.#add}>
        ${this.problemNote()}
        <div class="field">
          <label for="name">${t('account.passkeyName')}</label>
          <input id="name" name="name" maxlength="400" required aria-describedby="name-hint" />
          <div class="hint" id="name-hint">${t('account.passkeyNameHint')}</div>
        </div>
        <div class="row"><button class="primary" aria-disabled=${this.busy}>${t('add')}</button></div>
      </form>
    </lc-dialog>`;
  }
}
define('lc-account-passkeys', AccountPasskeys);
