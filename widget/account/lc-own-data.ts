/** `<lc-own-data>`: all that is stored about a member, to take along or to have erased. */
import { html, nothing, type TemplateResult } from 'lit';
import { define } from '../elements/lc-element.ts';
import { AccountPage } from './page.ts';

class LcOwnData extends AccountPage<{ readonly isWrong: boolean }> {
  protected async load(): Promise<{ readonly isWrong: boolean }> {
    return { isWrong: false };
  }

  get #name(): string {
    return this.owner.thread.session.viewer?.name ?? '';
  }

  protected draw({ isWrong }: { readonly isWrong: boolean }): TemplateResult {
    const { t } = this;
    return html`<p>${t.text('downloadHint')}</p>
      <button type="button" class="plain wide" @click=${this.#download}>${t.text('download')}</button>
      <form class="apart" novalidate @submit=${this.#erase}>
        <h4>${t.text('erase')}</h4>
        <p>${t.text('eraseHint')}</p>
        <label for="lc-erase">${t.text('eraseConfirm', { name: this.#name })}</label>
        <input
          id="lc-erase"
          dir="auto"
          autocomplete="off"
          aria-invalid=${isWrong ? 'true' : 'false'}
          aria-describedby=${isWrong ? 'lc-fault' : nothing}
          @input=${this.#forgive}
        >
        <p id="lc-fault" class="reason" role="alert">${isWrong ? t.text('eraseWrong') : ''}</p>
        <button class="danger wide">${t.text('erase')}</button>
      </form>`;
  }

  readonly #forgive = (): void => {
    if (this.shown?.isWrong) this.shown = { isWrong: false };
  };

  readonly #download = (): Promise<boolean> =>
    this.work(async () => {
      const all = await this.api.request<unknown>('/profile/export');
      const blob = new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = `${location.hostname}-comments.json`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });

  readonly #erase = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('#lc-erase');
    const confirm = field?.value.trim() ?? '';
    if (confirm !== this.#name) {
      this.shown = { isWrong: true };
      field?.focus();
      return;
    }
    const isDone = await this.work(() => this.api.request('/profile', { method: 'DELETE', body: { confirm } }));
    if (isDone) this.dispatchEvent(new Event('lc-erased'));
  };
}

define('lc-own-data', LcOwnData);
