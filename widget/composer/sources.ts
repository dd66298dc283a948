/** What may be chosen while one writes: people after `@`, emoji after `:`. */
import { html, type TemplateResult } from 'lit';
import type { Author } from '../../protocol/comment.ts';
import { drawAvatar } from '../elements/author.ts';
import type { View } from '../elements/view.ts';
import type { Key } from '../i18n/en.ts';
import type { Desk } from '../writing/draft.ts';
import { isInBlock } from './marks.ts';

export interface Choice {
  /** What comes in place of what was typed. */
  readonly insert: string;
  readonly drawn: TemplateResult;
}

/** What stands before the caret and asks for a list. */
export interface Question {
  readonly kind: 'people' | 'emoji';
  /** Where it begins, at its `@` or `:`. */
  readonly from: number;
  readonly typed: string;
}

const MAX = 8;
/** Behind a blank, a bracket or a mark; in the midst of a word it is an address or a time. */
const PERSON = /(?:^|[\s([{>*_~|])@([\p{L}\p{N}_.'’-]{0,40}(?: [\p{L}\p{N}_.'’-]{0,40})?)$/u;
const EMOJI = /(?:^|[^\p{L}\p{N}:/])(:([a-z0-9_+-]{2,30}))$/iu;
const WHOLE = /(?:^|[^\p{L}\p{N}:/]):([a-z0-9_+-]{1,30}):$/iu;

export const LABELS: Record<Question['kind'], Key> = { people: 'people', emoji: 'emoji' };

export function questionAt(before: string): Question | null {
  if (isCode(before)) return null;
  const person = PERSON.exec(before)?.[1];
  if (person !== undefined) return { kind: 'people', from: before.length - person.length - 1, typed: person };
  const [, whole, name] = EMOJI.exec(before) ?? [];
  if (whole && name) return { kind: 'emoji', from: before.length - whole.length, typed: name };
  return null;
}

/** The name of an emoji whose second colon was just typed. */
export function nameAt(before: string): string | null {
  return isCode(before) ? null : (WHOLE.exec(before)?.[1]?.toLowerCase() ?? null);
}

/** In code every letter is meant as it stands. */
function isCode(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.split('`').length % 2 === 0 || isInBlock(before);
}

export async function findEmoji(): Promise<ReadonlyMap<string, string>> {
  return (await import('./emoji.ts')).EMOJI;
}

export async function emojiLike(typed: string): Promise<Choice[]> {
  const query = typed.toLowerCase();
  const names = [...(await findEmoji())];
  const rank = (name: string): number => (name.startsWith(query) ? 0 : name.includes(`_${query}`) ? 1 : 2);
  return names
    .filter(([name]) => name.includes(query))
    .sort(([a], [b]) => rank(a) - rank(b) || a.length - b.length)
    .slice(0, MAX)
    .map(([name, char]) => ({
      insert: char,
      drawn: html`<span class="char" aria-hidden="true">${char}</span><span dir="ltr">:${name}:</span>`,
    }));
}

/** The people of one thread: those at hand at once, the others when the server has answered. */
export class People {
  readonly #self: string | undefined;
  readonly #server: string;
  #known: Author[] = [];

  constructor(
    people: ReturnType<Desk['people']> | undefined,
    { viewer, server }: Pick<View, 'viewer' | 'server'>,
    onMore: () => void,
  ) {
    this.#self = viewer?.id;
    this.#server = server;
    this.#add(people?.here ?? []);
    // Without an answer there are still those who are here.
    void people?.all.then(more => this.#add(more)).then(onMore, () => undefined);
  }

  like(typed: string): Choice[] {
    const query = fold(typed);
    const matches = ({ name }: Author): boolean =>
      fold(name).startsWith(query) ||
      fold(name)
        .split(' ')
        .some(word => word.startsWith(query));
    return this.#known
      .filter(matches)
      .slice(0, MAX)
      .map(author => ({
        insert: `@${author.name} `,
        drawn: html`${drawAvatar(author, this.#server)}<bdi>${author.name}</bdi>`,
      }));
  }

  /** Once each; two guests of one name are one mention. */
  #add(authors: readonly Author[]): void {
    const names = new Set(this.#known.map(({ name }) => name));
    for (const author of authors) {
      if (!author.name || names.has(author.name) || (author.id && author.id === this.#self)) continue;
      names.add(author.name);
      this.#known.push(author);
    }
  }
}

/** As one types it: without capitals and accents. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
