/** Who speaks: the member’s name and menu at a box, the ways to sign in, and what has happened to their session. */
import { html, nothing, type TemplateResult } from 'lit';
import type { MuteList, Ways } from '../../protocol/account.ts';
import { NAMELESS } from '../../protocol/limits.ts';
import { drawAvatar } from '../elements/author.ts';
import { type AccountAction, type AccountPage, type Action, ask, type Speaking, type View } from '../elements/view.ts';
import { learnAccount } from '../i18n/account.ts';
import type { Key } from '../i18n/en.ts';
import { focusSoon } from '../page/reading.ts';
import { adopt } from '../page/sheets.ts';
import { asFailure } from '../session/api.ts';
import { hasArrived } from '../session/arrival.ts';
import type { Session } from '../session/session.ts';
import { arrive, signInWith, signOut, ways } from '../session/sign-in.ts';
import { account as styles } from '../styles/account.ts';
import { openDialog } from './dialog.ts';
import './lc-sign-in.ts';
import type { LcSignIn } from './lc-sign-in.ts';
import type { AccountOwner } from './owner.ts';

const PAGES: Readonly<Record<AccountPage, Key>> = {
  profile: 'profile',
  written: 'yourComments',
  notifications: 'notifications',
  muted: 'mutedPeople',
  sessions: 'sessions',
  data: 'yourData',
};

export async function begin(owner: AccountOwner): Promise<MemberSpeaking> {
  await learnAccount(owner.t);
  adopt(owner.root, styles);
  return new MemberSpeaking(owner);
}

export class MemberSpeaking implements Speaking {
  readonly #owner: AccountOwner;
  #session: Session | undefined;
  #unwatch: (() => void) | undefined;
  #language: string;
  #ways: Ways | undefined;
  #notice: Key | undefined;
  #wasMember = false;
  /** Whether one of the site’s own users has chosen to go on as a guest. */
  #isGuestNow = false;
  /** Whom the list of muted people was asked for. */
  #mutesOf = '';

  constructor(owner: AccountOwner) {
    this.#owner = owner;
    this.#language = owner.t.lang;
    if (hasArrived()) void this.#arrive();
  }

