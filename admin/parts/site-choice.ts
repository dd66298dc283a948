/** `<lc-site-choice>`: all sites, or some of them. Read its `value` when the form is sent: keys, or null for all. */
import { css, html } from 'lit';
import type { SiteScope } from '../../protocol/admin/shared.ts';
import { t } from '../i18n/index.ts';
import { define, Part } from './part.ts';

export class SiteChoice extends Part {
  static override properties = {
    sites: { attribute: false },
    own: { attribute: false },
    value: { attribute: false },
  };
  static override styles = [
    ...Part.styles,
    css`
      .some {
        max-block-size: 12rem;
        margin-inline-start: 1.5rem;
        overflow-y: auto;
      }
    `,
  ];
  declare sites: readonly string[];
  /** The sites of whoever chooses: nobody gives more than they have. */
  declare own: SiteScope;
  declare value: SiteScope;

  constructor() {
    super();
    this.sites = [];
    this.own = null;
    this.value = null;
  }

  override willUpdate(): void {
    if (this.own !== null && this.value === null) this.value = [...this.own];
  }

  #toggle(key: string, on: boolean): void {
    const chosen = this.value ?? [];
    this.value = on ? [...chosen, key] : chosen.filter(each => each !== key);
  }

  #all(): void {
    this.value = null;
  }

  #some(): void {
    this.value = [];
  }

  override render(): unknown {
    const { value } = this;
    return html`<fieldset>
      <legend class="label">${t('team.sites')}</legend>
      <label class="check">
        <input type="radio" name="which" .checked=${value === null} ?disabled=${this.own !== null} @change=${this.#all} />
        ${t('team.sitesAll')}
      </label>
      <label class="check">
        <input type="radio" name="which" .checked=${value !== null} @change=${this.#some} /> ${t('team.sitesSome')}
      </label>
      <div class="some" ?hidden=${value === null}>
        ${this.sites.map(
          key => html`<label class="check">
            <input
              type="checkbox"
              .checked=${value?.includes(key) ?? false}
              @change=${(event: Event) => this.#toggle(key, (event.target as HTMLInputElement).checked)}
            />
            ${key}
          </label>`,
        )}
      </div>
    </fieldset>`;
  }
}
define('lc-site-choice', SiteChoice);
