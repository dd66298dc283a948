/** What opens in the head of a thread: the search, and the reader's options. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../elements/view.ts';
import { adopt } from '../page/sheets.ts';
import type { Shown } from '../page/steps.ts';
import type { ThreadController } from '../thread/controller.ts';
import { drawWay } from './head.ts';
import type { Menu } from './options.ts';

export interface FindingOwner {
  readonly root: ShadowRoot;
  readonly thread: ThreadController;
  readonly shown: Shown;
  changed(): void;
}

export class Panels {
  readonly #owner: FindingOwner;
  /** Tells that something could not be loaded. */
  readonly #failed: () => void;
  #isSearching = false;
  #isChoosing = false;
  #menu: Menu | undefined;
  /** Where the reader was before they searched. */
  #from: { readonly focus: Element | null; readonly top: number } | undefined;

  constructor(owner: FindingOwner, failed: () => void) {
    this.#owner = owner;
    this.#failed = failed;
  }

  get isChoosing(): boolean {
    return this.#isChoosing;
  }

  /** The buttons. */
  drawWays(view: View): TemplateResult {
    return html`${drawWay('search', this.#isSearching, view)}${drawWay('options', this.#isChoosing, view)}
      ${this.#menu?.draw(view, this.#isChoosing) ?? nothing}`;
  }

  drawSearch({ t }: View): TemplateResult | typeof nothing {
    return this.#isSearching ? html`<lc-search .t=${t} .thread=${this.#owner.thread}></lc-search>` : nothing;
  }

  async openSearch(): Promise<void> {
    const { root } = this.#owner;
    const field = root.querySelector<HTMLElement>('lc-search input');
    if (field) return field.focus();
    this.#from = { focus: root.activeElement, top: scrollY };
    try {
      adopt(root, (await import('../search/lc-search.ts')).styles);
      this.#isSearching = true;
      this.#owner.changed();
    } catch {
      this.#failed();
    }
  }

  /** What was found is what the reader goes on with. */
  endSearch(): void {
    this.#isSearching = false;
    this.#owner.changed();
  }

  /** Back to the list as it was. */
  async closeSearch(): Promise<void> {
    const { root, shown } = this.#owner;
    this.endSearch();
    await shown.updateComplete;
    const { focus, top } = this.#from ?? {};
    const target = focus?.isConnected ? focus : root.querySelector('[data-way=search]');
    (target as HTMLElement | null)?.focus({ preventScroll: true });
    if (top !== undefined) scrollTo({ top, behavior: 'instant' });
  }

  async choose(isOn: boolean): Promise<void> {
    // At once where it is loaded: Esc may follow on the heels of a click.
    if (isOn && !(this.#menu ?? (await this.#loadMenu()))) return;
    this.#isChoosing = isOn;
    this.#owner.changed();
    await this.#owner.shown.updateComplete;
  }

  async showKeys(): Promise<void> {
    const menu = await this.#loadMenu();
    if (!menu) return;
    await this.choose(false);
    menu.showKeys(this.#owner.root);
  }

  async #loadMenu(): Promise<Menu | undefined> {
    try {
      const { menu, styles } = await import('./options.ts');
      adopt(this.#owner.root, styles);
      this.#menu = menu;
    } catch {
      this.#failed();
    }
    return this.#menu;
  }
}
