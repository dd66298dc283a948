/** What a reader quotes: their selection in a comment, else all of it, as a quotation in Markdown. */
import { selectionIn } from '../writing/selection.ts';

const MARKS: Record<string, string> = { STRONG: '**', EM: '*', DEL: '~~', CODE: '`' };
/** What would mean something in Markdown, and was only a sign. */
const SIGNS = /[\\`*[\]]|~~|\|\||(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

export function quoteOf(root: ShadowRoot, id: string): string {
  const content = root.querySelector(`[id="lc-${id}"] .content`);
  if (!content) return '';
  const text = blocks(selectedOf(root, content) ?? content).trim() || blocks(content).trim();
  return text
    .replace(/\n{3,}/g, '\n\n')
    .split('\n')
    .map(line => `> ${line}`.trimEnd())
    .join('\n');
}

/** A copy of what is selected of a comment. */
function selectedOf(root: ShadowRoot, content: Element): DocumentFragment | null {
  const range = selectionIn(root);
  if (!range?.startContainer.isConnected || !range.endContainer.isConnected) return null;
  const chosen = document.createRange();
  chosen.setStart(range.startContainer, range.startOffset);
  chosen.setEnd(range.endContainer, range.endOffset);
  if (!chosen.intersectsNode(content)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(content);
  // Only what belongs to this comment.
  if (chosen.compareBoundaryPoints(Range.START_TO_START, whole) < 0) chosen.setStart(content, 0);
  if (chosen.compareBoundaryPoints(Range.END_TO_END, whole) > 0) chosen.setEnd(content, content.childNodes.length);
  return chosen.cloneContents();
}

/** The Markdown of blocks, an empty line between them. */
function blocks(parent: ParentNode): string {
  let text = '';
  for (const node of parent.childNodes) {
    const name = node.nodeName;
    if (name === 'P') text += `${inline(node)}\n\n`;
    else if (name === 'PRE') text += `\`\`\`\n${node.textContent}\n\`\`\`\n\n`;
    else if (name === 'BLOCKQUOTE') text += `${indented(node as Element, '> ', '> ')}\n\n`;
    else if (name === 'UL' || name === 'OL') text += `${items(node as Element)}\n\n`;
    else if (name === 'LI') text += `${indented(node as Element, '- ', '  ')}\n`;
    else if (node instanceof Element && node.querySelector('p, pre, ul, ol, blockquote')) text += blocks(node);
    else text += inlineOf(node);
  }
  return text;
}

function items(list: Element): string {
  return [...list.children]
    .map((item, n) => {
      const mark = list.nodeName === 'OL' ? `${n + 1}. ` : '- ';
      return indented(item, mark, ' '.repeat(mark.length));
    })
    .join('\n');
}

function indented(element: Element, first: string, others: string): string {
  const lines = blocks(element)
    .trim()
    .replace(/\n{3,}/g, '\n\n')
    .split('\n');
  return lines.map((line, n) => ((n === 0 ? first : others) + line).trimEnd()).join('\n');
}

function inline(parent: Node): string {
  return [...parent.childNodes].map(inlineOf).join('');
}

function inlineOf(node: Node): string {
  if (node instanceof Text) return node.data.replace(SIGNS, '\\$&');
  if (!(node instanceof Element)) return '';
  if (node.nodeName === 'BR') return '\n';
  if (node.nodeName === 'CODE') return `\`${node.textContent}\``;
  if (node.nodeName === 'A') return linked(node);
  // What is hidden stays hidden in a quotation, whatever the reader has opened.
  if (node.nodeName === 'LC-SPOILER') return `||${inline(node)}||`;
  // What we put beside a text of the viewer’s is no part of it.
  if (node.nodeName === 'BUTTON' || node.nodeName.startsWith('LC-')) return '';
  const mark = MARKS[node.nodeName] ?? '';
  const text = inline(node);
  return text.trim() ? mark + text + mark : text;
}

function linked(link: Element): string {
  const url = link.getAttribute('href') ?? '';
  const text = link.textContent ?? '';
  return text === url || !url ? text : `[${inline(link)}](${url})`;
}
