/** Small questions about text: how long it is, what stands in for a face, and whether it is an address. */
import { BODY_MAX_BYTES, BODY_MAX_GRAPHEMES } from '../protocol/limits.ts';

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Graphemes that still fit; negative where the text is too long. */
export function roomLeft(text: string): number {
  if (byteLength(text) > BODY_MAX_BYTES) return -1;
  // Counting graphemes takes tens of milliseconds, and there are never more of them than UTF-16 units.
  const count = text.length > BODY_MAX_GRAPHEMES ? graphemes(text).length : text.length;
  return BODY_MAX_GRAPHEMES - count;
}

/** One or two letters for an avatar: of the first and the last word of a name. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map(word => graphemes(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
}

/** One of eight soft colours, always the same for the same author. */
export function tone(id: string): number {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % 8;
}

export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** A random UUID also where the page is served over plain HTTP, where browsers hide `randomUUID`. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, '$1-$2-4$3-a$4-$5');
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), part => part.segment);
}
