/** Rules on the dashboard: made with a dry run, put in order, switched, changed and deleted; and how the screen reads. */
import type { Locator, Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { rules as arabic } from '../../admin/i18n/ar-rules.ts';
import { rules as english } from '../../admin/i18n/en-rules.ts';
import type { Rule } from '../../protocol/admin/rules.ts';
import { faults } from '../helpers/axe.ts';
import { deskPages, seenCard } from './admin-queue-desk.ts';

const here = deskPages();
beforeEach(() => here.server.set({ hold: 'none' }));

const plain = (text: string | null) =>
  (text ?? '')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const rules = async (site = 'default'): Promise<Rule[]> =>
  (await here.owner.call('GET', `/rules?site=${site}`)).json.items;
const order = async () => (await rules()).map(({ id }) => id);
const rowOf = (page: Page, name: string): Locator =>
  page.locator('lc-rule-row').filter({ has: page.getByRole('heading', { name, exact: true }) });
const sentence = async (page: Page, name: string) => plain(await rowOf(page, name).locator('.what').textContent());

/** One of several rules of a kind: by what it does. */
const linksRow = (page: Page, what: string): Locator => rowOf(page, 'Links').filter({ hasText: what });

async function act(page: Page, rule: string | Locator, action: string): Promise<void> {
  const row = typeof rule === 'string' ? rowOf(page, rule) : rule;
  await row.getByRole('button', { name: /Actions/ }).click();
  await row.locator('lc-menu').getByText(action, { exact: true }).click();
}

async function addRule(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.locator('lc-new-rule .kinds').getByText(kind, { exact: true }).click();
  await page.locator('lc-rule-form form').waitFor();
}

test('a rule is tried, made, and holds the next comment that fits; the queue says why', async () => {
  const approved = await here.post('I sold two watches last year');
  await here.server.decide('PUT', approved.id, 'approval');
  await here.post('Cheap watches here');
  await here.post('Bread is better');
  const { page, complaints } = await here.open(here.owner, 'rules');
  await page.getByText('New comments are published at once, unless a rule says otherwise.').waitFor();

  await addRule(page, 'Words');
  await page.getByLabel('Words', { exact: true }).fill('watch*\n');
  await page.getByLabel('Name (optional)').fill('Watches');
  await page.getByRole('button', { name: 'Dry run' }).click();
  const trial = page.locator('lc-rule-form .trial');
  await trial.waitFor();
  await expect
    .poll(async () => plain(await trial.locator('p').first().textContent()))
    .toBe('It would have applied to 2 of the last 3 comments. 1 of these was approved by people.');
  await expect.poll(() => trial.locator('li mark').allTextContents()).toEqual(['watches', 'watches']);
  // What was found is not true of another word.
  await page.getByLabel('Words', { exact: true }).fill('watch*\nsponge');
  await trial.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await rowOf(page, 'Watches').waitFor();
  await expect.poll(() => sentence(page, 'Watches')).toBe('Holds comments with one of 2 words (watch*, sponge).');
  await expect
    .poll(() => rules())
    .toContainEqual(
      expect.objectContaining({
        name: 'Watches',
        kind: 'words',
        action: 'hold',
        settings: { words: ['watch*', 'sponge'] },
      }),
    );

  expect((await here.post('Bread again')).state).toBe('published');
  const held = await here.post('Buy my Watches');
  expect(held.state).toBe('held');
  await page.goto(`${here.server.url}/admin/${here.pending}`);
  await expect.poll(async () => (await seenCard(page, held.id))?.text).toBe('Buy my Watches');
  const card = page.locator(`lc-card[data-id="${held.id}"]`);
  await expect.poll(async () => plain(await card.locator('.why').textContent())).toContain('Watches: Watches');
  await expect.poll(() => card.locator('.content mark').textContent()).toBe('Watches');
  expect(complaints).toEqual([]);
});

test('what the server refuses stands at its field, with all that was typed; then it is mended', async () => {
  const { page } = await here.open(here.owner, 'rules');
  await addRule(page, 'Patterns');
  const patterns = page.getByLabel('Patterns', { exact: true });
  await patterns.fill('fine\n\n(broken');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  const error = page.locator('#patterns-error');
  await expect.poll(async () => plain(await error.textContent())).toMatch(/^“\(broken” is not a pattern of RE2: /);
  await expect.poll(() => patterns.evaluate(field => field.matches(':focus'))).toBe(true);
  await expect.poll(() => patterns.getAttribute('aria-invalid')).toBe('true');
  await expect.poll(() => patterns.inputValue()).toBe('fine\n\n(broken');
  await patterns.fill('bro+ken');
  await page.getByLabel('What it does').selectOption('score');
  await page.getByLabel('Points', { exact: true }).fill('3');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await rowOf(page, 'Patterns').waitFor();
  await expect.poll(() => sentence(page, 'Patterns')).toBe('Adds 3 points to comments that fit the pattern bro+ken.');
});

test('order, switch, change and deletion: by button and by keyboard, and the same after a reload', async () => {
  const { page, complaints } = await here.open(here.owner, 'rules');
  await rowOf(page, 'Scripts').waitFor();
  const [first = 0, second = 0, ...rest] = await order();
  await rowOf(page, 'Scripts')
    .getByRole('button', { name: /Move .* down/ })
    .click();
  await expect.poll(order).toEqual([second, first, ...rest]);
  // The button that was pressed goes along, for the next press.
  const isFocused = (name: string, button: string) =>
    rowOf(page, name)
      .locator(button)
      .evaluate(each => each.matches(':focus'));
  await expect.poll(() => isFocused('Scripts', '.down')).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(order).toEqual([second, rest[0], first, ...rest.slice(1)]);
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).toEqual([first, second, ...rest]);
  // At the top there is no further up, and the focus is not lost.
  await expect.poll(() => isFocused('Scripts', '.down')).toBe(true);
  await expect
    .poll(async () => plain(await page.locator('lc-rule-list p[role=status]').textContent()))
    .toMatch(/^Scripts is number 1 of \d+ now\.$/);

  await rowOf(page, 'Flood').getByRole('switch').uncheck();
  await expect.poll(async () => (await rules()).find(({ kind }) => kind === 'flood')?.enabled).toBe(false);
  await act(page, 'Flood', 'Edit');
  await page.getByLabel('Comments that are fine').fill('12');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => sentence(page, 'Flood'))
    .toBe('Adds 5 points to what one author writes beyond 12 comments within 10 minutes.');
  // A setting that the form does not show stays.
  await expect
    .poll(async () => (await rules()).find(({ kind }) => kind === 'flood')?.settings)
    .toMatchObject({ max: 12, whileLimited: true });

  const manyLinks = linksRow(page, 'more than 3 links');
  const hasManyLinks = async () => (await rules()).some(({ settings }) => settings['max'] === 3);
  await act(page, manyLinks, 'Delete');
  await page.locator('lc-confirm').getByText('comments with more than 3 links').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(await hasManyLinks()).toBe(true);
  await act(page, manyLinks, 'Delete');
  await page.locator('lc-confirm').getByRole('button', { name: 'Delete' }).click();
  await manyLinks.waitFor({ state: 'detached' });
  await expect.poll(hasManyLinks).toBe(false);
  await page.reload();
  await rowOf(page, 'Flood').getByText('Off', { exact: true }).waitFor();
  expect(await page.locator('lc-rule-row h3').allTextContents()).toEqual(
    (await rules()).map(({ name, kind }) => name ?? english[`rules.kind.${kind}`]),
  );
  expect(complaints).toEqual([]);
});

