/** `<lc-notifications>`: of what a member is told by mail. */
import { html, type TemplateResult } from 'lit';
import type { NotificationSettings, Profile } from '../../protocol/account.ts';
import { define } from '../elements/lc-element.ts';
import type { Key } from '../i18n/en.ts';
import { AccountPage } from './page.ts';

const SWITCHES: readonly (readonly [keyof NotificationSettings, Key])[] = [
  ['replies', 'mailReplies'],
  ['mentions', 'mailMentions'],
];

class LcNotifications extends AccountPage<Profile> {
  protected load(): Promise<Profile> {
    return this.api.request<Profile>('/profile');
  }

  protected draw({ email, notifications }: Profile): TemplateResult {
    const { t } = this;
    return html`${email === null ? html`<p class="muted">${t.text('mailNone')}</p>` : html`<p class="muted"><bdi>${email}</bdi></p>`}
      ${SWITCHES.map(
        ([name, key]) => html`<label class="switch">
          <input
            type="checkbox"
            role="switch"
            .checked=${notifications[name]}
            @change=${(event: Event) => this.#set(name, event.target as HTMLInputElement)}
          >
          ${t.text(key)}
        </label>`,
      )}
      <p class="muted">${t.text('mailLater')}</p>`;
  }

  async #set(name: keyof NotificationSettings, box: HTMLInputElement): Promise<void> {
    const isOn = box.checked;
    const isDone = await this.work(async () => {
      const body = { notifications: { [name]: isOn } };
      this.shown = await this.api.request<Profile>('/profile', { method: 'PATCH', body });
      this.remark = this.t.text('saved');
    });
    // It shows what holds, not what was wished for.
    if (!isDone) box.checked = this.shown?.notifications[name] ?? false;
  }
}

define('lc-notifications', LcNotifications);
