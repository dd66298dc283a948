/** `<live-comments>`: the comment section of a page; owns the thread and the drafts, and hands state down. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Announcer } from './page/announcer.ts';
import './elements/lc-comment.ts';
import { define } from './elements/lc-element.ts';
import { drawSection } from './elements/section.ts';
import type { Action } from './elements/view.ts';
import { Views } from './elements/views.ts';
import { type Translator, translate } from './i18n/translator.ts';
import type { Later } from './later.ts';
import { readOptions, readSort, readStrings } from './options.ts';
import { nextFrame, painted } from './page/frames.ts';
import type { Motion } from './page/motion.ts';
import { whenNear } from './page/near.ts';
import type { Shown, Step } from './page/steps.ts';
import { isDarkBy, nearestLang, pageUrl } from './page/surroundings.ts';
import type { PageWatch } from './page/watch.ts';
import type { Finding } from './reading/finding.ts';
import type { Reading, ReadingOwner } from './reading/reading.ts';
import { styles } from './styles/styles.ts';
import { ThreadController, type ThreadOptions } from './thread/controller.ts';
import type { WritingAction } from './writing/draft.ts';
import type { Writing } from './writing/writing.ts';

const DEPTH_WIDE = 4;
const DEPTH_NARROW = 2;
const NARROW_PX = 520;
/** Between two sentences, so that a screen reader hears the second too. */
const SILENCE_MS = 100;
/** A page that has its comments sooner draws nothing in their place: drawing that takes a slow phone longer. */
const PATIENCE_MS = 200;
/** The first comments fill the screen, at this height or more each; the others follow in the next frames. */
const COMMENT_PX = 110;
const FEWEST = 5;
/** The attributes that say which thread is shown, and how it is read. */
const OPTIONS = ['server', 'site', 'thread', 'sort', 'live', 'token', 'pageSize'] as const;
/** The attributes that say how it looks and speaks. */
const LOOKS = ['lang', 'theme', 'strings'] as const;

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
    lazy: {},
    strings: {},
    isNear: { state: true },
    t: { state: true },
    isDark: { state: true },
    isNarrow: { state: true },
    rootId: { state: true },
    spoken: { state: true },
    drawn: { state: true },
    isLate: { state: true },
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
  declare lazy: string | null;
  /** The owner's own words: an object, or JSON. */
  declare strings: unknown;
  /** Whether it is about to be seen, or was. */
  declare private isNear: boolean;
  declare private t: Translator | undefined;
  declare private isDark: boolean;
  declare private isNarrow: boolean;
  /** The comment that the view begins with, in a conversation that goes on by itself. */
  declare rootId: string | null;
  /** What a screen reader is told. */
  declare private spoken: string;
  /** How many comments of the list are drawn by now. */
  declare drawn: number | undefined;
  /** Whether the first comments take so long that something should stand in their place. */
  declare private isLate: boolean;

  #controller: ThreadController | undefined;
  #key = '';
  /** The language that was asked for last. */
  #asked: string | undefined;
  #later: Later | undefined;
  #writing: Writing | undefined;
  #reading: Reading | undefined;
  #finding: Finding | undefined;
  readonly #views = new Views();
  #announcer: Announcer | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void)[] = [];
  #page: PageWatch | undefined;
  #motion: Motion | undefined;
  /** Whether the first page has been drawn to its end. */
  #isWhole = false;
  /** Whether nobody but the live link has asked for the update that comes. */
  #isNews = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.isNarrow ??= false;
    const resize = new ResizeObserver(([entry]) => {
      this.isNarrow = (entry?.contentRect.width ?? 0) < NARROW_PX;
    });
    // Not the element itself, whose height changes with each comment: that would have the browser lay it out twice.
    void this.updateComplete.then(
      () => this.isConnected && resize.observe(this.#root.querySelector('.width') as Element),
    );
    this.#unwatch = [() => resize.disconnect()];
    if (!this.isNear) {
      const wake = (): void => {
        this.isNear = true;
      };
      this.#unwatch.push(whenNear(this, wake));
    }
    this.#watch();
    setTimeout(() => {
      if (!this.#controller?.state) this.isLate = true;
    }, PATIENCE_MS);
    if (this.hasUpdated && this.isNear) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#unwatch.splice(0)) stop();
    this.#finding?.stop();
    this.#controller?.stop();
  }

  /** Loads the thread anew; in a single-page app also the one that belongs to the address of now. */
  refresh(): void {
    this.isNear = true;
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
        this.#reading = undefined;
        this.#finding?.stop();
        this.#finding = undefined;
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
      changed: (isNews = false) => {
        this.#isNews = isNews && (this.#isNews || !this.isUpdatePending);
        this.requestUpdate();
      },
      loadLater: () => this.#loadLater(),
      emit: (name, detail) => {
        this.dispatchEvent(new CustomEvent(`live-comments:${name}`, { detail, bubbles: true, composed: true }));
      },
      arrived: comments => this.t && !controller.memory.isSilent && this.#announcer?.add(comments, this.t),
      wait: parent => this.#later?.mustWait(this.#root, parent, controller.state?.sort) ?? false,
      keep: id => this.#writing?.keeps(id) ?? false,
    });
    return controller;
  }

  async #loadLater(): Promise<Later> {
    await painted();
    const { later } = await import('./later.ts');
    if (!this.#later && this.isConnected) this.#watch(later);
    this.#later = later;
    later.adoptStyles(this.#root);
    this.#motion ??= new later.Motion();
    this.#announcer ??= new later.Announcer(text => this.#say(text));
    const owner = this.#newOwner();
    this.#writing ??= new later.Writing(owner);
    const writing = this.#writing;
    this.#reading ??= new later.Reading(Object.assign(owner, { note: writing.note.bind(writing) }));
    this.#finding ??= new later.Finding(owner);
    if (this.isConnected) this.#finding.start();
    this.requestUpdate();
    return later;
  }

  /** What the reader does needs the element as it is at that moment. */
  #newOwner(): Omit<ReadingOwner, 'note'> & { readonly shown: Shown } {
    const element = this;
    return {
      root: this.#root,
      get thread() {
        return element.#controller as ThreadController;
      },
      get t() {
        return element.t as Translator;
      },
      shown: this,
      changed: () => this.requestUpdate(),
      say: text => this.#say(text),
    };
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

  /** Reads the page now, and goes on watching it with what is loaded later. */
  #watch(later = this.#later): void {
    this.#readPage();
    if (!later) return;
    const page = later.watchPage(() => this.#readPage());
    this.#page = page;
    this.#unwatch.push(
      page.stop,
      later.keepTimes(this.#root, () => this.t),
    );
    this.#followPage(later);
  }

  #followPage(later = this.#later): void {
    this.#page?.follow(this.theme);
    later?.complain(this);
  }

  #readPage(): void {
    this.isDark = isDarkBy(this.theme, this);
    const lang = this.lang || nearestLang(this);
    if (lang === this.#asked) return;
    this.#asked = lang;
    void translate(lang, readStrings(this.strings)).then(translator => {
      if (lang === this.#asked) this.t = translator;
    });
  }

  #onAction = ({ detail: action }: CustomEvent<Action>): void => {
    const controller = this.#controller;
    if (!controller) return;
    if (action.do === 'retry') void controller.load();
    else if (action.do === 'sort') this.sort = action.sort;
    else if (action.do === 'more' || action.do === 'root' || action.do === 'reveal')
      void this.#step(action, controller);
    else if (!this.#finding?.act(action) && !this.#reading?.act(action)) this.#writing?.act(action as WritingAction);
  };

  /** Whoever is quicker than what is loaded later is answered when it is here. */
  async #step(action: Step, controller: ThreadController): Promise<void> {
    const { later } = await import('./later.ts');
    later.take(action, this.#root, this, controller);
  }

  /** What comes over the link is drawn once a frame, however much of it comes. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#isNews) {
      while (this.#motion?.isHeld) await nextFrame();
      const frame = nextFrame();
      // All that draws itself on account of the update has done so when this is called, later in the same frame.
      requestAnimationFrame(() => this.#motion?.end());
      this.#motion?.expect();
      await frame;
      // What is still further away than a screen stands, for now, where the list would be cut.
      const isNear = (this.#motion?.distance ?? 0) < innerHeight;
      if (this.#controller && isNear) this.#later?.cutBack(this.#root, this, this.#controller);
      this.#motion?.begin(this.#root.querySelector('.thread'));
    }
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.lazy === 'off') this.isNear = true;
    if (this.isConnected && this.isNear && (!this.#controller || OPTIONS.some(name => changed.has(name))))
      this.#start();
    if (changed.has('strings')) this.#asked = undefined;
    if (LOOKS.some(name => changed.has(name))) {
      this.#readPage();
      if (this.isConnected) this.#followPage();
    }
    this.drawn ??= this.#controller?.state && Math.max(FEWEST, this.#screenful());
  }

  #screenful(): number {
    return Math.ceil((innerHeight - this.getBoundingClientRect().top) / COMMENT_PX);
  }

  protected override updated(): void {
    this.#isNews = false;
    const { drawn } = this;
    if (this.#isWhole || !drawn) return;
    this.#isWhole = drawn >= (this.#controller?.state?.roots.ids.length ?? 0);
    void painted().then(() => {
      this.drawn = this.#isWhole ? Number.POSITIVE_INFINITY : 2 * drawn;
    });
  }

  protected override render(): TemplateResult {
    const { t } = this;
    const controller = this.#controller;
    const writing = this.#writing;
    return html`<section
      class="lc ${this.isDark ? 'dark' : ''}"
      lang=${t?.lang ?? ''}
      dir=${t?.dir ?? 'ltr'}
      aria-label=${t?.text('headingEmpty') ?? ''}
      @lc-action=${this.#onAction}
    >
      <div class="width"></div>
      ${
        t && controller && (controller.state || controller.failure || (this.isLate && !this.firstElementChild))
          ? drawSection(
              controller,
              this.#views.of(
                controller,
                t,
                this.isNarrow ? DEPTH_NARROW : DEPTH_WIDE,
                () => this.#writing,
                this.#later?.tools,
              ),
              this.rootId,
              writing?.others(controller.typing) ?? [],
              this.drawn,
              this.#finding,
            )
          : nothing
      }
      ${controller?.state ? nothing : html`<slot></slot>`}
      <p class="sr" role="status">${this.spoken}</p>
    </section>`;
  }
}

define('live-comments', LiveComments);