test('a secret is never shown, and stays when it is left alone', async () => {
  const { page } = await here.open(here.owner, 'rules');
  await addRule(page, 'Akismet');
  expect(await page.getByRole('button', { name: 'Dry run' }).count()).toBe(0);
  await page.getByLabel('Akismet key').fill('a-very-secret-key');
  await page.getByLabel('Your website’s address').fill('https://blog.example');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await rowOf(page, 'Akismet').waitFor();
  await rowOf(page, 'Akismet').getByRole('switch').uncheck();
  await act(page, 'Akismet', 'Edit');
  const key = page.getByLabel('Akismet key');
  expect([await key.inputValue(), await key.getAttribute('placeholder')]).toEqual(['', 'kept as it is']);
  await page.getByLabel('Your website’s address').fill('https://other.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => (await rules()).find(({ kind }) => kind === 'akismet')?.settings)
    .toEqual({ key: '***', blog: 'https://other.example' });
  expect(await page.evaluate(() => document.body.innerText)).not.toContain('a-very-secret-key');
});

test('moderators see the rules and may try them, and change nothing', async () => {
  const { page } = await here.open(await here.moderator('Mo'), 'rules');
  await linksRow(page, 'first comments').waitFor();
  expect(await page.getByRole('button', { name: 'Add rule' }).count()).toBe(0);
  expect(await page.getByRole('switch').count()).toBe(0);
  expect(await page.locator('lc-rule-row lc-menu').count()).toBe(0);
  await linksRow(page, 'first comments').getByRole('button', { name: 'Dry run' }).click();
  await page.locator('lc-rule-trial').getByText('It would have applied to none').waitFor();
});

test('axe finds nothing, in light and dark, and nothing is wider than a phone, from right to left too', async () => {
  const isNarrow = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
  const { page, complaints } = await here.open(here.owner, 'rules', phone);
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const) {
    // What a site begins with is called in the reader’s own language.
    const floods = String((language === 'ar' ? arabic : english)['rules.kind.flood']);
    await page.evaluate(tag => localStorage.setItem('live-comments-admin-language', tag), language);
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await rowOf(page, floods).waitFor();
    expect([language, await isNarrow(), await faults(page, 'lc-admin')]).toEqual([language, true, []]);
    await page.locator('lc-rule-list .head button').click();
    await page.locator('[data-kind=links]').waitFor();
    expect(await faults(page, 'lc-admin')).toEqual([]);
    await page.locator('[data-kind=links]').click();
    await page.locator('lc-rule-form button[type=button]').click();
    await page.locator('lc-rule-form .trial').waitFor();
    expect(
      await page.locator('lc-rule-form .trial').evaluate(each => each.getBoundingClientRect().top < innerHeight),
    ).toBe(true);
    expect([language, await isNarrow(), await faults(page, 'lc-admin')]).toEqual([language, true, []]);
  }
  expect(complaints).toEqual([]);
});

test('with several sites, one is chosen first', async () => {
  expect((await here.owner.call('POST', '/sites', { key: 'second' })).status).toBe(201);
  const { page } = await here.open(here.owner, 'rules');
  await page.getByText('Each site has rules of its own.').waitFor();
  await page.getByRole('button', { name: 'second' }).click();
  await rowOf(page, 'Flood').waitFor();
  await rowOf(page, 'Flood').getByRole('switch').uncheck();
  await expect.poll(async () => (await rules('second')).find(({ kind }) => kind === 'flood')?.enabled).toBe(false);
});
