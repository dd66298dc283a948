/** `<lc-written>`: comments of one person, newest first, each a link to where it stands. */
import { html, nothing, type TemplateResult } from 'lit';
import type { WrittenPage } from '../../protocol/account.ts';
import type { Content, ContentNode } from '../../protocol/content.ts';
import { define } from '../elements/lc-element.ts';
import type { Key } from '../i18n/en.ts';
import { parseUrl } from '../text/url.ts';
import { AccountPage } from './page.ts';

type Item = WrittenPage['items'][number];

const PAGE = 10;
/** More of a text is read where it stands. */
const LETTERS = 240;

const STATES: Readonly<Record<string, Key>> = { held: 'held', rejected: 'rejected', spam: 'rejected' };

class LcWritten extends AccountPage<WrittenPage> {
  /** Whose comments. */
  declare path: string;

  protected load(cursor: string | null = null): Promise<WrittenPage> {
    const { site } = this.owner.thread;
    return this.api.request<WrittenPage>(this.path, { query: { site, limit: PAGE, cursor } });
  }

  protected draw({ items, next }: WrittenPage): TemplateResult {
    const { t } = this;
    if (items.length === 0) return html`<p class="muted">${t.text('empty')}</p>`;
    return html`<ul role="list" class="written">${items.map(item => html`<li>${this.#item(item)}</li>`)}</ul>
      ${next === null ? nothing : html`<button type="button" class="plain wide" @click=${this.#more}>${t.text('more')}</button>`}`;
  }

  #item({ comment, thread }: Item): TemplateResult {
    const { t } = this;
    const { id, content, createdAt, state } = comment;
    const said = STATES[state];
    const lines = html`<span class="meta">
        <span>${thread.title || thread.key}</span>
        <time datetime=${createdAt}>${t.ago(new Date(createdAt))}</time>
        ${said ? html`<span class="badge">${t.text(said).replace(/[.。।]$/, '')}</span>` : nothing}
      </span>
      <span dir="auto">${short(textOf(content))}</span>`;
    const url = this.#addressOf(thread, id);
    return url ? html`<a href=${url} @click=${this.#leave}>${lines}</a>` : html`<span class="item">${lines}</span>`;
  }

  /** On this page the list leads there itself. */
  #addressOf(thread: Item['thread'], id: string): string | undefined {
    if (thread.key === this.owner.thread.thread) return `${location.href.split('#')[0]}#comment-${id}`;
    const url = thread.url === null ? null : parseUrl(thread.url);
    if (!url || !/^https?:$/.test(url.protocol)) return undefined;
    url.hash = `comment-${id}`;
    return url.href;
  }

  readonly #leave = (): boolean => this.dispatchEvent(new Event('lc-close'));

  readonly #more = async (): Promise<void> => {
    const before = this.shown;
    if (!before) return;
    const isDone = await this.work(async () => {
      const { items, next } = await this.load(before.next);
      this.shown = { items: [...before.items, ...items], next };
    });
    await this.updateComplete;
    if (isDone) this.querySelectorAll<HTMLElement>('.written a')[before.items.length]?.focus();
  };
}

function short(text: string): string {
  return text.length > LETTERS ? `${text.slice(0, LETTERS).replace(/\S*$/, '')}…` : text;
}

/** The words of a comment; what its writer hid stays hidden. */
function textOf(content: Content): string {
  return content.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim();
}

function wordsOf(node: ContentNode): string {
  if (typeof node === 'string') return node;
  const [tag, ...children] = node as [string, ...unknown[]];
  if (tag === 'spoiler') return '…';
  const words = children.filter(child => typeof child === 'string' || Array.isArray(child)) as ContentNode[];
  return words.map(wordsOf).join('') + (/^(p|li|pre|br)$/.test(tag) ? ' ' : '');
}

define('lc-written', LcWritten);
