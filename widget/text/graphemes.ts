/** A text in the letters that a reader sees. */

let segmenter: Intl.Segmenter | undefined;

export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return Array.from(segmenter.segment(text), part => part.segment);
}

/** The first letter; where nothing can join a plain one, the segmenter, which is slow to make, is not asked. */
export function firstGrapheme(text: string): string {
  return /^[ -~](?![^ -~])/.exec(text)?.[0] ?? graphemes(text)[0] ?? '';
}
