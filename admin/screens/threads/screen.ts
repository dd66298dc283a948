/** `<lc-threads-screen>`: all threads: which are busy, closed ones, and what an admin may do with one as a whole. */
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AdminThread } from '../../../protocol/admin/threads.ts';
import type { ThreadState } from '../../../protocol/comment.ts';
import { listSites } from '../../api/sites.ts';
import { listThreads, lockThread, unlockThread } from '../../api/threads.ts';
import { t } from '../../i18n/index.ts';
import { icon } from '../../parts/icons.ts';
import '../../parts/menu.ts';
import { Pages } from '../../parts/pages.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, empty, failed, loading, time } from '../../parts/pieces.ts';
import { Screen } from '../../parts/screen.ts';
import { toast, toastError } from '../../parts/toasts.ts';
import { href } from '../../router.ts';
import './aliases.ts';
import './forms.ts';
import './move-many.ts';
import './words.ts';

type Open =
  | { readonly kind: 'move' | 'merge' | 'alias'; readonly thread: AdminThread }
  | { readonly kind: 'close' | 'many' };

const TYPING_MS = 250;

class ThreadsScreen extends Screen {
  static override properties = {
    ...Screen.properties,
    q: { state: true },
    state: { state: true },
    open: { state: true },
    sites: { state: true },
  };
  static override styles = [
    ...Part.styles,
    css`
      .find {
        flex: 1 1 14rem;
        max-inline-size: 24rem;
      }
      .head select {
        inline-size: auto;
      }
      .thread {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 0.125rem 0.75rem;
      }
      .thread lc-menu {
        grid-area: 1 / 2 / 3;
      }
      .title {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.375rem;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .figures {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.75rem;
        overflow-wrap: anywhere;
      }
      .more {
        display: grid;
        justify-items: center;
        padding-block: 1.5rem;
      }
    `,
  ];
  declare q: string;
  declare state: ThreadState | '';
  declare open: Open | undefined;
  /** Their keys. */
  declare sites: readonly string[];
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #pages = new Pages<AdminThread>(this, cursor =>
    listThreads({
      ...(this.site === null ? {} : { site: this.site }),
      ...(this.q === '' ? {} : { q: this.q }),
      ...(this.state === '' ? {} : { state: this.state }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );

  constructor() {
    super();
    this.q = '';
    this.state = '';
    this.sites = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    listSites().then(({ items }) => {
      this.sites = items.map(({ key }) => key);
    }, toastError);
  }

  get #isAdmin(): boolean {
    return this.session.role !== 'moderator';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.path !== '') return;
    if (changed.has('site') || changed.has('state') || changed.has('path')) void this.#pages.reload();
  }

