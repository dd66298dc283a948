/** `<lc-composer>`: the box in which a comment, a reply or a change is written. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { roomLeft } from '../text/length.ts';
import type { Draft, DraftKey } from '../writing/draft.ts';
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
    spokenRoom: { state: true },
  };
  declare view: View;
  declare key: DraftKey;
  declare draft: Draft | undefined;
  declare label: string;
  declare private text: string;
  declare private isOpen: boolean;
  declare private isNaming: boolean;
  declare private reason: string;
  /** The reason is the name that is missing. */
  declare private isNameless: boolean;
  declare private spokenRoom: string;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.text = '';
    this.reason = '';
    this.isNameless = false;
    this.spokenRoom = '';
    this.isOpen = false;
    this.isNaming = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('draft')) return;
    const { text = '', reason = '' } = this.draft ?? {};
    // Only what was typed here comes back: whatever the box says of it still holds.
    if (text === this.text && !reason) return;
    this.text = text;
    this.reason = reason;
    this.isNameless = false;
    if (this.text) this.isOpen = true;
  }

  protected override updated(): void {
    const box = this.querySelector('textarea');
    // Where the browser cannot size the box to its text by itself.
    if (!box || CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  protected override render(): TemplateResult {
    const { t } = this.view;
    const isNew = this.key === 'new';
    const isOpen = this.isOpen || !isNew;
    return html`<form class="composer" part="composer" novalidate @submit=${this.#submit} @keydown=${this.#onKey}>
      <div class="box ${isOpen ? 'open' : ''}">
        <textarea
          part="textarea"
          rows="1"
          dir=${this.text ? 'auto' : nothing}
          aria-label=${this.label}
          placeholder=${this.label}
          aria-invalid=${this.reason && !this.isNameless ? 'true' : 'false'}
          aria-describedby=${this.reason && !this.isNameless ? this.#reasonId : nothing}
          .value=${this.text}
          @focus=${() => {
            this.isOpen = true;
          }}
          @input=${this.#onInput}
        ></textarea>
        ${isOpen ? this.#foot(isNew) : nothing}
      </div>
      <p id=${this.#reasonId} class="reason" role="alert">${this.reason}</p>
      ${isOpen ? html`<p class="hint">${t.text('markdown')}</p>` : nothing}
    </form>`;
  }

  #foot(isNew: boolean): TemplateResult {
    const { t } = this.view;
    const room = roomLeft(this.text);
    const submit = t.text(isNew ? 'post' : this.key.startsWith('edit:') ? 'save' : 'reply');
    return html`<div class="foot">
      ${this.key.startsWith('edit:') ? nothing : this.#who()}
      <span class="room ${room < 0 ? 'over' : ''}" aria-hidden="true">${this.#room()}</span>
      <span class="sr" role="status">${this.spokenRoom}</span>
      ${isNew ? nothing : html`<button type="button" class="quiet" @click=${this.#cancel}>${t.text('cancel')}</button>`}
      <button part="button" class="primary" ?disabled=${!this.text.trim() || room < 0}>${submit}</button>
    </div>`;
  }

  #room(): string {
    const { t } = this.view;
    const room = roomLeft(this.text);
    if (room < 0) return t.text('tooLong');
    return room < NEAR_LIMIT ? t.text('left', { n: room }) : '';
  }

  get #reasonId(): string {
    return `lc-reason-${this.key}`;
  }

  #who(): TemplateResult | typeof nothing {
    const { t, viewer, isGiven } = this.view;
    const name = viewer?.name ?? '';
    if (isGiven) return name ? html`<span class="who">${t.text('as', { name })}</span>` : nothing;
    if (name && !this.isNaming) {
      const change = t.text('changeName');
      return html`<button type="button" class="quiet who" title=${change} @click=${this.#rename}>
        ${t.text('as', { name })}
      </button>`;
    }
    return html`<input
      name="name"
      part="name"
      autocomplete="nickname"
      maxlength="80"
      aria-label=${t.text('name')}
      placeholder=${t.text('name')}
      aria-invalid=${this.isNameless ? 'true' : 'false'}
      aria-describedby=${this.isNameless ? this.#reasonId : nothing}
      .value=${name}
      @input=${this.#onName}
    >`;
  }

  #rename = async (): Promise<void> => {
    this.isNaming = true;
    await this.updateComplete;
    this.querySelector('input')?.select();
  };

  #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.#forgive();
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.spokenRoom = this.#room();
    }, PAUSE_MS);
    ask(this, { do: 'draft', key: this.key, text: this.text });
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
    if (event.isComposing) return;
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
    if (!text || roomLeft(text) < 0) return;
    if (!name && !isGiven && !this.key.startsWith('edit:')) {
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
