/** `<lc-ban-dialog>`: who is to write no more, for how long, where, and what goes with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { UserBanBody } from '../../../protocol/admin/people.ts';
import type { Role } from '../../../protocol/comment.ts';
import { REASON_MAX_UNITS } from '../../../protocol/limits.ts';
import { banPerson, readPerson } from '../../api/people.ts';
import { type Key, t } from '../../i18n/index.ts';
import '../../parts/dialog.ts';
import { define, Part } from '../../parts/part.ts';
import { field, messageOf } from '../../parts/pieces.ts';
import type { Me } from '../../parts/screen.ts';
import { toast } from '../../parts/toasts.ts';

const HOUR = 3_600_000;
const TIMES: readonly (readonly [Key, number | null])[] = [
  ['ban.hour', HOUR],
  ['ban.day', 24 * HOUR],
  ['ban.week', 168 * HOUR],
  ['ban.forever', null],
];

/** No site’s key has a star. */
const ALL = '*';

/** Who may be banned, as far as a card or a person’s page knows them. */
export interface Banned {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

/** The server bans nobody of the team: they are removed from it first. */
export function isOfTeam(role: Role): boolean {
  return role === 'moderator' || role === 'admin';
}

class BanDialog extends Part {
  static override properties = {
    person: { attribute: false },
    site: { attribute: false },
    session: { attribute: false },
    error: { state: true },
    isBusy: { state: true },
    most: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      fieldset > .row {
        gap: 0.25rem 1.25rem;
      }
      details {
        padding: 0.5rem 0.75rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
      }
      summary {
        cursor: pointer;
      }
      details[open] > .note {
        margin-block-start: 0.5rem;
      }
    `,
  ];
  declare person: Banned;
  /** The site of the comment at hand; null where all are looked at. */
  declare site: string | null;
  declare session: Me;
  declare error: unknown;
  declare isBusy: boolean;
  /** So many comments can be rejected with it, on all sites together. */
  declare most: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    readPerson(this.person.id).then(
      ({ counts }) => {
        this.most = counts.published + counts.held;
      },
      () => undefined,
    );
  }

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (this.isBusy) return;
    const body = this.#bodyOf(new FormData(event.currentTarget as HTMLFormElement));
    this.isBusy = true;
    this.error = undefined;
    try {
      const { rejected, notKnown } = await banPerson(this.person.id, body);
      const { name } = this.person;
      const said = rejected > 0 ? t('ban.doneRejected', { name, n: rejected }) : t('ban.done', { name });
      const unknown = notKnown.map(what => t(what === 'email' ? 'ban.knownEmail' : 'ban.knownAddress')).join(', ');
      toast(unknown === '' ? said : `${said} ${t('ban.notKnown', { text: unknown })}`);
      this.emit('lc-banned');
      this.emit('lc-close');
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  };

  #bodyOf(form: FormData): UserBanBody {
    const time = TIMES[Number(form.get('time'))]?.[1] ?? null;
    const reason = String(form.get('reason') ?? '').trim();
    const where = form.get('where') ?? this.site;
    return {
      site: where === null || where === ALL ? null : String(where),
      until: time === null ? null : new Date(Date.now() + time).toISOString(),
      ...(reason === '' ? {} : { reason }),
      email: form.has('email'),
      address: form.has('address'),
      name: form.has('name'),
      reject: form.has('reject'),
      shadow: form.has('shadow'),
    };
  }

  override render(): TemplateResult {
    const { person } = this;
    return html`<lc-dialog .label=${t('ban.title', { name: person.name })}>
      <form class="form" @submit=${this.#submit}>
        <fieldset>
          <legend class="label">${t('ban.time')}</legend>
          <div class="row">${TIMES.map(([label], i) => drawRadio('time', String(i), t(label), i === 2))}</div>
        </fieldset>
        ${field({
          id: 'reason',
          label: t('ban.reason'),
          control: ({ id, describedBy }) =>
            html`<input id=${id} name="reason" autofocus maxlength=${REASON_MAX_UNITS} aria-describedby=${describedBy} />`,
        })}
        ${this.#where()}
        <fieldset>
          <legend class="label">${t('ban.also')}</legend>
          ${person.email ? drawCheck('email', t('ban.email', { text: person.email })) : nothing}
          ${drawCheck('address', t('ban.address'))}${drawCheck('name', t('ban.name', { name: person.name }))}
        </fieldset>
        ${drawCheck('reject', t('ban.reject'), this.#rejectHint())}
        <details>
          <summary>${t('ban.shadow')}</summary>
          <p class="note warn small">${t('ban.shadowHint')}</p>
          ${drawCheck('shadow', t('ban.shadow'))}
        </details>
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${messageOf(this.error)}</p>`}
        <div class="row">
          <button type="submit" class="primary danger" aria-disabled=${this.isBusy}>${t('ban.do')}</button>
          <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
        </div>
      </form>
    </lc-dialog>`;
  }

  #rejectHint(): string {
    const most = this.most === undefined ? '' : `${t('ban.rejectCount', { n: this.most })} `;
    return most + t('ban.rejectHint');
  }

  /** Who has some sites alone bans there alone. */
  #where(): unknown {
    const { site, session } = this;
    if (session.sites !== null) return site === null ? drawSites(session.sites) : nothing;
    if (site === null) return html`<p>${t('ban.onAll')}</p>`;
    return html`<fieldset>
      <legend class="label">${t('ban.where')}</legend>
      <div class="row">
        ${drawRadio('where', site, t('ban.here'), true)}${drawRadio('where', ALL, t('ban.everywhere'), false)}
      </div>
    </fieldset>`;
  }
}
define('lc-ban-dialog', BanDialog);

function drawSites(sites: readonly string[]): TemplateResult {
  return html`<fieldset>
    <legend class="label">${t('ban.where')}</legend>
    <div class="row">${sites.map((key, i) => drawRadio('where', key, key, i === 0))}</div>
  </fieldset>`;
}

function drawRadio(name: string, value: string, label: string, checked: boolean): TemplateResult {
  return html`<label class="check"><input type="radio" name=${name} value=${value} ?checked=${checked} /> ${label}</label>`;
}

function drawCheck(name: string, label: string, hint?: string): TemplateResult {
  return html`<label class="check">
    <input type="checkbox" name=${name} />
    <span>${label}${hint ? html`<br /><span class="hint">${hint}</span>` : nothing}</span>
  </label>`;
}
