/** What the widget says, in which language, and how it reads the page's colours. */
import { expect, test } from 'vitest';
import { ERROR_TITLES } from '../../protocol/codes.ts';
import { translate } from '../../widget/i18n/translator.ts';
import { isDarkColor } from '../../widget/page/colour.ts';

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
