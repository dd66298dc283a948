/** Nothing that was written is lost: drafts, posts on their way, slow mode, sessions that end. */
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

afterEach(async () => {
  await here.server.set({ slowMode: 0, hold: 'none' });
});

const boxOf = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const listed = async () => (await call(here.server.url, 'GET', query(COMMENTS, { thread: here.thread }))).json.items;
const kept = (page: Page) =>
  page.evaluate(() => Object.keys(localStorage).filter(name => name.startsWith('live-comments draft ')).length);
/** Long enough for a page to load, and for a countdown to end. */
const soon = { timeout: 10_000 };
const refuse = (status: number, problem: object) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify(problem),
});

test('a draft comes back with the page, is said once, and is gone when it is posted', async () => {
  const context = await here.browser.newContext();
  const { page } = await here.open({ context });
  await boxOf(page).pressSequentially('Half a thought');
  await page.close();
  const { page: again } = await here.open({ context });
  await expect.poll(() => boxOf(again).inputValue(), soon).toBe('Half a thought');
  await again.getByRole('status').filter({ hasText: 'Your draft is back.' }).waitFor({ state: 'attached' });
  await again.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await boxOf(again).press('Control+Enter');
  await commentWith(again, 'Half a thought').getByRole('button', { name: 'Edit' }).waitFor();
  expect(await kept(again)).toBe(0);
  await again.reload();
  await commentWith(again, 'Half a thought').waitFor();
  expect(await boxOf(again).inputValue()).toBe('');
});

test('each reply and each edit has its own draft, and opens where it belongs', async () => {
  const { thread } = here;
  const context = await here.browser.newContext();
  const { page } = await here.open({ context });
  await writeComment(page, 'Mine', 'Ann');
  await commentWith(page, 'Mine').getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Edit your comment' }).fill('Mine, better');
  await post(here.server.url, thread, 'Theirs', { author: { name: 'Bob' } });
  const fresh = page.getByRole('button', { name: '1 new comment' });
  await fresh.click();
  await commentWith(page, 'Theirs').getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('textbox', { name: /^Reply to/ }).fill('To them');
  await boxOf(page).fill('To all');
  await page.reload();
  await expect.poll(() => boxOf(page).inputValue(), soon).toBe('To all');
  await expect.poll(() => page.getByRole('textbox', { name: /^Reply to/ }).inputValue(), soon).toBe('To them');
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Edit your comment' }).inputValue(), soon)
    .toBe('Mine, better');
  // What was put aside is kept, and stays aside.
  await page.getByRole('textbox', { name: /^Reply to/ }).press('Escape');
  await page.reload();
  await expect.poll(() => page.getByRole('textbox', { name: 'Edit your comment' }).count(), soon).toBe(1);
  expect(await page.getByRole('textbox', { name: /^Reply to/ }).count()).toBe(0);
  await commentWith(page, 'Theirs').getByRole('button', { name: 'Reply', exact: true }).click();
  await expect.poll(() => page.getByRole('textbox', { name: /^Reply to/ }).inputValue(), soon).toBe('To them');
});

