/** `<lc-composer>`: the box in which a comment, a reply or a change is written. */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { roomLeft } from '../text/length.ts';
import { Allowance } from '../writing/allowance.ts';
import type { Draft, DraftKey } from '../writing/draft.ts';
import { drawFoot } from '../writing/foot.ts';
import { Help } from '../writing/help.ts';
import { drawName } from '../writing/name.ts';
import { define, InnerElement } from './lc-element.ts';
import { ask, type View } from './view.ts';

/** People do not come across it, and scripts fill in whatever is there. */
const TRAP = html`<input class="sr" name="website2" tabindex="-1" autocomplete="off" aria-hidden="true">`;

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
  readonly #help = new Help(this);
  readonly #allowance = new Allowance(this);

  constructor() {
    super();
    this.text = '';
    this.reason = '';
    this.isNameless = false;
    this.isOpen = false;
    this.isNaming = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#help.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#help.disconnect();
    this.#allowance.stop();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // An edit is no new comment, and need not wait.
    this.#allowance.count(this.#isEdit ? 0 : (this.view.desk?.waitUntil ?? 0));
    if (!changed.has('draft')) return;
    const { text = '', reason = '' } = this.draft ?? {};
    // Only what was typed here comes back: whatever the box says of it still holds.
    if (text === this.text && !reason) return;
    this.text = text;
    this.reason = reason;
    this.isNameless = false;
    this.#help.aids?.onDraft();
    if (this.text) this.isOpen = true;
  }

  protected override updated(): void {
    this.#help.place();
    const box = this.querySelector('textarea');
    // Where the browser cannot size the box to its text by itself.
    if (!box || CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  protected override render(): TemplateResult {
    const isOpen = this.isOpen || this.key !== 'new';
    const { aids } = this.#help;
    const suggestions = aids?.suggestions;
    const hasList = suggestions?.isOpen;
    const isWrong = this.reason !== '' && !this.isNameless;
    return html`<form class="composer" part="composer" novalidate @submit=${this.#submit} @keydown=${this.#onKey}>
      <div class="box ${isOpen ? 'open' : ''}">
        <textarea
          part="textarea"
          rows="1"
          dir=${this.text ? 'auto' : nothing}
          ?hidden=${aids?.preview !== undefined}
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
          @paste=${(event: ClipboardEvent) => aids?.onPaste(event)}
        ></textarea>
        ${aids?.drawPreview()} ${isOpen ? this.#foot() : nothing}
      </div>
      ${suggestions?.draw()}
      ${isOpen && !this.#isEdit ? TRAP : nothing} ${this.key === 'new' ? this.view.speaking?.notice(this.view) : nothing}
      <p id=${this.#reasonId} class="reason" role="alert">${this.reason}</p>
    </form>`;
  }

  #foot(): TemplateResult {
    const { view, key } = this;
    const { aids, preview } = this.#help;
    const name = drawName(view, {
      isNaming: this.isNaming,
      wrong: this.isNameless ? this.#reasonId : undefined,
      onRename: this.#rename,
      onInput: this.#onName,
    });
    return drawFoot(view, {
      tools: aids?.drawTools(),
      name: this.#isEdit ? nothing : name,
      allowance: this.#allowance,
      submit: view.t.text(key === 'new' ? 'post' : this.#isEdit ? 'save' : 'reply'),
      isEmpty: !this.text.trim(),
      isPreviewing: aids?.preview !== undefined,
      onPreview: preview,
      onCancel: key === 'new' ? undefined : this.#cancel,
    });
  }

  get #isEdit(): boolean {
    return this.key.startsWith('edit:');
  }

  get #nameField(): HTMLInputElement | null {
    return this.querySelector('input:not(.sr)');
  }

  get #reasonId(): string {
    return `lc-reason-${this.key}`;
  }

  #rename = async (): Promise<void> => {
    this.isNaming = true;
    await this.updateComplete;
    this.#nameField?.select();
  };

  #onFocus = (): void => {
    // Later it is the first letter that begins another comment: a box that was posted from gets the focus again.
    if (!this.isOpen) this.#begin();
    this.isOpen = true;
    void this.#help.load();
  };

  #begin(): void {
    if (!this.#isEdit) this.view.desk?.begin();
  }

  complain(reason: string): void {
    this.reason = reason;
    this.isNameless = false;
  }

  #onInput = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.#forgive();
    this.#allowance.onInput();
    this.#begin();
    ask(this, { do: 'draft', key: this.key, text: this.text });
    this.#help.aids?.onInput(event as InputEvent);
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
    if (event.isComposing || this.#help.aids?.onKey(event)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#submit(event);
    if (event.key === 'Escape' && this.key !== 'new') {
      event.stopPropagation();
      this.#cancel();
    }
  };

  #cancel = (): void => ask(this, { do: 'close', id: this.key.slice(this.key.indexOf(':') + 1) });

  #submit = (event: Event): void => {
    event.preventDefault();
    const { viewer, isGiven, settings, t } = this.view;
    const field = this.#nameField;
    const name = (field ? field.value : (viewer?.name ?? '')).trim();
    const text = this.text.trim();
    if (!text || roomLeft(text) < 0 || this.#allowance.isWaiting) return;
    if (!name && !isGiven && settings?.guests !== false && !this.#isEdit) {
      this.reason = t.text('nameMissing');
      this.isNameless = true;
      field?.focus();
      return;
    }
    this.isNaming = false;
    const trap = this.querySelector<HTMLInputElement>('.sr')?.value ?? '';
    ask(this, { do: 'submit', key: this.key, text, name, trap });
  };
}

define('lc-composer', LcComposer);