  /** Keeps to the session, and to the language, of now. */
  follow(session: Session): void {
    const { t } = this.#owner;
    if (t.lang !== this.#language) {
      this.#language = t.lang;
      void learnAccount(t).then(() => this.#owner.changed());
    }
    if (session === this.#session) return;
    this.#unwatch?.();
    this.#session = session;
    this.#wasMember = session.isMember;
    this.#unwatch = session.watch(() => this.#look());
    this.#look();
    if (!this.#isGuestNow) return;
    this.#isGuestNow = false;
    focusSoon(this.#owner.root, 'lc-composer input[name=name]', 'lc-composer textarea');
  }

  get isMember(): boolean {
    return Boolean(this.#session?.isMember && !this.#session.isOver);
  }

  me({ t, viewer, server }: View): TemplateResult {
    const name = viewer?.name ?? '';
    const open = (event: Event): void => {
      const section = this.#section;
      const item = (key: Key, action: Action) => ({ label: t.text(key), action });
      this.#owner.menu(event.currentTarget as HTMLButtonElement, section, {
        label: t.text('profile'),
        about: [name],
        items: [
          ...Object.entries(PAGES).map(([page, key]) => item(key, { do: 'account', page: page as AccountPage })),
          item('signOut', { do: 'sign-out' }),
        ],
      });
    };
    return html`<button
      type="button"
      class="quiet who me"
      part="account"
      aria-haspopup="menu"
      aria-expanded="false"
      @click=${open}
      >${drawAvatar({ id: viewer?.id ?? '', name, avatar: viewer?.avatar }, server)}<span>${name ? t.text('as', { name }) : t.text('profile')}</span></button
    >`;
  }

  /** In place of a name: whoever may not write is shown at once how they may. */
  ways({ t, settings }: View): TemplateResult {
    void this.#findWays();
    const { providers = [], mail } = this.#ways ?? {};
    return html`<div class="ways-in" part="sign-in" role="group" aria-label=${t.text('signIn')}>
      <span>${t.text(settings?.signIn ? 'signInFirst' : 'locked')}</span>
      ${providers.map(
        ({ id, name }) =>
          html`<button type="button" class="plain" @click=${(event: Event) => this.#signInWith(id, event)}>${t.text('continueWith', { name })}</button>`,
      )}
      ${
        mail || (!this.#ways && settings?.signIn)
          ? html`<button type="button" class="plain" @click=${this.#ask}>${t.text(providers.length > 0 ? 'email' : 'signIn')}</button>`
          : nothing
      }
      ${this.#ways?.sso && !mail && providers.length === 0 ? html`<span>${t.text('siteSignIn')}</span>` : nothing}
    </div>`;
  }

  notice({ t, settings }: View): TemplateResult {
    const dismiss = (): void => this.#tell(undefined);
    const name = this.#session?.viewer?.name || NAMELESS;
    const button = (key: Key, onClick: (event: Event) => void): TemplateResult =>
      html`<button type="button" class="link" @click=${onClick}>${t.text(key)}</button>`;
    return html`<div role="status">${
      this.#notice
        ? html`<p class="notice passing" part="notice">
            <span>${t.text(this.#notice, { name })} ${this.#isSiteOver ? t.text('siteSignIn') : nothing}</span>
            <span>${this.#isSiteOver && settings?.guests ? button('guestInstead', this.#beGuest) : nothing}
            ${!this.#isSiteOver && settings?.signIn && !this.isMember ? button('signIn', this.#ask) : nothing}
            ${this.#notice === 'signedIn' ? button('changeName', this.#rename) : nothing}
            <button type="button" class="quiet" @click=${dismiss}>${t.text('close')}</button></span>
          </p>`
        : nothing
    }</div>`;
  }

  /** Whether one of the site’s own users is one no more, for all that the page can tell. */
  get #isSiteOver(): boolean {
    return Boolean(this.#session?.isOver && this.#session.subject !== null);
  }

  /** Without the page’s token one is a guest like all others; the text stays. */
  readonly #beGuest = (event: Event): void => {
    const page = this.#session?.page;
    const box = boxAt(event);
    // Why it was not posted holds no longer.
    box?.complain?.('');
    if (box) ask(box, { do: 'draft', key: 'new', text: box.querySelector('textarea')?.value ?? '' });
    this.#tell(undefined);
    this.#isGuestNow = true;
    if (page) page.token = null;
  };

  readonly #rename = (event: Event): void => ask(event.currentTarget as Element, { do: 'account', page: 'profile' });

  async act(action: AccountAction): Promise<void> {
    if (action.do === 'sign-in') return this.#signIn(action.next);
    if (action.do === 'sign-out') return this.#signOut();
    try {
      const pages = await import('./pages.ts');
      if (action.do === 'person') pages.showPerson(this.#owner, action.author);
      else pages.showAccount(this.#owner, action.page, PAGES[action.page], () => this.#erased());
    } catch {
      this.#owner.say(this.#owner.t.text('error_network'));
    }
  }

  /** Takes note of whom a member does not want to read, which the server keeps for them. */
  see(action: Action): void {
    // Whoever goes on as a guest has read it.
    if (action.do === 'submit' && this.#notice === 'sessionOver' && !this.#isSiteOver) this.#tell(undefined);
    if (!this.#session?.isMember || (action.do !== 'hide' && action.do !== 'unhide')) return;
    const method = action.do === 'hide' ? 'PUT' : 'DELETE';
    this.#session.api
      .request(`/profile/mutes/${encodeURIComponent(action.author)}`, { method })
      .catch((error: unknown) => this.#owner.say(this.#owner.t.failure(asFailure(error))));
  }

  get #section(): Element {
    return this.#owner.root.querySelector('section') as Element;
  }

  #tell(notice: Key | undefined): void {
    this.#notice = notice;
    // The view is the same, and the boxes are drawn all the same.
    for (const box of this.#owner.root.querySelectorAll<Element & { requestUpdate?(): void }>('lc-composer'))
      box.requestUpdate?.();
    this.#owner.changed();
  }

  /** Looks at what has become of the session. */
  #look(): void {
    const session = this.#session;
    if (!session) return;
    // An element that has left the page lets go of it, and takes it up again with its next drawing.
    if (!this.#owner.root.isConnected) {
      this.#unwatch?.();
      this.#session = undefined;
      return;
    }
    if (session.notice) {
      session.notice = null;
      if (this.#notice !== 'erased') this.#tell('sessionOver');
    } else if (this.#notice === 'sessionOver' && session.speaker) this.#tell(undefined);
    else if (this.#notice === 'signedIn' && !isNameless(session)) this.#tell(undefined);
    if (session.speaker && session.speaker !== this.#mutesOf) {
      this.#mutesOf = session.speaker;
      void this.#takeMutes(session, this.#wasMember);
    }
    this.#wasMember = session.isMember;
  }

  /** Whom a guest had muted is muted for the member; from then on the server’s list is the one that counts. */
  async #takeMutes({ api }: Session, isKnown: boolean): Promise<void> {
    const { thread } = this.#owner;
    const { memory } = thread;
    try {
      if (!isKnown) {
        const add = (id: string) => api.request(`/profile/mutes/${encodeURIComponent(id)}`, { method: 'PUT' });
        await Promise.allSettled([...memory.hidden.keys()].map(add));
      }
      const { items } = await api.request<MuteList>('/profile/mutes');
      memory.recallSite();
      const before = [...memory.hidden.keys()].sort().join();
      memory.hidden.clear();
      for (const { id, name } of items) memory.hidden.set(id, name);
      if (before === [...memory.hidden.keys()].sort().join()) return;
      memory.keepSite();
      this.#owner.changed();
    } catch {
      // What this browser remembers holds until the next visit.
    }
  }

  async #findWays(): Promise<void> {
    if (this.#ways || !this.#session) return;
    this.#ways = { guests: false, mail: false, providers: [], sso: false };
    try {
      this.#ways = await ways(this.#session);
    } catch {
      this.#ways = undefined;
      return;
    }
    this.#tell(this.#notice);
  }

  readonly #ask = (event: Event): void => ask(event.currentTarget as Element, { do: 'sign-in' });

  async #signInWith(id: string, event: Event): Promise<void> {
    const session = this.#session;
    const box = boxAt(event);
    if (!session) return;
    try {
      if (await signInWith(session, id)) this.#welcome(box);
    } catch (error) {
      box?.complain?.(this.#owner.t.failure(asFailure(error)));
    }
  }

  /** The panel with the ways; what it was opened for is done once one has worked. */
  async #signIn(next: Action | undefined): Promise<void> {
    const { root, t } = this.#owner;
    const session = this.#session;
    if (!session) return;
    const box = root.activeElement?.closest('lc-composer') ?? null;
    const panel = document.createElement('lc-sign-in') as LcSignIn;
    Object.assign(panel, { t, session, name: nameIn(box) || (session.viewer?.name ?? '') });
    const dialog = openDialog(root, t, { title: t.text('signIn'), content: panel, look: 'narrow' });
    panel.addEventListener('lc-done', () => {
      dialog.close();
      this.#welcome(next ? box : (box ?? root.querySelector('lc-composer')));
      // Under the name of now, and not of what stood in the field.
      if (next) ask(this.#section, next.do === 'submit' ? { ...next, name: session.viewer?.name ?? '' } : next);
    });
  }

  #welcome(box: Element | null): void {
    const { say, t } = this.#owner;
    // Whoever gave no name is told under which one they write, and where it can be changed.
    if (this.#session && isNameless(this.#session)) this.#tell('signedIn');
    else say(t.text('signedIn', { name: this.#session?.viewer?.name ?? '' }));
    box?.querySelector('textarea')?.focus({ preventScroll: true });
  }

  async #signOut(): Promise<void> {
    const { t, say, root } = this.#owner;
    if (!this.#session) return;
    const box = root.activeElement?.closest('lc-composer');
    try {
      await signOut(this.#session);
      this.#forget();
      say(t.text('signedOut'));
      (box ?? root.querySelector('lc-composer'))?.querySelector('textarea')?.focus({ preventScroll: true });
    } catch (error) {
      say(t.failure(asFailure(error)));
    }
  }

  /** The list belongs to the account. */
  #forget(): void {
    const { memory } = this.#owner.thread;
    this.#mutesOf = '';
    memory.hidden.clear();
    memory.keepSite();
    this.#owner.changed();
  }

  #erased(): void {
    this.#forget();
    this.#tell('erased');
    // The server knows of no session any more: this browser has to be told.
    if (this.#session) void signOut(this.#session).catch(() => {});
  }

  /** Somebody has come back to the page with a link of a mail, or from a provider. */
  async #arrive(): Promise<void> {
    const { root, t, thread } = this.#owner;
    this.follow(thread.session);
    const arrival = await arrive(thread.session);
    if (!arrival) return;
    if (arrival.kind === 'signed-in') return this.#welcome(null);
    // The link has done its work already, in this window or in another one.
    if (arrival.kind === 'mail' && arrival.email === null && thread.session.speaker) return this.#welcome(null);
    const panel = document.createElement('lc-sign-in') as LcSignIn;
    Object.assign(panel, { t, session: thread.session, name: '', arrival });
    const dialog = openDialog(root, t, { title: t.text('signIn'), content: panel, look: 'narrow' });
    panel.addEventListener('lc-done', () => {
      dialog.close();
      this.#welcome(root.querySelector('lc-composer'));
    });
  }
}

type Box = Element & { complain?(reason: string): void };

function boxAt({ currentTarget }: Event): Box | null {
  return (currentTarget as Element).closest<Box>('lc-composer');
}

/** A mail tells no name; until its reader gives one, the server calls them by the same as all others. */
function isNameless({ isMember, viewer }: Session): boolean {
  return isMember && (!viewer?.name || viewer.name === NAMELESS);
}

function nameIn(box: Element | null): string {
  return box?.querySelector<HTMLInputElement>('input[name=name]')?.value.trim() ?? '';
}
