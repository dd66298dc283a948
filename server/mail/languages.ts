/** The languages that mails are written in. */
import { ar } from './words/ar.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { it } from './words/it.ts';
import { ja } from './words/ja.ts';
import { nl } from './words/nl.ts';
import { pl } from './words/pl.ts';
import { pt } from './words/pt.ts';
import { ru } from './words/ru.ts';
import type { Words } from './words/words.ts';
import { zh } from './words/zh.ts';

const ALL: readonly Words[] = [en, ar, de, es, fr, it, ja, nl, pl, pt, ru, zh];
const BY_LANG = new Map(ALL.map(words => [words.lang, words]));

/** The first language that we have, by its first part: `de` for `de-AT`. */
export function wordsFor(...langs: readonly (string | undefined)[]): Words {
  for (const lang of langs) {
    const words = BY_LANG.get(lang?.toLowerCase().split('-')[0] ?? '');
    if (words) return words;
  }
  return en;
}