test('L3 a tab closed while its comment is on its way neither loses nor doubles it', async () => {
  const context = await here.browser.newContext();
  await context.routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  const { page } = await here.open({ context });
  await writeComment(page, 'Before', 'Ann');
  await commentWith(page, 'Before').getByRole('button', { name: 'Edit' }).waitFor();
  const sent: { id: string }[] = [];
  // It does not get through, and the tab is closed while it is tried again.
  await page.route('**/api/v1/comments', async route => {
    if (route.request().method() !== 'POST') return route.fallback();
    sent.push(route.request().postDataJSON() as { id: string });
    await route.abort();
  });
  await writeComment(page, 'On its way');
  await expect.poll(() => sent.length, soon).toBeGreaterThan(0);
  await page.close();
  const { page: again } = await here.open({ context });
  await expect.poll(() => boxOf(again).inputValue(), soon).toBe('On its way');
  const request = again.waitForRequest(asked => asked.method() === 'POST' && asked.url().endsWith('/comments'));
  await boxOf(again).press('Control+Enter');
  expect(((await request).postDataJSON() as { id: string }).id).toBe(sent[0]?.id);
  await commentWith(again, 'On its way').getByRole('button', { name: 'Edit' }).waitFor();
  sent.length = 0;
  // This one arrives, and only its answer is lost with the tab.
  await again.route('**/api/v1/comments', async route => {
    if (route.request().method() !== 'POST') return route.fallback();
    await route.fetch();
    sent.push(route.request().postDataJSON() as { id: string });
  });
  await writeComment(again, 'Arrived');
  await expect.poll(() => sent.length, soon).toBe(1);
  await again.close();
  const { page: last } = await here.open({ context });
  await commentWith(last, 'Arrived').waitFor();
  await expect.poll(() => kept(last), soon).toBe(0);
  expect(await boxOf(last).inputValue()).toBe('');
  expect(await listed()).toHaveLength(3);
});

test('two tabs never mix what they write, and one that posted takes the other’s copy away', async () => {
  const context = await here.browser.newContext();
  const { page: one } = await here.open({ context });
  await boxOf(one).fill('From one');
  await expect.poll(() => kept(one), soon).toBe(1);
  const { page: two } = await here.open({ context });
  await expect.poll(() => boxOf(two).inputValue(), soon).toBe('From one');
  await writeComment(one, 'From one', 'Ann');
  await expect.poll(() => boxOf(two).inputValue(), soon).toBe('');
  await boxOf(one).fill('One again');
  await boxOf(two).fill('Two');
  await expect.poll(() => kept(one), soon).toBe(1);
  await expect.poll(() => one.evaluate(() => JSON.stringify(localStorage)), soon).toContain('Two');
  expect(await boxOf(one).inputValue()).toBe('One again');
  await two.reload();
  await expect.poll(() => boxOf(two).inputValue(), soon).toBe('Two');
});

