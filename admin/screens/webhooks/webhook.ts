/** `<lc-webhook>`: one webhook: on or off, a test, and the log of what was sent. Tells `lc-changed` and `lc-removed`. */
import { css, html, nothing } from 'lit';
import type { Delivery, Webhook } from '../../../protocol/admin/webhooks.ts';
import { changeWebhook, listDeliveries, removeWebhook, resend, testWebhook } from '../../api/webhooks.ts';
import { maybe, relative, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, empty, failed, loading, type Tone, time } from '../../parts/pieces.ts';
import type { Me } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href } from '../../router.ts';

const TONES: Readonly<Record<Delivery['state'], Tone>> = { waiting: 'warn', delivered: 'good', failed: 'bad' };

class WebhookElement extends Part {
  static override properties = { hook: { attribute: false }, session: { attribute: false }, editing: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      .back {
        display: inline-flex;
        align-items: center;
        gap: 0.25rem;
        margin-block-end: 0.5rem;
      }
      .back:dir(rtl) svg {
        rotate: 180deg;
      }
      h1 {
        font-size: 1.125rem;
        overflow-wrap: anywhere;
      }
      pre {
        max-block-size: 20rem;
        margin: 0.5rem 0 0;
        padding: 0.75rem;
        overflow: auto;
        border-radius: var(--radius);
        background: var(--soft);
        font-family: var(--mono);
        font-size: 0.75rem;
      }
      summary {
        cursor: pointer;
      }
      .title {
        padding-block-end: 0.5rem;
      }
    `,
  ];
  declare hook: Webhook;
  declare session: Me;
  declare editing: boolean;
  readonly #log = new Pages<Delivery>(this, cursor => listDeliveries(this.hook.id, cursor));

  override willUpdate(changed: Map<string, unknown>): void {
    const before = changed.get('hook') as Webhook | undefined;
    if (changed.has('hook') && before?.id !== this.hook.id) void this.#log.reload();
  }

  async #do(work: () => Promise<unknown>, said?: string): Promise<void> {
    try {
      await work();
      if (said) toast(said);
      this.emit('lc-changed');
      await this.#log.reload({ quietly: true });
    } catch (error) {
      toastError(error);
    }
  }

  readonly #remove = async () => {
    const { id, url } = this.hook;
    const question = { title: t('hooks.removeTitle'), text: t('hooks.removeText', { url }), verb: t('delete') };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await removeWebhook(id);
      this.emit('lc-removed');
    } catch (error) {
      toastError(error);
    }
  };

  override render(): unknown {
    const { id, url, enabled, site, events } = this.hook;
    const edit = (on: boolean) => () => {
      this.editing = on;
    };
    return html`<a class="back" href=${href('webhooks')}>${icon('back')} ${t('hooks.back')}</a>
      <div class="head">
        <h1 tabindex="-1" dir="ltr">${url}</h1>
        ${enabled ? chip(t('hooks.on'), 'good') : chip(t('hooks.off'))}
        <p class="small">${site ?? t('account.sitesAll')} · ${events.join(', ')}</p>
        <div class="row">
          <button type="button" @click=${() => this.#do(() => testWebhook(id), t('hooks.tested'))}>${icon('send')} ${t('hooks.test')}</button>
          <button type="button" @click=${edit(true)}>${icon('edit')} ${t('edit')}</button>
          <button type="button" @click=${() => this.#do(() => changeWebhook(id, { enabled: !enabled }), t('saved'))}>
            ${t(enabled ? 'hooks.turnOff' : 'hooks.turnOn')}
          </button>
          <button type="button" class="danger" @click=${this.#remove}>${icon('bin')} ${t('delete')}</button>
        </div>
      </div>
      <section class="card" aria-labelledby="log">
        <div class="pad title">
          <div class="row">
            <h2 id="log">${t('hooks.deliveries')}</h2>
            <button type="button" class="quiet push" @click=${() => this.#log.reload({ quietly: true })}>${t('hooks.refresh')}</button>
          </div>
          <p class="muted">${t('hooks.deliveriesText')}</p>
        </div>
        ${this.#deliveries()}
      </section>
      ${
        this.editing
          ? html`<lc-dialog .label=${t('edit')} @lc-close=${edit(false)}>
            <lc-webhook-form
              .session=${this.session}
              .hook=${this.hook}
              @lc-saved=${() => {
                this.editing = false;
                toast(t('saved'));
                this.emit('lc-changed');
              }}
            ></lc-webhook-form>
          </lc-dialog>`
          : nothing
      }`;
  }

  #deliveries(): unknown {
    const { state, items, next, error } = this.#log;
    if (state === 'failed') return failed(error, () => void this.#log.reload());
    if (state === 'loading' && items.length === 0) return loading();
    if (items.length === 0) return empty('send', t('hooks.deliveriesNone'));
    return html`<ul class="list">
        ${items.map(delivery => this.#delivery(delivery))}
      </ul>
      ${next ? html`<div class="pad"><button type="button" @click=${() => this.#log.more()}>${t('more')}</button></div>` : nothing}`;
  }

  #delivery({
    id,
    event,
    state,
    attempts,
    createdAt,
    nextAt,
    status,
    error,
    milliseconds,
    payload,
  }: Delivery): unknown {
    const facts = [
      t('hooks.attempts', { n: attempts }),
      status === null ? '' : `HTTP ${status}`,
      milliseconds === null ? '' : `${milliseconds} ms`,
      nextAt && state === 'waiting' ? t('hooks.next', { when: relative(nextAt) }) : '',
    ];
    return html`<li>
      <div class="row">
        ${chip(t(`hooks.state.${state}`), TONES[state])}
        <span>${maybe(`event.${event}`) ?? event}</span>
        <span class="muted small">${time(createdAt)}</span>
        <button type="button" class="quiet push" @click=${() => this.#do(() => resend(this.hook.id, id), t('hooks.resent'))}>
          ${t('hooks.resend')}
        </button>
      </div>
      <div class="muted small">${facts.filter(fact => fact !== '').join(' · ')}</div>
      ${error === null ? nothing : html`<div class="error" lang="en">${error}</div>`}
      <details>
        <summary class="small">${t('hooks.payload')}</summary>
        <pre tabindex="0" dir="ltr">${JSON.stringify(payload, null, 2)}</pre>
      </details>
    </li>`;
  }
}
define('lc-webhook', WebhookElement);
