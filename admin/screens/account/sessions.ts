/** Where one is signed in. */
import { html, nothing } from 'lit';
import type { SessionInfo } from '../../../protocol/admin/staff.ts';
import { endOtherSessions, endSession, listSessions } from '../../api/account.ts';
import { relative, t } from '../../i18n/index.ts';
import { confirm } from '../../parts/confirm.ts';
import { Pages } from '../../parts/pages.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, failed, loading } from '../../parts/pieces.ts';
import { toast, toastError } from '../../parts/toasts.ts';

class AccountSessions extends Part {
  readonly #sessions = new Pages<SessionInfo>(this, async () => ({ items: await listSessions(), next: null }));

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#sessions.reload();
  }

  async #end(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      toast(t('account.ended'));
      await this.#sessions.reload({ quietly: true });
      void this.focusOn('h2');
    } catch (error) {
      toastError(error);
    }
  }

  readonly #endOthers = async () => {
    const question = { title: t('account.endOthers'), text: t('account.endOthersText'), verb: t('account.endOthers') };
    if (await confirm(question)) await this.#end(endOtherSessions);
  };

  override render(): unknown {
    const { items } = this.#sessions;
    return html`<section class="card" aria-labelledby="title">
      <div class="pad">
        <h2 id="title" tabindex="-1">${t('account.sessions')}</h2>
        <p class="muted">${t('account.sessionsText')}</p>
      </div>
      ${this.#list()}
      ${
        items.length > 1
          ? html`<div class="pad"><button type="button" @click=${this.#endOthers}>${t('account.endOthers')}</button></div>`
          : nothing
      }
    </section>`;
  }

  #list(): unknown {
    const { state, items, error } = this.#sessions;
    if (state === 'failed') return failed(error, () => void this.#sessions.reload());
    if (state === 'loading' && items.length === 0) return loading(2);
    return html`<ul class="list">
      ${items.map(
        ({ id, device, current, lastSeenAt }) => html`<li class="row">
          <div>
            <bdi>${device}</bdi> ${current ? chip(t('account.thisOne'), 'accent') : nothing}
            <div class="muted small">${t('account.seen', { when: relative(lastSeenAt) })}</div>
          </div>
          ${
            current
              ? nothing
              : html`<button type="button" class="quiet push" @click=${() => this.#end(() => endSession(id))}>
                ${t('account.end')}
              </button>`
          }
        </li>`,
      )}
    </ul>`;
  }
}
define('lc-account-sessions', AccountSessions);
