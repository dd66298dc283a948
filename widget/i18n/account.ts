/** The words for accounts, in the language of a translator; loaded with what says them. */
import { account } from './account/en.ts';
import type { AccountStrings } from './en.ts';
import { LANGUAGES, languageOf, learn, type Translator } from './translator.ts';

export const WORDS: Record<string, () => Promise<{ account: AccountStrings }>> = {
  ar: () => import('./account/ar.ts'),
  cs: () => import('./account/cs.ts'),
  da: () => import('./account/da.ts'),
  de: () => import('./account/de.ts'),
  es: () => import('./account/es.ts'),
  fa: () => import('./account/fa.ts'),
  fr: () => import('./account/fr.ts'),
  he: () => import('./account/he.ts'),
  hi: () => import('./account/hi.ts'),
  id: () => import('./account/id.ts'),
  it: () => import('./account/it.ts'),
  ja: () => import('./account/ja.ts'),
  ko: () => import('./account/ko.ts'),
  nb: () => import('./account/nb.ts'),
  nl: () => import('./account/nl.ts'),
  no: () => import('./account/nb.ts'),
  pl: () => import('./account/pl.ts'),
  pt: () => import('./account/pt.ts'),
  ro: () => import('./account/ro.ts'),
  ru: () => import('./account/ru.ts'),
  sv: () => import('./account/sv.ts'),
  tr: () => import('./account/tr.ts'),
  uk: () => import('./account/uk.ts'),
  vi: () => import('./account/vi.ts'),
  'zh-hans': () => import('./account/zh-hans.ts'),
  'zh-hant': () => import('./account/zh-hant.ts'),
};

learn(account);

/** Teaches the translator’s language these words; where they do not come, the English ones. */
export async function learnAccount({ lang }: Translator): Promise<void> {
  const language = languageOf(lang);
  const known = await LANGUAGES[language]?.();
  if (!known || 'signedIn' in known.strings) return;
  const words = await WORDS[language]?.().catch(() => undefined);
  Object.assign(known.strings, words?.account ?? account);
}