test('no more than fifty drafts are kept, the oldest go, and blocked storage breaks nothing', async () => {
  const context = await here.browser.newContext();
  await context.addInitScript(() => {
    if (localStorage.length > 0) return;
    for (let i = 0; i < 60; i++) {
      const draft = { text: `Old ${i}`, underWay: [], isOpen: true, at: i };
      localStorage.setItem(`live-comments draft ["x","y","${i}"] new`, JSON.stringify(draft));
    }
  });
  const { page } = await here.open({ context });
  await boxOf(page).fill('New');
  await expect.poll(() => kept(page), soon).toBe(50);
  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  expect(stored).toContain('New');
  expect(stored).toContain('Old 59');
  expect(stored).not.toContain('Old 9"');
  const blocked = await here.browser.newContext();
  await blocked.addInitScript(() => {
    Object.defineProperty(globalThis, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  const { page: strict, complaints } = await here.open({ context: blocked });
  await writeComment(strict, 'Without storage', 'Ann');
  await commentWith(strict, 'Without storage').getByRole('button', { name: 'Edit' }).waitFor();
  expect(complaints).toEqual([]);
});

test('slow mode counts down, keeps the text, and lets go by itself', async () => {
  await here.server.set({ slowMode: 3 });
  const { page } = await here.open();
  await writeComment(page, 'First', 'Ann');
  await commentWith(page, 'First').getByRole('button', { name: 'Edit' }).waitFor();
  // One’s own post starts it, before anything is refused.
  const count = page.locator('.room').first();
  await expect.poll(() => count.innerText(), soon).toMatch(/^You can post again in \d+ seconds?\.$/);
  await boxOf(page).fill('Second');
  const button = page.getByRole('button', { name: 'Post', exact: true });
  await expect.poll(() => button.isDisabled()).toBe(true);
  await expect.poll(() => button.isEnabled(), soon).toBe(true);
  await expect.poll(() => count.innerText()).toBe('');
  await button.click();
  await commentWith(page, 'Second').getByRole('button', { name: 'Edit' }).waitFor();
});

test.each(['socket', 'REST'])('a refusal of slow mode over %s says how long', async way => {
  await here.server.set({ slowMode: 3 });
  const context = await here.browser.newContext();
  if (way === 'REST') await context.routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  const { page } = await here.open({ context });
  await writeComment(page, 'First', 'Ann');
  await commentWith(page, 'First').getByRole('button', { name: 'Edit' }).waitFor();
  // Whoever comes back does not know how long it is since then.
  await page.reload();
  await writeComment(page, 'Second');
  await expect.poll(() => boxOf(page).inputValue()).toBe('Second');
  expect(await page.getByText('is typing').count(), 'who wrote it').toBe(0);
  const spoken = page.getByRole('status').filter({ hasText: 'You can post again' });
  await spoken.waitFor({ state: 'attached' });
  // What counts down says it already.
  expect(await page.locator('.composer .reason').innerText()).toBe('');
  const once = await spoken.textContent();
  const button = page.getByRole('button', { name: 'Post', exact: true });
  await expect.poll(() => button.isDisabled()).toBe(true);
  await page.waitForFunction(first => {
    const root = document.querySelector('live-comments')?.shadowRoot;
    return root?.querySelector('.room')?.textContent?.trim() !== first;
  }, once?.trim() ?? '');
  // The seconds are seen, and not said one by one.
  const still = (await spoken.count()) === 0 ? once : await spoken.textContent();
  expect(still).toBe(once);
  await expect.poll(() => button.isEnabled(), soon).toBe(true);
  await button.click();
  await commentWith(page, 'Second').getByRole('button', { name: 'Edit' }).waitFor();
});

test('a held comment is announced as one', async () => {
  await here.server.set({ hold: 'all' });
  const { page } = await here.open();
  await writeComment(page, 'Under review', 'Ann');
  await page
    .getByRole('status')
    .filter({ hasText: 'Your comment waits for a moderator.' })
    .waitFor({ state: 'attached' });
});

test('a token of the page that has expired keeps the text and asks to sign in again', async () => {
  const context = await here.browser.newContext();
  await context.routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  const { page } = await here.open({ context });
  await page.route('**/api/v1/comments**', route =>
    route.request().method() === 'POST'
      ? route.fulfill(refuse(401, { code: 'token_expired', detail: 'The token has expired; sign in again.' }))
      : route.continue({ headers: {} }),
  );
  await page.route('**/api/v1/session**', route =>
    route.fulfill({ json: { viewer: { id: 'u', name: 'Una', role: 'member' } } }),
  );
  await page.evaluate(() => document.querySelector('live-comments')?.setAttribute('token', 'given'));
  await boxOf(page).fill('Dear all');
  await boxOf(page).press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'sign in again' }).waitFor();
  await expect.poll(() => boxOf(page).inputValue()).toBe('Dear all');
});

test('the room left is shown near the limit, and a text beyond it is not sent', async () => {
  const { page } = await here.open();
  await boxOf(page).fill('x'.repeat(4_400));
  const room = page.locator('.room').first();
  expect(await room.innerText()).toBe('');
  await boxOf(page).press('Control+End');
  await boxOf(page).fill('x'.repeat(4_990));
  await expect.poll(() => room.innerText(), soon).toBe('10 characters left');
  await page.getByRole('status').filter({ hasText: '10 characters left' }).waitFor({ state: 'attached' });
  await boxOf(page).fill('x'.repeat(5_001));
  await expect.poll(() => room.innerText(), soon).toBe('Too long');
  await expect.poll(() => page.getByRole('button', { name: 'Post', exact: true }).isDisabled()).toBe(true);
});
