/** What stands in for a face that is not there. */
import { firstGrapheme } from './graphemes.ts';

/** One or two letters for an avatar: of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map(word => firstGrapheme(word ?? ''))
    .join('')
    .toUpperCase();
}

/** Of soft colours that can be told apart. */
const HUES = [12, 38, 90, 150, 185, 214, 262, 325];

/** One of eight hues, always the same for the same author. */
export function hue(id: string): number | undefined {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return HUES[hash % HUES.length];
}
