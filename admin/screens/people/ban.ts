/** `<lc-ban-dialog>`: who is to write no more, for how long, where, and what goes with it. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { UserBanBody } from '../../../protocol/admin/people.ts';
import { REASON_MAX_UNITS } from '../../../protocol/limits.ts';
import { banPerson } from '../../api/people.ts';
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

/** Who may be banned, as far as a card or a person’s page knows them. */
export interface Banned {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

class BanDialog extends Part {
  static override properties = {
    person: { attribute: false },
    site: { attribute: false },
    session: { attribute: false },
    error: { state: true },
    isBusy: { state: true },
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

  readonly #submit = async (event: SubmitEvent) => {
    event.preventDefault();
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
    const isHere = form.get('where') !== 'all' && this.site !== null;
    return {
      site: isHere ? this.site : null,
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
        ${drawCheck('reject', t('ban.reject'), t('ban.rejectHint'))}
        <details>
          <summary>${t('ban.shadow')}</summary>
          <p class="note warn small">${t('ban.shadowHint')}</p>
          ${drawCheck('shadow', t('ban.shadow'))}
        </details>
        ${this.error === undefined ? nothing : html`<p class="error" role="alert">${messageOf(this.error)}</p>`}
        <div class="row">
          <button type="submit" class="primary danger" ?disabled=${this.isBusy}>${t('ban.do')}</button>
          <button type="button" @click=${() => this.emit('lc-close')}>${t('cancel')}</button>
        </div>
      </form>
    </lc-dialog>`;
  }

  /** Who has some sites alone bans there alone. */
  #where(): unknown {
    if (this.site === null || this.session.sites !== null) return nothing;
    return html`<fieldset>
      <legend class="label">${t('ban.where')}</legend>
      <div class="row">
        ${drawRadio('where', 'here', t('ban.here'), true)}${drawRadio('where', 'all', t('ban.everywhere'), false)}
      </div>
    </fieldset>`;
  }
}
define('lc-ban-dialog', BanDialog);

function drawRadio(name: string, value: string, label: string, checked: boolean): TemplateResult {
  return html`<label class="check"><input type="radio" name=${name} value=${value} ?checked=${checked} /> ${label}</label>`;
}

function drawCheck(name: string, label: string, hint?: string): TemplateResult {
  return html`<label class="check">
    <input type="checkbox" name=${name} />
    <span>${label}${hint ? html`<br /><span class="hint">${hint}</span>` : nothing}</span>
  </label>`;
}
