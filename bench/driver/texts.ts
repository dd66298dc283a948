/** What the bench's readers write: plain remarks of one to three sentences, as most comments are, each different. */

const SENTENCES = [
  'I have been reading this site for years and this is the clearest piece on the subject so far.',
  'We tried the same at work last month, and the second step took us longer than all the others together.',
  'Thank you for writing it down; I will send it to everyone who asks me about it.',
  'Does anybody know whether this also holds for the older model, or only for the new one?',
  'My experience was a little different, but the conclusion is the same in the end.',
  'There is one point I do not follow: why would you want to do that before the data is there?',
] as const;

/** A text of about 180 characters that no other number gives. */
export function remark(n: number): string {
  const first = SENTENCES[n % SENTENCES.length];
  const second = SENTENCES[(n * 7 + 3) % SENTENCES.length];
  return `${first} ${second} That makes ${n}.`;
}