  readonly #search = (event: Event) => {
    this.q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#pages.reload({ quietly: true }), TYPING_MS);
  };

  async #lock(thread: AdminThread): Promise<void> {
    const isOpen = thread.state === 'open';
    try {
      const now = await (isOpen ? lockThread(thread.id) : unlockThread(thread.id));
      this.#pages.change(this.#pages.items.map(each => (each.id === now.id ? now : each)));
      toast(t(isOpen ? 'threads.lockedNow' : 'threads.unlockedNow', { title: nameOf(thread) }));
    } catch (error) {
      toastError(error);
    }
  }

  override render(): unknown {
    if (this.path === 'keys') {
      return html`<lc-aliases .site=${this.site} .sites=${this.sites} .editable=${this.#isAdmin}></lc-aliases>`;
    }
    const states = [
      ['', t('all')],
      ['open', t('threads.open')],
      ['locked', t('threads.locked')],
    ] as const;
    return html`<div class="head">
        <h1 tabindex="-1">${t('threads.title')}</h1>
        <div class="find">
          <input type="search" maxlength="200" placeholder=${t('threads.search')} aria-label=${t('threads.search')} .value=${this.q} @input=${this.#search} />
        </div>
        <select aria-label=${t('threads.state')} @change=${(event: Event) => {
          this.state = (event.target as HTMLSelectElement).value as ThreadState | '';
        }}>
          ${states.map(([value, label]) => html`<option value=${value} ?selected=${value === this.state}>${label}</option>`)}
        </select>
        <div class="row push">
        <a class="button" href=${href('threads/keys')}>${icon('key')} ${t('aliases.title')}</a>
        ${
          this.#isAdmin
            ? html`<button type="button" @click=${() => {
                this.open = { kind: 'many' };
              }}>${icon('send')} ${t('moves.open')}</button>`
            : nothing
        }
        <button type="button" @click=${() => {
          this.open = { kind: 'close' };
        }}>${icon('lock')} ${t('threads.add')}</button>
        </div>
      </div>
      ${this.#items()}${this.#dialog()}`;
  }

  #items(): unknown {
    const { items, state, error, next } = this.#pages;
    if (state === 'failed') return failed(error, () => void this.#pages.reload());
    if (items.length === 0) {
      if (state === 'loading') return html`<div class="card">${loading(6)}</div>`;
      if (this.q !== '' || this.state !== '') return empty('search', t('threads.none'));
      return empty('thread', t('threads.empty'), t('threads.emptyHint'));
    }
    return html`<ul class="card list">${items.map(thread => this.#thread(thread))}</ul>
      ${
        next === null
          ? nothing
          : html`<div class="more">
            <button type="button" ?disabled=${state === 'loading'} @click=${() => void this.#pages.more()}>${t('more')}</button>
          </div>`
      }`;
  }

  #thread(thread: AdminThread): TemplateResult {
    const { key, site, state, commentCount, pending, viewers, lastCommentAt } = thread;
    const filters = new URLSearchParams({ thread: key, in: site });
    return html`<li class="thread">
      <div class="title">
        <a href=${href(`queue/all?${filters}`)}><bdi>${nameOf(thread)}</bdi></a>
        ${state === 'locked' ? chip(t('threads.locked'), 'warn') : nothing}
        ${pending > 0 ? html`<a class="chip accent" href=${href(`queue/pending?${filters}`)}>${t('threads.pending', { n: pending })}</a>` : nothing}
        ${viewers > 0 ? chip(t('threads.viewers', { n: viewers }), 'good') : nothing}
      </div>
      <div class="figures muted small">
        <span>${t('threads.comments', { n: commentCount })}</span>
        ${lastCommentAt === null ? nothing : html`<span>${time(lastCommentAt)}</span>`}
        ${this.site === null ? html`<span>${site}</span>` : nothing}
        <span dir="ltr">${key}</span>
      </div>
      ${this.#actions(thread)}
    </li>`;
  }

  #actions(thread: AdminThread): TemplateResult {
    const { url, state } = thread;
    const asks = (kind: 'move' | 'merge' | 'alias') => () => {
      this.open = { kind, thread };
    };
    return html`<lc-menu .label=${`${t('actions')}: ${nameOf(thread)}`}>
      <button type="button" @click=${() => void this.#lock(thread)}>
        ${icon(state === 'open' ? 'lock' : 'unlock')} ${t(state === 'open' ? 'threads.lock' : 'threads.unlock')}
      </button>
      ${url === null ? nothing : html`<a class="button" href=${url} target="_blank" rel="noopener">${icon('external')} ${t('threads.visit')}</a>`}
      ${
        this.#isAdmin
          ? html`<button type="button" @click=${asks('move')}>${icon('send')} ${t('threads.move')}</button>
            <button type="button" @click=${asks('merge')}>${icon('merge')} ${t('threads.merge')}</button>
            <button type="button" @click=${asks('alias')}>${icon('key')} ${t('aliases.add')}</button>`
          : nothing
      }
    </lc-menu>`;
  }

  #dialog(): unknown {
    const { open } = this;
    if (!open) return nothing;
    const close = () => {
      this.open = undefined;
    };
    const done = ({ detail }: CustomEvent<string>) => {
      close();
      toast(detail);
      void this.#pages.reload({ quietly: true });
    };
    switch (open.kind) {
      case 'move':
        return html`<lc-move-dialog .thread=${open.thread} @lc-close=${close} @lc-done=${done}></lc-move-dialog>`;
      case 'merge':
        return html`<lc-merge-dialog .thread=${open.thread} @lc-close=${close} @lc-done=${done}></lc-merge-dialog>`;
      case 'alias':
        return html`<lc-alias-dialog .thread=${open.thread} @lc-close=${close} @lc-done=${done}></lc-alias-dialog>`;
      case 'many': {
        const sites = this.site === null ? this.sites : [this.site];
        return html`<lc-move-many .sites=${sites} @lc-close=${close} @lc-done=${done}></lc-move-many>`;
      }
      case 'close':
        return html`<lc-close-dialog .site=${this.site} @lc-close=${close} @lc-done=${done}></lc-close-dialog>`;
    }
  }
}
define('lc-threads-screen', ThreadsScreen);

function nameOf({ title, key }: AdminThread): string {
  return title ?? key;
}
