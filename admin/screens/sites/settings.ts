/** `<lc-site-settings>`: how a site behaves, with a plain explanation beside each setting. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { AdminSite } from '../../../protocol/admin/sites.ts';
import {
  CLOSE_AFTER_MAX,
  EDIT_WINDOW_MAX,
  RETENTION_MAX,
  SLOW_MODE_MAX,
  TITLE_MAX_UNITS,
} from '../../../protocol/limits.ts';
import { changeSite } from '../../api/sites.ts';
import { type Key, t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import { toast } from '../../parts/toasts.ts';
import { changesOf, durationOf, UNITS } from './settings-values.ts';

type Choice = 'hold' | 'sort' | 'votes' | 'presence';

const OPTIONS = {
  hold: ['none', 'first', 'all'],
  sort: ['newest', 'oldest', 'best'],
  votes: ['updown', 'up', 'off'],
  presence: ['names', 'number', 'off'],
} as const;

class SiteSettingsElement extends FormPart {
  static override properties = { ...FormPart.properties, site: { attribute: false }, editable: { attribute: false } };
  static override styles = [
    ...FormPart.styles,
    css`
      .duration {
        display: grid;
        grid-template-columns: 8rem 9rem;
        gap: 0.5rem;
      }
      .short {
        max-inline-size: 8rem;
      }
    `,
  ];
  declare site: AdminSite;
  declare editable: boolean;

  readonly #submit = this.sending(async values => {
    const settings = changesOf(this.site.settings, values);
    if (Object.keys(settings).length === 0) toast(t('sites.unchanged'));
    else this.emit('lc-saved', await changeSite(this.site.key, { settings }));
  });

  #choice(name: Choice, hint?: Key): TemplateResult {
    const current = this.site.settings[name];
    return html`<div class="field">
      <label for=${name}>${t(`sites.${name}`)}</label>
      <select id=${name} name=${name} aria-describedby="${name}-hint">
        ${OPTIONS[name].map(
          option =>
            html`<option value=${option} ?selected=${option === current}>${t(`sites.${name}.${option}` as Key)}</option>`,
        )}
      </select>
      <div class="hint" id="${name}-hint">${hint ? t(hint) : nothing}</div>
    </div>`;
  }

  #text(name: 'name' | 'lang', most: number): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${t(`sites.${name}`)}</label>
      <input
        class=${name === 'lang' ? 'short' : ''}
        id=${name}
        name=${name}
        dir=${name === 'lang' ? 'ltr' : 'auto'}
        maxlength=${most}
        autocomplete="off"
        .value=${this.site.settings[name]}
        aria-describedby="${name}-hint"
      />
      <div class="hint" id="${name}-hint">${t(`sites.${name}Hint`)}</div>
    </div>`;
  }

  #number(name: 'slowMode' | 'closeAfter' | 'forgetEmails' | 'eraseRefused', most: number): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${t(`sites.${name}`)}</label>
      <input
        class="short"
        id=${name}
        name=${name}
        type="number"
        min="0"
        max=${most}
        step="1"
        .value=${String(this.site.settings[name])}
        required
        aria-describedby="${name}-hint"
      />
      <div class="hint" id="${name}-hint">${t(`sites.${name}Hint`)}</div>
    </div>`;
  }

  #editWindow(): TemplateResult {
    const { count, unit } = durationOf(this.site.settings.editWindow);
    return html`<div class="field">
      <label for="editWindow">${t('sites.editWindow')}</label>
      <div class="duration">
        <input
          id="editWindow"
          name="editWindow"
          type="number"
          min="0"
          max=${EDIT_WINDOW_MAX}
          step="1"
          .value=${String(count)}
          required
          aria-describedby="editWindow-hint"
        />
        <select name="editWindowUnit" aria-label=${t('sites.unit')}>
          ${Object.keys(UNITS).map(
            each => html`<option value=${each} ?selected=${each === unit}>${t(`sites.${each}` as Key)}</option>`,
          )}
        </select>
      </div>
      <div class="hint" id="editWindow-hint">${t('sites.editWindowHint')}</div>
    </div>`;
  }

  override render(): unknown {
    const { reactions, images } = this.site.settings;
    return html`<section class="card pad" aria-labelledby="title">
      <form @submit=${this.#submit}>
        <fieldset class="form" ?disabled=${!this.editable}>
          <div>
            <h2 id="title">${t('sites.settings')}</h2>
            <p class="muted">${t('sites.settingsText')}</p>
          </div>
          ${this.#text('name', TITLE_MAX_UNITS)} ${this.#text('lang', 35)}
          ${this.#choice('hold', 'sites.holdHint')} ${this.#choice('sort', 'sites.sortHint')} ${this.#choice('votes')}
          <div class="field">
            <label for="reactions">${t('sites.reactions')}</label>
            <input id="reactions" name="reactions" .value=${reactions.join(' ')} aria-describedby="reactions-hint" />
            <div class="hint" id="reactions-hint">${t('sites.reactionsHint')}</div>
          </div>
          ${this.#choice('presence')} ${this.#editWindow()}
          ${this.#number('slowMode', SLOW_MODE_MAX)}
          ${this.#number('closeAfter', CLOSE_AFTER_MAX)} ${this.#number('forgetEmails', RETENTION_MAX)}
          ${this.#number('eraseRefused', RETENTION_MAX)}
          <label class="check"><input type="checkbox" name="images" .checked=${images} /> ${t('sites.images')}</label>
          ${this.problemNote()}
          ${
            this.editable
              ? html`<div class="row"><button class="primary" aria-disabled=${this.busy}>${t('save')}</button></div>`
              : nothing
          }
        </fieldset>
      </form>
    </section>`;
  }
}
define('lc-site-settings', SiteSettingsElement);
