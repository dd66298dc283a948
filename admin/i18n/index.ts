/** The language of the dashboard: messages, numbers and times; languages other than English are loaded when chosen. */
import { en, type Key, type Message, type Messages } from './en.ts';

export type { Key } from './en.ts';

const LOADERS: Readonly<Record<string, () => Promise<{ strings: Partial<Messages> }>>> = {
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  fr: () => import('./fr.ts'),
  ar: () => import('./ar.ts'),
};

/** What languages call themselves. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ar: 'العربية',
};

const KEPT = 'live-comments-admin-language';
/** Values that are in the language itself. */
const TIMES = ['when', 'until'];
const RIGHT_TO_LEFT = ['ar'];
/** Between these a name keeps its own direction, and the sentence around it too. */
const [ISOLATE, END_ISOLATE] = ['\u2068', '\u2069'];

type Values = Readonly<Record<string, string | number>> & { readonly n?: number };

/** What is missing in another language is said in English. */
const english: Partial<Messages> = { ...en };
let current = 'en';
let strings = english;
let plurals = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

/** Tells `change` when another language is spoken. */
export const speech = new EventTarget();

/** Takes in what only some screens say, in English: it comes with them, and not with the sign-in. */
export function teach(words: Partial<Messages>): void {
  Object.assign(english, words);
}

export function language(): string {
  return current;
}

export function direction(): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(current) ? 'rtl' : 'ltr';
}

/** The message with its `{places}` filled; `n` chooses the plural form. Names and titles keep their own direction. */
export function t(key: Key, values: Values = {}): string {
  return fill(strings[key] ?? english[key] ?? '', values);
}

/** For keys that are put together, as with the codes of errors; undefined where there is no such message. */
export function maybe(key: string, values: Values = {}): string | undefined {
  const message = strings[key as Key] ?? english[key as Key];
  return message === undefined ? undefined : fill(message, values);
}

function fill(message: Message, values: Values): string {
  const form = typeof message === 'string' ? message : (message[plurals.select(values.n ?? 0)] ?? message.other);
  return form.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place] ?? '';
    if (typeof value === 'number') return numbers.format(value);
    return TIMES.includes(place) ? value : ISOLATE + value + END_ISOLATE;
  });
}

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return options ? new Intl.NumberFormat(current, options).format(value) : numbers.format(value);
}

export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat(current, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago, or how long until, in the largest unit that fits. */
export function relative(iso: string): string {
  const seconds = (new Date(iso).getTime() - Date.now()) / 1000;
  const format = new Intl.RelativeTimeFormat(current, { numeric: 'auto' });
  const [unit, length] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return unit === 'second' ? format.format(0, 'second') : format.format(Math.round(seconds / length), unit);
}

/** The language chosen before, else the browser’s first that we have. */
export async function openLanguage(): Promise<void> {
  const wanted = [kept(), ...navigator.languages.map(tag => tag.toLowerCase().split('-')[0] ?? '')];
  await speak(wanted.find(tag => tag !== null && tag in LANGUAGES) ?? 'en');
}

export async function chooseLanguage(tag: string): Promise<void> {
  await speak(tag);
  try {
    localStorage.setItem(KEPT, tag);
  } catch {
    // Without storage it lasts as long as the page.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

async function speak(tag: string): Promise<void> {
  const loader = LOADERS[tag];
  strings = loader ? (await loader()).strings : english;
  current = tag;
  plurals = new Intl.PluralRules(tag);
  numbers = new Intl.NumberFormat(tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = direction();
  speech.dispatchEvent(new Event('change'));
}
