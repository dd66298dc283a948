/** `/admin/webhooks`: all webhooks; `/admin/webhooks/<id>`: one of them, with what was sent to it. */
import { html, nothing } from 'lit';
import type { Webhook } from '../../../protocol/admin/webhooks.ts';
import { listWebhooks } from '../../api/webhooks.ts';
import { relative, t } from '../../i18n/index.ts';
import '../../parts/copy.ts';
import '../../parts/dialog.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { chip, empty, failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { toast } from '../../parts/toasts.ts';
import { href, navigate } from '../../router.ts';
import './form.ts';
import './webhook.ts';

class WebhooksScreen extends Screen {
  static override properties = { ...Screen.properties, adding: { state: true }, secret: { state: true } };
  declare adding: boolean;
  /** Just made; shown once. */
  declare secret: string | undefined;
  readonly #hooks = new Pages<Webhook>(this, async () => ({ items: await listWebhooks(), next: null }));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#hooks.reload();
  }

  readonly #again = () => void this.#hooks.reload({ quietly: true });

  readonly #made = ({ detail }: CustomEvent<{ secret: string }>) => {
    this.adding = false;
    this.secret = detail.secret;
    this.#again();
  };

  readonly #close = () => {
    this.adding = false;
    this.secret = undefined;
  };

  readonly #removed = () => {
    toast(t('hooks.removed'));
    this.#again();
    navigate('webhooks');
  };

  override render(): unknown {
    if (this.path !== '') return this.#one(Number(this.path));
    const open = () => {
      this.adding = true;
    };
    return html`<div class="head">
        <h1 tabindex="-1">${t('hooks.title')}</h1>
        <button type="button" class="primary push" @click=${open}>${icon('plus')} ${t('hooks.new')}</button>
        <p>${t('hooks.text')}</p>
      </div>
      <div class="card">${this.#list()}</div>
      ${
        this.adding
          ? html`<lc-dialog .label=${t('hooks.new')} @lc-close=${this.#close}>
            <lc-webhook-form .session=${this.session} @lc-saved=${this.#made}></lc-webhook-form>
          </lc-dialog>`
          : nothing
      }
      ${this.secret ? this.#once(this.secret) : nothing}`;
  }

  #one(id: number): unknown {
    const { state, items, error } = this.#hooks;
    const hook = items.find(each => each.id === id);
    if (hook) {
      return html`<lc-webhook
        .hook=${hook}
        .session=${this.session}
        @lc-changed=${this.#again}
        @lc-removed=${this.#removed}
      ></lc-webhook>`;
    }
    if (state === 'failed') return failed(error, () => void this.#hooks.reload());
    if (state === 'loading') return html`<div class="card">${loading()}</div>`;
    return empty('hook', t('hooks.gone'), nothing, html`<a href=${href('webhooks')}>${t('hooks.back')}</a>`);
  }

  #list(): unknown {
    const { state, items, error } = this.#hooks;
    if (state === 'failed') return failed(error, () => void this.#hooks.reload());
    if (state === 'loading' && items.length === 0) return loading();
    if (items.length === 0) return empty('hook', t('hooks.none'), t('hooks.noneText'));
    return html`<ul class="list">
      ${items.map(
        ({ id, url, enabled, site, events, last }) => html`<li>
          <div class="row">
            <a href=${href(`webhooks/${id}`)} dir="ltr"><strong>${url}</strong></a>
            ${enabled ? chip(t('hooks.on'), 'good') : chip(t('hooks.off'))} ${last && !last.ok ? chip(t('hooks.state.failed'), 'bad') : nothing}
          </div>
          <div class="muted small">
            ${site ?? t('account.sitesAll')} · ${events.join(', ')} ·
            ${last ? t(last.ok ? 'hooks.lastOk' : 'hooks.lastFailed', { when: relative(last.at) }) : t('hooks.lastNone')}
          </div>
        </li>`,
      )}
    </ul>`;
  }

  #once(secret: string): unknown {
    return html`<lc-dialog .label=${t('hooks.once')} stay @lc-close=${this.#close}>
      <div class="stack">
        <p>${t('hooks.onceText')}</p>
        <lc-copy autofocus .label=${t('hooks.once')} .value=${secret}></lc-copy>
        <div class="row"><button type="button" class="primary" @click=${this.#close}>${t('hooks.kept')}</button></div>
      </div>
    </lc-dialog>`;
  }
}
define('lc-webhooks-screen', WebhooksScreen);
