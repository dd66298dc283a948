/** Mails of the mail room itself. */
import { wordsFor } from './languages.ts';
import { type Letter, letter } from './letter.ts';

export function testLetter(lang?: string): Letter {
  const { lang: spoken, test } = wordsFor(lang);
  return letter(test.subject, spoken, [{ kind: 'text', text: test.text }]);
}
