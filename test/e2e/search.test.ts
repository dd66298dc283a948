/** Search in the thread: found by the server, shown in the place of the list, and left without a trace. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const says = (body: string, name = 'Bob') => post(here.server.url, here.thread, body, { author: { name } });

async function openSearch(page: Page) {
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const field = page.getByRole('searchbox', { name: 'Search in these comments' });
  await field.waitFor();
  await expect.poll(() => field.evaluate(each => each.matches(':focus'))).toBe(true);
  return field;
}

const results = (page: Page) => page.locator('lc-search').getByRole('link');

test('what is found shows who said it and the words, and choosing it leads there', async () => {
  const target = await says('A sourdough starter wants flour', 'Zoë');
  for (let n = 0; n < 14; n++) await says(`Something else ${n}`);
  const { page, requests, complaints } = await here.open({ attributes: { 'page-size': '5' } });
  await page.getByText('Something else 13').waitFor();
  expect(requests.filter(each => each.includes('lc-search'))).toEqual([]);
  const field = await openSearch(page);
  await field.pressSequentially('sourdou', { delay: 20 });
  await page.getByRole('status').filter({ hasText: '1 comment found' }).waitFor();
  expect(requests.filter(each => each === 'GET /api/v1/search')).toHaveLength(1);
  await expect.poll(() => page.getByText('Something else 13').isVisible()).toBe(false);
  await expect.poll(() => results(page).locator('.author').innerText()).toBe('Zoë');
  await expect.poll(async () => (await results(page).locator('mark').innerText()).toLowerCase()).toContain('sourdough');
  await expect.poll(() => results(page).getAttribute('href')).toMatch(new RegExp(`#comment-${target.id}$`));
  await results(page).click();
  await page.locator('article[data-linked]').filter({ hasText: 'wants flour' }).waitFor();
  await expect.poll(() => page.getByRole('searchbox').count()).toBe(0);
  expect(page.url()).not.toContain('#');
  expect(complaints).toEqual([]);
});

test('Escape leaves the list, the place on the page and the focus as they were', async () => {
  for (let n = 0; n < 25; n++) await says(`Comment ${n}`);
  const { page } = await here.open();
  const comment = commentWith(page, 'Comment 4').last();
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await comment.evaluate(each => {
    each.scrollIntoView({ block: 'center' });
    (each as HTMLElement).focus({ preventScroll: true });
  });
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('Comment 1');
  await page.getByRole('status').filter({ hasText: /found/ }).waitFor();
  await page.keyboard.press('Escape');
  await comment.waitFor();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
  await expect.poll(() => comment.evaluate(each => each.matches(':focus'))).toBe(true);
});

test('Escape leaves the search from a result, too', async () => {
  await says('Some bread');
  const { page } = await here.open();
  await (await openSearch(page)).fill('bread');
  await results(page).focus();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').waitFor({ state: 'detached' });
  await commentWith(page, 'Some bread').waitFor();
});

test('more is found page by page; nothing found and a failure are said, and tried again', async () => {
  for (let n = 0; n < 30; n++) await says(`Bread ${n}`);
  const { page } = await here.open();
  const field = await openSearch(page);
  await field.fill('bread');
  await expect.poll(() => results(page).count()).toBe(25);
  await page.getByRole('button', { name: 'Show more results' }).click();
  await expect.poll(() => results(page).count()).toBe(30);
  await page.getByRole('status').filter({ hasText: '30 comments found' }).waitFor();
  await expect
    .poll(() =>
      results(page)
        .nth(25)
        .evaluate(each => each.matches(':focus')),
    )
    .toBe(true);

  await field.fill('zwieback');
  await page.getByRole('status').filter({ hasText: 'Nothing found.' }).waitFor();
  await expect.poll(() => results(page).count()).toBe(0);

  await page.route('**/api/v1/search?**', route => route.abort());
  await field.fill('bread 2');
  await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
  await page.unroute('**/api/v1/search?**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => results(page).count()).toBeGreaterThan(0);
});

test('L4 what is deleted leaves the results at once', async () => {
  const secret = await says('A secret recipe');
  await says('Another recipe');
  const { page } = await here.open();
  await (await openSearch(page)).fill('recipe');
  await expect.poll(() => results(page).count()).toBe(2);
  await call(here.server.url, 'DELETE', `/api/v1/comments/${secret.id}`, { token: secret.session.token });
  await expect.poll(() => results(page).allInnerTexts()).toEqual([expect.stringContaining('Another')]);
});
