/** What stands open at the comments of one thread, and what went wrong there. */
import type { Translator } from '../i18n/translator.ts';
import { focusSoon } from '../page/reading.ts';
import { asFailure } from '../session/api.ts';
import { source } from '../thread/changes.ts';
import type { ThreadController } from '../thread/controller.ts';
import type { DraftBook } from './book.ts';
import type { DraftKey, Mode } from './draft.ts';

export interface BoxesOwner {
  readonly thread: ThreadController;
  readonly t: Translator;
  readonly root: ShadowRoot;
  changed(): void;
}

export class Boxes {
  readonly open = new Map<string, Mode>();
  /** What went wrong at a comment. */
  readonly notes = new Map<string, string>();
  readonly #owner: BoxesOwner;
  readonly #book: DraftBook;

  constructor(owner: BoxesOwner, book: DraftBook) {
    this.#owner = owner;
    this.#book = book;
  }

  async show(id: string, mode: Mode): Promise<void> {
    this.notes.delete(id);
    const key: DraftKey = `edit:${id}`;
    if (mode === 'edit' && !this.#book.drafts.has(key)) {
      try {
        this.#book.begin(key, await source(this.#owner.thread, id));
      } catch (error) {
        return this.note(id, error);
      }
    }
    this.open.set(id, mode);
    this.#changedAt(id, mode);
    this.focus(`#lc-${id} ${mode === 'delete' ? '.danger' : 'textarea'}`);
  }

  /** Closes the box and keeps the text in it. */
  close(id: string, isAway = false): void {
    const mode = this.open.get(id);
    this.open.delete(id);
    this.#changedAt(id, mode);
    if (!isAway) this.focus(`#lc-${id} [data-mode=${mode}]`, `#lc-${id}`);
  }

  /** With a draft it is kept whether its box stands open. */
  #changedAt(id: string, mode: Mode | undefined): void {
    this.#book.touch(mode === 'edit' ? `edit:${id}` : `reply:${id}`);
    this.changed(id);
  }

  /** The reader's selection in this comment, or all of it, goes into a reply as a quotation. */
  async quote(id: string): Promise<void> {
    const { root } = this.#owner;
    const { quoteOf } = await import('../composer/quote.ts');
    const quoted = quoteOf(root, id);
    const text = this.#book.drafts.get(`reply:${id}`)?.text.trimEnd() ?? '';
    this.#book.set(`reply:${id}`, { text: [text, quoted, ''].filter((part, n) => part || n === 2).join('\n\n') });
    await this.show(id, 'reply');
    requestAnimationFrame(() => {
      const box = root.querySelector<HTMLTextAreaElement>(`#lc-${id} textarea`);
      box?.setSelectionRange(box.value.length, box.value.length);
      box?.scrollTo({ top: box.scrollHeight });
    });
  }

  /** Shows at a comment why something did not work there. */
  note(id: string, error: unknown): void {
    this.notes.set(id, this.reason(error));
    this.changed(id);
  }

  reason(error: unknown): string {
    return this.#owner.t.failure(asFailure(error));
  }

  focus(...selectors: string[]): void {
    focusSoon(this.#owner.root, ...selectors);
  }

  /** Draws anew where something was opened, closed or written: at one comment, or in the box on top. */
  changed(id: string | null): void {
    if (!id) this.#owner.changed();
    else this.#owner.thread.redraw(id);
  }
}
