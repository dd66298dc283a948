/** The place in a comment where the words that somebody looks for stand. */
import { type Content, textOf } from '../../protocol/content.ts';
import { withoutSpoilers } from '../comments/spoilers.ts';
import { isBeginning, type Word, wordsOf } from '../store/words.ts';

/** UTF-16 units of text on each side of the first match. */
const AROUND = 100;

/**
 * A piece of the text around the first match, in turns what is no match and what is one.
 * @param words folded; the last may be the beginning of one.
 */
export function snippet(content: Content, words: readonly string[]): string[] {
  const text = textOf(withoutSpoilers(content)).replace(/\s+/gu, ' ').trim();
  const all = wordsOf(text);
  const whole = new Set(words);
  const last = words.at(-1) ?? '';
  const isMatch = ({ word }: Word) => whole.has(word) || (isBeginning(last) && word.startsWith(last));
  const first = all.find(isMatch) ?? { start: 0, end: 0 };
  const start = first.start <= AROUND ? 0 : (all.find(each => each.start >= first.start - AROUND)?.start ?? 0);
  const reach = first.end + AROUND;
  const end =
    text.length <= reach ? text.length : (all.findLast(each => each.end <= reach)?.end ?? safeEnd(text, reach));
  const pieces = [start > 0 ? '…' : ''];
  let at = start;
  for (const match of all.filter(each => each.start >= start && each.end <= end && isMatch(each))) {
    pieces[pieces.length - 1] += text.slice(at, match.start);
    pieces.push(text.slice(match.start, match.end), '');
    at = match.end;
  }
  pieces[pieces.length - 1] += text.slice(at, end) + (end < text.length ? '…' : '');
  return pieces;
}

/** Not between the halves of a character. */
function safeEnd(text: string, end: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
