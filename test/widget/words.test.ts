/** What the widget says, in which language, and how it reads the page's colours. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { ERROR_TITLES } from '../../protocol/codes.ts';
import { account } from '../../widget/i18n/account/en.ts';
import { learnAccount, WORDS } from '../../widget/i18n/account.ts';
import { en, type Plural } from '../../widget/i18n/en.ts';
import { later } from '../../widget/i18n/en-later.ts';
import { LANGUAGES, learn, translate } from '../../widget/i18n/translator.ts';
import { isDarkColor } from '../../widget/page/colour.ts';
import { initials } from '../../widget/text/face.ts';

const FSI = '\u2068';
const PDI = '\u2069';

const english: Record<string, string | Plural> = { ...en, ...later, ...account };
const messages = Object.keys(english)
  .filter(key => !key.startsWith('error_'))
  .toSorted();
const languages = Object.keys(LANGUAGES);
/** Of the source, with all its space; the built file is smaller. */
const LANGUAGE_GZIP_MAX = 6 * 1024;

/** Faults of a widget, a page or a proxy: whoever writes a comment can do nothing about them. */
const NOT_FOR_READERS = [
  'bad_request',
  'bad_json',
  'bad_cursor',
  'unknown_type',
  'origin_refused',
  'wrong_site',
  'unknown_route',
  'unknown_site',
  'id_taken',
  'too_large',
  'wrong_media_type',
  'too_many_subscriptions',
  'unsupported_protocol',
  // Of the dashboard.
  'code_required',
  'step_up_required',
  'already_exists',
  'changed',
  'undo_over',
  'key_reused',
  'unsafe_address',
];
const READER_CODES = ['network', ...Object.keys(ERROR_TITLES).filter(code => !NOT_FOR_READERS.includes(code))];

/** Words that these languages took from English, or have in common with it. */
const SHARED: Record<string, string> = {
  Spoiler: 'cs da de es fr id it nb nl no pl pt ro sv tr',
  Emoji: 'cs da de es fr id it nb nl no pl pt ro sv tr',
  Admin: 'da de es fr id it nb no pl pt ro sv',
  Moderator: 'da id nb nl no ro sv',
  Link: 'da de it nl pl pt ro',
  Code: 'de fr nl',
  Options: 'fr',
  Edit: 'id',
  '{n} point': 'da fr',
  '{n} points': 'fr',
  Website: 'de nl',
  Notifications: 'fr',
};

/** English is learned in two parts; the second one comes with the rest of the widget. */
learn(later);

test.each([
  ['de', 'de', 'Abbrechen'],
  ['de_DE', 'de-DE', 'Abbrechen'],
  ['DE-at', 'de-AT', 'Abbrechen'],
  ['de-nonsense!', 'de', 'Abbrechen'],
  ['ar_EG', 'ar-EG', 'إلغاء'],
  ['en_GB', 'en-GB', 'Cancel'],
  ['fr-CA', 'fr-CA', 'Annuler'],
  ['pt', 'pt', 'Cancelar'],
  ['pt-BR', 'pt-BR', 'Cancelar'],
  ['pt-PT', 'pt-PT', 'Cancelar'],
  ['zh', 'zh', '取消'],
  ['no', 'no', 'Avbryt'],
  ['nb-NO', 'nb-NO', 'Avbryt'],
  ['iw', 'he', 'ביטול'],
  ['he-IL', 'he-IL', 'ביטול'],
  ['in', 'id', 'Batal'],
  ['in_ID', 'id-ID', 'Batal'],
  ['fa-IR', 'fa-IR', 'لغو'],
  ['tlh', 'en', 'Cancel'],
  ['', 'en', 'Cancel'],
])('a page in %j is spoken to in %s', async (tag, lang, cancel) => {
  const t = await translate(tag);
  expect(t.lang).toBe(lang);
  expect(t.text('cancel')).toBe(cancel);
});

