/** `<lc-search>`: looks for words in the thread, and leads to what is found. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { LiveEvent } from '../../protocol/events.ts';
import { SEARCH_MAX_UNITS } from '../../protocol/limits.ts';
import type { Found, SearchPage } from '../../protocol/rest.ts';
import { define, InnerElement } from '../elements/lc-element.ts';
import { ask } from '../elements/view.ts';
import type { Translator } from '../i18n/translator.ts';
import { asFailure, type Failure } from '../session/api.ts';
import { search } from '../styles/search.ts';
import type { ThreadController } from '../thread/controller.ts';
import { drawFound } from './found.ts';

/** Who types on has not finished the word. */
const PAUSE_MS = 250;

export { search as styles };

class LcSearch extends InnerElement {
  static override properties = {
    t: { attribute: false },
    thread: { attribute: false },
    words: { state: true },
    items: { state: true },
    failure: { state: true },
    isLoading: { state: true },
  };
  declare t: Translator;
  declare thread: ThreadController;
  declare private words: string;
  /** Undefined until the first answer is here. */
  declare private items: readonly Found[] | undefined;
  declare private failure: Failure | undefined;
  declare private isLoading: boolean;
  #next: string | null = null;
  #turn = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.words = '';
    this.isLoading = false;
    // From what was found, too.
    this.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#turn++;
    clearTimeout(this.#pause);
    this.thread.heard = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('thread')) this.thread.heard = events => this.#hear(events);
    this.classList.toggle('found', this.words !== '');
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    return html`<form role="search" part="search" @submit=${this.#now}>
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
          maxlength=${SEARCH_MAX_UNITS}
          aria-label=${t.text('searchLabel')}
          placeholder=${t.text('searchLabel')}
          @input=${this.#onInput}
        >
        <button type="button" class="quiet" @click=${this.#close}>${t.text('searchClose')}</button>
      </form>
      <p class="sum" role="status">${this.#sum()}</p>
      ${this.#results()}`;
  }

  /** What a screen reader hears when the answer is here. */
  #sum(): string {
    const { t, items, failure } = this;
    if (this.words === '' || failure) return '';
    if (!items || this.isLoading) return t.text('loading');
    if (items.length === 0) return t.text('searchNone');
    // As long as there are more, nobody has counted them.
    return this.#next === null
      ? t.text('searchFound', { n: items.length })
      : `${t.text('searchFound', { n: items.length })} …`;
  }

  #results(): TemplateResult | typeof nothing {
    const { t, items = [], failure, words } = this;
    if (words === '') return nothing;
    return html`<ul role="list" class="results" part="results" aria-busy=${this.isLoading ? 'true' : 'false'}>
        ${items.map(found => html`<li>${drawFound(found, t, id => ask(this, { do: 'find', id }))}</li>`)}
      </ul>
      ${
        failure
          ? html`<div class="failure" role="alert"><p>${t.text('failed')}</p>
              <button type="button" class="plain" @click=${this.#now}>${t.text('retry')}</button></div>`
          : nothing
      }
      ${
        this.#next !== null && !failure
          ? html`<button type="button" class="more plain" aria-disabled=${this.isLoading ? 'true' : 'false'} @click=${this.#more}>${t.text('searchMore')}</button>`
          : nothing
      }`;
  }

  #onInput = (event: Event): void => {
    clearTimeout(this.#pause);
    const words = (event.target as HTMLInputElement).value.trim();
    if (words === this.words) return;
    this.#turn++;
    this.words = words;
    this.isLoading = words !== '';
    this.failure = undefined;
    if (words !== '') this.#pause = setTimeout(() => void this.#look(null), PAUSE_MS);
    else this.#forget();
  };

  #now = (event: Event): void => {
    event.preventDefault();
    clearTimeout(this.#pause);
    if (this.words !== '') void this.#look(null);
  };

  #more = async (): Promise<void> => {
    if (this.isLoading) return;
    const n = this.items?.length ?? 0;
    await this.#look(this.#next);
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>('.results a')[n]?.focus();
  };

  async #look(cursor: string | null): Promise<void> {
    const turn = ++this.#turn;
    const { site, thread, session } = this.thread;
    this.isLoading = true;
    this.failure = undefined;
    try {
      const query = { site, thread, q: this.words, cursor };
      const page = await session.api.request<SearchPage>('/search', { query });
      if (turn !== this.#turn) return;
      this.items = [...(cursor === null ? [] : (this.items ?? [])), ...page.items];
      this.#next = page.next;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.failure = asFailure(error);
    }
    this.isLoading = false;
  }

  #forget(): void {
    this.items = undefined;
    this.#next = null;
  }

  /** What is hidden leaves the results too, at once; what was changed is looked for anew. */
  #hear(events: readonly LiveEvent[]): void {
    const shown = new Set(this.items?.map(({ comment }) => comment.id));
    for (const event of events) {
      if (!('comment' in event) || !shown.has(event.comment.id)) continue;
      if (event.comment.state !== 'published') {
        this.items = this.items?.filter(({ comment }) => comment.id !== event.comment.id);
      } else if (event.type === 'comment.updated') void this.#look(null);
    }
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    this.#close();
  };

  #close = (): void => ask(this, { do: 'search', on: false });
}

define('lc-search', LcSearch);
