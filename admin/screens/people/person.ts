/** `<lc-person>`: all that the team knows of one person: figures, bans, notes, history. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Ban, PersonDetail } from '../../../protocol/admin/people.ts';
import { addNote, deleteBan, deleteNote, readPerson, unbanPerson } from '../../api/people.ts';
import { dateTime, maybe, t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, failed, loading, messageOf, time } from '../../parts/pieces.ts';
import type { Me } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href } from '../../router.ts';
import './acts.ts';
import { isOfTeam } from './ban.ts';
import { drawFigures, roleOf } from './figures.ts';
import './words.ts';

class PersonElement extends Part {
  static override properties = {
    person: { attribute: false },
    site: { attribute: false },
    session: { attribute: false },
    detail: { state: true },
    error: { state: true },
    noteError: { state: true },
    isBanning: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .stack > section > h2 {
        margin-block-end: 0.375rem;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(5.5rem, 1fr));
        gap: 0.75rem;
      }
      .figures div {
        display: flex;
        flex-direction: column-reverse;
      }
      .figures dd {
        font-size: 1.25rem;
        font-variant-numeric: tabular-nums;
        font-weight: 620;
      }
      .figures dt {
        color: var(--muted);
        font-size: 0.8125rem;
      }
      .list > li {
        padding-inline: 0;
      }
      .form {
        gap: 0.5rem;
        margin-block-start: 0.5rem;
      }
      .text {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];
  /** The id. */
  declare person: string;
  declare site: string | null;
  declare session: Me;
  declare detail: PersonDetail | undefined;
  declare error: unknown;
  declare noteError: unknown;
  declare isBanning: boolean;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('person')) return;
    this.detail = undefined;
    void this.#load();
  }

  readonly #load = async () => {
    const id = this.person;
    this.error = undefined;
    try {
      const detail = await readPerson(id);
      if (id === this.person) this.detail = detail;
    } catch (error) {
      if (id === this.person) this.error = error;
    }
  };

  /** Does one thing, and shows what has become of the person; its button may go with it. */
  async #do(work: () => Promise<unknown>, heading: string): Promise<void> {
    try {
      await work();
      await this.#load();
      await this.focusOn(heading);
    } catch (error) {
      toastError(error);
    }
  }

  override render(): unknown {
    if (this.error !== undefined) return failed(this.error, () => void this.#load());
    const { detail } = this;
    if (!detail) return loading(6);
    return html`<div class="stack">
      ${this.#about(detail)}${drawFigures(detail)}${this.#acts(detail)}${this.#bans(detail)}${this.#notes(detail)}${this.#history(detail)}
    </div>
    ${
      this.isBanning
        ? html`<lc-ban-dialog
          .person=${detail}
          .site=${this.site}
          .session=${this.session}
          @lc-banned=${() => void this.#load()}
          @lc-close=${this.#closeBan}
        ></lc-ban-dialog>`
        : nothing
    }`;
  }

  /** For who may do more than moderate, about everybody who is none of the team. */
  #acts(detail: PersonDetail): unknown {
    const isTeam = detail.site === null && isOfTeam(detail.role);
    if (isTeam || this.session.role === 'moderator') return nothing;
    return html`<lc-person-acts
      .person=${detail}
      @lc-changed=${() => void this.#load()}
      @lc-erased=${() => this.emit('lc-banned')}
    ></lc-person-acts>`;
  }

  readonly #closeBan = (event: Event) => {
    // The dialog that this element may stand in hears the same word.
    event.stopPropagation();
    this.isBanning = false;
  };

  #about({ id, email, website, role, firstSeen, bans, site }: PersonDetail): TemplateResult {
    // A member who moderates on the page is none of the team.
    const isTeam = site === null && isOfTeam(role);
    return html`<div class="row">
      ${chip(isTeam ? roleOf(role) : t(`role.${role}`), isOfTeam(role) ? 'accent' : 'plain')}
      ${bans.length > 0 ? chip(t('card.banned'), 'bad') : nothing}
      ${email === null ? nothing : html`<a href="mailto:${email}">${email}</a>`}
      ${website === null ? nothing : html`<a href=${website} rel="nofollow ugc noopener noreferrer" target="_blank">${website}</a>`}
      <span class="muted small">${t('people.since', { time: dateTime(firstSeen) })}</span>
      <span class="mono muted">${id}</span>
      <span class="row push">
        <a class="button" href=${href(`queue/all?author=${encodeURIComponent(id)}`)}>${icon('thread')} ${t('person.showComments')}</a>
        ${
          isTeam
            ? nothing
            : html`<button type="button" class="danger" @click=${() => {
                this.isBanning = true;
              }}>${icon('ban')} ${t('person.ban')}</button>`
        }
      </span>
    </div>`;
  }

  #bans({ bans, id }: PersonDetail): TemplateResult {
    const own = bans.some(({ kind }) => kind === 'user');
    const lift = () =>
      this.#do(async () => {
        await unbanPerson(id);
        toast(t('person.unbanned'));
        this.emit('lc-banned');
      }, '#bans');
    return html`<section>
      <h2 id="bans" tabindex="-1">${t('person.bans')}</h2>
      ${
        bans.length === 0
          ? html`<p class="muted">${t('person.noBans')}</p>`
          : html`<ul class="list">${bans.map(ban => this.#ban(ban))}</ul>`
      }
      ${own ? html`<button type="button" @click=${() => void lift()}>${t('person.unban')}</button>` : nothing}
    </section>`;
  }

  #ban({ id, kind, value, until, reason, shadow, site, by }: Ban): TemplateResult {
    const what = {
      user: t('ban.kindUser'),
      email: t('ban.kindEmail', { text: value }),
      address: t('ban.kindAddress', { text: value }),
      name: t('ban.kindName', { text: value }),
    }[kind];
    return html`<li class="row">
      <strong>${what}</strong>
      <span>${until === null ? t('ban.noEnd') : t('ban.until', { time: dateTime(until) })}</span>
      ${chip(site ?? t('ban.allSites'))}${shadow ? chip(t('ban.shadowChip'), 'warn') : nothing}
      ${reason === null ? nothing : html`<span>${reason}</span>`}
      <span class="muted small">${t('ban.by', { name: by.name })}</span>
      ${
        kind === 'user'
          ? nothing
          : html`<button type="button" class="link push" @click=${() => void this.#do(() => deleteBan(id), '#bans')}>
            ${t('person.unban')}
          </button>`
      }
    </li>`;
  }

  readonly #addNote = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = String(new FormData(form).get('note') ?? '').trim();
    if (text === '') return;
    this.noteError = undefined;
    try {
      await addNote(this.person, text);
      form.reset();
      await this.#load();
    } catch (error) {
      this.noteError = error;
    }
  };

  #notes({ notes, id }: PersonDetail): TemplateResult {
    return html`<section>
      <h2 id="notes" tabindex="-1">${t('person.notes')}</h2>
      ${notes.length === 0 ? html`<p class="muted">${t('person.noNotes')}</p>` : nothing}
      <ul class="list">
        ${notes.map(
          note => html`<li>
            <p class="text" dir="auto">${note.text}</p>
            <p class="row muted small">
              ${t('ban.by', { name: note.by.name })} ${time(note.createdAt)}
              <button type="button" class="link" @click=${() => void this.#do(() => deleteNote(id, note.id), '#notes')}>
                ${t('person.noteDelete')}
              </button>
            </p>
          </li>`,
        )}
      </ul>
      <form class="form" @submit=${this.#addNote}>
        <textarea name="note" maxlength="5000" dir="auto" aria-label=${t('person.noteText')} placeholder=${t('person.noteText')}></textarea>
        ${this.noteError === undefined ? nothing : html`<p class="error" role="alert">${messageOf(this.noteError)}</p>`}
        <div class="row"><button type="submit">${t('person.noteAdd')}</button></div>
      </form>
    </section>`;
  }

  #history({ history }: PersonDetail): TemplateResult {
    return html`<section>
      <h2>${t('person.history')}</h2>
      ${history.length === 0 ? html`<p class="muted">${t('person.noHistory')}</p>` : nothing}
      <ul class="list">
        ${history.map(
          ({ at, by, action, reason }) => html`<li class="row">
            <span>${maybe(`history.${action}`) ?? action}</span>
            ${reason === null ? nothing : html`<span>${reason}</span>`}
            <span class="muted small">${t('ban.by', { name: by.name })} ${time(at)}</span>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}
define('lc-person', PersonElement);
