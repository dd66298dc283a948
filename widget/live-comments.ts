/** `<live-comments>`: the comment section of a page; owns the thread and the drafts, and hands state down. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Sort } from '../protocol/comment.ts';
import { PAGE_DEFAULT, PAGE_MAX } from '../protocol/limits.ts';
import type { Announcer } from './announcer.ts';
import './elements/lc-comment.ts';
import { define } from './elements/lc-element.ts';
import './elements/lc-time.ts';
import { type Translator, translate } from './i18n/translator.ts';
import type { Later } from './later.ts';
import { isDarkBehind, nearestLang, pageThread, pageUrl, watchPage } from './page.ts';
import { drawSection } from './section.ts';
import { styles } from './styles/styles.ts';
import { type Place, ThreadController } from './thread-controller.ts';
import { missingReplies, reveal } from './thread-state.ts';
import type { Action, View } from './view.ts';
import type { Writing } from './writing.ts';

const DEPTH_WIDE = 4;
const DEPTH_NARROW = 2;
const NARROW_PX = 520;
const NONE = new Map<never, never>();
/** The attributes that say which thread is shown, and how it is read. */
const PLACE = ['server', 'site', 'thread', 'sort', 'live', 'token', 'pageSize'] as const;

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
  #later: Later | undefined;
  #writing: Writing | undefined;
  #view: View | undefined;
  #viewParts: readonly unknown[] = [];
  #announcer: Announcer | undefined;
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

  #place(): Place {
    const sort = ['newest', 'oldest', 'best'].find(known => known === this.sort);
    const size = Math.round(this.pageSize || PAGE_DEFAULT);
    return {
      server: new URL(this.server || new URL(import.meta.url).origin, document.baseURI).href.replace(/\/+$/, ''),
      site: this.site || 'default',
      thread: this.thread || pageThread(),
      sort: (sort as Sort | undefined) ?? null,
      token: this.token || null,
      pageSize: Math.min(PAGE_MAX, Math.max(1, size)),
      isLive: this.live !== 'off',
    };
  }

  /** Starts anew where the place is another, and goes on where it is the same. */
  #start(): void {
    const place = this.#place();
    const key = JSON.stringify(place);
    if (!this.#controller || key !== this.#key) {
      const { site, thread } = this.#controller ?? place;
      this.#controller?.stop();
      if (site !== place.site || thread !== place.thread) {
        this.#writing = undefined;
        this.rootId = null;
      }
      this.#key = key;
      this.#controller = this.#newController(place);
    }
    this.#controller.start();
  }

  #newController(place: Place): ThreadController {
    const controller: ThreadController = new ThreadController(place, {
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

  #say(text: string): void {
    this.spoken = text;
  }

  get #root(): ShadowRoot {
    return this.shadowRoot as ShadowRoot;
  }

  #readPage(): void {
    this.isDark = isDarkBehind(this);
    const lang = this.lang || nearestLang(this);
    if (lang === this.t?.tag) return;
    void translate(lang).then(translator => {
      this.t = translator;
    });
  }

  #onAction = ({ detail: action }: CustomEvent<Action>): void => {
    const controller = this.#controller;
    if (!controller) return;
    if (action.do === 'replies') void controller.loadReplies(action.id);
    else if (action.do === 'more') void controller.loadMore();
    else if (action.do === 'retry') void controller.load();
    else if (action.do === 'sort') this.sort = action.sort;
    else if (action.do === 'root') this.#goTo(action.id, controller);
    else if (action.do === 'reveal') this.#reveal(controller);
    else this.#writing?.act(action);
  };

  #goTo(id: string | null, controller: ThreadController): void {
    const from = this.rootId;
    this.rootId = id;
    const node = id === null ? undefined : controller.state?.nodes.get(id);
    if (node && controller.state && node.ids.length === 0 && missingReplies(controller.state, node) > 0) {
      void controller.loadReplies(node.comment.id);
    }
    this.#later?.focusSoon(this.#root, id === null ? `#lc-${from}` : '.back');
  }

  #reveal(controller: ThreadController): void {
    const ids = controller.state?.waiting;
    controller.update(reveal);
    if (ids) this.#later?.leadTo(this.#root, ids);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.isConnected && (!this.#controller || PLACE.some(name => changed.has(name)))) this.#start();
    if (changed.has('lang')) this.#readPage();
  }

  /** The same object as long as nothing in it has changed: comments are then not drawn again. */
  #viewOf(controller: ThreadController, t: Translator): View {
    const { state, session } = controller;
    const { viewer, given } = session;
    const writing = this.#writing;
    const maxDepth = this.isNarrow ? DEPTH_NARROW : DEPTH_WIDE;
    const isLocked = state?.thread.state === 'locked';
    const parts = [t, viewer, given, state?.settings, isLocked, maxDepth, writing, writing?.version, controller];
    if (this.#view && parts.every((part, n) => part === this.#viewParts[n])) return this.#view;
    this.#viewParts = parts;
    this.#view = {
      t,
      viewer,
      isGiven: given,
      settings: state?.settings,
      isLocked,
      maxDepth,
      open: writing?.open ?? NONE,
      drafts: writing?.drafts ?? NONE,
      notes: writing?.notes ?? NONE,
      get: id => (controller.state?.waiting.has(id) ? undefined : controller.state?.nodes.get(id)),
      missing: node => (controller.state ? missingReplies(controller.state, node) : 0),
    };
    return this.#view;
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const controller = this.#controller;
    const isDark = this.theme === 'dark' || (this.theme !== 'light' && this.isDark);
    return html`<section
      class="lc ${isDark ? 'dark' : ''}"
      lang=${t?.lang ?? ''}
      dir=${t?.dir ?? 'ltr'}
      aria-label=${t?.text('headingEmpty') ?? ''}
      @lc-action=${this.#onAction}
    >
      ${t && controller ? drawSection(controller, this.#viewOf(controller, t), this.rootId, this.#writing?.others(controller.typing) ?? []) : ''}
      <p class="sr" role="status">${this.spoken}</p>
    </section>`;
  }
}

define('live-comments', LiveComments);
