/** Messages, numbers and times in one language; languages other than English are loaded when asked for. */
import { type AccountStrings, en, type Key, type Plural, type Strings } from './en.ts';

type Known = Partial<Strings & AccountStrings>;

export const LANGUAGES: Record<string, () => Promise<{ strings: Strings }>> = {
  ar: () => import('./ar.ts'),
  cs: () => import('./cs.ts'),
  da: () => import('./da.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fa: () => import('./fa.ts'),
  fr: () => import('./fr.ts'),
  he: () => import('./he.ts'),
  hi: () => import('./hi.ts'),
  id: () => import('./id.ts'),
  it: () => import('./it.ts'),
  ja: () => import('./ja.ts'),
  ko: () => import('./ko.ts'),
  nb: () => import('./nb.ts'),
  nl: () => import('./nl.ts'),
  no: () => import('./nb.ts'),
  pl: () => import('./pl.ts'),
  pt: () => import('./pt.ts'),
  ro: () => import('./ro.ts'),
  ru: () => import('./ru.ts'),
  sv: () => import('./sv.ts'),
  tr: () => import('./tr.ts'),
  uk: () => import('./uk.ts'),
  vi: () => import('./vi.ts'),
  'zh-hans': () => import('./zh-hans.ts'),
  'zh-hant': () => import('./zh-hant.ts'),
};
const RIGHT_TO_LEFT = ['ar', 'fa', 'he'];
/** Between these a name keeps its own direction, and the sentence around it too. */
const [ISOLATE, END_ISOLATE] = ['\u2068', '\u2069'];
/** Values that people chose. */
const NAMES = ['name', 'other', 'title'];

/** An owner's own words for some of the messages. */
export type OwnStrings = Partial<Record<Key, string | Plural>>;

/** English as far as it is loaded. */
const english: Known = { ...en };

/** Adds what is said after the first comments. */
export function learn(strings: Known): void {
  Object.assign(english, strings);
}

type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';

const UNITS: readonly [Unit, number][] = [
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
  readonly #strings: Known;
  readonly #own: OwnStrings;
  readonly #numbers = lazy(() => new Intl.NumberFormat(this.lang));
  readonly #plurals = lazy(() => new Intl.PluralRules(this.lang));
  readonly #relative = lazy(() => new Intl.RelativeTimeFormat(this.lang, { numeric: 'auto' }));
  readonly #absolute = lazy(() => new Intl.DateTimeFormat(this.lang, { dateStyle: 'long', timeStyle: 'short' }));

  constructor(tag: string, own: OwnStrings = {}, lang = 'en', strings: Known = english) {
    this.tag = tag;
    this.lang = lang;
    this.dir = RIGHT_TO_LEFT.includes(base(lang)) ? 'rtl' : 'ltr';
    this.#strings = strings;
    this.#own = own;
  }

  /** The message with its `{places}` filled; `n` chooses the plural form. */
  text(key: Key, values: { n?: number; [place: string]: string | number | undefined } = {}): string {
    // What is loaded later is said later.
    const message = this.#own[key] ?? this.#strings[key] ?? '';
    const { n = 0 } = values;
    const form = typeof message === 'string' ? message : (message[this.#plural(n)] ?? message.other);
    return form.replace(/\{(\w+)\}/g, (_, place: string) => {
      const value = values[place];
      if (typeof value === 'number') return this.number(value);
      return NAMES.includes(place) ? ISOLATE + value + END_ISOLATE : (value ?? '');
    });
  }

  /** The message of a failure: ours where there is one for its code, else the server's, which is English. */
  failure({ code, message }: { code: string; message: string }): string {
    return (
      this.#own[`error_${code}` as Key]?.toString() ||
      this.#strings[`error_${code}`] ||
      (this.#isEnglish && message) ||
      this.text('error')
    );
  }

  ago(date: Date): string {
    const seconds = (Date.now() - date.getTime()) / 1000;
    // A clock that runs behind the server's would show the future.
    for (const [unit, length] of UNITS) {
      if (seconds >= length) return this.#past(Math.floor(seconds / length), unit);
    }
    return this.#past(0, 'second');
  }

  at(date: Date): string {
    return this.#absolute().format(date);
  }

  /** The browser's own words would be the same, and cost a slow phone more time than its first comments. */
  #past(n: number, unit: Unit): string {
    if (!this.#isEnglish) return this.#relative().format(-n, unit);
    if (n === 0) return 'now';
    if (n > 1 || unit === 'hour' || unit === 'minute') return `${n} ${unit}${n > 1 ? 's' : ''} ago`;
    return unit === 'day' ? 'yesterday' : `last ${unit}`;
  }

  get #isEnglish(): boolean {
    return this.#strings === english;
  }

  #plural(n: number): Intl.LDMLPluralRule {
    if (!this.#isEnglish) return this.#plurals().select(n);
    return n === 1 ? 'one' : 'other';
  }

  /** A number as it is written in the language. */
  number(n: number): string {
    return this.#isEnglish && n < 1000 ? `${n}` : this.#numbers().format(n);
  }
}

/** Makes a thing when it is first asked for, because each of the browser's formatters takes a while to make. */
function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The best translator for a language tag; English where we have no such language or cannot load it. */
export async function translate(tag: string, own?: OwnStrings): Promise<Translator> {
  // Browsers know the old codes of some languages, such as iw for Hebrew.
  const locale = known(tag);
  const language = languageOf(locale);
  const load = LANGUAGES[language];
  try {
    return new Translator(tag, own, load || language === 'en' ? locale : 'en', (await load?.())?.strings);
  } catch {
    return new Translator(tag, own);
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

/** Chinese is written in two ways; which one, a tag says by script or by region. */
export function languageOf(locale: string): string {
  const language = base(locale);
  if (language !== 'zh') return language;
  return new Intl.Locale(locale).maximize().script === 'Hant' ? 'zh-hant' : 'zh-hans';
}

function base(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] ?? '';
}
