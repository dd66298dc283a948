/** `<lc-person-acts>`: how somebody signs in, and what an admin does about them as a whole. Tells `lc-changed`. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { PersonDetail } from '../../../protocol/admin/people.ts';
import { endModerating, exportPerson, letModerate, signOutPerson } from '../../api/people.ts';
import { maybe, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import { icon } from '../../parts/icons.ts';
import { define, Part } from '../../parts/part.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { navigate } from '../../router.ts';
import './erase.ts';
import { portrait } from './portrait.ts';

/** The way of a site’s own users. */
const SSO = 'sso';

class PersonActs extends Part {
  static override properties = { person: { attribute: false }, isErasing: { state: true }, isBusy: { state: true } };
  static override styles = [
    ...Part.styles,
    css`
      h2 {
        margin-block-end: 0.375rem;
      }
      img,
      .initial {
        inline-size: 2.5rem;
        block-size: 2.5rem;
        border-radius: 50%;
        object-fit: cover;
      }
      .initial {
        display: grid;
        place-items: center;
        background: var(--soft);
        color: var(--muted);
        font-weight: 620;
      }
      .note {
        margin-block-start: 0.5rem;
      }
      :is(.row, .note) + .row {
        margin-block-start: 0.75rem;
      }
    `,
  ];
  declare person: PersonDetail;
  declare isErasing: boolean;
  declare isBusy: boolean;

  async #do(work: () => Promise<unknown>, said?: string): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await work();
      if (said !== undefined) toast(said);
      this.emit('lc-changed');
    } catch (error) {
      toastError(error);
    } finally {
      this.isBusy = false;
    }
  }

  readonly #toModerator = async () => {
    const { id, name, site } = this.person;
    const values = { name, site: site ?? '' };
    const question = {
      title: t('acts.moderatorTitle', values),
      text: t('acts.moderatorText', values),
      verb: t('acts.moderator'),
    };
    if (await confirm(question)) await this.#do(() => letModerate(id), t('acts.moderates', values));
  };

  readonly #toMember = () => {
    const { id, name } = this.person;
    void this.#do(() => endModerating(id), t('acts.isMember', { name }));
  };

  readonly #signOut = async () => {
    const { id, name } = this.person;
    const question = { title: t('acts.signOutTitle', { name }), text: t('acts.signOutText'), verb: t('acts.signOut') };
    if (await confirm({ ...question, danger: true }))
      await this.#do(() => signOutPerson(id), t('acts.signedOut', { name }));
  };

  readonly #export = () => {
    const { id } = this.person;
    void this.#do(async () => download(`live-comments-${id}.json`, await exportPerson(id)));
  };

  readonly #erased = () => {
    toast(t('acts.erased', { name: this.person.name }));
    this.isErasing = false;
    this.emit('lc-erased');
    navigate('people', { replace: true });
  };

  override render(): TemplateResult {
    const { site } = this.person;
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">${t('acts.title')}</h2>
      ${site === null ? html`<p class="muted">${t('acts.guest')}</p>` : this.#member(site)}
      <div class="row">
        ${site === null ? nothing : this.#memberButtons()}
        <button type="button" aria-disabled=${this.isBusy} @click=${this.#export}>${icon('download')} ${t('acts.export')}</button>
        <button type="button" class="danger" @click=${() => {
          this.isErasing = true;
        }}>${icon('bin')} ${t('acts.erase')}</button>
      </div>
      ${
        this.isErasing
          ? html`<lc-erase-dialog
            .person=${this.person}
            @lc-erased=${(event: Event) => {
              event.stopPropagation();
              this.#erased();
            }}
            @lc-close=${(event: Event) => {
              // The dialog that this element may stand in hears the same word.
              event.stopPropagation();
              this.isErasing = false;
            }}
          ></lc-erase-dialog>`
          : nothing
      }
    </section>`;
  }

  #member(site: string): TemplateResult {
    const { ways } = this.person;
    const names = ways.map(way => maybe(`way.${way}`) ?? way).join(', ');
    return html`<div class="row">
        ${portrait(this.person)}
        <span>${t('acts.site', { site })}${ways.length === 0 ? nothing : ` · ${t('acts.ways', { ways: names })}`}</span>
      </div>
      ${ways.includes(SSO) ? html`<p class="note" id="sso">${t('acts.sso')}</p>` : nothing}`;
  }

  #memberButtons(): TemplateResult {
    const { role, ways } = this.person;
    const isModerator = role === 'moderator';
    return html`<button
        type="button"
        aria-disabled=${this.isBusy}
        aria-describedby=${ways.includes(SSO) ? 'sso' : nothing}
        @click=${isModerator ? this.#toMember : this.#toModerator}
      >${icon('team')} ${t(isModerator ? 'acts.member' : 'acts.moderator')}</button>
      <button type="button" aria-disabled=${this.isBusy} @click=${this.#signOut}>${icon('out')} ${t('acts.signOut')}</button>`;
  }
}
define('lc-person-acts', PersonActs);

function download(name: string, content: unknown): void {
  const href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  URL.revokeObjectURL(href);
}
