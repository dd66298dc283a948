/** Markdown -> content tree -> HTML: the only producer of either form. */
import type { Token } from 'markdown-it';
import { type Content, type ContentNode, childrenOf, type PlainTag, textOf } from '../../protocol/content.ts';
import { LINKS_MAX } from '../../protocol/limits.ts';
import { Refusal } from '../errors.ts';
import { cleanText, refuseBlank } from '../text.ts';
import { newParser, OPEN_MAX } from './markdown-rules.ts';
import { type Mentionable, withMentions } from './mentions.ts';

const BLOCKS: Readonly<Record<string, PlainTag>> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bullet_list: 'ul',
  ordered_list: 'ol',
  list_item: 'li',
  em: 'em',
  strong: 'strong',
  s: 'del',
  spoiler: 'spoiler',
};

const parser = newParser(isAllowedLink);

/** A tree under construction; plain arrays until it is handed out. */
type OpenNode = unknown[];

/**
 * Parses a cleaned comment once, at write.
 * @param people whom `@` and their name may mention; of two with one name, the first.
 * @throws Refusal `too_many_links`, or `body_empty` where the Markdown has no visible content.
 */
export function parseMarkdown(body: string, people: readonly Mentionable[] = []): Content {
  return isPlain(body) ? paragraphs(body) : withMentions(parse(body), people);
}

const LETTERS = 'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0400-\\u0481\\u048a-\\u052f';
const MARKS = ` !"#$%'()+,\\-./0-9:;=?\\u00a1-\\u00ac\\u00ae-\\u00bf\\u2010-\\u2027`;
/**
 * What means something to the parser, or may: any other character, a dot or colon that could stand in an address, a line
 * that does not begin with a letter, a blank at a line’s end.
 */
const MEANING = new RegExp(
  [
    `[^\\n${LETTERS}${MARKS}]`,
    '[.:](?![ \\n]|$)',
    '//',
    `(?:^|\\n)[^\\n${LETTERS}]`,
    ' (?:\\n|$)',
    '^\\n',
    '\\n$',
  ].join('|'),
);

/** Whether a text is plain paragraphs: most comments are, and the parser costs more than all else about them. */
function isPlain(body: string): boolean {
  return body !== '' && !MEANING.test(body);
}

/** The tree of a plain text, the same as the parser makes. */
function paragraphs(body: string): Content {
  return body.split(/\n{2,}/).map(paragraph => {
    const [first = '', ...lines] = paragraph.split('\n');
    return ['p', first, ...lines.flatMap((line): ContentNode[] => [['br'], line])] as const;
  });
}

/** The tree as the parser makes it, which is slower and knows everything; see `parseMarkdown`. */
export function parse(body: string): Content {
  const root: OpenNode = [];
  const links = walk(parser.parse(body, {}), [root]);
  if (links > LINKS_MAX) {
    throw new Refusal('too_many_links', `The comment holds ${links} links; ${LINKS_MAX} are allowed.`);
  }
  refuseBlank(textOf(root as ContentNode[]));
  return root as unknown as Content;
}

/** Appends `tokens` to the innermost open node and returns how many links they hold. */
function walk(tokens: readonly Token[], open: OpenNode[]): number {
  let links = 0;
  for (const token of tokens) {
    const top = open.at(-1) as OpenNode;
    const plain = BLOCKS[token.type.replace(/_(open|close)$/, '')];
    if (token.nesting === -1) {
      open.pop();
    } else if (token.type === 'link_open') {
      const href = String(token.attrGet('href'));
      // The parser lets an empty address pass.
      if (isAllowedLink(href)) {
        links += 1;
        enter(open, ['a', { href }]);
      } else open.push(top);
    } else if (token.nesting === 1) {
      // A paragraph of a tight list is marked hidden: its text stands in the item itself. Too deep: likewise.
      const transparent = token.hidden || plain === undefined || open.length > OPEN_MAX;
      if (transparent) open.push(top);
      else enter(open, [plain]);
    } else if (token.type === 'inline') {
      links += walk(token.children ?? [], open);
    } else if (token.type === 'image') {
      const href = String(token.attrGet('src'));
      links += 1;
      // A link may stand in no other link, so there only the picture’s words are left.
      if (isAllowedLink(href) && !open.some(node => node[0] === 'a')) top.push(['a', { href }, token.content || href]);
      else appendText(top, token.content || href);
    } else if (token.type === 'fence' || token.type === 'code_block') {
      top.push(['pre', token.content.replace(/\n$/, '')]);
    } else if (token.type === 'code_inline') {
      top.push(['code', token.content]);
    } else if (token.type === 'hardbreak' || token.type === 'softbreak') {
      top.push(['br']);
    } else if (token.content !== '') {
      appendText(top, cleanText(token.content));
    }
  }
  return links;
}

function enter(open: OpenNode[], node: OpenNode): void {
  open.at(-1)?.push(node);
  open.push(node);
}

function appendText(node: OpenNode, text: string): void {
  if (text === '') return;
  // The first place of a node is its tag, never text to add to.
  if (node.length > 1 && typeof node.at(-1) === 'string') node[node.length - 1] += text;
  else node.push(text);
}

function isAllowedLink(href: string): boolean {
  return URL.canParse(href) && /^(https?|mailto):$/.test(new URL(href).protocol);
}

/** The tree as an HTML string: an allow-list, so that a row that somebody changed by hand stays harmless. */
export function toHtml(nodes: readonly ContentNode[]): string {
  return nodes.map(htmlOf).join('');
}

const PLAIN_TAGS = new Set<string>(['p', 'em', 'strong', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li']);

function htmlOf(node: ContentNode): string {
  if (typeof node === 'string') return escapeHtml(node);
  const [tag] = node;
  const inner = toHtml(childrenOf(node));
  if (tag === 'br') return '<br>';
  if (tag === 'a' && isAllowedLink(node[1].href)) {
    return `<a href="${escapeHtml(node[1].href)}" rel="nofollow ugc noopener noreferrer">${inner}</a>`;
  }
  if (tag === 'spoiler' || tag === 'mention') return `<span class="${tag}">${inner}</span>`;
  return PLAIN_TAGS.has(tag) ? `<${tag}>${inner}</${tag}>` : inner;
}

/** Makes text safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
