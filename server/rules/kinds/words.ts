/** Unwanted words in the text, the name or the website. */
import type { RuleSettingsOf } from '../../../protocol/admin/rules.ts';
import { Refusal } from '../../errors.ts';
import { wordsOf } from '../../store/words.ts';
import type { Rule } from '../case.ts';
import { isWord, WordList } from './word-list.ts';

/** More say no more. */
const MATCHES_MAX = 20;

type Settings = RuleSettingsOf<'words'>;

/** @throws Refusal `bad_request` for an entry that can never be found. */
export function wordsRule({ words, in: places = ['body', 'name', 'website'] }: Settings): Rule {
  words.forEach((entry, n) => {
    if (!isWord(entry)) throw new Refusal('bad_request', `settings/words/${n} holds no letter or digit; take it out.`);
  });
  const list = new WordList(words);
  return facts => () => {
    const { name, website } = facts.asked.author;
    const matches = places.flatMap(place => {
      if (place === 'body')
        return list.find(facts.words, MATCHES_MAX).map(({ start, end }) => facts.text.slice(start, end));
      const text = (place === 'name' ? name : website) ?? '';
      return list.find(wordsOf(text), MATCHES_MAX).map(({ start, end }) => text.slice(start, end));
    });
    const found = [...new Set(matches)].slice(0, MATCHES_MAX);
    return found.length === 0 ? undefined : { detail: `It holds ${quoted(found)}.`, matches: found };
  };
}

export function quoted(matches: readonly string[]): string {
  const shown = matches.slice(0, 5).map(match => `‘${match.slice(0, 60).toWellFormed()}’`);
  return shown.join(', ') + (matches.length > shown.length ? ' …' : '');
}
