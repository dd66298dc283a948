/** `<live-comments>`: the comment section of a page; owns the thread, and hands state down. */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import './elements/lc-comment.ts';
import { define } from './elements/lc-element.ts';
import { drawSection } from './elements/section.ts';
import type { Action } from './elements/view.ts';
import { Views } from './elements/views.ts';
import type { Translator } from './i18n/translator.ts';
import type { Later } from './later.ts';
import { readOptions, readSort } from './options.ts';
import { painted } from './page/frames.ts';
import { Looks } from './page/looks.ts';
import { whenNear } from './page/near.ts';
import { pageUrl } from './page/surroundings.ts';
import { hasArrived } from './session/arrival.ts';
import { engineFrom, nameOf } from './session/session.ts';
import { styles } from './styles/styles.ts';
import { ThreadController, type ThreadOptions } from './thread/controller.ts';

/** A page that has its comments sooner draws nothing in their place: drawing that takes a slow phone longer. */
const PATIENCE_MS = 200;
/** The first comments fill the screen, at this height or more each; the others follow in the next frames. */
const COMMENT_PX = 110;
const FEWEST = 5;
/** The attributes that say which thread is shown, and how it is read. */
const OPTIONS: Names = ['server', 'site', 'thread', 'sort', 'live', 'token', 'pageSize'];
/** The attributes that say how it looks and speaks. */
const LOOKS: Names = ['lang', 'theme', 'strings'];

engineFrom(async () => {
  const { engine } = await import('./session/engine.ts').catch(again<typeof import('./session/engine.ts')>);
  return engine;
});

type Names = readonly (keyof LiveComments)[];

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
  /** The page’s own way to its user’s next token, asked before the last one ends. */
  declare refreshToken: (() => Promise<string | null | undefined>) | null;
  declare pageSize: number | null;
  declare lazy: string | null;
  /** The owner's own words: an object, or JSON. */
  declare strings: unknown;
  /** Whether it is about to be seen, or was. */
  declare private isNear: boolean;
  /** The comment that the view begins with, in a conversation that goes on by itself. */
  declare rootId: string | null;
  /** What a screen reader is told. */
  declare spoken: string;
  /** How many comments of the list are drawn by now. */
  declare drawn: number | undefined;
  /** Whether the first comments take so long that something should stand in their place. */
  declare private isLate: boolean;

  #controller: ThreadController | undefined;
  #key = '';
  #later: Later | undefined;
  readonly #looks = new Looks(this);
  readonly #views = new Views(() => this.#later);
  #stopWaiting: (() => void) | undefined;
  /** Whether the first page has been drawn to its end. */
  #isWhole = false;
  /** Whether nobody but the live link has asked for the update that comes. */
  #isNews = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (hasArrived()) this.isNear = true;
    if (!this.isNear) {
      this.#stopWaiting = whenNear(this, () => {
        this.isNear = true;
      });
    }
    this.#looks.connect();
    this.#later?.connect();
    setTimeout(() => {
      if (!this.#controller?.state) this.isLate = true;
    }, PATIENCE_MS);
    if (this.hasUpdated && this.isNear) this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWaiting?.();
    this.#looks.disconnect();
    this.#later?.disconnect();
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

  /** Ends the session of a member, or forgets the page's user, or the guest's secret. */
  async signOut(): Promise<void> {
    const session = this.#controller?.session;
    if (session) await (await session.engine()).signOut(session);
  }

  /** Starts anew where it is another thread or viewer, and goes on where it is the same. */
  #start(): void {
    const options = readOptions(this);
    // A user's next token is no other user.
    const key = JSON.stringify({ ...options, token: nameOf(options.token) });
    if (!this.#controller || key !== this.#key) {
      const { site, thread } = this.#controller ?? options;
      this.#controller?.stop();
      if (site !== options.site || thread !== options.thread) {
        this.#later?.leave();
        this.rootId = null;
      }
      this.#key = key;
      this.#controller = this.#newController(options);
    }
    Object.assign(this.#controller.session, { page: this, pageToken: options.token });
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
      arrived: comments => this.#later?.arrived(comments),
      wait: parent => this.#later?.mustWait(parent, controller.state?.sort) ?? false,
      keep: id => this.#later?.writing?.keeps(id) ?? false,
    });
    return controller;
  }

  async #loadLater(): Promise<Later> {
    await painted();
    const { Later } = await import('./later.ts').catch(again<typeof import('./later.ts')>);
    const element = this;
    this.#later ??= new Later({
      shown: this,
      looks: this.#looks,
      get thread() {
        return element.#controller as ThreadController;
      },
      get t() {
        return element.#looks.t as Translator;
      },
    });
    this.#later.serve();
    this.requestUpdate();
    return this.#later;
  }

  #onAction = ({ detail: action }: CustomEvent<Action>): void => {
    const controller = this.#controller;
    if (!controller) return;
    if (action.do === 'retry') void controller.load();
    else if (action.do === 'sort') this.sort = action.sort;
    else if (this.#later) this.#later.act(action);
    // Whoever is quicker than what is loaded later is answered when it is here.
    else void this.#loadLater().then(later => later.act(action));
  };

  /** What comes over the link is drawn once a frame, however much of it comes. */
  protected override async scheduleUpdate(): Promise<void> {
    if (this.#isNews) await this.#later?.newsFrame();
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.lazy === 'off') this.isNear = true;
    const hasOther = (names: Names): boolean => names.some(name => changed.has(name));
    if (this.isConnected && this.isNear && (!this.#controller || hasOther(OPTIONS))) this.#start();
    if (hasOther(LOOKS)) {
      this.#looks.read(changed.has('strings'));
      if (this.isConnected) this.#later?.follow();
    }
    this.drawn ??=
      this.#controller?.state &&
      Math.max(FEWEST, Math.ceil((innerHeight - this.getBoundingClientRect().top) / COMMENT_PX));
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
    const { t, isDark, maxDepth } = this.#looks;
    const controller = this.#controller;
    return html`<section
      class="lc ${isDark ? 'dark' : ''}"
      lang=${t?.lang ?? ''}
      dir=${t?.dir ?? 'ltr'}
      aria-label=${t?.text('headingEmpty') ?? ''}
      @lc-action=${this.#onAction}
    >
      <div class="width"></div>
      ${
        t && controller && (controller.state || controller.failure || (this.isLate && !this.firstElementChild))
          ? drawSection(controller, this.#views.of(controller, t, maxDepth), this, this.#later)
          : nothing
      }
      ${controller?.state ? nothing : html`<slot></slot>`}
      <p class="sr" role="status">${this.spoken}</p>
    </section>`;
  }
}

/** Browsers remember that a module could not be loaded, by its address: with another fragment it is asked for anew. */
function again<Module>(error: Error): Promise<Module> {
  const [address] = /https?:\S+/.exec(error.message) ?? [];
  if (!address) throw error;
  return import(`${address}#${Date.now()}`);
}

define('live-comments', LiveComments);
