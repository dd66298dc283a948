/** `<live-comments-recent>`: the newest comments of a site, each with a link to its place. */
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import type { Recent } from '../../protocol/rest.ts';
import { later } from '../i18n/en-later.ts';
import { learn, type Translator, translate } from '../i18n/translator.ts';
import { isDarkBy, nearestLang } from '../page/surroundings.ts';
import { type PageWatch, watchPage } from '../page/watch.ts';
import { drawItem, type Item } from './item.ts';
import { make } from './make.ts';
import { recent as styles } from './styles.ts';

learn(later);

const LIMIT = 5;
const LIMIT_MAX = 50;
/** A page that is seen again after a shorter while has nothing to catch up on. */
const FRESH_MS = 15_000;
/** What was taken back must not stand there for long. */
const TICK_MS = 30_000;

class LiveCommentsRecent extends HTMLElement {
  static observedAttributes = ['server', 'site', 'limit', 'lang', 'theme'];
  readonly #root = this.attachShadow({ mode: 'open' });
  #listening = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #items: readonly Item[] | undefined;
  /** The items that stand there, as text. */
  #drawn = '';
  #isFailed = false;
  #page: PageWatch | undefined;
  #loadedAt = 0;
  #turn = 0;
  #isDue = false;

  connectedCallback(): void {
    this.#root.adoptedStyleSheets = [styles()];
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const look = (): void => {
      if (document.visibilityState === 'visible' && Date.now() - this.#loadedAt > FRESH_MS) void this.refresh();
    };
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && look(), { signal });
    this.#page = watchPage(() => void this.#draw());
    this.#page.follow(this.getAttribute('theme'));
    this.#timer = setInterval(look, TICK_MS);
    this.#soon();
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#page?.stop();
    clearInterval(this.#timer);
    this.#turn++;
  }

  attributeChangedCallback(): void {
    if (!this.isConnected) return;
    this.#page?.follow(this.getAttribute('theme'));
    this.#soon();
  }

  /** Loads the list anew; what is shown stays until it is here. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    this.#loadedAt = Date.now();
    const items = await this.#load().catch(() => undefined);
    if (turn !== this.#turn) return;
    this.#isFailed = items === undefined;
    this.#items = items ?? this.#items;
    await this.#draw();
  }

  /** Attributes that change in one turn make one request. */
  #soon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (this.isConnected) void this.refresh();
    });
  }

  async #load(): Promise<readonly Item[]> {
    const server = new URL(this.getAttribute('server') || new URL(import.meta.url).origin, document.baseURI).href;
    const asked = Math.round(Number(this.getAttribute('limit'))) || LIMIT;
    const query = new URLSearchParams({
      site: this.getAttribute('site') || DEFAULT_SITE,
      limit: String(Math.min(LIMIT_MAX, Math.max(1, asked))),
    });
    const answer = await fetch(`${server.replace(/\/+$/, '')}/api/v1/recent?${query}`, { credentials: 'omit' });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return ((await answer.json()) as Recent).items;
  }

  async #draw(): Promise<void> {
    if (!this.#items && !this.#isFailed) return;
    const turn = this.#turn;
    const t = await translate(this.getAttribute('lang') || nearestLang(this));
    if (turn !== this.#turn) return;
    const isDark = isDarkBy(this.getAttribute('theme'), this);
    const section = make('section', `recent ${isDark ? 'dark' : ''}`, this.#body(t));
    section.lang = t.lang;
    section.dir = t.dir;
    section.setAttribute('aria-label', t.text('recent'));
    // Drawn anew it would lose the reader’s selection, and the focus.
    if (section.isEqualNode(this.#root.lastChild)) return;
    const focused = this.#root.activeElement;
    const drawn = JSON.stringify(this.#items);
    if (focused && drawn === this.#drawn) {
      this.#root.querySelector('section')?.setAttribute('class', section.className);
      return;
    }
    this.#drawn = drawn;
    this.#root.replaceChildren(section);
    const links = [...section.querySelectorAll<HTMLElement>('a, button')];
    if (focused) links.find(link => link.isEqualNode(focused))?.focus({ preventScroll: true });
  }

  #body(t: Translator): Node {
    if (this.#items?.length) {
      const list = make('ul', '', ...this.#items.map(item => drawItem(item, t)));
      list.setAttribute('part', 'list');
      return list;
    }
    if (!this.#isFailed) {
      const empty = make('p', 'muted', t.text('empty'));
      empty.setAttribute('part', 'empty');
      return empty;
    }
    const retry = make('button', '', t.text('retry'));
    retry.type = 'button';
    retry.addEventListener('click', () => {
      retry.blur();
      void this.refresh();
    });
    const failure = make('div', 'muted', make('p', '', t.text('failed')), retry);
    failure.setAttribute('part', 'failure');
    return failure;
  }
}

if (!customElements.get('live-comments-recent')) customElements.define('live-comments-recent', LiveCommentsRecent);
