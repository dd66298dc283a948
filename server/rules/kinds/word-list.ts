/** Finds any of many words and phrases in a text, in one pass over it. */
import { type Word, wordsOf } from '../../store/words.ts';

/** One word of the list: its literal pieces, between which any letters may stand. */
interface Wanted {
  readonly pieces: readonly string[];
}

interface Phrase {
  readonly words: readonly number[];
}

export interface Found {
  readonly start: number;
  readonly end: number;
}

/** Letters of a wildcard’s longest piece, one node each. */
class Node {
  readonly next = new Map<string, Node>();
  /** The words with a wildcard whose longest piece ends here. */
  readonly ids: number[] = [];
}

/**
 * Words are looked up in a map. Those with `*` are found by their longest literal piece, which a tree of letters holds, so
 * that the time grows with the text and not with the list.
 */
export class WordList {
  readonly #wanted: Wanted[] = [];
  readonly #ids = new Map<string, number>();
  readonly #plain = new Map<string, number>();
  readonly #tree = new Node();
  /** By their first word. */
  readonly #phrases = new Map<number, Phrase[]>();

  constructor(entries: readonly string[]) {
    for (const entry of entries) {
      const words = piecesOf(entry).map(pieces => this.#idOf(pieces));
      const [first] = words;
      if (first !== undefined) this.#phrases.set(first, [...(this.#phrases.get(first) ?? []), { words }]);
    }
  }

  find(words: readonly Word[], most: number): Found[] {
    const found: Found[] = [];
    const seen = new Map<string, readonly number[]>();
    const idsAt = (at: number): readonly number[] => {
      const word = words[at]?.word;
      if (word === undefined) return [];
      const known = seen.get(word);
      if (known) return known;
      const ids = this.#idsOf(word);
      seen.set(word, ids);
      return ids;
    };
    for (let at = 0; at < words.length && found.length < most; at++) {
      for (const id of idsAt(at)) {
        const phrase = this.#phrases
          .get(id)
          ?.find(each => each.words.every((wanted, n) => idsAt(at + n).includes(wanted)));
        const last = phrase && words[at + phrase.words.length - 1];
        if (!last) continue;
        found.push({ start: (words[at] as Word).start, end: last.end });
        break;
      }
    }
    return found;
  }

  #idOf(pieces: readonly string[]): number {
    const key = pieces.join('*');
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#wanted.push({ pieces }) - 1;
    this.#ids.set(key, id);
    if (pieces.length === 1) this.#plain.set(key, id);
    else
      this.#plant(
        pieces.reduce((a, b) => (b.length > a.length ? b : a)),
        id,
      );
    return id;
  }

  #plant(piece: string, id: number): void {
    let node = this.#tree;
    for (const letter of piece) {
      const next = node.next.get(letter) ?? new Node();
      node.next.set(letter, next);
      node = next;
    }
    node.ids.push(id);
  }

  #idsOf(word: string): readonly number[] {
    const ids = new Set<number>();
    const plain = this.#plain.get(word);
    if (plain !== undefined) ids.add(plain);
    const letters = [...word];
    for (let start = 0; start < letters.length && this.#tree.next.size > 0; start++) {
      let node: Node | undefined = this.#tree;
      for (let at = start; at < letters.length; at++) {
        node = node.next.get(letters[at] as string);
        if (node === undefined) break;
        for (const id of node.ids) if (fits(word, this.#wanted[id]?.pieces ?? [])) ids.add(id);
      }
    }
    return [...ids];
  }
}

/** Whether a word is made of these pieces in their order, with anything between them. */
function fits(word: string, pieces: readonly string[]): boolean {
  const [head = '', ...rest] = pieces;
  const tail = rest.pop() ?? '';
  if (word.length < head.length + tail.length || !word.startsWith(head) || !word.endsWith(tail)) return false;
  let at = head.length;
  for (const piece of rest) {
    at = word.indexOf(piece, at);
    if (at < 0) return false;
    at += piece.length;
  }
  return at <= word.length - tail.length;
}

/** The words of an entry, each as its pieces; an entry of wildcards alone has none. */
function piecesOf(entry: string): string[][] {
  const runs = entry.match(/[\p{L}\p{N}\p{M}*]+/gu) ?? [];
  return runs.flatMap(run => {
    if (!run.includes('*')) return wordsOf(run).map(({ word }) => [word]);
    const pieces = run.split(/\*+/).map(piece =>
      wordsOf(piece)
        .map(({ word }) => word)
        .join(''),
    );
    return pieces.some(piece => piece !== '') ? [pieces] : [];
  });
}

/** Whether an entry says anything. */
export function isWord(entry: string): boolean {
  return piecesOf(entry).length > 0;
}
