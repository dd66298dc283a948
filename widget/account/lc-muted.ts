/** `<lc-muted>`: whom a member does not want to read. */
import { html, type TemplateResult } from 'lit';
import type { MuteList } from '../../protocol/account.ts';
import type { Author } from '../../protocol/comment.ts';
import { drawAvatar } from '../elements/author.ts';
import { define } from '../elements/lc-element.ts';
import { ask } from '../elements/view.ts';
import { AccountPage } from './page.ts';

class LcMuted extends AccountPage<readonly Author[]> {
  protected async load(): Promise<readonly Author[]> {
    return (await this.api.request<MuteList>('/profile/mutes')).items;
  }

  protected draw(items: readonly Author[]): TemplateResult {
    const { t } = this;
    if (items.length === 0) return html`<p class="muted" tabindex="-1">${t.text('mutedNone')}</p>`;
    return html`<ul role="list" class="rows">${items.map(
      (author, n) => html`<li>
        ${drawAvatar(author, this.api.server)}
        <bdi class="grow">${author.name || t.text('someone')}</bdi>
        <button type="button" class="plain" @click=${() => this.#unmute(author, n)}>
          ${t.text('unmute', { name: author.name || t.text('someone') })}
        </button>
      </li>`,
    )}</ul>`;
  }

  /** The element tells the server of it, as it does when it is asked for at a comment. */
  async #unmute({ id }: Author, at: number): Promise<void> {
    ask(this.owner.root.querySelector('section') as Element, { do: 'unhide', author: id });
    this.shown = this.shown?.filter(author => author.id !== id);
    await this.updateComplete;
    // After the action's own move of the focus.
    requestAnimationFrame(() => {
      const buttons = this.querySelectorAll<HTMLElement>('button');
      (buttons[Math.min(at, buttons.length - 1)] ?? this.querySelector<HTMLElement>('[tabindex]'))?.focus();
    });
  }
}

define('lc-muted', LcMuted);
