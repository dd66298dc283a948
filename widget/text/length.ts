/** How long a comment is, and how long it may be. */
import { BODY_MAX_BYTES, BODY_MAX_GRAPHEMES } from '../../protocol/limits.ts';
import { graphemes } from './graphemes.ts';

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Latin and Cyrillic letters and punctuation stand for themselves, and the segmenter is slow to make. */
const JOINING = /[^\t\n -\u02ff\u0400-\u0482\u2010-\u2027]/;

/** What was asked last: it is asked several times with each key. */
let known = '';
let room = BODY_MAX_GRAPHEMES;

/** Graphemes that still fit, where they take as many bytes as those before; negative where the text is too long. */
export function roomLeft(text: string): number {
  if (text === known) return room;
  const bytes = byteLength(text);
  const count = bytes <= BODY_MAX_BYTES && JOINING.test(text) ? graphemes(text).length : text.length;
  known = text;
  room = Math.min(BODY_MAX_GRAPHEMES - count, Math.floor(((BODY_MAX_BYTES - bytes) * count) / (bytes || 1)));
  return room;
}
