/** `/admin/team`: who runs the place, and the links that let people in. */
import { html, nothing } from 'lit';
import type { StaffMember } from '../../../protocol/admin/staff.ts';
import { listSites } from '../../api/sites.ts';
import { type Invitation, listTeam, newLink, removeMember } from '../../api/team.ts';
import { dateTime, relative, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import '../../parts/copy.ts';
import '../../parts/dialog.ts';
import { icon } from '../../parts/icons.ts';
import '../../parts/menu.ts';
import { Pages } from '../../parts/pages.ts';
import { define } from '../../parts/part.ts';
import { chip, failed, loading } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import './member.ts';

class TeamScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    editing: { state: true },
    link: { state: true },
    sites: { state: true },
  };
  /** Whom the form is about: somebody there, or somebody new. */
  declare editing: StaffMember | 'new' | undefined;
  /** Just made; shown once. */
  declare link: Invitation | undefined;
  declare sites: readonly string[];
  readonly #team = new Pages<StaffMember>(this, async () => ({ items: await listTeam(), next: null }));

  override connectedCallback(): void {
    super.connectedCallback();
    this.sites = [];
    void this.#team.reload();
    listSites().then(
      ({ items }) => {
        this.sites = items.map(({ key }) => key);
      },
      () => undefined,
    );
  }

  /** Admins make and change no owners. */
  #mayChange(member: StaffMember): boolean {
    return this.session.role === 'owner' || member.role !== 'owner';
  }

  async #remove({ id, name }: StaffMember): Promise<void> {
    const question = { title: t('team.removeTitle', { name }), text: t('team.removeText'), verb: t('team.remove') };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await removeMember(id);
      toast(t('team.removed', { name }));
      await this.#team.reload({ quietly: true });
      void this.focusOn('h1');
    } catch (error) {
      toastError(error);
    }
  }

  async #newLink({ id }: StaffMember): Promise<void> {
    try {
      this.link = await newLink(id);
    } catch (error) {
      toastError(error);
    }
  }

  readonly #saved = ({ detail }: CustomEvent<Invitation | undefined>) => {
    this.editing = undefined;
    this.link = detail;
    if (!detail) toast(t('saved'));
    this.emit('lc-session');
    void this.#team.reload({ quietly: true });
  };

  override render(): unknown {
    const open = () => {
      this.editing = 'new';
    };
    return html`<div class="head">
        <h1 tabindex="-1">${t('team.title')}</h1>
        <button type="button" class="primary push" @click=${open}>${icon('plus')} ${t('team.invite')}</button>
        <p>${t('team.text')}</p>
      </div>
      <div class="card">${this.#list()}</div>
      ${this.editing ? this.#form(this.editing) : nothing} ${this.link ? this.#linkDialog(this.link) : nothing}`;
  }

  #list(): unknown {
    const { state, items, error } = this.#team;
    if (state === 'failed') return failed(error, () => void this.#team.reload());
    if (state === 'loading' && items.length === 0) return loading();
    return html`<ul class="list">
      ${items.map(member => this.#member(member))}
    </ul>`;
  }

  #member(member: StaffMember): unknown {
    const { id, name, email, role, sites, twoFactor, invited, linkUntil, lastSeenAt } = member;
    const isMe = id === this.session.id;
    return html`<li class="row">
      <div>
        <strong><bdi>${name}</bdi></strong>
        ${chip(t(`role.${role}`), role === 'owner' ? 'accent' : 'plain')} ${isMe ? chip(t('team.you')) : nothing}
        ${invited ? chip(t(linkUntil ? 'team.invited' : 'team.linkOver'), 'warn') : chip(t(twoFactor ? 'team.twoFactor' : 'team.oneFactor'), twoFactor ? 'good' : 'plain')}
        <div class="muted small">
          <bdi>${email}</bdi> · ${sites === null ? t('account.sitesAll') : sites.join(', ')} ·
          ${lastSeenAt ? t('team.seen', { when: relative(lastSeenAt) }) : t('team.notSeen')}
        </div>
      </div>
      ${this.#mayChange(member) ? this.#menu(member, isMe) : nothing}
    </li>`;
  }

  #menu(member: StaffMember, isMe: boolean): unknown {
    const edit = () => {
      this.editing = member;
    };
    return html`<lc-menu class="push" .label=${t('team.more', { name: member.name })}>
      <button type="button" @click=${edit}>${icon('edit')} ${t('team.edit')}</button>
      ${
        isMe
          ? nothing
          : html`<button type="button" @click=${() => this.#newLink(member)}>${icon('key')} ${t('team.newLink')}</button>
            <button type="button" class="danger" @click=${() => this.#remove(member)}>${icon('bin')} ${t('team.remove')}</button>`
      }
    </lc-menu>`;
  }

  #form(editing: StaffMember | 'new'): unknown {
    const close = () => {
      this.editing = undefined;
    };
    const member = editing === 'new' ? undefined : editing;
    return html`<lc-dialog .label=${member ? member.name : t('team.invite')} @lc-close=${close}>
      <lc-team-member
        .member=${member}
        .session=${this.session}
        .sites=${this.sites}
        @lc-saved=${this.#saved}
      ></lc-team-member>
    </lc-dialog>`;
  }

  #linkDialog({ member: { name }, link, expiresAt }: Invitation): unknown {
    const close = () => {
      this.link = undefined;
    };
    return html`<lc-dialog .label=${t('team.newLinkTitle', { name })} stay @lc-close=${close}>
      <div class="stack">
        <p>${t('team.linkText', { name, until: dateTime(expiresAt) })}</p>
        <lc-copy autofocus .label=${t('team.link')} .value=${link}></lc-copy>
        <div class="row"><button type="button" class="primary" @click=${close}>${t('done')}</button></div>
      </div>
    </lc-dialog>`;
  }
}
define('lc-team-screen', TeamScreen);
