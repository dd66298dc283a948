/** What the widget says, in which language, and how it reads the page's colours. */
import { expect, test } from 'vitest';
import { ERROR_TITLES } from '../../protocol/codes.ts';
import { translate } from '../../widget/i18n/translator.ts';
import { isDarkColor } from '../../widget/page/colour.ts';
import { initials } from '../../widget/text/face.ts';

const FSI = '\u2068';
const PDI = '\u2069';

test.each([
  ['de', 'de', 'Abbrechen'],
  ['de_DE', 'de-DE', 'Abbrechen'],
  ['DE-at', 'de-AT', 'Abbrechen'],
  ['de-nonsense!', 'de', 'Abbrechen'],
  ['ar_EG', 'ar-EG', 'إلغاء'],
  ['en_GB', 'en-GB', 'Cancel'],
  ['fr', 'en', 'Cancel'],
  ['', 'en', 'Cancel'],
])('a page in %j is spoken to in %s', async (tag, lang, cancel) => {
  const t = await translate(tag);
  expect(t.lang).toBe(lang);
  expect(t.text('cancel')).toBe(cancel);
  expect(t.dir).toBe(lang.startsWith('ar') ? 'rtl' : 'ltr');
});

test('names stand isolated in a sentence, and what is to be copied does not', async () => {
  const t = await translate('ar');
  expect(t.text('newFrom', { name: 'Ann' })).toContain(`${FSI}Ann${PDI}`);
  expect(t.text('owner', { setting: 'ALLOWED_ORIGINS=x' })).not.toContain(FSI);
});

test.each(['de', 'ar'])('no reason is given in English to a reader of %s', async tag => {
  const t = await translate(tag);
  for (const code of [...Object.keys(ERROR_TITLES), 'of_a_later_version']) {
    expect(t.failure({ code, message: 'In English' }), code).not.toBe('In English');
  }
  expect(t.failure({ code: 'of_a_later_version', message: 'In English' })).toBe(t.text('error'));
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