test.each([
  ['zh', '保存'],
  ['zh-CN', '保存'],
  ['zh_SG', '保存'],
  ['zh-Hans-HK', '保存'],
  ['zh-Hans-MO', '保存'],
  ['zh-TW', '儲存'],
  ['zh_HK', '儲存'],
  ['zh-MO', '儲存'],
  ['zh-hant', '儲存'],
  ['zh-Hant-HK', '儲存'],
  ['zh-Hant-CN', '儲存'],
])('a Chinese page with the tag %s is written as %s', async (tag, save) => {
  const t = await translate(tag);
  expect(t.lang).toBe(Intl.getCanonicalLocales(tag.replace('_', '-'))[0]);
  expect(t.text('save')).toBe(save);
});

test.each(languages)('%s says everything that English says', async language => {
  const own = await stringsOf(language);
  expect(
    Object.keys(own)
      .filter(key => !key.startsWith('error_'))
      .toSorted(),
  ).toEqual(messages);
  for (const [key, form] of allForms(own)) {
    expect(form.trim(), key).toBe(form);
    expect(form, key).not.toBe('');
  }
});

test('what is said of accounts takes the place of nothing that is said elsewhere', () => {
  const elsewhere = Object.keys({ ...en, ...later });
  expect(Object.keys(account).filter(key => elsewhere.includes(key))).toEqual([]);
});

test.each(languages)('%s has each plural form of its language, and no other', async language => {
  const own = await stringsOf(language);
  const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
  for (const key of messages) {
    const message = own[key] ?? '';
    expect(typeof message, key).toBe(typeof english[key]);
    if (typeof message !== 'string') expect(Object.keys(message).toSorted(), key).toEqual(categories);
  }
});

test.each(languages)('%s has a place for each value', async language => {
  const own = await stringsOf(language);
  for (const key of messages) {
    const expected = placesOf(formsOf(english[key] ?? '').join(' '));
    for (const [category, form] of Object.entries(asPlural(own[key] ?? ''))) {
      // ‘A new comment’ tells its number too, where this form is for no other number; a score may be less than 0.
      const isOne = key !== 'score' && countOf(language, category) === 1;
      const without = (places: string[]) => places.filter(place => !(isOne && place === 'n'));
      expect(without(placesOf(form)), `${key} (${category}): ${form}`).toEqual(without(expected));
    }
  }
});

test.each(languages)('nothing in %s was left in English', async language => {
  const own = await stringsOf(language);
  for (const key of messages) {
    const same = formsOf(own[key] ?? '').filter(form => formsOf(english[key] ?? '').includes(form));
    for (const form of same) expect(SHARED[form]?.split(' '), `${key}: ${form}`).toContain(language);
  }
});

test.each(languages)('no reason is given in English to a reader of %s', async language => {
  const own = await stringsOf(language);
  const reasons = Object.keys(own).filter(key => key.startsWith('error_'));
  expect(reasons.toSorted()).toEqual(READER_CODES.map(code => `error_${code}`).toSorted());
  const t = await translate(language);
  await learnAccount(t);
  for (const code of READER_CODES) expect(t.failure({ code, message: 'In English' })).toBe(own[`error_${code}`]);
  for (const code of [...NOT_FOR_READERS, 'of_a_later_version']) {
    expect(t.failure({ code, message: 'In English' }), code).toBe(own['error']);
  }
});

