/** Draws a content tree: only nodes we know, links only where they are safe, and never a string as HTML. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Content, ContentNode } from '../../protocol/content.ts';
import { parseUrl } from '../text/url.ts';
import type { View } from './view.ts';

type Draw = (children: unknown) => TemplateResult;

const TAGS: Record<string, Draw> = {
  p: children => html`<p dir="auto">${children}</p>`,
  em: children => html`<em>${children}</em>`,
  strong: children => html`<strong>${children}</strong>`,
  del: children => html`<del>${children}</del>`,
  code: children => html`<code>${children}</code>`,
  pre: children => html`<pre tabindex="0" dir="ltr"><code>${children}</code></pre>`,
  blockquote: children => html`<blockquote dir="auto">${children}</blockquote>`,
  ul: children => html`<ul dir="auto">${children}</ul>`,
  ol: children => html`<ol dir="auto">${children}</ol>`,
  li: children => html`<li>${children}</li>`,
  mention: children => html`<span class="mention">${children}</span>`,
};

/** The server gives 6 levels at most; a tree from elsewhere must not be able to exhaust the stack. */
const DEPTH_MAX = 12;

/** What a tree is drawn with: the words, and whether its pictures may be shown. */
type Around = Pick<View, 't' | 'settings'>;

const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/i;

export function drawContent(content: Content, around?: Around): unknown {
  return content.map(node => draw(node, 0, around));
}

function draw(node: ContentNode, depth: number, around: Around | undefined): unknown {
  if (typeof node === 'string') return node;
  if (!Array.isArray(node) || depth > DEPTH_MAX) return nothing;
  const [tag, ...rest] = node as [string, ...unknown[]];
  if (tag === 'br') return html`<br>`;
  const attributes = isAttributes(rest[0]) ? rest[0] : {};
  const children = (isAttributes(rest[0]) ? rest.slice(1) : rest).map(child =>
    draw(child as ContentNode, depth + 1, around),
  );
  if (tag === 'a') return drawLink(attributes['href'], children, around);
  if (tag === 'spoiler')
    return html`<lc-spoiler label=${around?.t.text('showSpoiler') ?? ''}><span>${children}</span></lc-spoiler>`;
  return Object.hasOwn(TAGS, tag) ? TAGS[tag]?.(children) : children;
}

function isAttributes(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function drawLink(href: unknown, children: unknown, around: Around | undefined): unknown {
  const url = typeof href === 'string' ? parseUrl(href) : null;
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return children;
  const isPicture = around?.settings?.images && url.protocol !== 'mailto:' && PICTURE.test(url.pathname);
  return html`<a
    href=${url.href}
    rel="nofollow ugc noopener noreferrer"
    referrerpolicy="no-referrer"
    target="_blank"
    >${children}</a
  >${isPicture ? html`<lc-picture .t=${around.t} .href=${url.href}></lc-picture>` : nothing}`;
}
