/** One comment of the list: who said what, where and when. */
import type { Content, ContentNode } from '../../protocol/content.ts';
import type { Recent } from '../../protocol/rest.ts';
import type { Translator } from '../i18n/translator.ts';
import { parseUrl } from '../text/url.ts';
import { make } from './make.ts';

export type Item = Recent['items'][number];

export function drawItem({ comment, thread }: Item, t: Translator): Node {
  const title = thread.title || thread.key;
  const url = thread.url === null ? null : parseUrl(thread.url);
  const author = make('bdi', 'author', comment.author.name || t.text('someone'));
  author.setAttribute('part', 'author');
  const place = make(url ? 'a' : 'span', 'place', title);
  place.setAttribute('part', 'place');
  if (url) {
    url.hash = `comment-${comment.id}`;
    place.setAttribute('href', url.href);
  }
  const time = make('time', '', t.ago(new Date(comment.createdAt)));
  time.dateTime = comment.createdAt;
  time.title = t.at(new Date(comment.createdAt));
  const text = make('p', 'text', textOf(comment.content));
  text.setAttribute('part', 'text');
  text.dir = 'auto';
  // The sentence has the order of its language: what stands in its places is put in as elements.
  const sentence = t
    .text('recentOn', { name: '\ue000', title: '\ue001' })
    .split(/[\u2068\u2069]*([\ue000\ue001])[\u2068\u2069]*/);
  const line = make('p', 'line');
  line.append(...sentence.map(piece => (piece === '\ue000' ? author : piece === '\ue001' ? place : piece)));
  const item = make('li', '', line, text, make('p', 'when', time));
  item.setAttribute('part', 'item');
  return item;
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
