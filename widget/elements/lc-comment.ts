/** `<lc-comment>`: one comment with what may be done to it, and its replies. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Comment } from '../../protocol/comment.ts';
import type { Content } from '../../protocol/content.ts';
import { isVisible, type Node } from '../thread/shape.ts';
import { drawAvatar, drawBadges } from './author.ts';
import { drawContent } from './content.ts';
import { define, InnerElement } from './lc-element.ts';
import { ask, type View } from './view.ts';
import './lc-list.ts';
import { drawMore } from './more.ts';

/** Longer texts are folded: in the letters of their tree, and in lines that their authors broke. */
const LONG = 1_800;
const MANY_LINES = 20;

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
    const { node, view } = this;
    const { comment } = node;
    const id = `lc-${comment.id}`;
    const isThere = isVisible(comment);
    const isHidden = isThere && view.memory.hidden.has(comment.author.id) && !view.memory.unfolded.has(comment.id);
    const isCollapsed = view.memory.collapsed.has(comment.id);
    const look = {
      sending: node.sending,
      fresh: node.fresh,
      gone: !isThere || isHidden,
      unread: isThere && view.isUnread(node),
      collapsed: isCollapsed,
    };
    const classes = Object.entries(look).flatMap(([name, is]) => (is ? [name] : []));
    return html`<article
        id=${id}
        class="comment ${classes.join(' ')}"
        part="comment"
        tabindex="-1"
        aria-labelledby=${isThere && !isHidden ? `${id}-by ${id}-at` : `${id}-by`}
      >
        ${isHidden ? nothing : drawAvatar(comment.author, view.server)}
        <div class="main">${isThere && !isHidden ? this.#body(comment, isCollapsed) : this.#gone(isHidden, isCollapsed)}</div>
      </article>
      ${isCollapsed ? nothing : this.#replies()}`;
  }

  /** One line in place of a comment that was deleted, or whose author the reader does not want to see. */
  #gone(isHidden: boolean, isCollapsed: boolean): TemplateResult {
    const { node, view } = this;
    const { t, tools } = view;
    return html`<p class="meta">
        <span id="lc-${node.comment.id}-by">${isHidden ? tools?.veil(this, node, view) : t.text('deleted')}</span>
        <span class="corner">${tools?.corner(this, node, view)}</span>
      </p>
      ${isCollapsed ? nothing : tools?.below(this, node, view)}`;
  }

  #body(comment: Comment, isCollapsed: boolean): TemplateResult {
    const { node, view } = this;
    const { t, tools } = view;
    return html`<header class="meta">
        <button id="lc-${comment.id}-by" type="button" class="author" part="author"><bdi>${comment.author.name || t.text('someone')}</bdi></button>
        ${drawBadges(comment.author, view)}
        <a class="when" href=${node.sending ? nothing : `#comment-${comment.id}`}
          ><time
            id="lc-${comment.id}-at"
            datetime=${node.sending ? nothing : comment.createdAt}
            .textContent=${node.sending ? t.text('sending') : t.ago(new Date(comment.createdAt))}
          ></time
        ></a>
        ${comment.editedAt ? html`<span title=${t.at(new Date(comment.editedAt))}>${t.text(comment.moderated ? 'editedByModerator' : 'edited')}</span>` : nothing}
        ${comment.pinned ? html`<span class="badge">${t.text('pinned')}</span>` : nothing}
        ${comment.featured ? html`<span class="badge featured">${t.text('featured')}</span>` : nothing}
        ${comment.state === 'held' ? html`<span class="badge">${t.text('held')}</span>` : nothing}
        <span class="corner">${tools?.corner(this, node, view)}</span>
      </header>
      ${
        isCollapsed
          ? nothing
          : html`${view.open.get(comment.id) === 'edit' ? tools?.editor(this, node, view) : this.#content(comment)}
              <div class="bar" part="actions">${tools?.bar(this, node, view)}</div>
              ${tools?.below(this, node, view)}`
      }`;
  }

  #content({ id, content }: Comment): TemplateResult {
    const { view } = this;
    const isLong = isLongText(content);
    const isFolded = isLong && !view.memory.unfolded.has(id);
    const fold = (): void => ask(this, { do: 'unfold', id, on: isFolded });
    // What is found in the page, or has the focus, is scrolled to, and must not stay under the fold.
    return html`<div class="content ${isFolded ? 'folded' : ''}" part="content" @scroll=${fold}>${drawContent(content, view)}</div>
      ${
        isLong
          ? html`<button type="button" class="link" aria-expanded=${!isFolded} @click=${fold}>${view.t.text(isFolded ? 'unfold' : 'fold')}</button>`
          : nothing
      }`;
  }

  #replies(): TemplateResult | typeof nothing {
    const { node, view } = this;
    const { t } = view;
    const { id } = node.comment;
    const missing = view.missing(node);
    const listed = [...node.ids, ...node.tail].filter(view.get).length;
    if (listed + missing === 0) return nothing;
    if (this.depth >= view.maxDepth) {
      return html`<button type="button" class="link deeper" @click=${() => ask(this, { do: 'root', id })}>
        ${t.text('goDeeper')}
      </button>`;
    }
    const label = t.text(listed === 0 ? 'replies' : 'moreReplies', { n: missing });
    return html`<div class="replies">
      ${view.tools?.rail(this, node)} ${drawList(node.ids, view, this.depth + 1)}
      ${missing > 0 ? drawMore(id, label, view) : nothing}
      ${node.tail.length > 0 ? drawList(node.tail, view, this.depth + 1) : nothing}
    </div>`;
  }
}

/** A new object each time: what stands in a list may have changed while its ids have not. */
export function drawList(ids: readonly string[], view: View, depth: number): TemplateResult {
  return html`<lc-list .ids=${[...ids]} .view=${view} .depth=${depth}></lc-list>`;
}

/** By the content alone, so that it looks the same from the first moment on. */
function isLongText(content: Content): boolean {
  const tree = JSON.stringify(content);
  return tree.length > LONG || tree.split(/\["(?:p|li|br)"|\\n/).length > MANY_LINES;
}

define('lc-comment', LcComment);
