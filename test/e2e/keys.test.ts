/** The keyboard: single keys in the widget alone, their list, and the reader’s own options. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const says = (body: string, parent?: string) =>
  post(here.server.url, here.thread, body, { author: { name: 'Bob' }, ...(parent ? { parent } : {}) });

const focused = (page: Page) => page.locator('article:focus .content').innerText({ timeout: 2_000 });

async function openThread() {
  const opened = await here.open();
  await opened.page.getByRole('button', { name: 'Options' }).waitFor();
  return opened;
}

test('j and k go through the comments; r, x, c and / do what the list says', async () => {
  const first = await says('First');
  await says('Reply', first.id);
  await says('Second');
  const { page, complaints } = await openThread();
  await page.locator('h2').evaluate(each => (each as HTMLElement).focus());
  for (const text of ['Second', 'First', 'Reply']) {
    await page.keyboard.press('j');
    await expect.poll(() => focused(page)).toBe(text);
  }
  await page.keyboard.press('j');
  expect(await focused(page)).toBe('Reply');
  await page.keyboard.press('k');
  await expect.poll(() => focused(page)).toBe('First');

  await page.keyboard.press('x');
  await expect.poll(() => page.getByText('Reply', { exact: true }).count()).toBe(1);
  await page.keyboard.press('x');
  await commentWith(page, 'Reply').last().waitFor();

  await commentWith(page, 'First').first().focus();
  await page.keyboard.press('r');
  const box = page.getByRole('textbox', { name: /^Reply to/ });
  await expect.poll(() => box.evaluate(each => each.matches(':focus'))).toBe(true);
  // In a box, a letter is a letter.
  await page.keyboard.type('jk?/cnx');
  await expect.poll(() => box.inputValue()).toBe('jk?/cnx');
  expect(await page.getByRole('dialog').count()).toBe(0);

  await commentWith(page, 'Second').focus();
  await page.keyboard.press('c');
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Write a comment' }).evaluate(each => each.matches(':focus')))
    .toBe(true);
  await commentWith(page, 'Second').focus();
  await page.keyboard.press('/');
  await expect.poll(() => page.getByRole('searchbox').evaluate(each => each.matches(':focus'))).toBe(true);
  expect(await page.getByRole('searchbox').inputValue()).toBe('');
  expect(complaints).toEqual([]);
});

test('u votes and takes the vote back', async () => {
  await says('Vote on me');
  const { page } = await openThread();
  const up = page.getByRole('button', { name: 'Vote up' });
  await commentWith(page, 'Vote on me').focus();
  await page.keyboard.press('u');
  await expect.poll(() => up.getAttribute('aria-pressed')).toBe('true');
  await commentWith(page, 'Vote on me').focus();
  await page.keyboard.press('u');
  await expect.poll(() => up.getAttribute('aria-pressed')).toBe('false');
});

test('keys are the page’s own while the focus is outside, and with a modifier', async () => {
  await says('Comment');
  const { page } = await openThread();
  await page.keyboard.press('?');
  await page.keyboard.press('/');
  await page.keyboard.press('j');
  await commentWith(page, 'Comment').focus();
  await page.keyboard.press('Control+/');
  await page.keyboard.press('Alt+c');
  await page.waitForTimeout(300);
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.getByRole('searchbox').count()).toBe(0);
  expect(await focused(page)).toBe('Comment');
});

test('? lists the keys in a dialog that Escape closes, with the focus where it was', async () => {
  await says('Comment');
  const { page, requests } = await openThread();
  await commentWith(page, 'Comment').focus();
  expect(requests.filter(each => each.includes('/options.'))).toEqual([]);
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await list.waitFor();
  await expect.poll(() => list.locator('kbd').allInnerTexts()).toEqual(['j', 'k', 'n', 'r', 'u', 'x', '/', 'c', '?']);
  await page.keyboard.press('Escape');
  await expect.poll(() => list.count()).toBe(0);
  expect(await focused(page)).toBe('Comment');
});

test('the options open and close by keyboard; silence is kept, and nothing is announced in it', async () => {
  const context = await here.browser.newContext();
  const { page } = await here.open({ context });
  await page.getByText('No comments yet.').waitFor();
  const button = page.getByRole('button', { name: 'Options' });
  await button.focus();
  await page.keyboard.press('Enter');
  const announce = page.getByRole('switch', { name: 'Announce new comments' });
  await announce.waitFor();
  await expect.poll(() => announce.isChecked()).toBe(true);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect.poll(() => announce.isChecked()).toBe(false);
  await page.keyboard.press('Escape');
  await expect.poll(() => announce.count()).toBe(0);
  await button.click();
  await announce.waitFor();
  await page.locator('h2').click();
  await expect.poll(() => announce.count()).toBe(0);
  // Esc on the heels of a click.
  await button.evaluate(each => {
    (each as HTMLElement).click();
    each.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  });
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false');
  await says('By then it has been drawn');
  await page.getByText('By then it has been drawn').waitFor();
  expect(await announce.count()).toBe(0);
  await expect.poll(() => button.evaluate(each => each.matches(':focus'))).toBe(true);

  const spoken = page.locator('.sr[role=status]').last();
  await says('In silence');
  await page.getByText('In silence').waitFor();
  await page.waitForTimeout(1_500);
  expect(await spoken.innerText()).toBe('');
  await page.reload();
  await button.click();
  await expect.poll(() => announce.isChecked()).toBe(false);
  await announce.click();
  await says('Aloud');
  await expect.poll(() => spoken.innerText()).toContain('Bob');
});
