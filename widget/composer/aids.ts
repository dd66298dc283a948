/** What helps while one writes: tools, keys, lists to choose from, and the preview; loaded with the first focus. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Content } from '../../protocol/content.ts';
import { drawContent } from '../elements/content.ts';
import type { View } from '../elements/view.ts';
import { asFailure } from '../session/api.ts';
import { change, selectedIn } from './field.ts';
import { isUrl, link, nextItem } from './marks.ts';
import { Suggestions } from './suggestions.ts';
import { applyKeys, Toolbar } from './toolbar.ts';

export { aids as styles } from './styles.ts';

/** The box that is helped. */
export interface AidedBox extends HTMLElement {
  readonly view: View;
  readonly key: string;
  readonly text: string;
  requestUpdate(): void;
  /** Says below the text why something did not work. */
  complain(reason: string): void;
}

export class Aids {
  /** What the preview shows; undefined while one writes. */
  preview: Content | undefined;
  readonly suggestions: Suggestions;
  readonly #host: AidedBox;
  readonly #toolbar: Toolbar;
  #turn = 0;

  constructor(host: AidedBox) {
    this.#host = host;
    this.#toolbar = new Toolbar(host);
    this.suggestions = new Suggestions(host, () => this.#box);
  }

  get #box(): HTMLTextAreaElement | null {
    return this.#host.querySelector('textarea');
  }

  drawTools(): TemplateResult {
    return this.#toolbar.draw(this.#host.view.t, () => this.#box);
  }

  drawPreview(): TemplateResult | typeof nothing {
    const { preview } = this;
    const { t } = this.#host.view;
    if (preview === undefined) return nothing;
    return html`<div
      class="preview content"
      part="content"
      role="region"
      tabindex="0"
      aria-label=${t.text('preview')}
    >
      ${preview.length > 0 ? drawContent(preview, this.#host.view) : html`<p class="muted">${t.text('previewEmpty')}</p>`}
    </div>`;
  }

  /** @returns whether the key is used up. */
  onKey(event: KeyboardEvent): boolean {
    const box = this.#box;
    if (!box) return false;
    if (this.preview !== undefined) return this.#onPreviewKey(event, box);
    if (event.target !== box) return false;
    if (this.suggestions.onKey(event) || applyKeys(event, box)) return true;
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    const next = nextItem(selectedIn(box));
    if (!next) return false;
    event.preventDefault();
    change(box, next);
    // The new line may lie below what is seen of a long text.
    if (box.selectionStart === box.value.length) box.scrollTop = box.scrollHeight;
    return true;
  }

  /** Whoever types on goes on writing: the letter lands in the text. */
  #onPreviewKey(event: KeyboardEvent, box: HTMLTextAreaElement): boolean {
    const isLetter = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isLetter || event.target instanceof HTMLInputElement) return false;
    this.write(box);
    return true;
  }

  onPaste(event: ClipboardEvent): void {
    const box = event.target as HTMLTextAreaElement;
    const url = event.clipboardData?.getData('text/plain').trim() ?? '';
    const { text, start, end } = selectedIn(box);
    const chosen = text.slice(start, end);
    if (!chosen.trim() || chosen.includes('\n') || isUrl(chosen) || !isUrl(url)) return;
    event.preventDefault();
    change(box, link({ text, start, end }, url));
  }

  togglePreview(): void {
    const box = this.#box;
    if (!box) return;
    if (this.preview === undefined) void this.#show(box);
    else this.write(box);
  }

  onInput(event: InputEvent): void {
    this.#turn += 1;
    this.suggestions.look(event);
  }

  /** The text was posted, or another one stands in its place. */
  onDraft(): void {
    this.#turn += 1;
    this.preview = undefined;
    this.suggestions.leave();
  }

  /** Back to the text, with the caret where it was. */
  write(box: HTMLTextAreaElement): void {
    this.preview = undefined;
    this.#host.requestUpdate();
    // At once, so that the key that is being pressed reaches it.
    box.hidden = false;
    box.focus({ preventScroll: true });
  }

  /** Until the answer is here the text stays where it is; whoever writes on does not want to see it any more. */
  async #show(box: HTMLTextAreaElement): Promise<void> {
    const { text, view } = this.#host;
    const turn = ++this.#turn;
    this.suggestions.leave();
    let content: Content = [];
    try {
      if (text.trim()) content = (await view.desk?.preview(text)) ?? [];
    } catch (error) {
      const failure = asFailure(error);
      if (turn !== this.#turn) return;
      if (failure.code !== 'body_empty') return this.#host.complain(view.t.failure(failure));
    }
    if (turn !== this.#turn) return;
    this.#host.style.setProperty('--box', `${box.offsetHeight}px`);
    this.preview = content;
    this.#host.requestUpdate();
  }
}