test.each(languages)('%s is set as its readers are used to', async language => {
  for (const [key, form] of allForms(await stringsOf(language))) {
    expect(form, key).not.toMatch(/['"!]|\.\.\./);
    // French sets a narrow space, at which no line breaks, before these.
    if (language === 'fr') expect(form, key).not.toMatch(/[^\u202f][?;:]/);
  }
});

test.each(['en', ...languages])('%s is written in its own direction', async language => {
  const t = await translate(language);
  const isArabicOrHebrew = /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(t.text('headingEmpty'));
  expect(t.dir).toBe(isArabicOrHebrew ? 'rtl' : 'ltr');
});

test.each(languages)('a page in %s has little to load for it', async language => {
  const file = language === 'no' ? 'nb' : language;
  for (const path of [file, `account/${file}`]) {
    const source = await readFile(new URL(`../../widget/i18n/${path}.ts`, import.meta.url));
    expect(gzipSync(source).length).toBeLessThan(LANGUAGE_GZIP_MAX);
  }
});

test('a number chooses the form that belongs to it', async () => {
  const [pl, ar, fr, ru] = await Promise.all(['pl', 'ar', 'fr', 'ru'].map(tag => translate(tag)));
  expect([1, 2, 5, 22].map(n => pl?.text('fresh', { n }))).toEqual([
    '1 nowy komentarz',
    '2 nowe komentarze',
    '5 nowych komentarzy',
    '22 nowe komentarze',
  ]);
  expect([1, 2, 11].map(n => ar?.text('replies', { n }))).toEqual(['عرض رد واحد', 'عرض ردّين', 'عرض 11 ردًا']);
  expect([0, -1, 2].map(n => fr?.text('score', { n }))).toEqual(['0 point', '-1 point', '2 points']);
  expect([21, 24, 111].map(n => ru?.text('score', { n }))).toEqual(['21 балл', '24 балла', '111 баллов']);
});

test('names stand isolated in a sentence, and what is to be copied does not', async () => {
  const t = await translate('ar');
  expect(t.text('newFrom', { name: 'Ann' })).toContain(`${FSI}Ann${PDI}`);
  expect(t.text('owner', { setting: 'ALLOWED_ORIGINS=x' })).not.toContain(FSI);
});

test('the server’s own reason is given in English', async () => {
  expect((await translate('en')).failure({ code: 'bad_name', message: 'Too long' })).toBe('Too long');
});

test.each([
  ['rgb(255, 255, 255)', false],
  ['rgb(20, 20, 20)', true],
  ['rgba(0, 0, 0, 0)', null],
  ['color(display-p3 0.1 0.1 0.1)', true],
  ['color(display-p3 1 1 1)', false],
  ['color(srgb -0.02 0.01 1e-7 / 0.9)', true],
  ['oklch(0.95 0.02 200)', false],
  ['oklab(0.2 0 0)', true],
  ['lab(96 0 0)', false],
  ['transparent', null],
])('%s is dark: %s', (color, isDark) => {
  expect(isDarkColor(color)).toBe(isDark);
});

test('English says how long ago something was as the browser would say it', async () => {
  const t = await translate('en-GB');
  const words = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });
  const units = { year: 31_557_600, month: 2_629_800, week: 604_800, day: 86_400, hour: 3_600, minute: 60 } as const;
  for (const [unit, seconds] of Object.entries(units)) {
    for (const n of [1, 2, 3]) {
      const then = new Date(Date.now() - (n * seconds + 1) * 1_000);
      expect(t.ago(then)).toBe(words.format(-n, unit as keyof typeof units));
    }
  }
  expect(t.ago(new Date(Date.now() + 5_000))).toBe(words.format(0, 'second'));
  expect(t.text('fresh', { n: 1 })).toBe('1 new comment');
  expect(t.text('fresh', { n: 1_234 })).toBe('1,234 new comments');
});

test.each([
  ['Ann', 'A'],
  ['ann van Dam', 'AD'],
  ['Zoë', 'Z'],
  ['e\u0301va', 'E\u0301'],
  ['👩‍👩‍👧 family', '👩‍👩‍👧F'],
  ['', ''],
])('%j is drawn as %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});

async function stringsOf(language: string): Promise<Record<string, string | Plural>> {
  const [page, words] = await Promise.all([LANGUAGES[language]?.(), WORDS[language]?.()]);
  return { ...page?.strings, ...words?.account };
}

function asPlural(message: string | Plural): Plural {
  return typeof message === 'string' ? { other: message } : message;
}

function formsOf(message: string | Plural): string[] {
  return Object.values(asPlural(message));
}

function allForms(strings: Record<string, string | Plural>): [key: string, form: string][] {
  return Object.entries(strings).flatMap(([key, message]) =>
    formsOf(message).map((form): [string, string] => [key, form]),
  );
}

/** The names of the `{places}` in a message, each once. */
function placesOf(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), match => match[1] ?? ''))].toSorted();
}

/** For how many numbers a language uses this form, as far as 200. */
function countOf(language: string, category: string): number {
  const rules = new Intl.PluralRules(language);
  return Array.from({ length: 200 }, (_, n) => rules.select(n)).filter(found => found === category).length;
}
