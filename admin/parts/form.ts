/**
 * What elements with forms share: one send at a time, and the refusal beside what was typed, which stays.
 * Buttons are `aria-disabled` while it is busy, as one that is disabled loses the focus.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { t } from '../i18n/index.ts';
import { Part } from './part.ts';
import { faultIn, messageOf } from './pieces.ts';

export class FormPart extends Part {
  static override properties = { busy: { state: true }, problem: { state: true }, shown: { state: true } };
  declare busy: boolean;
  declare problem: unknown;
  /** Whether passwords are readable. */
  declare shown: boolean;

  constructor() {
    super();
    this.busy = false;
    this.shown = false;
  }

  /** For `@submit`: gives the fields’ values to `work`; what it throws is shown by `problemNote`. */
  protected readonly sending =
    (work: (values: Record<string, string>, form: HTMLFormElement) => Promise<unknown>) =>
    async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement;
      const entries = [...new FormData(form)].flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      );
      await this.doing(() => work(Object.fromEntries(entries), form));
    };

  protected async doing(work: () => Promise<unknown>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await work();
    } catch (error) {
      this.problem = error;
    } finally {
      this.busy = false;
    }
  }

  #unmark: () => void = () => {};

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('problem')) this.#mark();
  }

  /** Where the refusal is of one field that is here. */
  #faulty(): { control: HTMLElement; text: string } | undefined {
    const fault = this.problem === undefined ? undefined : faultIn(this.problem);
    const control = fault && this.renderRoot.querySelector<HTMLElement>(`.field [name="${fault.name}"]`);
    return control ? { control, text: fault.text } : undefined;
  }

  /** Tells it at that field, which gets the focus. */
  #mark(): void {
    this.#unmark();
    const { control, text } = this.#faulty() ?? {};
    if (!control || text === undefined) return;
    const told = document.createElement('p');
    Object.assign(told, { id: 'fault', className: 'error', textContent: text });
    const described = control.getAttribute('aria-describedby') ?? '';
    control.closest('.field')?.append(told);
    control.setAttribute('aria-describedby', `${described} fault`.trim());
    control.setAttribute('aria-invalid', 'true');
    control.focus();
    this.#unmark = () => {
      told.remove();
      control.removeAttribute('aria-invalid');
      control.setAttribute('aria-describedby', described);
    };
  }

  protected problemNote(): unknown {
    const isHere = this.problem !== undefined && !this.#faulty();
    const problem = !isHere ? nothing : html`<p class="note bad">${messageOf(this.problem)}</p>`;
    return html`<div role="alert">${problem}</div>`;
  }

  protected passwordField({
    name,
    label,
    fresh,
    hint,
  }: {
    name: string;
    label: string;
    fresh: boolean;
    hint?: string;
  }): TemplateResult {
    return html`<div class="field">
      <div class="row">
        <label class="label" for=${name}>${label}</label>
        <button
          type="button"
          class="link small push"
          aria-pressed=${this.shown}
          @click=${() => {
            this.shown = !this.shown;
          }}
        >${t('in.showPassword')}</button>
      </div>
      <input
        id=${name}
        name=${name}
        type=${this.shown ? 'text' : 'password'}
        autocomplete=${fresh ? 'new-password' : 'current-password'}
        minlength=${fresh ? 12 : nothing}
        maxlength="256"
        spellcheck="false"
        autocapitalize="off"
        required
        aria-describedby="${name}-hint"
      />
      <div class="hint" id="${name}-hint">${hint ?? nothing}</div>
    </div>`;
  }
}
