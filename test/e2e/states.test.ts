/** Each state of the section: what it says, that axe finds nothing wrong in it, and that the head fits everywhere. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, changeRows, guest, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { closePages, threadPages } from './thread-page.ts';

const here = threadPages();

const says = (body: string) => post(here.server.url, here.thread, body, { author: { name: 'Bob' } });

async function ready(page: Page): Promise<void> {
  await page.locator('[data-way=options]').waitFor();
}

const LOOKS: [string, BrowserContextOptions][] = [
  ['in the light', {}],
  ['in forced colours', { forcedColors: 'active' }],
  ['on a small screen', { viewport: { width: 320, height: 640 } }],
];

test.each(LOOKS)('%s, empty, loading and failed are said, and axe finds nothing', async (_look, options) => {
  const context = await here.browser.newContext(options);
  const { page } = await here.open({ context });
  await page.getByText('No comments yet.').waitFor();
  await ready(page);
  expect(await faults(page)).toEqual([]);

  let release = (): void => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/api/v1/comments?**', async route => {
    await held;
    await route.abort();
  });
  await page.route('**/healthz', route => route.abort());
  await page.reload();
  await page.getByRole('status', { name: 'Loading comments' }).waitFor();
  expect(await faults(page)).toEqual([]);
  release();
  await page.getByRole('alert').filter({ hasText: 'Comments could not be loaded.' }).waitFor();
  expect(await faults(page)).toEqual([]);
});

test.each(LOOKS)('%s, search, options, keys, marks and links pass axe', async (_look, options) => {
  const first = await says('A comment about bread');
  await says('Another one');
  const context = await here.browser.newContext(options);
  const visit = await here.open({ context });
  await ready(visit.page);
  await visit.page.locator('article').first().scrollIntoViewIfNeeded();
  await visit.page.goto('about:blank');
  await says('Since the last visit');
  const { page } = await here.open({ context, hash: `#comment-${first.id}` });
  await page.locator('[data-linked]').waitFor();
  await page.getByRole('button', { name: '1 new since your last visit' }).waitFor();
  expect(await faults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('switch').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await page.getByRole('searchbox').fill('bread');
  await page.locator('lc-search').getByRole('link').waitFor();
  expect(await faults(page)).toEqual([]);
});

test.each(['en', 'he', 'ar'])('in %s votes and reactions pass axe, and fit on a small screen', async lang => {
  const { id } = await says('A comment that people react to');
  const reader = await guest(here.server.url);
  for (const emoji of ['👍', '❤️', '😂', '🎉']) {
    const path = `/api/v1/comments/${id}/reactions/${encodeURIComponent(emoji)}`;
    expect((await call(here.server.url, 'PUT', path, { token: reader.token })).status).toBe(200);
  }
  const context = await here.browser.newContext({ viewport: { width: 320, height: 640 } });
  const { page } = await here.open({ context, lang });
  await page.locator('.chip').nth(3).waitFor();
  await page.locator('.vote').first().click();
  await page.locator('.vote[aria-pressed=true]').waitFor();
  expect(await faults(page)).toEqual([]);
  const isInside = await page.locator('.bar').evaluate(bar => {
    const { left, right, height } = bar.getBoundingClientRect();
    const parts = [...bar.children].map(each => each.getBoundingClientRect());
    return height < 40 && parts.every(each => each.left >= left && each.right <= right && each.height <= height);
  });
  expect(isInside).toBe(true);
});

test('a closed thread says so, and keeps what was written', async () => {
  await says('The last word');
  changeRows(here.server.dataDir, `UPDATE threads SET state = 'locked' WHERE key = '${here.thread}'`);
  const { page } = await here.open();
  await page.getByText('Comments are closed.').waitFor();
  await page.getByText('The last word').waitFor();
  await ready(page);
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await faults(page)).toEqual([]);
});

test('a lost connection is said after a moment, and taken back', async () => {
  await says('A comment');
  const { page } = await here.open();
  await ready(page);
  await page.context().setOffline(true);
  await page.getByRole('status').filter({ hasText: 'You are offline.' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.context().setOffline(false);
  await expect.poll(() => page.getByText('You are offline.').count(), { timeout: 10_000 }).toBe(0);
});

test.each([
  ['en', 320],
  ['de', 320],
  ['ar', 320],
  ['de', 390],
  ['en', 1280],
])('in %s at %i pixels the head holds all, and does not grow when its buttons come', async (lang, width) => {
  await says('One');
  await says('Two');
  const context = await here.browser.newContext({ viewport: { width, height: 640 } });
  let release = (): void => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await context.route('**/assets/later.*', async route => {
    await held;
    await route.continue();
  });
  const { page } = await here.open({ context, lang });
  await page.locator('article').first().waitFor();
  const height = () => page.locator('.head').evaluate(each => each.getBoundingClientRect().height);
  const before = await height();
  release();
  await ready(page);
  expect(await height()).toBe(before);
  const isInside = await page.locator('.head').evaluate(head => {
    const box = head.getBoundingClientRect();
    return [...head.querySelectorAll('h2, select, button')].every(each => {
      const { left, right } = each.getBoundingClientRect();
      return left >= box.left - 1 && right <= box.right + 1;
    });
  });
  expect(isInside).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('with twice the text size everything in the head grows along, and nothing is cut off', async () => {
  await says('One');
  await says('Two');
  const { page } = await here.open();
  await ready(page);
  const size = () => page.getByRole('button', { name: 'Options' }).evaluate(each => each.clientWidth);
  const before = await size();
  await page.locator('live-comments').evaluate(each => {
    (each as HTMLElement).style.setProperty('--lc-font-size', '32px');
  });
  expect(await size()).toBeGreaterThan(before * 1.9);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('the owner decides what is told of who is here: names, a number, or nothing', async () => {
  await here.server.set({ presence: 'number' });
  const { page } = await here.open();
  const { page: other } = await here.open();
  await page.getByText('2 people here').waitFor();
  await other.getByRole('textbox', { name: 'Write a comment' }).click();
  await other.getByRole('textbox', { name: 'Your name' }).fill('Zoë');
  await other.getByRole('textbox', { name: 'Write a comment' }).fill('…');
  await page.getByText(/Someone.* is typing…/).waitFor();
  await closePages(here.browser);

  await here.server.set({ presence: 'off' });
  const { page: alone } = await here.open();
  const { page: second } = await here.open();
  await ready(second);
  await says('A sign of life');
  await alone.getByText('A sign of life').waitFor();
  expect(await alone.getByText(/people here/).count()).toBe(0);
  await here.server.set({ presence: 'names' });
});
