/** `<lc-admin>`: the whole dashboard: who is signed in, which screen is open, and what stands around it. */
import { css, html, type PropertyValues } from 'lit';
import type { StaffSession } from '../protocol/admin/staff.ts';
import { whenAsked } from './api/client.ts';
import { readSession } from './api/session.ts';
import type { Frame } from './frame.ts';
import { openLanguage, t } from './i18n/index.ts';
import { define, Part } from './parts/part.ts';
import { empty, failed } from './parts/pieces.ts';
import type { Me } from './parts/screen.ts';
import { href, navigate, path, route } from './router.ts';
import { screensFor } from './screens/table.ts';
import './frame.ts';

const KEPT_SITE = 'live-comments-admin-site';
/** What the page was loaded anew for: once is enough. */
const RELOADED = 'live-comments-admin-reloaded';

class Admin extends Part {
  static override properties = {
    answer: { state: true },
    error: { state: true },
    at: { state: true },
    site: { state: true },
    asked: { state: true },
    ready: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      :host {
        min-block-size: 100dvh;
      }
      .wait {
        padding-block-start: 20vh;
      }
    `,
  ];
  /** What the server last said about who is here. */
  declare answer: StaffSession | undefined;
  declare error: unknown;
  declare at: string;
  declare site: string | null;
  /** What a request waits for. */
  declare asked: 'signIn' | 'stepUp' | undefined;
  /** The names of the screens and parts that are loaded. */
  declare ready: ReadonlySet<string>;
  #answerAsked: (done: boolean) => void = () => {};
  readonly #language = openLanguage().catch(() => undefined);

  constructor() {
    super();
    this.at = path();
    this.site = keptSite();
    this.ready = new Set();
    whenAsked({ signIn: () => this.#ask('signIn'), stepUp: () => this.#ask('stepUp') });
  }

  readonly #moved = () => {
    if (this.at === path()) return;
    const screen = (place: string) => place.split('/')[0];
    const isOther = screen(this.at) !== screen(path());
    this.at = path();
    if (isOther) scrollTo(0, 0);
  };
  readonly #read = () => void this.#readSession();

  override connectedCallback(): void {
    super.connectedCallback();
    route.addEventListener('change', this.#moved);
    this.addEventListener('lc-session', this.#read);
    this.#read();
  }

  override disconnectedCallback(): void {
    route.removeEventListener('change', this.#moved);
    this.removeEventListener('lc-session', this.#read);
    super.disconnectedCallback();
  }

  async #readSession(): Promise<void> {
    try {
      // Nothing is said before its language is there; without it, it is said in English.
      const [answer] = await Promise.all([readSession(), this.#language]);
      this.answer = answer;
      this.error = undefined;
    } catch (error) {
      // What is on the screen stays; the next request says what is wrong.
      if (this.answer === undefined) this.error = error;
    }
  }

  /** Over what is on the screen, which stays as it is. */
  async #ask(what: 'signIn' | 'stepUp'): Promise<boolean> {
    await this.#load('prompt', () => import('./access/prompt.ts'));
    this.asked = what;
    return new Promise(resolve => {
      this.#answerAsked = done => {
        this.asked = undefined;
        resolve(done);
      };
    });
  }

  readonly #answered = (event: CustomEvent<{ done: boolean; session?: StaffSession }>) => {
    const { done, session } = event.detail;
    const before = this.answer?.staff?.id;
    // Somebody else has signed in: what is on the screen is not for them.
    if (session?.staff && before !== undefined && session.staff.id !== before) return location.reload();
    if (session) this.answer = session;
    this.#answerAsked(done);
  };

  async #load(name: string, load: () => Promise<unknown>): Promise<void> {
    if (this.ready.has(name)) return;
    try {
      await load();
      this.ready = new Set([...this.ready, name]);
      sessionStorage.removeItem(RELOADED);
    } catch (error) {
      // After an update of the server its files have other names: a new page knows them.
      if (sessionStorage.getItem(RELOADED) === name) this.error = error;
      else reloadFor(name);
    }
  }

  #screen(me: Me) {
    const [name = ''] = this.at.split('/');
    return screensFor(me).find(each => each.name === name);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const me = this.answer?.staff;
    if (this.answer === undefined) return;
    if (!me || isAccess(this.at)) return void this.#load('access', () => import('./access/access.ts'));
    if (this.at === '') navigate('queue/pending', { replace: true });
    if (this.at === 'page') return void this.#load('page', () => import('./access/page-grant.ts'));
    const screen = this.#screen(me);
    if (screen) void this.#load(screen.name, screen.load);
    if (changed.has('at') || changed.has('answer')) {
      document.title = `${screen ? t(screen.label) : t('notFound.title')} · ${t('title')}`;
    }
  }

  /** What had the focus may be gone with the screen that it stood on. */
  override async updated(changed: PropertyValues<this>): Promise<void> {
    if (!changed.has('at') || changed.get('at') === undefined) return;
    await this.updateComplete;
    await new Promise(requestAnimationFrame);
    if (document.activeElement === document.body) this.renderRoot.querySelector<Frame>('lc-frame')?.focusMain();
  }

  readonly #chooseSite = ({ detail }: CustomEvent<string | null>) => {
    this.site = detail;
    keepSite(detail);
  };

  readonly #signedIn = ({ detail }: CustomEvent<StaffSession>) => {
    this.answer = detail;
    // A new place has to come into a page first.
    if (isAccess(this.at)) navigate(this.at === 'set-up' ? 'sites/default' : 'queue/pending', { replace: true });
  };

  override render(): unknown {
    const { answer } = this;
    if (this.error !== undefined) return html`<div class="wait">${failed(this.error, () => this.#again())}</div>`;
    if (answer === undefined) return html`<p class="sr" role="status">${t('loading')}</p>`;
    const me = answer.staff;
    if (!me || isAccess(this.at)) {
      return html`<lc-access
        .at=${this.at}
        .needsSetUp=${answer.needsSetUp}
        @lc-signed-in=${this.#signedIn}
      ></lc-access>`;
    }
    if (this.at === 'page') return html`<lc-page-grant></lc-page-grant>`;
    return html`<lc-frame .session=${me} .site=${this.site} .at=${this.at} @lc-site=${this.#chooseSite}>
        ${this.#drawScreen(me)}
      </lc-frame>
      ${this.asked ? html`<lc-prompt .kind=${this.asked} .session=${me} @lc-answered=${this.#answered}></lc-prompt>` : ''}`;
  }

  #drawScreen(me: Me): unknown {
    const screen = this.#screen(me);
    if (!screen) {
      const link = html`<a href=${href('queue/pending')}>${t('notFound.link')}</a>`;
      return empty('search', t('notFound.title'), t('notFound.text'), link);
    }
    if (!this.ready.has(screen.name)) return html`<p class="sr" role="status">${t('loading')}</p>`;
    const rest = this.at.slice(screen.name.length + 1);
    return screen.draw({ session: me, site: me.sites?.length === 1 ? (me.sites[0] ?? null) : this.site, path: rest });
  }

  #again(): void {
    if (this.answer === undefined) {
      this.error = undefined;
      this.#read();
    } else {
      location.reload();
    }
  }
}
define('lc-admin', Admin);

function reloadFor(name: string): void {
  sessionStorage.setItem(RELOADED, name);
  location.reload();
}

/** Links that work once bring whoever opens them here, signed in or not. */
function isAccess(at: string): boolean {
  return at === 'set-up' || at === 'invite';
}

function keptSite(): string | null {
  try {
    return localStorage.getItem(KEPT_SITE);
  } catch {
    return null;
  }
}

function keepSite(site: string | null): void {
  try {
    if (site === null) localStorage.removeItem(KEPT_SITE);
    else localStorage.setItem(KEPT_SITE, site);
  } catch {
    // Then it lasts as long as the page.
  }
}
