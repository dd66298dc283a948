/** What a name looks like: two that a reader may take for one another have a skeleton in common (UTS 39). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, 'confusables.txt');
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
/** Marks of other scripts say nothing on a letter that has none in its own, as a Hebrew point on a Latin one. */
const FOREIGN_MARKS = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}])\p{M}+/gu;
/**
 * Spaces and signs tell no two names apart, nor do letters that look like signs: apostrophes, strokes, dots, clicks. Those
 * that repeat or lengthen in Chinese and Japanese are letters.
 */
const OTHERS =
  /[^\p{L}\p{N}\p{M}]+|(?!\p{scx=Han}|\p{scx=Hira}|\p{scx=Kana})\p{Lm}|[\u01c0-\u01c3\u119e\u1427\ua78f]/gu;

let shapes: ReadonlyMap<string, string> | undefined;

/**
 * A capital may look like another letter than its small one does, as the Greek Ν and ν: so there is one skeleton of the
 * name as it is written, and one of its small letters.
 */
export function skeletonsOf(name: string): readonly [string, string] {
  const plain = name.normalize('NFKD').replace(ACCENTS, '').replace(FOREIGN_MARKS, '$1');
  return [skeletonOf(plain, small(shaped(plain))), skeletonOf(plain, small(plain))];
}

export function looksLike(name: string, other: string): boolean {
  const skeletons = skeletonsOf(other);
  return skeletonsOf(name).some(skeleton => skeletons.includes(skeleton));
}

function skeletonOf(plain: string, text: string): string {
  // Unicode has I look like l, and so i is the same as both once capitals do not count.
  return shaped(text).replace(OTHERS, '').replaceAll('i', 'l') || plain;
}

/** By way of capitals, where ß and ſ meet ss and s. */
function small(text: string): string {
  return text.toUpperCase().toLowerCase().replace(ACCENTS, '').replaceAll('ς', 'σ');
}

function shaped(text: string): string {
  shapes ??= readShapes();
  let result = '';
  for (const character of text) result += shapes.get(character) ?? character;
  return result;
}

function readShapes(): Map<string, string> {
  const lines = readFileSync(FILE, 'utf8').split('\n');
  const pairs = lines.filter(line => line !== '' && !line.startsWith('#')).map(line => line.split('\t'));
  return new Map(
    pairs.flatMap(([shape = '', like = '']) => Array.from(like, character => [character, shape] as const)),
  );
}
