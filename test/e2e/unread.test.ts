/** What is new since the last visit: marked, counted, and found one after the other. */
import type { Browser, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const says = (body: string, parent?: string) =>
  post(here.server.url, here.thread, body, { author: { name: 'Bob' }, ...(parent ? { parent } : {}) });

const marked = (page: Page) => page.locator('article.unread .content').allInnerTexts();
const focused = (page: Page) => page.locator('article:focus .content').innerText({ timeout: 2_000 });

/** Reads a thread and leaves it. */
async function visit(context: Awaited<ReturnType<Browser['newContext']>>): Promise<void> {
  const { page } = await here.open({ context });
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await page.locator('article').first().scrollIntoViewIfNeeded();
  expect(await marked(page)).toEqual([]);
  await page.goto('about:blank');
}

test('a first visit has nothing unread; the next one marks and counts what others wrote since', async () => {
  const root = await says('Old');
  const context = await here.browser.newContext();
  await visit(context);
  await says('New');
  await says('New reply', root.id);
  const { page, complaints } = await here.open({ context });
  await page.getByRole('button', { name: '2 new since your last visit' }).waitFor();
  expect(await marked(page)).toEqual(['New', 'New reply']);
  await expect.poll(() => commentWith(page, 'New').first().locator('.sr').filter({ hasText: 'New' }).count()).toBe(1);

  // What comes while the reader is here is not what they have missed.
  await says('Live');
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await marked(page)).toEqual(['New', 'New reply']);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('oldest');
  await expect.poll(() => marked(page)).toEqual(['New reply', 'New']);
  expect(complaints).toEqual([]);
});

test('the button leads from one to the next, into a collapsed branch too, and begins again after the last', async () => {
  const root = await says('Old');
  await says('Old reply', root.id);
  const context = await here.browser.newContext();
  await visit(context);
  for (let n = 0; n < 12; n++) await says(`New ${n}`);
  await says('New reply', root.id);
  const { page } = await here.open({ context });
  const next = page.getByRole('button', { name: '13 new since your last visit' });
  await next.waitFor();
  await commentWith(page, 'Old').first().getByRole('button', { name: 'Collapse this conversation' }).click();
  await expect.poll(() => page.getByText('New reply').count()).toBe(0);
  await next.click();
  await expect.poll(() => focused(page)).toBe('New 11');
  for (let n = 10; n >= 0; n--) {
    await page.keyboard.press('n');
    await expect.poll(() => focused(page)).toBe(`New ${n}`);
  }
  await page.keyboard.press('n');
  await expect.poll(() => focused(page)).toBe('New reply');
  await page.keyboard.press('n');
  await expect.poll(() => focused(page)).toBe('New 11');
});

test('what waited behind “N new” and was never shown is unread the next time', async () => {
  for (let n = 0; n < 15; n++) await says(`Old ${n}`);
  const context = await here.browser.newContext();
  const { page } = await here.open({ context });
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  await says('Never shown');
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  await page.goto('about:blank');
  const again = await here.open({ context });
  await again.page.getByRole('button', { name: '1 new since your last visit' }).waitFor();
  expect(await marked(again.page)).toEqual(['Never shown']);
});
