/** `<lc-people-screen>`: everybody who wrote, to be searched, and one of them as a page. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Person } from '../../../protocol/admin/people.ts';
import { listPeople, readPerson } from '../../api/people.ts';
import { t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, empty, failed, loading, time } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { href } from '../../router.ts';
import { isOfTeam } from './ban.ts';
import { drawShare, roleOf } from './figures.ts';
import './person.ts';

const TYPING_MS = 250;

class PeopleScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    q: { state: true },
    isBanned: { state: true },
    name: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .find {
        flex: 1 1 14rem;
        max-inline-size: 24rem;
      }
      .person {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.625rem;
      }
      .person > a {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .head a:dir(rtl) svg {
        rotate: 180deg;
      }
      .more {
        display: grid;
        justify-items: center;
        padding-block: 1.5rem;
      }
    `,
  ];
  declare q: string;
  declare isBanned: boolean;
  /** Of the person whose page is open. */
  declare name: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #pages = new Pages<Person>(this, cursor =>
    listPeople({
      site: this.site,
      ...(this.q === '' ? {} : { q: this.q }),
      banned: this.isBanned ? 'true' : undefined,
      cursor: cursor ?? null,
    }).then(page => ({ ...page, items: page.items.filter(hasWritten) })),
  );

  constructor() {
    super();
    this.q = '';
    this.isBanned = false;
    this.name = '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.path !== '') {
      if (changed.has('path')) void this.#readName(decodeURIComponent(this.path));
      return;
    }
    if (changed.has('site') || changed.has('path') || changed.has('isBanned')) void this.#pages.reload();
  }

  override updated(): void {
    if (this.path !== '' && this.name !== '') document.title = `${this.name} · ${t('title')}`;
  }

  async #readName(id: string): Promise<void> {
    this.name = '';
    // What goes wrong is told by the page itself.
    this.name = await readPerson(id).then(
      ({ name }) => name,
      () => '',
    );
  }

  readonly #search = (event: Event) => {
    this.q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#pages.reload({ quietly: true }), TYPING_MS);
  };

  override render(): unknown {
    return this.path === '' ? this.#list() : this.#page(decodeURIComponent(this.path));
  }

  #page(id: string): TemplateResult {
    return html`<div class="head">
        <a class="button quiet" href=${href('people')}>${icon('back')} ${t('people.title')}</a>
        <h1 tabindex="-1"><bdi>${this.name || t('person.title')}</bdi></h1>
      </div>
      <div class="card pad"><lc-person .person=${id} .site=${this.site} .session=${this.session}></lc-person></div>`;
  }

  #list(): TemplateResult {
    return html`<div class="head">
        <h1 tabindex="-1">${t('people.title')}</h1>
        <div class="find">
          <input type="search" maxlength="200" placeholder=${t('people.search')} aria-label=${t('people.search')} .value=${this.q} @input=${this.#search} />
        </div>
        <label class="check">
          <input type="checkbox" .checked=${this.isBanned} @change=${(event: Event) => {
            this.isBanned = (event.target as HTMLInputElement).checked;
          }} />
          ${t('people.banned')}
        </label>
      </div>
      ${this.#items()}`;
  }

  #items(): unknown {
    const { items, state, error, next } = this.#pages;
    if (state === 'failed') return failed(error, () => void this.#pages.reload());
    if (items.length === 0 && (state === 'loading' || next === null)) {
      if (state === 'loading') return html`<div class="card">${loading(6)}</div>`;
      return empty('people', t(this.q === '' && !this.isBanned ? 'people.empty' : 'people.none'));
    }
    return html`<ul class="card list">${items.map(drawPerson)}</ul>
      ${
        next === null
          ? nothing
          : html`<div class="more">
            <button type="button" ?disabled=${state === 'loading'} @click=${() => void this.#pages.more()}>${t('more')}</button>
          </div>`
      }`;
  }
}
define('lc-people-screen', PeopleScreen);

/** Somebody of the team who only moderates is on the screen of the team. */
function hasWritten({ role, lastCommentAt, bans }: Person): boolean {
  return !isOfTeam(role) || lastCommentAt !== null || bans.length > 0;
}

function drawPerson(person: Person): TemplateResult {
  const { id, name, role, email, counts, lastCommentAt, bans } = person;
  const figures = t('card.figures', { published: counts.published, rejected: counts.rejected + counts.spam });
  return html`<li class="person">
    <a href=${href(`people/${encodeURIComponent(id)}`)}><bdi>${name}</bdi></a>
    ${role === 'guest' ? nothing : chip(roleOf(role), 'accent')}
    ${bans.length > 0 ? chip(t('card.banned'), 'bad') : nothing}${drawShare(person)}
    ${email === null ? nothing : html`<span class="muted small">${email}</span>`}
    <span class="muted small push">${figures}</span>
    ${lastCommentAt === null ? nothing : html`<span class="muted small">${t('people.last')} ${time(lastCommentAt)}</span>`}
  </li>`;
}
