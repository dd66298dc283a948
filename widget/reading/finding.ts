/** How a reader finds their way: links to comments, what is unread, search, options, and the keys for it all. */
import { html, nothing, type TemplateResult } from 'lit';
import { type Action, ask, type FindingAction, type View } from '../elements/view.ts';
import { type Deeds, perform } from './deeds.ts';
import { drawNews, drawNotice, type Notice } from './head.ts';
import { keyAction } from './keys.ts';
import type { Landing } from './landing.ts';
import { linkedIn, watchLinks } from './links.ts';
import { inOrder } from './order.ts';
import { type FindingOwner, Panels } from './panels.ts';
import { watchSeen } from './unread.ts';

/** Whether a link was followed in this document before: then it is no longer the one with which the page was opened. */
let hasFollowed = false;

export class Finding {
  readonly #owner: FindingOwner;
  #view: View | undefined;
  #stops: (() => void)[] = [];
  #isStarted = false;
  #notice: Notice | undefined;
  readonly #panels: Panels;
  #turn = 0;

  constructor(owner: FindingOwner) {
    this.#owner = owner;
    this.#panels = new Panels(owner, () => this.#notify('failed'));
  }

  /** Begins to listen; follows the page's own link when it does so for the first time. */
  start(): void {
    if (this.#stops.length > 0) return;
    const { root } = this.#owner;
    const onKey = (event: Event): void => this.#onKey(event as KeyboardEvent);
    const onPointer = (event: Event): void => this.#onPointer(event);
    root.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    this.#stops = [
      () => root.removeEventListener('keydown', onKey),
      () => document.removeEventListener('pointerdown', onPointer),
      watchLinks(id => void this.#follow(id, true)),
      watchSeen(root, this.#owner),
    ];
    const id = this.#isStarted ? undefined : linkedIn(location);
    this.#isStarted = true;
    // Who is elsewhere on a page that was just opened has scrolled there, or came back to it.
    if (id) void this.#follow(id, hasFollowed || scrollY === 0);
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #onKey(event: KeyboardEvent): void {
    const { root } = this.#owner;
    if (event.key === 'Escape' && this.#panels.isChoosing) {
      void this.#panels.choose(false);
      root.querySelector<HTMLElement>('[data-way=options]')?.focus();
      return;
    }
    const action = this.#view && keyAction(event, root, this.#view);
    if (!action) return;
    event.preventDefault();
    ask(root.querySelector('section') as Element, action);
  }

  /** Who points elsewhere has no more use for the options. */
  #onPointer(event: Event): void {
    const isInside = event.composedPath().some(each => each instanceof Element && each.matches('.icons'));
    if (this.#panels.isChoosing && !isInside) void this.#panels.choose(false);
  }

  /** @returns whether the action was one of ours. */
  act(action: Action): boolean {
    return perform(this.#deeds, action);
  }

  readonly #deeds: Deeds<FindingAction> = {
    find: ({ id }) => this.#find(id),
    unread: () => this.#nextUnread(),
    search: ({ on }) => (on ? this.#panels.openSearch() : this.#panels.closeSearch()),
    options: ({ on }) => this.#panels.choose(on),
    keys: () => this.#panels.showKeys(),
    silence: ({ on }) => {
      const { memory } = this.#owner.thread;
      memory.isSilent = on;
      memory.keepSite();
      this.#owner.changed();
    },
  };

  /** The buttons in the head. */
  head(view: View): TemplateResult {
    this.#view = view;
    return this.#panels.drawWays(view);
  }

  /** What opens below the head. */
  panel(view: View): TemplateResult {
    return html`${this.#panels.drawSearch(view)}
      <div role="status">${this.#notice ? drawNotice(this.#notice, view.t, () => this.#notify(undefined)) : nothing}</div>`;
  }

  /** What the reader has missed. */
  news(n: number, { t }: View): TemplateResult {
    return drawNews(n, t);
  }

  /** Follows a link: loads what it leads to where that is needed, and says so where it is not there any more. */
  async #follow(id: string, mayScroll: boolean): Promise<void> {
    hasFollowed = true;
    const turn = ++this.#turn;
    this.#notify(undefined);
    const { land } = await import('./landing.ts');
    const landed = await land(this.#landing(mayScroll), id);
    if (turn !== this.#turn || landed === 'there') return;
    // Where a page has several threads, the comment may stand in one of the others.
    if (landed === 'elsewhere' && document.querySelectorAll('live-comments').length > 1) return;
    this.#notify(landed === 'failed' ? 'failed' : 'linkGone');
  }

  #landing(mayScroll = true): Landing {
    const { root, thread, shown } = this.#owner;
    return { root, thread, shown, maxDepth: this.#view?.maxDepth ?? 1, mayScroll };
  }

  #notify(notice: Notice | undefined): void {
    if (notice === this.#notice) return;
    this.#notice = notice;
    this.#owner.changed();
  }

  #find(id: string): void {
    this.#panels.endSearch();
    void this.#follow(id, true);
  }

  async #nextUnread(): Promise<void> {
    const { root, thread } = this.#owner;
    const { state } = thread;
    const view = this.#view;
    if (!state || !view) return;
    const ids = inOrder(state);
    const at = ids.indexOf(root.activeElement?.closest('article')?.id.slice(3) ?? '') + 1;
    const next = [...ids.slice(at), ...ids.slice(0, at)].find(id => {
      const node = state.nodes.get(id);
      return node && view.isUnread(node);
    });
    if (!next) return;
    const { show } = await import('./landing.ts');
    await show(this.#landing(), next);
  }
}
