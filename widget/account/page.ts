/** What the pages of an account have in common: they load what they show, and say what did not work. */
import { html, type TemplateResult } from 'lit';
import { InnerElement } from '../elements/lc-element.ts';
import { asFailure } from '../session/api.ts';
import type { AccountOwner } from './owner.ts';

export abstract class AccountPage<Shown> extends InnerElement {
  static override properties = {
    owner: { attribute: false },
    shown: { state: true },
    problem: { state: true },
    remark: { state: true },
  };
  declare owner: AccountOwner;
  declare shown: Shown | undefined;
  /** Why what was asked for last did not work. */
  declare problem: string;
  /** That it did. */
  declare remark: string;
  #isBusy = false;

  constructor() {
    super();
    this.problem = '';
    this.remark = '';
  }

  protected abstract load(): Promise<Shown>;
  protected abstract draw(shown: Shown): TemplateResult;

  protected get t(): AccountOwner['t'] {
    return this.owner.t;
  }

  protected get api(): AccountOwner['thread']['session']['api'] {
    return this.owner.thread.session.api;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  protected begin(): Promise<boolean> {
    return this.work(async () => {
      this.shown = await this.load();
    });
  }

  protected override render(): TemplateResult {
    const { t, shown, problem, remark } = this;
    if (shown) {
      return html`${this.draw(shown)}
        <p class="reason" role="alert">${problem}</p>
        <p class="remark" role="status">${remark}</p>`;
    }
    if (!problem) return html`<p class="muted" role="status">…</p>`;
    return html`<p class="reason" role="alert">${problem}</p>
      <button type="button" class="plain" @click=${() => this.begin()}>${t.text('retry')}</button>`;
  }

  /** One thing at a time. @returns whether it worked. */
  protected async work(deed: () => Promise<unknown>): Promise<boolean> {
    if (this.#isBusy) return false;
    this.#isBusy = true;
    this.problem = '';
    this.remark = '';
    try {
      await deed();
      return true;
    } catch (error) {
      this.problem = this.t.failure(asFailure(error));
      return false;
    } finally {
      this.#isBusy = false;
    }
  }
}
