/** `<lc-webhook-form>`: where a webhook goes and what it tells. Tells `lc-saved` with what the server answered. */
import { html, nothing } from 'lit';
import type { Webhook, WebhookEvent } from '../../../protocol/admin/webhooks.ts';
import { listSites } from '../../api/sites.ts';
import { changeWebhook, makeWebhook } from '../../api/webhooks.ts';
import { type Key, t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import type { Me } from '../../parts/screen.ts';

/** All of them, or the compiler says so. */
const EVENTS: Readonly<Record<WebhookEvent, Key>> = {
  'comment.created': 'event.comment.created',
  'comment.held': 'event.comment.held',
  'comment.edited': 'event.comment.edited',
  'comment.deleted': 'event.comment.deleted',
  'comment.approved': 'event.comment.approved',
  'comment.rejected': 'event.comment.rejected',
  'comment.spam': 'event.comment.spam',
  'comment.flagged': 'event.comment.flagged',
};

class WebhookForm extends FormPart {
  static override properties = {
    ...FormPart.properties,
    session: { attribute: false },
    hook: { attribute: false },
    sites: { state: true },
  };
  declare session: Me;
  /** The one to change; a new one where it is left out. */
  declare hook: Webhook | undefined;
  declare sites: readonly string[];

  override connectedCallback(): void {
    super.connectedCallback();
    this.sites = [];
    listSites().then(
      ({ items }) => {
        this.sites = items.map(({ key }) => key);
      },
      () => undefined,
    );
  }

  readonly #submit = this.sending(async ({ url = '', site = '' }, form) => {
    const events = new FormData(form).getAll('event') as WebhookEvent[];
    if (events.length === 0) throw new Error(t('hooks.eventsNone'));
    const saved = this.hook
      ? await changeWebhook(this.hook.id, { url, events })
      : await makeWebhook({ url, events, site: site === '' ? null : site });
    this.emit('lc-saved', saved);
  });

  override render(): unknown {
    const { hook } = this;
    return html`<form class="form" @submit=${this.#submit}>
      ${this.problemNote()}
      <div class="field">
        <label for="url">${t('hooks.url')}</label>
        <input
          id="url"
          name="url"
          type="url"
          dir="ltr"
          maxlength="2000"
          placeholder="https://"
          .value=${hook?.url ?? ''}
          required
          aria-describedby="url-hint"
        />
        <div class="hint" id="url-hint">${t('hooks.urlHint')}</div>
      </div>
      ${hook ? nothing : this.#siteChoice()}
      <fieldset>
        <legend class="label">${t('hooks.events')}</legend>
        ${Object.entries(EVENTS).map(
          ([event, words]) => html`<label class="check">
            <input type="checkbox" name="event" value=${event} ?checked=${hook?.events.includes(event as WebhookEvent) ?? event === 'comment.created'} />
            <span>${t(words)} <code class="muted">${event}</code></span>
          </label>`,
        )}
      </fieldset>
      <div class="row"><button class="primary" aria-disabled=${this.busy}>${hook ? t('save') : t('hooks.make')}</button></div>
    </form>`;
  }

  #siteChoice(): unknown {
    return html`<div class="field">
      <label for="site">${t('hooks.site')}</label>
      <select id="site" name="site">
        ${this.session.sites === null ? html`<option value="">${t('nav.allSites')}</option>` : nothing}
        ${this.sites.map(key => html`<option value=${key}>${key}</option>`)}
      </select>
    </div>`;
  }
}
define('lc-webhook-form', WebhookForm);
