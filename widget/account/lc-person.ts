/** `<lc-person>`: who somebody is on this site: what they say of themselves, and what they wrote last. */
import { html, nothing, type TemplateResult } from 'lit';
import type { PublicProfile } from '../../protocol/account.ts';
import type { Author } from '../../protocol/comment.ts';
import { drawAvatar } from '../elements/author.ts';
import { define } from '../elements/lc-element.ts';
import { ask } from '../elements/view.ts';
import { parseUrl } from '../text/url.ts';
import './lc-written.ts';
import { AccountPage } from './page.ts';

class LcPerson extends AccountPage<PublicProfile> {
  /** As the comment has them. */
  declare author: Author;

  protected load(): Promise<PublicProfile> {
    return this.api.request<PublicProfile>(this.#path, { query: { site: this.owner.thread.site } });
  }

  get #path(): string {
    return `/viewers/${encodeURIComponent(this.author.id)}`;
  }

  protected override render(): TemplateResult {
    const { t, author, shown } = this;
    const { role } = shown?.author ?? author;
    const isRole = role === 'moderator' || role === 'admin';
    return html`<div class="about-person">
        ${drawAvatar(shown?.author ?? author, this.api.server)}
        <div class="muted">
          ${isRole ? html`<p><span class="badge">${t.text(role)}</span></p>` : nothing}
          ${shown?.since ? html`<p>${t.text('since', { time: new Intl.DateTimeFormat(t.lang, { dateStyle: 'long' }).format(new Date(shown.since)) })}</p>` : nothing}
          ${shown ? html`<p>${t.text('heading', { n: shown.commentCount })}</p>` : nothing}
        </div>
        ${this.#mute()}
      </div>
      ${super.render()}`;
  }

  protected draw({ author, bio, commentCount }: PublicProfile): TemplateResult {
    const { t, owner } = this;
    const url = author.website ? parseUrl(author.website) : null;
    return html`${bio ? html`<p class="bio" dir="auto">${bio}</p>` : nothing}
      ${
        url && /^https?:$/.test(url.protocol)
          ? html`<p><a
              href=${url.href}
              dir="ltr"
              rel="nofollow ugc noopener noreferrer"
              referrerpolicy="no-referrer"
              target="_blank"
              >${url.host}${url.pathname === '/' ? '' : url.pathname}</a
            ></p>`
          : nothing
      }
      ${
        commentCount > 0
          ? html`<h4>${t.text('latest')}</h4>
              <lc-written .owner=${owner} .path=${`${this.#path}/comments`} @lc-close=${this.#close}></lc-written>`
          : nothing
      }`;
  }

  #mute(): TemplateResult | typeof nothing {
    const { t, owner, author } = this;
    const { memory, session } = owner.thread;
    if (author.id === session.viewer?.id) return nothing;
    const isMuted = memory.hidden.has(author.id);
    const name = author.name || t.text('someone');
    const toggle = (): void => {
      const section = owner.root.querySelector('section') as Element;
      ask(section, isMuted ? { do: 'unhide', author: author.id } : { do: 'hide', author: author.id, name });
      this.requestUpdate();
    };
    return html`<button type="button" class="plain" aria-pressed=${isMuted ? 'true' : 'false'} @click=${toggle}>
      ${t.text(isMuted ? 'unmute' : 'mute', { name })}
    </button>`;
  }

  readonly #close = (): boolean => this.dispatchEvent(new Event('lc-close'));
}

define('lc-person', LcPerson);
