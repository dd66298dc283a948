/** `<lc-comment>`: one comment with what may be done to it, and its replies. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Author, Comment } from '../../protocol/comment.ts';
import { initials, tone } from '../text/face.ts';
import { parseUrl } from '../text/url.ts';
import { isVisible, type Node } from '../thread/shape.ts';
import type { Mode } from '../writing/draft.ts';
import { drawContent } from './content.ts';
import { define, InnerElement } from './lc-element.ts';
import { ask, type View } from './view.ts';
import './lc-list.ts';
import { drawMore } from './more.ts';

class LcComment extends InnerElement {
  static override properties = {
    view: { attribute: false },
    node: { attribute: false },
    depth: { attribute: false },
  };
  declare view: View;
  declare node: Node;
  /** Below the comment that the view begins with. */
  declare depth: number;

  protected override render(): TemplateResult {
    const { comment, sending, fresh } = this.node;
    const look = `comment${sending ? ' sending' : ''}${fresh ? ' fresh' : ''}${isVisible(comment) ? '' : ' gone'}`;
    const id = `lc-${comment.id}`;
    const label = isVisible(comment) ? `${id}-by ${id}-at` : `${id}-by`;
    return html`<article id=${id} class=${look} part="comment" tabindex="-1" aria-labelledby=${label}>
        ${drawAvatar(comment.author)}
        <div class="main">${isVisible(comment) ? this.#body(comment) : this.#tombstone()}</div>
      </article>
      ${this.#replies()}`;
  }

  #tombstone(): TemplateResult {
    return html`<p id="lc-${this.node.comment.id}-by" class="muted">${this.view.t.text('deleted')}</p>
      ${this.#replyBox()}`;
  }

  #body(comment: Comment): TemplateResult {
    const { view } = this;
    const { t } = view;
    const { sending } = this.node;
    const mode = view.open.get(comment.id);
    return html`<header class="meta">
        <bdi id="lc-${comment.id}-by" class="author" part="author">${comment.author.name || t.text('someone')}</bdi>
        ${drawBadge(comment.author, t)}
        <time
          id="lc-${comment.id}-at"
          datetime=${sending ? nothing : comment.createdAt}
          .textContent=${sending ? t.text('sending') : t.ago(new Date(comment.createdAt))}
        ></time>
        ${comment.editedAt ? html`<span title=${t.at(new Date(comment.editedAt))}>${t.text('edited')}</span>` : nothing}
        ${comment.state === 'held' ? html`<span class="badge">${t.text('held')}</span>` : nothing}
      </header>
      ${
        mode === 'edit'
          ? this.#box(`edit:${comment.id}`, t.text('writeEdit'))
          : html`<div class="content" part="content">${drawContent(comment.content)}</div>`
      }
      ${mode === 'delete' ? this.#sure() : mode === 'edit' ? nothing : this.#actions(comment)}
      ${view.notes.has(comment.id) ? html`<p class="reason" role="alert">${view.notes.get(comment.id)}</p>` : nothing}
      ${this.#replyBox()}`;
  }

  #replyBox(): TemplateResult | typeof nothing {
    const { comment } = this.node;
    const { open, t } = this.view;
    if (open.get(comment.id) !== 'reply') return nothing;
    return this.#box(`reply:${comment.id}`, t.text('writeReply', { name: comment.author.name || t.text('someone') }));
  }

  #box(key: `reply:${string}` | `edit:${string}`, label: string): TemplateResult {
    const { view } = this;
    return html`<lc-composer .view=${view} .key=${key} .draft=${view.drafts.get(key)} .label=${label}></lc-composer>`;
  }

  #actions(comment: Comment): TemplateResult | typeof nothing {
    const { t, viewer, isLocked, settings, open } = this.view;
    const isOwn = Boolean(viewer?.id) && comment.author.id === viewer?.id;
    if (this.node.sending || (isLocked && !isOwn)) return nothing;
    const age = (Date.now() - Date.parse(comment.createdAt)) / 1000;
    const button = (mode: Mode, label: string): TemplateResult =>
      html`<button
        type="button"
        class="quiet"
        data-mode=${mode}
        aria-expanded=${open.get(comment.id) === mode ? 'true' : 'false'}
        @click=${() => this.#toggle(mode)}
        >${label}</button
      >`;
    return html`<div class="actions" part="actions">
      ${isLocked || comment.state !== 'published' ? nothing : button('reply', t.text('reply'))}
      ${isOwn && !isLocked && age < (settings?.editWindow ?? 0) ? button('edit', t.text('edit')) : nothing}
      ${isOwn ? button('delete', t.text('remove')) : nothing}
    </div>`;
  }

  #toggle(mode: Mode): void {
    const { id } = this.node.comment;
    if (this.view.open.get(id) === mode) ask(this, { do: 'close', id });
    else ask(this, { do: 'open', id, mode });
  }

  #sure(): TemplateResult {
    const { t } = this.view;
    const { id } = this.node.comment;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') ask(this, { do: 'close', id });
    };
    return html`<div class="sure" role="group" aria-label=${t.text('removeSure')} @keydown=${onKey}>
      <span>${t.text('removeSure')}</span>
      <button type="button" class="danger" @click=${() => ask(this, { do: 'remove', id })}>${t.text('remove')}</button>
      <button type="button" class="quiet" @click=${() => ask(this, { do: 'close', id })}>${t.text('keep')}</button>
    </div>`;
  }

  #replies(): TemplateResult | typeof nothing {
    const { node, view } = this;
    const { t } = view;
    const { id, replyCount } = node.comment;
    const missing = view.missing(node);
    const listed = node.ids.length + node.tail.length;
    if (listed + missing === 0) return nothing;
    if (this.depth >= view.maxDepth) {
      return html`<button type="button" class="link deeper" @click=${() => ask(this, { do: 'root', id })}>
        ${t.text('goDeeper')}${replyCount > 0 ? html` <span class="count">${replyCount}</span>` : nothing}
      </button>`;
    }
    const label = t.text(listed === 0 ? 'replies' : 'moreReplies', { n: missing });
    return html`<div class="replies">
      ${drawList(node.ids, view, this.depth + 1)}
      ${missing > 0 ? drawMore(id, label, view) : nothing}
      ${node.tail.length > 0 ? drawList(node.tail, view, this.depth + 1) : nothing}
    </div>`;
  }
}

/** A new object each time: what stands in a list may have changed while its ids have not. */
export function drawList(ids: readonly string[], view: View, depth: number): TemplateResult {
  return html`<lc-list .ids=${[...ids]} .view=${view} .depth=${depth}></lc-list>`;
}

function drawAvatar({ id, name, avatar }: Author): TemplateResult {
  const url = avatar && parseUrl(avatar);
  if (url && /^https?:$/.test(url.protocol)) {
    return html`<img class="avatar" src=${url.href} alt="" loading="lazy" referrerpolicy="no-referrer">`;
  }
  return html`<span class="avatar" data-tone=${name ? tone(id || name) : 'none'} aria-hidden="true">${initials(name)}</span>`;
}

function drawBadge({ role }: Author, t: View['t']): TemplateResult | typeof nothing {
  return role === 'moderator' || role === 'admin' ? html`<span class="badge">${t.text(role)}</span>` : nothing;
}

define('lc-comment', LcComment);
