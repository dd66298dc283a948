/** `<lc-surroundings>`: what was said around a comment, or its earlier texts; loaded when it is opened. */
import { css, html, nothing, type PropertyValues } from 'lit';
import type { AdminComment, CommentContext, Revision } from '../../../protocol/admin/comments.ts';
import { readContext, readRevisions } from '../../api/comments.ts';
import { type Key, t } from '../../i18n/index.ts';
import { drawContent } from '../../parts/content.ts';
import { define, Part } from '../../parts/part.ts';
import { chip, failed, loading, time } from '../../parts/pieces.ts';
import { contentStyles } from './styles.ts';

class Surroundings extends Part {
  static override properties = {
    comment: { attribute: false },
    kind: { attribute: false },
    context: { state: true },
    revisions: { state: true },
    error: { state: true },
  };
  static override styles = [
    ...Part.styles,
    contentStyles,
    css`
      :host {
        margin-block-start: 0.75rem;
        padding-block: 0.75rem;
        padding-inline: 0.875rem;
        border-radius: var(--radius);
        background: var(--soft);
      }
      h3 {
        color: var(--muted);
        font-size: 0.75rem;
        font-weight: 600;
      }
      section + section {
        margin-block-start: 0.75rem;
      }
      li {
        padding-block: 0.375rem;
      }
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .by {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
        font-size: 0.8125rem;
      }
    `,
  ];
  declare comment: AdminComment;
  declare kind: 'context' | 'revisions';
  declare context: CommentContext | undefined;
  declare revisions: readonly Revision[] | undefined;
  declare error: unknown;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('kind')) return;
    this.context = undefined;
    this.revisions = undefined;
    void this.#load();
  }

  async #load(): Promise<void> {
    const { kind, comment } = this;
    this.error = undefined;
    try {
      const found = kind === 'context' ? await readContext(comment.id) : await readRevisions(comment.id);
      // The other one was opened meanwhile.
      if (kind !== this.kind) return;
      if ('above' in found) this.context = found;
      else this.revisions = found.items;
    } catch (error) {
      if (kind === this.kind) this.error = error;
    }
  }

  override render(): unknown {
    if (this.error !== undefined) return failed(this.error, () => void this.#load());
    const { context, revisions } = this;
    if (revisions)
      return revisions.length === 0 ? t('card.historyEmpty') : html`<ul>${revisions.map(drawRevision)}</ul>`;
    if (!context) return loading(2);
    const { above, before, after } = context;
    if (above.length + before.length + after.length === 0) return t('card.contextEmpty');
    return [
      drawPart('card.contextAbove', above),
      drawPart('card.contextBefore', before),
      drawPart('card.contextAfter', after),
    ];
  }
}
define('lc-surroundings', Surroundings);

function drawPart(title: Key, comments: readonly AdminComment[]): unknown {
  if (comments.length === 0) return nothing;
  return html`<section><h3>${t(title)}</h3><ul>${comments.map(drawComment)}</ul></section>`;
}

function drawComment({ author, createdAt, state, content }: AdminComment): unknown {
  return html`<li>
    <div class="by">
      <strong><bdi>${author.name || t('card.nobody')}</bdi></strong><span class="muted">${time(createdAt)}</span>
      ${state === 'published' ? nothing : chip(t(`state.${state}`))}
    </div>
    <div class="content">${state === 'deleted' ? t('card.deleted') : drawContent(content)}</div>
  </li>`;
}

function drawRevision({ content, until }: Revision): unknown {
  return html`<li>
    <div class="by muted">${t('card.revisionUntil', { time: '' })} ${time(until)}</div>
    <div class="content">${drawContent(content)}</div>
  </li>`;
}
