/** Whom one does not want to read: from the card of somebody, kept by the browser for guests, by the server for members. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { commentWith, focusedIn } from '../helpers/page.ts';
import { memberIn, tokenIn } from '../helpers/sign-in-page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages({ mails: true });

const says = (name: string, body: string, token?: string) =>
  post(here.server.url, here.thread, body, { author: { name, website: 'https://bob.example/about' } }, token);

const nameOf = (page: Page, text: string, name: string) =>
  commentWith(page, text).getByRole('button', { name, exact: true });

test('a name leads by keyboard to a card with what somebody says of themselves and wrote, and back', async () => {
  const bob = await says('Bob', 'The first word');
  await says('Bob', 'The last word', bob.session.token);
  const { page, complaints } = await here.open();
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await nameOf(page, 'The last word', 'Bob').focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('dialog', { name: 'Bob' });
  await card.getByText('2 comments').waitFor();
  expect(await faults(page)).toEqual([]);
  const website = card.getByRole('link', { name: 'bob.example/about' });
  expect(await website.getAttribute('rel')).toBe('nofollow ugc noopener noreferrer');
  await card.getByRole('link', { name: /The last word/ }).waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await expect.poll(() => focusedIn(page)).toBe('button Bob');

  // The face is for the pointer.
  await commentWith(page, 'The last word').locator('.avatar').click();
  await card.getByRole('link', { name: /The first word/ }).click();
  await card.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('article[data-linked]').innerText()).toContain('The first word');
  expect(complaints).toEqual([]);
});

test('a guest mutes from the card; what comes live is a line, too, and nothing moves', async () => {
  const bob = await says('Bob', 'Rude words');
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await nameOf(page, 'Rude words', 'Bob').click();
  const card = page.getByRole('dialog', { name: 'Bob' });
  await card.getByRole('button', { name: /^Mute .*Bob/ }).click();
  await card.getByRole('button', { name: /^Unmute .*Bob/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByText(/You muted .*Bob/).waitFor();
  await says('Bob', 'More of it', bob.session.token);
  await expect.poll(() => page.getByText(/You muted .*Bob/).count()).toBe(2);
  expect(await page.getByText('More of it').count()).toBe(0);
  await page.getByRole('button', { name: 'Show', exact: true }).first().click();
  await page.getByText('More of it').waitFor();
});

test('what a guest muted is muted for the member; the server keeps it for their other browsers', async () => {
  const bob = await says('Bob', 'Rude words');
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Options' }).waitFor();
  await nameOf(page, 'Rude words', 'Bob').click();
  await page.getByRole('button', { name: /^Mute .*Bob/ }).click();
  await page.keyboard.press('Escape');
  await memberIn(page, here.mailbox, 'mia@example.com', 'Mia');
  const token = await tokenIn(page);
  const mutes = async () =>
    (await call(here.server.url, 'GET', '/api/v1/profile/mutes', { token })).json.items.map(
      ({ id }: { id: string }) => id,
    );
  await expect.poll(mutes).toEqual([bob.author.id]);

  const { page: other } = await here.open();
  await other.getByText('Rude words').waitFor();
  await memberIn(other, here.mailbox, 'mia@example.com');
  await other.getByText(/You muted .*Bob/).waitFor();
  await other.locator('.me').click();
  await other.getByRole('menuitem', { name: 'Muted people' }).click();
  const list = other.getByRole('dialog', { name: 'Muted people' });
  await list.getByRole('button', { name: /^Unmute .*Bob/ }).click();
  await list.getByText('You have muted nobody.').waitFor();
  expect(await faults(other)).toEqual([]);
  await expect.poll(mutes).toEqual([]);
  await other.keyboard.press('Escape');
  await other.getByText('Rude words').waitFor();
  // The list is the account’s: it is gone with the sign-out, here as there.
  await page.reload();
  await page.getByText('Rude words').waitFor();
});
