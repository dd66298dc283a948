/** One thing that was found: who said it, when, and the place in its text. */
import { html, type TemplateResult } from 'lit';
import type { Found } from '../../protocol/rest.ts';
import type { Translator } from '../i18n/translator.ts';

/** A link like any other, which may also be opened in another tab; the page's own address stays as it is. */
export function drawFound({ comment, snippet }: Found, t: Translator, find: (id: string) => void): TemplateResult {
  const onClick = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    find(comment.id);
  };
  return html`<a href=${`${location.href.split('#')[0]}#comment-${comment.id}`} part="result" @click=${onClick}>
    <span class="meta">
      <bdi class="author">${comment.author.name || t.text('someone')}</bdi>
      <time datetime=${comment.createdAt}>${t.ago(new Date(comment.createdAt))}</time>
    </span>
    <span class="snippet" dir="auto">${snippet.map((piece, n) => (n % 2 === 1 ? html`<mark>${piece}</mark>` : piece))}</span>
  </a>`;
}
