/** A text in the letters that a reader sees. */

export function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), part => part.segment);
}
