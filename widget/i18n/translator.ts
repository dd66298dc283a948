/** Messages, numbers and times in one language; languages other than English are loaded when asked for. */
import { en, type Key, type Strings } from './en.ts';

const LANGUAGES: Record<string, () => Promise<{ strings: Strings }>> = {
  ar: () => import('./ar.ts'),
  de: () => import('./de.ts'),
};
const RIGHT_TO_LEFT = ['ar'];
/** Between these a name keeps its own direction, and the sentence around it too. */
const [ISOLATE, END_ISOLATE] = ['\u2068', '\u2069'];
/** Values that people chose. */
const NAMES = ['name', 'other'];

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export class Translator {
  /** The language that was asked for; `lang` is the one that is spoken. */
  readonly tag: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly #strings: Strings;
  readonly #numbers: Intl.NumberFormat;
  readonly #plurals: Intl.PluralRules;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #absolute: Intl.DateTimeFormat;

  constructor(tag: string, lang = 'en', strings: Strings = en) {
    this.tag = tag;
    this.lang = lang;
    this.dir = RIGHT_TO_LEFT.includes(base(lang)) ? 'rtl' : 'ltr';
    this.#strings = strings;
    this.#numbers = new Intl.NumberFormat(lang);
    this.#plurals = new Intl.PluralRules(lang);
    this.#relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
    this.#absolute = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short' });
  }

  /** The message with its `{places}` filled; `n` chooses the plural form. */
  text(key: Key, values: { n?: number; [place: string]: string | number | undefined } = {}): string {
    const message = this.#strings[key];
    const { n = 0 } = values;
    const form = typeof message === 'string' ? message : (message[this.#plurals.select(n)] ?? message.other);
    return form.replace(/\{(\w+)\}/g, (_, place: string) => {
      const value = values[place];
      if (typeof value === 'number') return this.#numbers.format(value);
      return NAMES.includes(place) ? ISOLATE + value + END_ISOLATE : (value ?? '');
    });
  }

  /** The message of a failure: ours where there is one for its code, else the server's, which is English. */
  failure({ code, message }: { code: string; message: string }): string {
    return this.#strings[`error_${code}`] || (this.#strings === en && message) || this.text('error');
  }

  ago(date: Date): string {
    const seconds = (date.getTime() - Date.now()) / 1000;
    // A clock that runs behind the server's would show the future.
    for (const [unit, length] of UNITS) {
      if (-seconds >= length) return this.#relative.format(Math.ceil(seconds / length), unit);
    }
    return this.#relative.format(0, 'second');
  }

  at(date: Date): string {
    return this.#absolute.format(date);
  }
}

/** The best translator for a language tag; English where we have no such language or cannot load it. */
export async function translate(tag: string): Promise<Translator> {
  const language = base(tag);
  const load = LANGUAGES[language];
  try {
    return new Translator(tag, load || language === 'en' ? known(tag) : 'en', (await load?.())?.strings);
  } catch {
    return new Translator(tag);
  }
}

/** The tag as browsers take it: pages also write de_DE, and tags that are none. */
function known(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? base(tag);
  } catch {
    return base(tag);
  }
}

function base(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}
