/** `<live-comments>`: the comment section of a page; owns the thread and the drafts, and hands state down. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Announcer } from './page/announcer.ts';
import './elements/lc-comment.ts';
import { define } from './elements/lc-element.ts';
import './elements/lc-time.ts';
import { drawSection } from './elements/section.ts';
import type { Action } from './elements/view.ts';
import { Views } from './elements/views.ts';
import { type Translator, translate } from './i18n/translator.ts';
import type { Later } from './later.ts';
import { readOptions, readSort } from './options.ts';
import { isDarkBehind, nearestLang, pageUrl, watchPage } from './page/surroundings.ts';
import { styles } from './styles/styles.ts';
import { ThreadController, type ThreadOptions } from './thread/controller.ts';
import { missingReplies, reveal } from './thread/state.ts';
import type { Writing } from './writing/writing.ts';

const DEPTH_WIDE = 4;
const DEPTH_NARROW = 2;
const NARROW_PX = 520;
/** Between two sentences, so that a screen reader hears the second too. */
const SILENCE_MS = 100;
/** The attributes that say which thread is shown, and how it is read. */
const OPTIONS = ['server', 'site', 'thread', 'sort', 'live', 'token', 'pageSize'] as const;

class LiveComments extends LitElement {
  static override styles = styles;
  static override properties = {
    server: {},
    site: {},
    thread: {},
    threadTitle: { attribute: 'thread-title' },
    threadUrl: { attribute: 'thread-url' },
    sort: {},
    theme: {},
    lang: {},
    live: {},
    token: {},
    pageSize: { type: Number, attribute: 'page-size' },
    t: { state: true },
    isDark: { state: true },
    isNarrow: { state: true },
    rootId: { state: true },
    spoken: { state: true },
  };
  declare server: string | null;
  declare site: string | null;
  declare thread: string | null;
  declare threadTitle: string | null;
  declare threadUrl: string | null;
  declare sort: string | null;
  declare theme: string | null;
  declare live: string | null;
  declare token: string | null;
  declare pageSize: number | null;
  declare private t: Translator | undefined;
  declare private isDark: boolean;
  declare private isNarrow: boolean;
  /** The comment that the view begins with, in a conversation that goes on by itself. */
  declare private rootId: string | null;
  /** What a screen reader is told. */
  declare private spoken: string;

