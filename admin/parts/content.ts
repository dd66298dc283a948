/** Draws a comment’s content tree, with the pieces marked that a rule found. Never a string as HTML. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Content, ContentNode } from '../../protocol/content.ts';

const TAGS: Readonly<Record<string, (children: unknown) => TemplateResult>> = {
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
  // A moderator has to see what it hides.
  spoiler: children => html`<span class="spoiler">${children}</span>`,
};

/** The server gives 6 levels at most; a tree from elsewhere must not be able to exhaust the stack. */
const DEPTH_MAX = 12;

export function drawContent(content: Content, matches: readonly string[] = []): unknown {
  const finder = finderOf(matches);
  return content.map(node => draw(node, 0, finder));
}

function draw(node: ContentNode, depth: number, finder: RegExp | null): unknown {
  if (typeof node === 'string') return marked(node, finder);
  if (!Array.isArray(node) || depth > DEPTH_MAX) return nothing;
  const [tag, ...rest] = node as [string, ...unknown[]];
  if (tag === 'br') return html`<br>`;
  const attributes = isAttributes(rest[0]) ? rest[0] : {};
  const children = (isAttributes(rest[0]) ? rest.slice(1) : rest).map(child =>
    draw(child as ContentNode, depth + 1, finder),
  );
  if (tag === 'a') return drawLink(attributes['href'], children, finder);
  return Object.hasOwn(TAGS, tag) ? TAGS[tag]?.(children) : children;
}

function isAttributes(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function drawLink(href: unknown, children: unknown, finder: RegExp | null): unknown {
  const url = typeof href === 'string' && URL.canParse(href) ? new URL(href) : null;
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return children;
  const isFound = finder !== null && url.href.search(finder) !== -1;
  return html`<a
    class=${isFound ? 'found' : ''}
    href=${url.href}
    title=${url.href}
    rel="nofollow ugc noopener noreferrer"
    referrerpolicy="no-referrer"
    target="_blank"
    >${children}</a
  >`;
}

/** What was found, as one pattern of plain texts, the longest first; null where there is nothing to find. */
function finderOf(matches: readonly string[]): RegExp | null {
  const texts = [...new Set(matches.map(text => text.trim()).filter(text => text !== ''))];
  if (texts.length === 0) return null;
  const escaped = texts.sort((a, b) => b.length - a.length).map(text => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(${escaped.join('|')})`, 'giu');
}

/** Split by a pattern with one group, every second piece is a match. */
function marked(text: string, finder: RegExp | null): unknown {
  if (finder === null) return text;
  return text.split(finder).map((piece, i) => (i % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
}
