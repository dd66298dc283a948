/** `<lc-composer>`: the box in which a comment, a reply or a change is written. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Aids } from '../composer/aids.ts';
import { roomLeft } from '../text/length.ts';
import { Countdown } from '../writing/countdown.ts';
import type { Draft, DraftKey } from '../writing/draft.ts';
import { drawName } from '../writing/name.ts';
import { define, InnerElement } from './lc-element.ts';
import { ask, type View } from './view.ts';

/** The room left is shown from here on. */
const NEAR_LIMIT = 500;
/** Who hears the room left hears it when they pause, and not with each key. */
const PAUSE_MS = 1_000;

class LcComposer extends InnerElement {
  static override properties = {
    view: { attribute: false },
    key: { attribute: false },
    draft: { attribute: false },
    label: { attribute: false },
    text: { state: true },
    isOpen: { state: true },
    isNaming: { state: true },
    reason: { state: true },
    isNameless: { state: true },
    spoken: { state: true },
  };
  declare view: View;
  declare key: DraftKey;
  declare draft: Draft | undefined;
  declare label: string;
  declare text: string;
  declare private isOpen: boolean;
  declare private isNaming: boolean;
  declare private reason: string;
  /** The reason is the name that is missing. */
  declare private isNameless: boolean;
  /** What a screen reader is told: the room left, or how long to wait. */
  declare private spoken: string;
  #aids: Aids | undefined;
  readonly #countdown = new Countdown(() => this.requestUpdate());
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.text = '';
    this.reason = '';
    this.isNameless = false;
    this.spoken = '';
    this.isOpen = false;
    this.isNaming = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('scroll', this.#place, { capture: true, passive: true });
    document.addEventListener('selectionchange', this.#onCaret);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('scroll', this.#place, { capture: true });
    document.removeEventListener('selectionchange', this.#onCaret);
    this.#countdown.stop();
    clearTimeout(this.#pause);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#count();
    if (!changed.has('draft')) return;
    const { text = '', reason = '' } = this.draft ?? {};
    // Only what was typed here comes back: whatever the box says of it still holds.
    if (text === this.text && !reason) return;
    this.text = text;
    this.reason = reason;
    this.isNameless = false;
    this.#aids?.onDraft();
    if (this.text) this.isOpen = true;
  }

  /** An edit is no new comment, and need not wait. */
  #count(): void {
    const wasWaiting = this.#countdown.seconds > 0;
    const isWaiting = this.#countdown.until(this.#isEdit ? 0 : (this.view.desk?.waitUntil ?? 0));
    if (isWaiting === wasWaiting) return;
    this.spoken = isWaiting ? this.#wait() : '';
    // Why it was not posted was the wait, and that is over.
    if (!isWaiting) this.#forgive();
  }

  protected override updated(): void {
    this.#place();
    const box = this.querySelector('textarea');
    // Where the browser cannot size the box to its text by itself.
    if (!box || CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  protected override render(): TemplateResult {
    const isOpen = this.isOpen || this.key !== 'new';
    const suggestions = this.#aids?.suggestions;
    const hasList = suggestions?.isOpen;
    const isWrong = this.reason !== '' && !this.isNameless;
    return html`<form class="composer" part="composer" novalidate @submit=${this.#submit} @keydown=${this.#onKey}>
      <div class="box ${isOpen ? 'open' : ''}">
        <textarea
          part="textarea"
          rows="1"
          dir=${this.text ? 'auto' : nothing}
          ?hidden=${this.#aids?.preview !== undefined}
          aria-label=${this.label}
          placeholder=${this.label}
          aria-invalid=${isWrong ? 'true' : 'false'}
          aria-describedby=${isWrong ? this.#reasonId : nothing}
          aria-autocomplete=${hasList ? 'list' : nothing}
          aria-controls=${hasList ? suggestions.id : nothing}
          aria-activedescendant=${hasList ? suggestions.currentId : nothing}
          .value=${this.text}
          @focus=${this.#onFocus}
          @blur=${() => suggestions?.leave()}
          @input=${this.#onInput}
          @paste=${(event: ClipboardEvent) => this.#aids?.onPaste(event)}
        ></textarea>
        ${this.#aids?.drawPreview()} ${isOpen ? this.#foot() : nothing}
      </div>
      ${suggestions?.draw()}
      <p id=${this.#reasonId} class="reason" role="alert">${this.reason}</p>
    </form>`;
  }

  #foot(): TemplateResult {
    const { t } = this.view;
    const isOver = roomLeft(this.text) < 0;
    const isWaiting = this.#countdown.seconds > 0;
    const isPreviewing = this.#aids?.preview !== undefined;
    const submit = t.text(this.key === 'new' ? 'post' : this.#isEdit ? 'save' : 'reply');
    return html`<div class="kit ${isPreviewing ? 'away' : ''}">${this.#aids?.drawTools()}</div>
      <div class="foot">
        ${
          this.#isEdit
            ? nothing
            : drawName(this.view, {
                isNaming: this.isNaming,
                wrong: this.isNameless ? this.#reasonId : undefined,
                onRename: this.#rename,
                onInput: this.#onName,
              })
        }
        <span class="room ${isOver ? 'over' : ''}" aria-hidden="true">${isWaiting ? this.#wait() : this.#room()}</span>
        <span class="sr" role="status">${this.spoken}</span>
        <button type="button" class="quiet" @click=${this.#preview}>
          ${t.text(isPreviewing ? 'backToWriting' : 'preview')}
        </button>
        ${
          this.key === 'new'
            ? nothing
            : html`<button type="button" class="quiet" @click=${this.#cancel}>${t.text('cancel')}</button>`
        }
        <button part="button" class="primary" ?disabled=${!this.text.trim() || isOver || isWaiting}>${submit}</button>
      </div>`;
  }

  #wait(): string {
    return this.view.t.text('slowMode', { n: this.#countdown.seconds });
  }

  #room(): string {
    const { t } = this.view;
    const room = roomLeft(this.text);
    if (room < 0) return t.text('tooLong');
    return room < NEAR_LIMIT ? t.text('left', { n: room }) : '';
  }

  get #isEdit(): boolean {
    return this.key.startsWith('edit:');
  }

  get #reasonId(): string {
    return `lc-reason-${this.key}`;
  }

  #rename = async (): Promise<void> => {
    this.isNaming = true;
    await this.updateComplete;
    this.querySelector('input')?.select();
  };

  #onFocus = (): void => {
    this.isOpen = true;
    void this.#help();
  };

  /** Whoever only reads does without the tools; should they not come, one can write all the same. */
  async #help(): Promise<Aids | undefined> {
    if (this.#aids) return this.#aids;
    const loaded = await import('../composer/aids.ts').catch(() => undefined);
    if (loaded) this.#aids ??= new loaded.Aids(this);
    this.requestUpdate();
    return this.#aids;
  }

  #preview = async (): Promise<void> => (await this.#help())?.togglePreview();

  #place = (): void => {
    if (this.#aids?.suggestions.isOpen) this.#aids.suggestions.place();
  };

  #onCaret = (): void => this.#aids?.suggestions.onMove();

  complain(reason: string): void {
    this.reason = reason;
    this.isNameless = false;
  }

  #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.#forgive();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.spoken = this.#room();
    }, PAUSE_MS);
    ask(this, { do: 'draft', key: this.key, text: this.text });
    this.#aids?.onInput(event as InputEvent);
  };

  #onName = (): void => {
    if (this.isNameless) this.#forgive();
  };

  #forgive(): void {
    this.reason = '';
    this.isNameless = false;
  }

  #onKey = (event: KeyboardEvent): void => {
    // Enter that ends a word in an input method is not meant for us.
    if (event.isComposing || this.#aids?.onKey(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#submit(event);
    if (event.key === 'Escape' && this.key !== 'new') {
      event.stopPropagation();
      this.#cancel();
    }
  };

  #cancel = (): void => ask(this, { do: 'close', id: this.key.slice(this.key.indexOf(':') + 1) });

  #submit = (event: Event): void => {
    event.preventDefault();
    const { viewer, isGiven, t } = this.view;
    const field = this.querySelector('input');
    const name = (field ? field.value : (viewer?.name ?? '')).trim();
    const text = this.text.trim();
    if (!text || roomLeft(text) < 0 || this.#countdown.seconds > 0) return;
    if (!name && !isGiven && !this.#isEdit) {
      this.reason = t.text('nameMissing');
      this.isNameless = true;
      field?.focus();
      return;
    }
    this.isNaming = false;
    ask(this, { do: 'submit', key: this.key, text, name });
  };
}

define('lc-composer', LcComposer);
