/** What text may hold: invisible and overflowing characters go, everything that people write stays. */
import {
  BIO_MAX_UNITS,
  BODY_MAX_BYTES,
  BODY_MAX_GRAPHEMES,
  NAME_MAX_GRAPHEMES,
  TITLE_MAX_UNITS,
} from '../protocol/limits.ts';
import { Refusal } from './errors.ts';

/**
 * Text of these characters alone is clean as it stands: nothing here is invisible, a mark, or written in two ways. It is
 * most of what is written in Latin and Cyrillic letters, Japanese, Chinese and Korean.
 */
const CLEAN =
  /^[\t\n\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u3001-\u3029\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff\uac00-\ud7a3]*$/;

/** Combining marks on one base; more pile up over the neighbours’ lines. */
const MARKS_MAX = 4;

const CONTROLS = /(?![\t\n])\p{Cc}|[\u2028\u2029\ufeff\ufff9-\ufffb]/gu;
const BIDI_CONTROLS = /\p{Bidi_Control}/gu;
/** Tag characters draw nothing; only a flag emoji (black flag, tags, cancel tag) has a use for them (UTS 51). */
const STRAY_TAGS = /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;
/** Scripts whose letters take another form at a joiner, as in Persian می‌خواهم or in Indic conjuncts (UAX 31). */
const JOINING = [
  'Arab',
  'Syrc',
  'Mong',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
  'Khmr',
  'Mymr',
];
const JOINABLE = JOINING.map(script => `\\p{scx=${script}}`).join('|');
/** A joiner means something between such letters and between emoji, and hides a look-alike anywhere else. */
const STRAY_JOINERS = new RegExp(
  `(?<!${JOINABLE}|\\p{Extended_Pictographic}\\ufe0f?|\\p{Emoji_Modifier})\\p{Join_Control}` +
    `|\\p{Join_Control}(?!${JOINABLE}|\\p{Extended_Pictographic})|[\\u200b\\u2060\\u00ad\\u180e]`,
  'gu',
);
/** In a name nothing else that draws nothing stays; the selector behind an emoji chooses its picture. */
const INVISIBLE = /(?!\p{Join_Control}|(?<=\p{Extended_Pictographic})\ufe0f)\p{Default_Ignorable_Code_Point}/gu;
/** A blank may be a letter by its category, as the Hangul filler is, or a symbol, as the empty Braille pattern is. */
const VISIBLE = /[^\s\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** What a name has at least one of. */
const SPEAKABLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;
const OVERFLOWING_MARKS = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, 'gu');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * A comment as it is stored: NFC, `\n` line ends, nothing invisible, trimmed.
 * @throws Refusal `body_empty` or `body_too_long`.
 */
export function cleanBody(text: string): string {
  // Bytes first: counting graphemes of an endless text is the costly part.
  if (Buffer.byteLength(text) > BODY_MAX_BYTES) throw tooLong(`${BODY_MAX_BYTES} bytes`);
  const clean = cleanText(text.toWellFormed().replace(/\r\n?/g, '\n'))
    .replace(/^(?:[^\S\n]*\n)+/u, '')
    .trimEnd();
  refuseBlank(clean);
  if (clean.length > BODY_MAX_GRAPHEMES && countGraphemes(clean) > BODY_MAX_GRAPHEMES) {
    throw tooLong(`${BODY_MAX_GRAPHEMES} characters`);
  }
  return clean;
}

/** The rules for what stands in a comment; asked again for what only its Markdown brings forth, as `&#8203;` does. */
export function cleanText(text: string): string {
  return CLEAN.test(text) ? text : cleanTextAtLength(text);
}

/** The same for every text, and slower; see `cleanText`. */
export function cleanTextAtLength(text: string): string {
  return (
    text
      .replace(CONTROLS, '')
      .replace(STRAY_TAGS, '$1')
      .replace(STRAY_JOINERS, '')
      // Before normalising too, which puts thousands of marks in order at a cost that grows with their square.
      .replace(OVERFLOWING_MARKS, '$1')
      .normalize('NFC')
      .replace(OVERFLOWING_MARKS, '$1')
  );
}

/** @throws Refusal `body_empty` for a text that draws nothing. */
export function refuseBlank(text: string): void {
  if (!VISIBLE.test(text)) throw new Refusal('body_empty', 'Write something first: the comment has no text.');
}

/**
 * A name as it is shown: NFKC, one line, nothing that could hide or turn its neighbours around.
 * @throws Refusal `bad_name`.
 */
export function cleanName(name: string): string {
  const clean = cleanLine(name);
  if (!SPEAKABLE.test(clean)) {
    throw new Refusal('bad_name', 'The name needs at least one letter or digit.');
  }
  if (countGraphemes(clean) > NAME_MAX_GRAPHEMES) {
    throw new Refusal('bad_name', `The name is longer than ${NAME_MAX_GRAPHEMES} characters; shorten it.`);
  }
  return clean;
}

/** A name that somebody else vouches for, cut to the length of names; undefined where it has nothing to show. */
export function fitName(name: string, max = NAME_MAX_GRAPHEMES): string | undefined {
  const shown = Array.from(graphemes.segment(cleanLine(name)), ({ segment }) => segment);
  const short = shown.slice(0, max).join('').trimEnd();
  return SPEAKABLE.test(short) ? short : undefined;
}

/**
 * What somebody says of themselves: plain text of a few lines, cleaned as names are.
 * @throws Refusal `bad_request` where it is longer when its characters are written out.
 */
export function cleanBio(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n').map(cleanLine);
  const clean = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (clean.length <= BIO_MAX_UNITS) return clean;
  throw new Refusal('bad_request', `body/bio is longer than ${BIO_MAX_UNITS} characters; shorten it.`);
}

/** One line of visible text, NFKC. */
function cleanLine(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFKC')
      .replace(/[\t\n\r]/g, ' ')
      .replace(CONTROLS, '')
      .replace(BIDI_CONTROLS, '')
      .replace(STRAY_TAGS, '')
      .replace(INVISIBLE, '')
      .replace(STRAY_JOINERS, '')
      // Letters and accents that only an invisible character kept apart.
      .normalize('NFKC')
      .replace(OVERFLOWING_MARKS, '$1')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/** A page's title on one line, without what could hide or turn its words around; null where nothing is left. */
export function cleanTitle(title: string | undefined, max = TITLE_MAX_UNITS): string | null {
  // Asked again: some characters become eighteen when they are normalised.
  return title ? cleanLine(title).slice(0, max).toWellFormed() || null : null;
}

/** How many characters a reader sees (UAX 29 extended grapheme clusters). */
function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

function tooLong(limit: string): Refusal {
  return new Refusal('body_too_long', `The comment is longer than ${limit}; shorten it or post it in parts.`);
}
