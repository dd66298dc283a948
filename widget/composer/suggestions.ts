/** The list that opens below the caret: the text area keeps the focus, and the keys move in the list. */
import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../elements/view.ts';
import { caretPlace } from './caret.ts';
import { change } from './field.ts';
import { type Choice, emojiLike, findEmoji, LABELS, nameAt, People, type Question, questionAt } from './sources.ts';

interface SuggestionsHost extends Element {
  readonly view: View;
  readonly key: string;
  requestUpdate(): void;
}

const GAP_PX = 4;

export class Suggestions {
  readonly #host: SuggestionsHost;
  readonly #box: () => HTMLTextAreaElement | null;
  #question: Question | null = null;
  #choices: readonly Choice[] = [];
  #current = 0;
  #people: People | undefined;
  /** What was closed by hand stays closed until something else is asked for. */
  #closedAt = -1;

  constructor(host: SuggestionsHost, box: () => HTMLTextAreaElement | null) {
    this.#host = host;
    this.#box = box;
  }

  get isOpen(): boolean {
    return this.#choices.length > 0;
  }

  get id(): string {
    return `lc-choices-${this.#host.key}`;
  }

  get currentId(): string {
    return `${this.id}-${this.#current}`;
  }

  /** Looks at what stands before the caret. */
  look(event: InputEvent): void {
    const box = this.#box();
    if (!box) return;
    const before = box.value.slice(0, box.selectionStart);
    if (event.data === ':') void this.#complete(box, before);
    const question = event.inputType.startsWith('history') ? null : questionAt(before);
    if (question?.from !== this.#closedAt) this.#closedAt = -1;
    this.#question = this.#closedAt < 0 ? question : null;
    if (question?.kind === 'people') this.#people ??= this.#newPeople();
    void this.#answer();
  }

  /** @returns whether the key was meant for the list. */
  onKey(event: KeyboardEvent): boolean {
    if (!this.isOpen) return false;
    const { length } = this.#choices;
    if (event.key === 'ArrowDown') this.#point((this.#current + 1) % length);
    else if (event.key === 'ArrowUp') this.#point((this.#current + length - 1) % length);
    else if (event.key === 'Escape') this.#close(this.#question?.from);
    else if (event.key === 'Tab' && event.shiftKey) return false;
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      this.#choose(this.#current);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  /** The caret has left the word, or the focus the box. */
  leave(): void {
    if (this.isOpen) this.#close();
  }

  /** The caret moved without a word. */
  onMove(): void {
    const box = this.#box();
    if (!this.isOpen || !box) return;
    if (questionAt(box.value.slice(0, box.selectionStart))?.from !== this.#question?.from) this.#close();
  }

  draw(): TemplateResult | typeof nothing {
    const { t } = this.#host.view;
    if (!this.isOpen || !this.#question) return nothing;
    return html`<div
      id=${this.id}
      class="choices"
      role="listbox"
      popover="manual"
      aria-label=${t.text(LABELS[this.#question.kind])}
      @mousedown=${(event: Event) => event.preventDefault()}
    >
      ${this.#choices.map(
        ({ drawn }, n) =>
          html`<div
            id="${this.id}-${n}"
            class="choice"
            role="option"
            aria-selected=${n === this.#current ? 'true' : 'false'}
            @click=${() => this.#choose(n)}
          >
            ${drawn}
          </div>`,
      )}
    </div>`;
  }

  /** In the top layer nothing can cut the list off; below the caret, or above it where there is more room. */
  place(): void {
    const list = this.#host.querySelector<HTMLElement>('.choices');
    const box = this.#box();
    if (!list || !box || !this.#question) return;
    if ('showPopover' in list && !list.matches(':popover-open')) list.showPopover();
    const caret = caretPlace(box, this.#question.from);
    const { width, height } = list.getBoundingClientRect();
    const isRtl = getComputedStyle(box).direction === 'rtl';
    const frame = document.documentElement.clientWidth;
    const left = Math.max(GAP_PX, Math.min(isRtl ? caret.x - width : caret.x, frame - width - GAP_PX));
    // A phone's keyboard covers a part of the page.
    const bottom = visualViewport ? visualViewport.offsetTop + visualViewport.height : innerHeight;
    const isBelow = caret.bottom + GAP_PX + height <= bottom || caret.top < bottom - caret.bottom;
    list.style.left = `${left}px`;
    list.style.top = `${isBelow ? caret.bottom + GAP_PX : caret.top - GAP_PX - height}px`;
    list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  #newPeople(): People {
    const { view } = this.#host;
    return new People(view.desk?.people(), view, () => void this.#answer());
  }

  async #answer(): Promise<void> {
    const question = this.#question;
    const choices = !question
      ? []
      : question.kind === 'people'
        ? (this.#people?.like(question.typed) ?? [])
        : await emojiLike(question.typed);
    // Meanwhile something else was typed.
    if (question !== this.#question) return;
    this.#choices = choices;
    this.#current = 0;
    this.#host.requestUpdate();
  }

  /** A name between two colons becomes its emoji at once; with the first colon the names are loaded. */
  async #complete(box: HTMLTextAreaElement, before: string): Promise<void> {
    const emoji = await findEmoji();
    const name = nameAt(before);
    const char = name === null ? undefined : emoji.get(name);
    // Whoever is quicker than the names has written on, or something else.
    if (!name || !char || !box.value.startsWith(before)) return;
    const from = before.length - name.length - 2;
    const caret = box.selectionStart + char.length - name.length - 2;
    this.leave();
    change(box, { from, to: before.length, insert: char, start: caret, end: caret });
  }

  #point(n: number): void {
    this.#current = n;
    this.#host.requestUpdate();
  }

  #choose(n: number): void {
    const box = this.#box();
    const insert = this.#choices[n]?.insert;
    const from = this.#question?.from;
    this.#close();
    if (!box || insert === undefined || from === undefined) return;
    const to = box.selectionStart;
    // One blank is enough.
    const text = box.value[to] === ' ' ? insert.trimEnd() : insert;
    const end = from + insert.length;
    change(box, { from, to, insert: text, start: end, end });
  }

  #close(at = -1): void {
    this.#closedAt = at;
    this.#question = null;
    this.#choices = [];
    this.#host.requestUpdate();
  }
}
