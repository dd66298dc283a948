/** `<lc-sessions>`: where a member is signed in, and how to end it there. */
import { html, nothing, type TemplateResult } from 'lit';
import type { OwnSession } from '../../protocol/account.ts';
import { define } from '../elements/lc-element.ts';
import { ask } from '../elements/view.ts';
import { AccountPage } from './page.ts';

class LcSessions extends AccountPage<readonly OwnSession[]> {
  protected async load(): Promise<readonly OwnSession[]> {
    return (await this.api.request<{ items: OwnSession[] }>('/profile/sessions')).items;
  }

  protected draw(items: readonly OwnSession[]): TemplateResult {
    const { t } = this;
    return html`<ul role="list" class="rows">${items.map(each => this.#row(each))}</ul>
      ${
        items.some(({ current }) => !current)
          ? html`<button type="button" class="plain wide" @click=${this.#endOthers}>${t.text('signOutOthers')}</button>`
          : nothing
      }`;
  }

  #row(session: OwnSession): TemplateResult {
    const { t } = this;
    const { device, way, current, lastUsedAt } = session;
    return html`<li>
      <span class="grow">
        <bdi>${device}</bdi> ${current ? html`<span class="badge">${t.text('thisDevice')}</span>` : nothing}
        <span class="muted"><bdi>${this.#wayOf(way)}</bdi> · ${t.text('lastUsed', { time: t.ago(new Date(lastUsedAt)) })}</span>
      </span>
      <button type="button" class="plain" aria-label=${`${t.text('signOut')}: ${device}`} @click=${() => this.#end(session)}>
        ${t.text('signOut')}
      </button>
    </li>`;
  }

  /** A service is called by its own name everywhere. */
  #wayOf(way: string): string {
    if (way === 'mail') return this.t.text('wayMail');
    return way === 'sso' ? this.t.text('waySite') : way;
  }

  async #end({ id, current }: OwnSession): Promise<void> {
    if (current) {
      this.dispatchEvent(new Event('lc-close'));
      ask(this.owner.root.querySelector('section') as Element, { do: 'sign-out' });
      return;
    }
    await this.#change(`/profile/sessions/${encodeURIComponent(id)}`);
  }

  readonly #endOthers = (): Promise<void> => this.#change('/profile/sessions');

  async #change(path: string): Promise<void> {
    await this.work(async () => {
      await this.api.request(path, { method: 'DELETE' });
      this.shown = await this.load();
    });
    await this.updateComplete;
    this.querySelector<HTMLElement>('button')?.focus();
  }
}

define('lc-sessions', LcSessions);
