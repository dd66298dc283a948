/** Votes and reactions in the widget: live on every screen, one's own kept, taken back when the server refuses. */
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { call, guest, post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

afterEach(() => here.server.set({ votes: 'updown', reactions: ['👍', '❤️', '😂'] }));

/** What a reader without a picture hears of a comment's votes: its points, and which way is pressed. */
async function heard(page: Page): Promise<string> {
  const comment = commentWith(page, 'Vote on me');
  const pressed = async (name: string) =>
    (await comment.getByRole('button', { name }).getAttribute('aria-pressed')) === 'true';
  // Where nobody has voted, nothing is said.
  const points = (await comment.locator('.score .sr').allInnerTexts()).join();
  return `${points}${(await pressed('Vote up')) ? ' up' : ''}${(await pressed('Vote down')) ? ' down' : ''}`;
}

const vote = (page: Page, name: 'Vote up' | 'Vote down') =>
  commentWith(page, 'Vote on me').getByRole('button', { name }).click();

test('a vote stands on every screen at once, changes, and is taken back; one’s own is kept when others vote', async () => {
  const { id } = await post(here.server.url, here.thread, 'Vote on me');
  const [{ page: ann, requests }, { page: bob }] = await Promise.all([here.open(), here.open()]);
  await vote(ann, 'Vote up');
  await expect.poll(() => heard(ann)).toBe('1 point up');
  await expect.poll(() => heard(bob)).toBe('1 point');

  // Another’s vote comes over the link, and leaves one’s own pressed.
  await vote(bob, 'Vote up');
  await expect.poll(() => heard(ann)).toBe('2 points up');
  await vote(ann, 'Vote down');
  await expect.poll(() => heard(ann)).toBe('0 points down');
  await expect.poll(() => heard(bob)).toBe('0 points up');
  await vote(ann, 'Vote down');
  await expect.poll(() => heard(bob)).toBe('1 point up');

  await vote(ann, 'Vote up');
  await expect.poll(() => heard(bob)).toBe('2 points up');
  await ann.reload();
  await expect.poll(() => heard(ann)).toBe('2 points up');
  expect(requests.filter(request => request.startsWith('PUT'))).toEqual(
    Array(4).fill(`PUT /api/v1/comments/${id}/vote`),
  );
});

test('quick clicks end where the last one left them', async () => {
  const { id } = await post(here.server.url, here.thread, 'Vote on me');
  const { page } = await here.open();
  const up = commentWith(page, 'Vote on me').getByRole('button', { name: 'Vote up' });
  await up.waitFor();
  await up.evaluate((button: HTMLElement) => {
    for (let n = 0; n < 5; n++) button.click();
  });
  const read = async () => (await call(here.server.url, 'GET', `/api/v1/comments/${id}`)).json.score;
  await expect.poll(read).toBe(1);
  await expect.poll(() => heard(page)).toBe('1 point up');
});

test('a vote that the server does not take is taken back, and the reader is told', async () => {
  await post(here.server.url, here.thread, 'Vote on me');
  const { page } = await here.open();
  await commentWith(page, 'Vote on me').getByRole('button', { name: 'Vote up' }).waitFor();
  await here.server.set({ votes: 'off' });
  await vote(page, 'Vote up');
  await commentWith(page, 'Vote on me').getByRole('alert').waitFor();
  await expect.poll(() => heard(page)).toBe('');
  await page.reload();
  await commentWith(page, 'Vote on me').getByRole('button', { name: 'Reply' }).waitFor();
  expect(await page.getByRole('button', { name: /^Vote/ }).count()).toBe(0);
});

test('a site that has votes for a comment alone shows how many there are', async () => {
  await here.server.set({ votes: 'up' });
  await post(here.server.url, here.thread, 'Vote on me');
  const { page } = await here.open();
  await vote(page, 'Vote up');
  await commentWith(page, 'Vote on me').getByText('1 point').waitFor();
  expect(await page.getByRole('button', { name: 'Vote down' }).count()).toBe(0);
});

test('a reaction is chosen by keyboard, stands on every screen, and is taken back by its chip', async () => {
  const { id } = await post(here.server.url, here.thread, 'Vote on me');
  const [{ page: ann }, { page: bob }] = await Promise.all([here.open(), here.open()]);
  const button = ann.getByRole('button', { name: 'React', exact: true });
  await button.focus();
  await ann.keyboard.press('Enter');
  await expect.poll(() => ann.getByRole('button', { name: 'React with 👍' }).evaluate(isFocused)).toBe(true);
  await ann.keyboard.press('ArrowRight');
  await ann.keyboard.press('Enter');
  const chip = (page: Page) => page.getByRole('button', { name: /^❤️ \d+$/ });
  await expect.poll(() => chip(ann).innerText()).toBe('❤️ 1');
  await expect.poll(() => chip(ann).getAttribute('title')).toBe('❤️ from 1 person');
  await expect.poll(() => chip(ann).getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => button.evaluate(isFocused)).toBe(true);

  await chip(bob).click();
  await expect.poll(() => chip(ann).innerText()).toBe('❤️ 2');
  await expect.poll(() => chip(ann).getAttribute('aria-pressed')).toBe('true');
  const cy = await guest(here.server.url);
  const path = `/api/v1/comments/${id}/reactions/${encodeURIComponent('❤️')}`;
  expect((await call(here.server.url, 'PUT', path, { token: cy.token })).status).toBe(200);
  await expect.poll(() => chip(ann).innerText()).toBe('❤️ 3');

  await chip(ann).click();
  await expect.poll(() => chip(bob).innerText()).toBe('❤️ 2');
  await expect.poll(() => chip(bob).getAttribute('aria-pressed')).toBe('true');
  await bob.reload();
  await expect.poll(() => chip(bob).getAttribute('aria-pressed')).toBe('true');
});

test('the picker closes with Escape, and when the focus goes elsewhere it stays there', async () => {
  await post(here.server.url, here.thread, 'Vote on me');
  const { page } = await here.open();
  const button = page.getByRole('button', { name: 'React', exact: true });
  const picker = page.getByRole('group', { name: 'React' });
  await button.click();
  // The focus comes into it a moment after it is there.
  await expect.poll(() => picker.getByRole('button').first().evaluate(isFocused)).toBe(true);
  await page.keyboard.press('Escape');
  await picker.waitFor({ state: 'detached' });
  await expect.poll(() => button.evaluate(isFocused)).toBe(true);
  await button.click();
  await picker.waitFor();
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await box.click();
  await picker.waitFor({ state: 'detached' });
  await expect.poll(() => box.evaluate(isFocused)).toBe(true);
});

test('what an owner has switched off is not there', async () => {
  await here.server.set({ reactions: [] });
  await post(here.server.url, here.thread, 'Vote on me');
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Vote up' }).waitFor();
  expect(await page.getByRole('button', { name: 'React', exact: true }).count()).toBe(0);
});

/** Whether an element has the focus in its shadow root. */
function isFocused(element: Element): boolean {
  return (element.getRootNode() as ShadowRoot).activeElement === element;
}
