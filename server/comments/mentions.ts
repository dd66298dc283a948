/** Mentions: `@` and the name of someone who wrote in the thread, found in the text of a content tree. */
import type { Content, ContentNode } from '../../protocol/content.ts';
import type { Place, Store } from '../store/store.ts';

export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** How many of a thread’s people can be mentioned in it: those who wrote last. */
const PEOPLE_MAX = 500;

/** Their text means itself. */
const LITERAL = new Set(['code', 'pre', 'a', 'mention']);

const WORD = '[\\p{L}\\p{N}\\p{M}_]';

/** Whom a comment in the thread may mention. */
export function mentionables(store: Store, { site, thread }: Place): Promise<readonly Mentionable[]> {
  return store.participants({ site, thread }, PEOPLE_MAX);
}

/** The tree with each `@Name` in its text as a node; the name of nobody stays text. */
export function withMentions(content: Content, people: readonly Mentionable[]): Content {
  const known = new Map<string, Mentionable>();
  for (const person of people) {
    const name = fold(person.name);
    if (name !== '' && !known.has(name)) known.set(name, person);
  }
  if (known.size === 0) return content;
  // The longest first: Ann must not be mentioned where Ann Lee is meant.
  const names = [...known.values()].map(person => person.name).sort((a, b) => b.length - a.length);
  const pattern = new RegExp(`(?<!${WORD}|@)@(${names.map(escaped).join('|')})(?!${WORD}|@)`, 'giu');
  const split = (text: string): ContentNode[] => {
    const nodes: ContentNode[] = [];
    let end = 0;
    for (const { 0: said, 1: name = '', index } of text.matchAll(pattern)) {
      const person = known.get(fold(name));
      if (person === undefined) continue;
      if (index > end) nodes.push(text.slice(end, index));
      nodes.push(['mention', { id: person.id }, said]);
      end = index + said.length;
    }
    if (end < text.length) nodes.push(text.slice(end));
    return nodes;
  };
  const visit = (node: ContentNode): ContentNode[] => {
    if (typeof node === 'string') return node.includes('@') ? split(node) : [node];
    const [tag, ...children] = node as readonly [string, ...ContentNode[]];
    return [LITERAL.has(tag) ? node : ([tag, ...children.flatMap(visit)] as unknown as ContentNode)];
  };
  return content.flatMap(visit);
}

/** The same in every language; twice, because some letters meet only in upper case. */
function fold(name: string): string {
  return name.toUpperCase().toLowerCase();
}

function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