  #controller: ThreadController | undefined;
  #key = '';
  /** The language that was asked for last. */
  #asked: string | undefined;
  #later: Later | undefined;
  #writing: Writing | undefined;
  readonly #views = new Views();
  #announcer: Announcer | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const resize = new ResizeObserver(() => {
      this.isNarrow = this.clientWidth < NARROW_PX;
    });
    resize.observe(this);
    this.#unwatch = [watchPage(() => this.#readPage()), () => resize.disconnect()];
    this.#readPage();
    if (this.hasUpdated) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#unwatch) stop();
    this.#controller?.stop();
  }

  /** Loads the thread anew; in a single-page app also the one that belongs to the address of now. */
  refresh(): void {
    this.#start();
  }

  /** Speaks from now on as the user that the page's own signed token names. */
  signIn(token: string): void {
    this.token = token;
  }

  /** Forgets the page's user, or the guest's secret. */
  signOut(): void {
    if (this.token) this.token = null;
    else this.#controller?.session.drop();
  }

  /** Starts anew where it is another thread or viewer, and goes on where it is the same. */
  #start(): void {
    const options = readOptions(this);
    const key = JSON.stringify(options);
    if (!this.#controller || key !== this.#key) {
      const { site, thread } = this.#controller ?? options;
      this.#controller?.stop();
      if (site !== options.site || thread !== options.thread) {
        this.#writing = undefined;
        this.rootId = null;
      }
      this.#key = key;
      this.#controller = this.#newController(options);
    }
    this.#controller.start(readSort(this));
  }

  #newController(options: ThreadOptions): ThreadController {
    const controller: ThreadController = new ThreadController(options, {
      about: () => ({ title: this.threadTitle || document.title, url: this.threadUrl || pageUrl() }),
      changed: () => this.requestUpdate(),
      loadLater: () => this.#loadLater(),
      emit: (name, detail) => {
        this.dispatchEvent(new CustomEvent(`live-comments:${name}`, { detail, bubbles: true, composed: true }));
      },
      arrived: comments => this.t && this.#announcer?.add(comments, this.t),
      wait: parent => this.#later?.mustWait(this.#root, parent, controller.state?.sort) ?? false,
      keep: id => this.#writing?.keeps(id) ?? false,
    });
    return controller;
  }

  async #loadLater(): Promise<Later> {
    const { later } = await import('./later.ts');
    this.#later = later;
    later.adoptStyles(this.#root);
    this.#announcer ??= new later.Announcer(text => this.#say(text));
    this.#writing ??= this.#newWriting(later);
    this.requestUpdate();
    return later;
  }

  #newWriting(later: Later): Writing {
    const element = this;
    return new later.Writing({
      root: this.#root,
      get thread() {
        return element.#controller as ThreadController;
      },
      get t() {
        return element.t as Translator;
      },
      changed: () => this.requestUpdate(),
      say: text => this.#say(text),
    });
  }

  /** Empties the line first: the same sentence a second time would be no change, and not be heard. */
  #say(text: string): void {
    this.spoken = '';
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => {
      this.spoken = text;
    }, SILENCE_MS);
  }

  get #root(): ShadowRoot {
    return this.shadowRoot as ShadowRoot;
  }

  #readPage(): void {
    this.isDark = isDarkBehind(this);
    const lang = this.lang || nearestLang(this);
    if (lang === this.#asked) return;
    this.#asked = lang;
    void translate(lang).then(translator => {
      if (lang === this.#asked) this.t = translator;
    });
  }

  #onAction = ({ detail: action }: CustomEvent<Action>): void => {
    const controller = this.#controller;
    if (!controller) return;
    if (action.do === 'more') void this.#showMore(action.parent, controller);
    else if (action.do === 'retry') void controller.load();
    else if (action.do === 'sort') this.sort = action.sort;
    else if (action.do === 'root') this.#goTo(action.id, controller);
    else if (action.do === 'reveal') this.#reveal(controller);
    else this.#writing?.act(action);
  };

  /** Leads on to the first that came; who has gone elsewhere in the meantime is left there. */
  async #showMore(parent: string | null, controller: ThreadController): Promise<void> {
    const from = this.#root.activeElement;
    const id = await controller.loadMore(parent);
    await this.updateComplete;
    const at = this.#root.activeElement;
    if (id && (at === null || at === from)) this.#later?.focusSoon(this.#root, `#lc-${id}`);
  }

  #goTo(id: string | null, controller: ThreadController): void {
    const from = this.rootId;
    this.rootId = id;
    const node = id === null ? undefined : controller.state?.nodes.get(id);
    if (node && controller.state && node.ids.length === 0 && missingReplies(controller.state, node) > 0) {
      void controller.loadMore(node.comment.id);
    }
    this.#later?.focusSoon(this.#root, id === null ? `#lc-${from}` : '.back');
  }

  #reveal(controller: ThreadController): void {
    const ids = controller.state?.waiting;
    controller.update(reveal);
    if (ids) this.#later?.leadTo(this.#root, ids);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.isConnected && (!this.#controller || OPTIONS.some(name => changed.has(name)))) this.#start();
    if (changed.has('lang')) this.#readPage();
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const controller = this.#controller;
    const writing = this.#writing;
    const isDark = this.theme === 'dark' || (this.theme !== 'light' && this.isDark);
    return html`<section
      class="lc ${isDark ? 'dark' : ''}"
      lang=${t?.lang ?? ''}
      dir=${t?.dir ?? 'ltr'}
      aria-label=${t?.text('headingEmpty') ?? ''}
      @lc-action=${this.#onAction}
    >
      ${
        t && controller
          ? drawSection(
              controller,
              this.#views.of(controller, t, this.isNarrow ? DEPTH_NARROW : DEPTH_WIDE, writing),
              this.rootId,
              writing?.others(controller.typing) ?? [],
            )
          : ''
      }
      <p class="sr" role="status">${this.spoken}</p>
    </section>`;
  }
}

define('live-comments', LiveComments);
