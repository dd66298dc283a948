/** Words as search compares them: without case and accents, and cut also where a script writes no spaces. */

const RUNS = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that write words without spaces between them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Accents of letters that are read without them too; elsewhere a mark makes another letter. */
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;
/** Points of Hebrew and Arabic, which few write, and the stroke that only makes a word longer. */
const POINTS = /[\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc]/g;
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu;
const PLAIN = /^[a-z0-9]*$/;

/** Longer ones are compared by their beginning. */
const WORD_MAX = 64;

/** Letters from which on a word is looked for by its beginning; few of them begin half of all words. */
const BEGINNING_MIN = 3;

export interface Word {
  readonly word: string;
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** The words of a text in their order, folded. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  const add = (said: string, start: number) => {
    const word = fold(said);
    if (word !== '') words.push({ word, start, end: start + said.length });
  };
  for (const { 0: run, index } of text.matchAll(RUNS)) {
    if (!UNSPACED.test(run)) add(run, index);
    else for (const each of segmenter.segment(run)) add(each.segment, index + each.index);
  }
  return words;
}

/** Whether the last word of a search also finds those that begin with it; in scripts without spaces one letter says much. */
export function isBeginning(word: string): boolean {
  return word.length >= BEGINNING_MIN || UNSPACED.test(word);
}

/** @param words folded; the last may be the beginning of one. */
export function holdsWords(text: string, words: readonly string[]): boolean {
  const said = new Set(wordsOf(text).map(({ word }) => word));
  const last = words.at(-1);
  if (!words.slice(0, -1).every(word => said.has(word))) return false;
  if (last === undefined || said.has(last)) return true;
  return isBeginning(last) && [...said].some(word => word.startsWith(last));
}

/** Letters, digits and marks alone come out of it. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  const folded = PLAIN.test(lower) ? lower : foldAtLength(word);
  return folded.length <= WORD_MAX
    ? folded
    : folded
        .slice(0, WORD_MAX)
        .toWellFormed()
        .replace(/\ufffd$/, '');
}

function foldAtLength(word: string): string {
  return (
    word
      .normalize('NFKD')
      // By way of upper case, where ß and ſ meet ss and s.
      .toUpperCase()
      .toLowerCase()
      .replace(ACCENTS, '')
      .replace(POINTS, '')
      .replaceAll('ς', 'σ')
      .normalize('NFC')
      .replace(NO_WORD, '')
  );
}
