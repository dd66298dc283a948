/** Links to single comments: each lands on its comment, wherever that stands, and does not fight the reader. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const says = (body: string, parent?: string) => post(here.server.url, here.thread, body, parent ? { parent } : {});

async function saysMany(n: number, word: string, parent?: string): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) ids.push((await says(`${word} ${i}`, parent)).id);
  return ids;
}

/** The comment has the focus and the highlight, and stands about in the middle of the window. */
async function landedOn(page: Page, text: string): Promise<void> {
  const comment = commentWith(page, text).last();
  await comment.and(page.locator('[data-linked]')).waitFor();
  await expect.poll(() => comment.evaluate(each => each.matches(':focus'))).toBe(true);
  await expect.poll(() => fromMiddle(page, text)).toBeLessThan(60);
}

const fromMiddle = (page: Page, text: string) =>
  commentWith(page, text)
    .last()
    .evaluate(each => {
      const { top, bottom } = each.getBoundingClientRect();
      const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2 && bottom <= innerHeight;
      return atEnd ? 0 : Math.abs((top + bottom) / 2 - innerHeight / 2);
    });

const goTo = (page: Page, id: string) =>
  page.evaluate(each => {
    location.hash = `comment-${each}`;
  }, id);

test('a link lands on its comment at load, and marks it for a moment', async () => {
  const [target = ''] = await saysMany(15, 'Among many');
  await saysMany(8, 'Later');
  const { page, complaints } = await here.open({ hash: `#comment-${target}` });
  await landedOn(page, 'Among many 0');
  await expect.poll(() => page.locator('[data-linked]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a comment whose page is not loaded is shown behind “Show more”, and joins its place when that is pressed', async () => {
  const [target = ''] = await saysMany(12, 'Number');
  const { page } = await here.open({ hash: `#comment-${target}`, attributes: { 'page-size': '5' } });
  await landedOn(page, 'Number 0');
  const order = () =>
    page.locator('.flow').evaluate(each => {
      const parts = each.querySelectorAll('article .content, .more');
      return [...parts].map(part => part.textContent?.trim());
    });
  await expect.poll(order).toEqual([...[11, 10, 9, 8, 7].map(n => `Number ${n}`), 'Show more comments', 'Number 0']);
  for (let n = 0; n < 2; n++) {
    const before = await page.locator('article').count();
    await page.getByRole('button', { name: 'Show more comments' }).click();
    await expect.poll(() => page.locator('article').count()).toBeGreaterThan(before);
  }
  await expect.poll(order).toEqual([...Array(12).keys()].reverse().map(n => `Number ${n}`));
});

test('a reply is found below what is not loaded, in a collapsed branch, and beyond the depth that is shown', async () => {
  const root = await says('The root');
  let parent = root.id;
  const chain: string[] = [];
  for (let n = 0; n < 8; n++) {
    await saysMany(3, `Beside ${n},`, parent);
    parent = (await says(`Level ${n}`, parent)).id;
    chain.push(parent);
  }
  await saysMany(6, 'Newer');
  const { page } = await here.open({ attributes: { 'page-size': '5' } });
  await page.getByText('Newer 5').waitFor();
  await goTo(page, chain[2] ?? '');
  await landedOn(page, 'Level 2');
  await goTo(page, chain[7] ?? '');
  await landedOn(page, 'Level 7');
  await page.getByRole('button', { name: 'Back to all comments' }).click();
  await commentWith(page, 'The root').getByRole('button', { name: 'Collapse this conversation' }).click();
  await expect.poll(() => page.getByText('Level 0').count()).toBe(0);
  await goTo(page, chain[0] ?? '');
  await landedOn(page, 'Level 0');
});

test('what waits behind “N new” is shown when a link leads there', async () => {
  await saysMany(12, 'Old');
  const { page } = await here.open();
  await page.getByText('Old 11').waitFor();
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await page.getByText('Old 0', { exact: true }).scrollIntoViewIfNeeded();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const { id } = await says('Waiting');
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  await goTo(page, id);
  await landedOn(page, 'Waiting');
});

test('a link in the page leads to its comment each time it is followed', async () => {
  const [target = ''] = await saysMany(20, 'Comment');
  const { page } = await here.open();
  await page.getByText('Comment 19').waitFor();
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await page.evaluate(id => {
    const link = document.createElement('a');
    link.href = `#comment-${id}`;
    link.textContent = 'To the comment';
    document.body.prepend(link);
  }, target);
  for (let n = 0; n < 2; n++) {
    await page.evaluate(() => scrollTo(0, 0));
    await page.getByRole('link', { name: 'To the comment' }).click();
    await landedOn(page, 'Comment 0');
  }
});

test('a comment that is gone, or stands in another thread, is said so, and the word can be sent away', async () => {
  await says('Still here');
  const other = await post(here.server.url, `${here.thread}/other`, 'Elsewhere');
  const gone = await says('Soon gone');
  const deleted = await call(here.server.url, 'DELETE', `/api/v1/comments/${gone.id}`, { token: gone.session.token });
  expect(deleted.status).toBe(200);
  const { page } = await here.open({ hash: `#comment-${gone.id}` });
  const word = page.getByRole('status').filter({ hasText: 'not there any more' });
  await word.waitFor();
  await word.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => page.getByText('not there any more').count()).toBe(0);
  await goTo(page, other.id);
  await word.waitFor();
  await expect.poll(() => page.getByText('Elsewhere').count()).toBe(0);
});

test('what the page loads late above does not push the comment away, and a reader who scrolls is let go', async () => {
  const [target = ''] = await saysMany(25, 'Comment');
  const { page } = await here.open({ hash: `#comment-${target}` });
  await landedOn(page, 'Comment 0');
  const grow = () =>
    page.evaluate(() => {
      const late = document.createElement('div');
      late.style.height = '700px';
      late.style.overflowAnchor = 'none';
      document.documentElement.style.overflowAnchor = 'none';
      document.querySelector('h1')?.after(late);
    });
  await grow();
  await expect.poll(() => fromMiddle(page, 'Comment 0')).toBeLessThan(60);
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, -2_000);
  await expect.poll(() => fromMiddle(page, 'Comment 0')).toBeGreaterThan(500);
  const before = await page.evaluate(() => scrollY);
  await grow();
  await page.waitForTimeout(200);
  expect(await page.evaluate(() => scrollY)).toBe(before);
});

test('the highlight shows to who wants no motion too', async () => {
  const { id } = await says('Marked');
  const context = await here.browser.newContext({ reducedMotion: 'reduce' });
  const { page } = await here.open({ context, hash: `#comment-${id}` });
  const look = await page.locator('[data-linked]').evaluate(each => getComputedStyle(each, '::after').backgroundColor);
  expect(look).not.toBe('rgba(0, 0, 0, 0)');
});
