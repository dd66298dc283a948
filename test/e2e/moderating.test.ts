/** A moderator on a page of the owner’s site: let in by a window of the server’s, and what they decide there. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { makeOwner, PASSWORD } from '../helpers/staff.ts';
import { hostSite } from './host-page.ts';

const here = hostSite();
const THREAD = 'moderating';
const BODY = `<script async src="/embed.js" data-thread="${THREAD}" data-lazy="off"></script>`;

/** Who has just been let in sees the list drawn anew, and an open menu gone with it: they open it once more. */
async function choose(page: Page, text: string, name: string): Promise<void> {
  const button = commentWith(page, text).first().getByRole('button', { name: 'More actions' });
  const item = page.getByRole('menuitem', { name, exact: true });
  const attempt = async (): Promise<boolean> => {
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    return item.click({ timeout: 500 }).then(
      () => true,
      () => page.keyboard.press('Escape').then(() => false),
    );
  };
  await expect.poll(attempt).toBe(true);
}

async function letIn(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Options' }).click();
  const [window] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Moderator sign-in' }).click(),
  ]);
  return window;
}

test('L4 a moderator is let in for this page, and what they decide is on every screen; an undo brings it back', async () => {
  const { email } = await makeOwner(here.server);
  const { url } = here.server;
  for (const body of ['A fair point', 'Buy my pills', 'Rude words'])
    await post(url, THREAD, body, { author: { name: 'Bob' } });
  const reader = await here.open(BODY);
  const { page, complaints, addresses } = await here.open(BODY);
  await page.getByText('Rude words').waitFor();
  const window = await letIn(page);
  const allow = window.getByRole('button', { name: 'Allow' });
  await window.getByLabel('Mail').or(window.getByLabel('Email')).first().fill(email);
  await window.getByLabel('Password').first().fill(PASSWORD);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await window.getByText(here.url).waitFor();
  // A click that was meant for what was here before, as in a double click, must not give it away.
  await expect.poll(() => allow.isEnabled()).toBe(true);
  const waited = allow.evaluate(async button => {
    dispatchEvent(new Event('blur'));
    dispatchEvent(new Event('focus'));
    const since = performance.now();
    const drawn = () => new Promise(resolve => requestAnimationFrame(resolve));
    await drawn();
    while ((button as HTMLButtonElement).disabled) await drawn();
    return performance.now() - since;
  });
  expect(await waited).toBeGreaterThanOrEqual(790);
  await Promise.all([window.waitForEvent('close'), allow.click()]);

  const shows = async (text: string, n: number) => {
    await expect.poll(() => reader.page.getByText(text).count(), { message: text }).toBe(n);
  };
  await choose(page, 'Rude words', 'Reject');
  await shows('Rude words', 0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows('Rude words', 1);
  await commentWith(page, 'Rude words').waitFor();
  await choose(page, 'Buy my pills', 'Mark as spam');
  await shows('Buy my pills', 0);
  await choose(page, 'A fair point', 'Feature');
  await shows('Featured', 1);
  await choose(page, 'A fair point', 'Pin');
  await shows('Pinned', 1);
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('button', { name: 'Close comments' }).click();
  await shows('Comments are closed.', 1);

  // On the way to the next page they stay a moderator; a reader never becomes one.
  await page.reload();
  await choose(page, 'A fair point', 'Unpin');
  await shows('Pinned', 0);
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('button', { name: 'Stop moderating' }).click();
  await commentWith(page, 'A fair point').getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Report' }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Reject' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  // The token is in no address.
  expect(addresses.join('\n')).not.toContain('lcw1');
});

test('a page of another origin gets no token, whoever opens the window', async () => {
  const { page } = await here.open(BODY);
  const popup = page.waitForEvent('popup');
  await page.evaluate(
    address => void open(address),
    `${here.server.url}/admin/page?site=default&origin=${encodeURIComponent('https://evil.example')}`,
  );
  const window = await popup;
  await window.getByLabel('Mail').or(window.getByLabel('Email')).first().fill('owner@example.com');
  await window.getByLabel('Password').first().fill(PASSWORD);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await window.getByRole('button', { name: 'Allow' }).click();
  await window.getByRole('alert').getByText('evil.example').waitFor();
  expect(window.isClosed()).toBe(false);
  const answer = await call(here.server.url, 'POST', '/api/v1/admin/session/widget', {
    body: { site: 'default', origin: here.url },
  });
  expect(answer.json.code).toBe('sign_in_required');
});

test('the server’s own first page lets a moderator in, too: its window finds the way back', async () => {
  const context = await here.browser.newContext();
  const page = await context.newPage();
  await page.goto(here.server.url);
  const window = await letIn(page);
  await window.getByLabel('Password').first().waitFor();
  expect(await window.evaluate(() => opener !== null)).toBe(true);
});
