/** What comes in waits where it would move what someone reads; each order and its pages go together with live events. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, guest, post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const says = (body: string, parent?: string) =>
  post(here.server.url, here.thread, body, { author: { name: 'Bob' }, ...(parent ? { parent } : {}) });

const topOf = (page: Page, text: string) =>
  page
    .locator('article .content')
    .getByText(text, { exact: true })
    .evaluate(each => each.getBoundingClientRect().top);

const roots = (page: Page) => page.locator('.flow > lc-list > ul > li > lc-comment > article .content').allInnerTexts();

async function ready(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Options' }).waitFor();
}

async function vote(id: string, value: 1 | -1): Promise<void> {
  const { token } = await guest(here.server.url);
  const answer = await call(here.server.url, 'PUT', `/api/v1/comments/${id}/vote`, { token, body: { value } });
  expect(answer.status, answer.text).toBe(200);
}

test('in the middle of a thread, comments and replies come in and the one that is read does not move a pixel', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 20; n++) ids.push((await says(`Comment ${n}`)).id);
  const { page } = await here.open();
  await page.getByText('Comment 19').waitFor();
  await ready(page);
  await page.getByText('Comment 10', { exact: true }).evaluate(each => each.scrollIntoView({ block: 'center' }));
  const before = await topOf(page, 'Comment 10');
  const moves: number[] = [];
  await page.exposeFunction('moved', (top: number) => moves.push(top));
  await page.getByText('Comment 10', { exact: true }).evaluate(each => {
    let last = each.getBoundingClientRect().top;
    const look = () => {
      const { top } = each.getBoundingClientRect();
      if (top !== last) (globalThis as unknown as { moved(top: number): void }).moved(top);
      last = top;
      requestAnimationFrame(look);
    };
    look();
  });
  await says('New root');
  // Above what can be seen, in the middle of it, at the comment itself, and below.
  for (const n of [18, 11, 10, 9, 1]) await says(`Reply to ${n}`, ids[n]);
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  await page.getByText('Reply to 1', { exact: true }).waitFor({ state: 'attached' });
  await expect.poll(() => page.getByRole('button', { name: '1 new reply' }).count()).toBeGreaterThanOrEqual(3);
  expect(await topOf(page, 'Comment 10')).toBe(before);
  expect(moves).toEqual([]);
  expect(await page.getByText('Reply to 10', { exact: true }).count()).toBe(0);

  await says('Another', ids[10]);
  const button = commentWith(page, 'Comment 10').getByRole('button', { name: '2 new replies' });
  await button.click();
  await expect.poll(() => page.locator('article:focus .content').innerText()).toBe('Reply to 10');
  await page.getByText('Another', { exact: true }).waitFor();
  await expect.poll(() => button.count()).toBe(0);
});

test('a reply at the very end comes in at once, and one to a collapsed comment moves nothing and asks nothing', async () => {
  const last = await says('Last');
  const first = await says('First');
  await says('An answer', first.id);
  const { page } = await here.open();
  await ready(page);
  await says('At the end', last.id);
  await page.getByText('At the end').waitFor();
  await commentWith(page, 'First').first().getByRole('button', { name: 'Collapse this conversation' }).click();
  await expect.poll(() => page.getByText('An answer').count()).toBe(0);
  await says('Unseen', first.id);
  await says('Last sign', last.id);
  await page.getByText('Last sign').waitFor();
  expect(await page.getByRole('button', { name: /new repl/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'Expand this conversation' }).click();
  await page.getByText('Unseen').waitFor();
});

test('the oldest first: what is new stands at the end, also behind what is not loaded, and nothing waits', async () => {
  for (let n = 0; n < 7; n++) await says(`Comment ${n}`);
  const { page } = await here.open({ attributes: { sort: 'oldest', 'page-size': '3' } });
  await page.getByText('Comment 2').waitFor();
  await ready(page);
  await says('New');
  await page.getByText('New', { exact: true }).waitFor();
  await expect.poll(() => roots(page)).toEqual(['Comment 0', 'Comment 1', 'Comment 2', 'New']);
  for (const n of [5, 7]) {
    await page.getByRole('button', { name: 'Show more comments' }).click();
    await page.getByText(`Comment ${Math.min(n, 6)}`).waitFor();
  }
  await expect.poll(() => roots(page)).toEqual([...[0, 1, 2, 3, 4, 5, 6].map(n => `Comment ${n}`), 'New']);
});

test('the best first: votes decide, new ones stand where nobody has voted, and what rises is not passed over', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 8; n++) ids.push((await says(`Comment ${n}`)).id);
  for (const n of [0, 0, 0, 1, 1, 2]) await vote(ids[n] ?? '', 1);
  await vote(ids[7] ?? '', -1);
  const { page } = await here.open({ attributes: { sort: 'best', 'page-size': '4' } });
  await expect.poll(() => roots(page)).toEqual([0, 1, 2, 6].map(n => `Comment ${n}`));
  await ready(page);
  // Another reader raises one that is not loaded above all that are: no later page will bring it.
  for (let n = 0; n < 5; n++) await vote(ids[4] ?? '', 1);
  await page.getByText('Comment 4').waitFor();
  await says('New');
  await page
    .getByText('New', { exact: true })
    .or(page.getByRole('button', { name: '1 new comment' }))
    .first()
    .waitFor();
  await expect.poll(() => roots(page)).toContain('New');
  await expect
    .poll(async () => (await roots(page)).slice(0, 5))
    .toEqual(['Comment 0', 'Comment 1', 'Comment 2', 'New', 'Comment 6']);
  await page.getByRole('button', { name: 'Show more comments' }).click();
  await expect.poll(async () => (await roots(page)).toSorted()).toEqual([...ids.map((_, n) => `Comment ${n}`), 'New']);
});

test('“Best first” is offered where votes are', async () => {
  await says('One');
  await says('Two');
  const { page } = await here.open();
  const order = page.getByRole('combobox', { name: 'Order' });
  await order.waitFor();
  await expect
    .poll(() => order.locator('option').allInnerTexts())
    .toEqual(['Newest first', 'Oldest first', 'Best first']);
  await here.server.set({ votes: 'off' });
  await page.reload();
  await order.waitFor();
  await expect.poll(() => order.locator('option').allInnerTexts()).toEqual(['Newest first', 'Oldest first']);
});

test('without a connection another order keeps the list, says so, and comes when the connection is back', async () => {
  await says('Older');
  await says('Newer');
  const { page } = await here.open();
  await ready(page);
  await page.context().setOffline(true);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('oldest');
  await page.getByRole('status').filter({ hasText: 'Comments could not be loaded.' }).waitFor();
  expect(await roots(page)).toEqual(['Newer', 'Older']);
  await page.context().setOffline(false);
  await expect.poll(() => roots(page), { timeout: 15_000 }).toEqual(['Older', 'Newer']);
  await expect.poll(() => page.getByText('Comments could not be loaded.').count()).toBe(0);
});

test('the line of who is here and who types keeps its height', async () => {
  const { page } = await here.open();
  const { page: other } = await here.open();
  await page.getByText('2 people here').waitFor();
  const height = () => page.locator('.line').evaluate(each => each.getBoundingClientRect().height);
  const before = await height();
  await other.getByRole('textbox', { name: 'Write a comment' }).fill('…');
  await page.getByText('is typing').waitFor();
  expect(await height()).toBe(before);
  await page.setViewportSize({ width: 320, height: 600 });
  await page.getByText('is typing').waitFor();
  expect(await height()).toBe(before);
});
