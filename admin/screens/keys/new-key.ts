/** `<lc-new-key>`: what a key is for, what it may do, where, and for how long. Tells `lc-made` with the key itself. */
import { css, html } from 'lit';
import type { Scope, ScopeSubject } from '../../../protocol/admin/shared.ts';
import { makeKey } from '../../api/keys.ts';
import { listSites } from '../../api/sites.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import type { Me } from '../../parts/screen.ts';
import type { SiteChoice } from '../../parts/site-choice.ts';
import '../../parts/site-choice.ts';

/** What may be done about each subject; the statistics and the log are only looked at. */
const SUBJECTS: Readonly<Record<ScopeSubject, readonly ('read' | 'write')[]>> = {
  comments: ['read', 'write'],
  threads: ['read', 'write'],
  users: ['read', 'write'],
  bans: ['read', 'write'],
  rules: ['read', 'write'],
  sites: ['read', 'write'],
  team: ['read', 'write'],
  'api-keys': ['read', 'write'],
  webhooks: ['read', 'write'],
  audit: ['read'],
  stats: ['read'],
  'sign-in': ['read', 'write'],
  mail: ['read', 'write'],
};

const DAYS = [30, 90, 365] as const;

class NewKey extends FormPart {
  static override properties = { ...FormPart.properties, session: { attribute: false }, sites: { state: true } };
  static override styles = [
    ...FormPart.styles,
    css`
      td,
      th {
        padding-block: 0.3125rem;
        vertical-align: middle;
      }
      th:first-child {
        padding-inline-start: 0;
      }
      tbody th {
        color: var(--text);
        font-size: inherit;
      }
      td label {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        padding-block: 0.25rem;
      }
      @media (pointer: coarse) {
        td label {
          min-block-size: 2.75rem;
        }
      }
    `,
  ];
  declare session: Me;
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

  readonly #submit = this.sending(async ({ name = '', days = '' }, form) => {
    const scopes = new FormData(form).getAll('scope') as Scope[];
    if (scopes.length === 0) throw new Error(t('apiKeys.scopesNone'));
    const sites = this.renderRoot.querySelector<SiteChoice>('lc-site-choice')?.value ?? null;
    if (sites?.length === 0) throw new Error(t('team.sitesNone'));
    const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString();
    const { key } = await makeKey({ name, scopes, sites, expiresAt });
    this.emit('lc-made', key);
  });

  override render(): unknown {
    return html`<form class="form" @submit=${this.#submit}>
      <div class="field">
        <label for="name">${t('apiKeys.name')}</label>
        <input id="name" name="name" maxlength="400" autocomplete="off" required aria-describedby="name-hint" />
        <div class="hint" id="name-hint">${t('apiKeys.nameHint')}</div>
      </div>
      ${this.#scopes()}
      <lc-site-choice .sites=${this.sites} .own=${this.session.sites}></lc-site-choice>
      <div class="field">
        <label for="days">${t('apiKeys.expires')}</label>
        <select id="days" name="days">
          ${DAYS.map(days => html`<option value=${days} ?selected=${days === 90}>${t(`apiKeys.expires.${days}`)}</option>`)}
          <option value="">${t('never')}</option>
        </select>
      </div>
      ${this.problemNote()}
      <div class="row"><button class="primary" aria-disabled=${this.busy}>${t('apiKeys.make')}</button></div>
    </form>`;
  }

  #scopes(): unknown {
    return html`<fieldset>
      <legend class="label">${t('apiKeys.scopes')}</legend>
      <p class="hint">${t('apiKeys.scopesHint')}</p>
      <table>
        <thead class="sr">
          <tr>
            <th>${t('apiKeys.subject')}</th>
            <th>${t('apiKeys.read')}</th>
            <th>${t('apiKeys.write')}</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(SUBJECTS).map(
            ([subject, ways]) => html`<tr>
              <th scope="row">${t(`scope.${subject as ScopeSubject}`)}</th>
              ${(['read', 'write'] as const).map(
                way => html`<td>
                  ${
                    ways.includes(way)
                      ? html`<label>
                        <input type="checkbox" name="scope" value="${subject}:${way}" aria-label="${t(`scope.${subject as ScopeSubject}`)}: ${t(`apiKeys.${way}`)}" />
                        ${t(`apiKeys.${way}`)}
                      </label>`
                      : ''
                  }
                </td>`,
              )}
            </tr>`,
          )}
        </tbody>
      </table>
    </fieldset>`;
  }
}
define('lc-new-key', NewKey);
