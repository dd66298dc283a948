/** Help for who writes in a box: loaded when it is first entered, and kept where the caret is. */
import type { AidedBox, Aids } from '../composer/aids.ts';
import { adopt } from '../page/sheets.ts';

export class Help {
  /** Undefined until it is loaded. */
  aids: Aids | undefined;
  readonly #box: AidedBox;

  constructor(box: AidedBox) {
    this.#box = box;
  }

  connect(): void {
    addEventListener('scroll', this.place, { capture: true, passive: true });
    document.addEventListener('selectionchange', this.#onCaret);
  }

  disconnect(): void {
    removeEventListener('scroll', this.place, { capture: true });
    document.removeEventListener('selectionchange', this.#onCaret);
  }

  /** Whoever only reads does without the tools; should they not come, one can write all the same. */
  async load(): Promise<Aids | undefined> {
    if (this.aids) return this.aids;
    const loaded = await import('../composer/aids.ts').catch(() => undefined);
    if (loaded) {
      adopt(this.#box.getRootNode(), loaded.styles);
      this.aids ??= new loaded.Aids(this.#box);
    }
    this.#box.requestUpdate();
    return this.aids;
  }

  preview = async (): Promise<void> => (await this.load())?.togglePreview();

  /** The list of suggestions stands at the caret. */
  place = (): void => {
    if (this.aids?.suggestions.isOpen) this.aids.suggestions.place();
  };

  #onCaret = (): void => this.aids?.suggestions.onMove();
}
