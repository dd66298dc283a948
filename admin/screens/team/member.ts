/** `<lc-team-member>`: the form to invite somebody, or to change what they may. Tells `lc-saved`, with a link for who is new. */
import { html, nothing } from 'lit';
import type { StaffRole } from '../../../protocol/admin/shared.ts';
import type { StaffMember } from '../../../protocol/admin/staff.ts';
import { changeMember, invite } from '../../api/team.ts';
import { t } from '../../i18n/index.ts';
import { FormPart } from '../../parts/form.ts';
import { define } from '../../parts/part.ts';
import type { Me } from '../../parts/screen.ts';
import type { SiteChoice } from '../../parts/site-choice.ts';
import '../../parts/site-choice.ts';

class TeamMember extends FormPart {
  static override properties = {
    ...FormPart.properties,
    member: { attribute: false },
    session: { attribute: false },
    sites: { attribute: false },
  };
  declare member: StaffMember | undefined;
  declare session: Me;
  declare sites: readonly string[];

  readonly #submit = this.sending(async ({ name = '', email = '', role = 'moderator' }) => {
    const sites = this.renderRoot.querySelector<SiteChoice>('lc-site-choice')?.value ?? null;
    if (sites?.length === 0) throw new Error(t('team.sitesNone'));
    const given = { name, role: role as StaffRole, sites };
    if (this.member) {
      await changeMember(this.member.id, given);
      this.emit('lc-saved');
    } else {
      this.emit('lc-saved', await invite({ ...given, email }));
    }
  });

  override render(): unknown {
    const { member } = this;
    const roles: StaffRole[] = this.session.role === 'owner' ? ['moderator', 'admin', 'owner'] : ['moderator', 'admin'];
    return html`<form class="form" @submit=${this.#submit}>
      ${this.problemNote()}
      <div class="field">
        <label for="name">${t('team.name')}</label>
        <input id="name" name="name" maxlength="400" .value=${member?.name ?? ''} autocomplete="off" required />
      </div>
      ${
        member
          ? nothing
          : html`<div class="field">
            <label for="email">${t('in.email')}</label>
            <input id="email" name="email" type="email" maxlength="254" autocomplete="off" required />
          </div>`
      }
      <fieldset>
        <legend class="label">${t('team.role')}</legend>
        ${roles.map(
          role => html`<label class="check">
            <input type="radio" name="role" value=${role} ?checked=${role === (member?.role ?? 'moderator')} />
            ${t(`team.role.${role}`)}
          </label>`,
        )}
      </fieldset>
      <lc-site-choice .sites=${this.sites} .own=${this.session.sites} .value=${member?.sites ?? null}></lc-site-choice>
      <div class="row">
        <button class="primary" aria-disabled=${this.busy}>${member ? t('save') : t('team.inviteDo')}</button>
      </div>
    </form>`;
  }
}
define('lc-team-member', TeamMember);
