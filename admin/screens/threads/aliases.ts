/** `<lc-aliases>`: the old keys of a site, and where they lead. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Alias } from '../../../protocol/admin/threads.ts';
import { listAliases, removeAlias } from '../../api/threads.ts';
import { t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import { icon } from '../../parts/icons.ts';
import { Pages } from '../../parts/pages.ts';
import { define, Part } from '../../parts/part.ts';
import { empty, failed, loading, time } from '../../parts/pieces.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href } from '../../router.ts';

class Aliases extends Part {
  static override properties = {
    site: { attribute: false },
    sites: { attribute: false },
    editable: { attribute: false },
    chosen: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .keys {
        flex: 1;
        overflow-wrap: anywhere;
      }
      .head select {
        inline-size: auto;
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
  /** The one that all of the dashboard looks at; null: one is chosen here. */
  declare site: string | null;
  declare sites: readonly string[];
  declare editable: boolean;
  declare chosen: string | undefined;
  readonly #pages = new Pages<Alias>(this, cursor => listAliases(this.#at, cursor));

  get #at(): string {
    return this.site ?? this.chosen ?? this.sites[0] ?? '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const isOther = changed.has('site') || changed.has('chosen') || changed.has('sites');
    if (isOther && this.#at !== '') void this.#pages.reload();
  }

  async #remove({ key }: Alias): Promise<void> {
    const question = { title: t('aliases.removeTitle', { key }), text: t('aliases.removeText'), verb: t('remove') };
    if (!(await confirm({ ...question, danger: true }))) return;
    try {
      await removeAlias(this.#at, key);
      toast(t('aliases.removed'));
      await this.#pages.reload({ quietly: true });
      await this.focusOn('h1');
    } catch (error) {
      toastError(error);
    }
  }

  override render(): TemplateResult {
    return html`<div class="head">
        <a class="button quiet" href=${href('threads')}>${icon('back')} ${t('threads.title')}</a>
        <h1 tabindex="-1">${t('aliases.title')}</h1>
        ${this.site === null && this.sites.length > 1 ? this.#choice() : nothing}
        <p>${t('aliases.text')}</p>
      </div>
      ${this.#items()}`;
  }

  #choice(): TemplateResult {
    const choose = (event: Event) => {
      this.chosen = (event.target as HTMLSelectElement).value;
    };
    return html`<select aria-label=${t('threads.moveSite')} @change=${choose}>
      ${this.sites.map(key => html`<option value=${key} ?selected=${key === this.#at}>${key}</option>`)}
    </select>`;
  }

  #items(): unknown {
    const { items, state, error, next } = this.#pages;
    if (state === 'failed') return failed(error, () => void this.#pages.reload());
    if (items.length === 0) {
      return state === 'loading' ? html`<div class="card">${loading()}</div>` : empty('thread', t('aliases.none'));
    }
    return html`<ul class="card list">${items.map(alias => this.#alias(alias))}</ul>
      ${
        next === null
          ? nothing
          : html`<div class="more">
            <button type="button" aria-disabled=${state === 'loading'} @click=${() => void this.#pages.more()}>${t('more')}</button>
          </div>`
      }`;
  }

  #alias(alias: Alias): TemplateResult {
    const { key, thread, createdAt } = alias;
    const filters = new URLSearchParams({ thread: thread.key, in: this.#at });
    return html`<li class="row">
      <span class="keys">
        <bdi><code>${key}</code></bdi> <span class="muted">${t('aliases.leads')}</span>
        <a href=${href(`queue/all?${filters}`)}><bdi>${thread.key}</bdi></a>
      </span>
      <span class="muted small">${time(createdAt)}</span>
      ${
        this.editable
          ? html`<button type="button" class="quiet danger" @click=${() => this.#remove(alias)}>
            ${t('remove')}<span class="sr"> ${key}</span>
          </button>`
          : nothing
      }
    </li>`;
  }
}
define('lc-aliases', Aliases);
