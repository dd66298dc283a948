/** How long a comment is, and how long it may be. */
import { BODY_MAX_BYTES, BODY_MAX_GRAPHEMES } from '../../protocol/limits.ts';
import { graphemes } from './graphemes.ts';

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Graphemes that still fit; negative where the text is too long. */
export function roomLeft(text: string): number {
  if (byteLength(text) > BODY_MAX_BYTES) return -1;
  // Latin letters stand for themselves, and the segmenter is slow to make.
  const count = /[^\n -\u02ff]/.test(text) ? graphemes(text).length : text.length;
  return BODY_MAX_GRAPHEMES - count;
}
