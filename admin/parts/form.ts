/** What elements with forms share: one send at a time, and the refusal beside what was typed, which stays. */
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../i18n/index.ts';
import { Part } from './part.ts';
import { messageOf } from './pieces.ts';

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

  protected problemNote(): unknown {
    const problem = this.problem === undefined ? nothing : html`<p class="note bad">${messageOf(this.problem)}</p>`;
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
