/** Draws a content tree: only nodes we know, links only where they are safe, and never a string as HTML. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Content, ContentNode } from '../../protocol/content.ts';
import { parseUrl } from '../text/url.ts';

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

export function drawContent(content: Content): unknown {
  return content.map(node => draw(node, 0));
}

function draw(node: ContentNode, depth: number): unknown {
  if (typeof node === 'string') return node;
  if (!Array.isArray(node) || depth > DEPTH_MAX) return nothing;
  const [tag, ...rest] = node as [string, ...unknown[]];
  if (tag === 'br') return html`<br>`;
  const attributes = isAttributes(rest[0]) ? rest[0] : {};
  const children = (isAttributes(rest[0]) ? rest.slice(1) : rest).map(child => draw(child as ContentNode, depth + 1));
  if (tag === 'a') return drawLink(attributes['href'], children);
  return Object.hasOwn(TAGS, tag) ? TAGS[tag]?.(children) : children;
}

function isAttributes(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function drawLink(href: unknown, children: unknown): unknown {
  const url = typeof href === 'string' ? parseUrl(href) : null;
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return children;
  return html`<a
    href=${url.href}
    rel="nofollow ugc noopener noreferrer"
    referrerpolicy="no-referrer"
    target="_blank"
    >${children}</a
  >`;
}
