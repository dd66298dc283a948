/** What a member keeps about themselves, in the widget: profile and picture, mails, sessions, all of it to take along or erase. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { call } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { commentWith, focusedIn, writeComment } from '../helpers/page.ts';
import { memberIn, tokenIn } from '../helpers/sign-in-page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages({ mails: true });

/** Opens a page of one’s account by its name in the menu. */
async function open(page: Page, name: string) {
  await page.locator('lc-composer textarea').first().click();
  await page.locator('.me').first().click();
  await page.getByRole('menuitem', { name }).click();
  return page.getByRole('dialog', { name });
}

const picture = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#a04020' } })
    .png()
    .toBuffer();

test('a profile is changed: faults at their fields, and every screen has the new name', async () => {
  const { page } = await here.open();
  await memberIn(page, here.mailbox, 'ann@example.com', 'Ann');
  await writeComment(page, 'Signed by me');
  const reader = await here.open();
  await commentWith(reader.page, 'Signed by me').getByRole('button', { name: 'Ann', exact: true }).waitFor();

  const dialog = await open(page, 'Profile');
  await dialog.getByLabel('Website').fill('no address');
  await page.keyboard.press('Enter');
  await dialog.getByText('This is not a web address.').waitFor();
  expect(await faults(page)).toEqual([]);
  await dialog.getByLabel('Website').fill('ann.example');
  await dialog.getByLabel('Your name').fill('');
  await page.keyboard.press('Enter');
  await dialog.getByText('Please tell us your name.').waitFor();
  await dialog.getByLabel('Your name').fill('Anna');
  expect((await dialog.getByLabel('About you').boundingBox())?.height).toBeGreaterThan(80);
  await dialog.getByLabel('About you').fill('I bake,\nand write about it.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Saved.').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.me').getByText('Anna').waitFor();
  await commentWith(page, 'Signed by me').getByRole('button', { name: 'Anna', exact: true }).waitFor();

  await reader.page.reload();
  await commentWith(reader.page, 'Signed by me').getByRole('button', { name: 'Anna', exact: true }).click();
  const card = reader.page.getByRole('dialog', { name: 'Anna' });
  await card.getByText('and write about it.').waitFor();
  expect(await card.getByRole('link', { name: 'ann.example' }).getAttribute('href')).toBe('https://ann.example/');
  await card.getByText('1 comment').waitFor();
  expect(await faults(reader.page)).toEqual([]);
});

test('a picture is seen before it is saved, then at each comment; one that is none, and one that does not load', async () => {
  const { page } = await here.open();
  await memberIn(page, here.mailbox, 'pia@example.com', 'Pia');
  await writeComment(page, 'With a face');
  const dialog = await open(page, 'Profile');
  const file = dialog.locator('input[type=file]');
  await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(1)>') });
  await dialog.getByText('This picture cannot be used.').waitFor();
  expect(await focusedIn(page)).toBe('button Choose a picture');
  await file.setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await picture() });
  await dialog.locator('canvas').waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Saved.').waitFor();
  const faces = commentWith(page, 'With a face').locator('.avatar img');
  await page.reload();
  await expect.poll(() => faces.evaluate(each => (each as HTMLImageElement).naturalWidth)).toBe(192);
  const face = await faces.evaluate(each => {
    const { src, referrerPolicy, loading, parentElement } = each as HTMLImageElement;
    const { width, height } = parentElement?.getBoundingClientRect() ?? {};
    return { src, referrerPolicy, loading, width, height };
  });
  expect(face).toMatchObject({ referrerPolicy: 'no-referrer', loading: 'lazy', width: 36, height: 36 });
  expect(face.src.startsWith(`${here.server.url}/avatars/`)).toBe(true);

  const reader = await here.open();
  await reader.page.route('**/avatars/**', route => route.abort());
  await reader.page.reload();
  await expect.poll(() => commentWith(reader.page, 'With a face').locator('.avatar img').count()).toBe(0);
  expect(await commentWith(reader.page, 'With a face').locator('.avatar').innerText()).toBe('P');

  const again = await open(page, 'Profile');
  await again.getByRole('button', { name: 'Remove picture' }).click();
  await again.getByRole('button', { name: 'Save' }).click();
  await again.getByText('Saved.').waitFor();
  await page.reload();
  await commentWith(page, 'With a face').waitFor();
  expect(await faces.count()).toBe(0);
});

test('mails are switched, and stay so; one’s own comments lead to where they stand', async () => {
  const { page } = await here.open();
  await memberIn(page, here.mailbox, 'nina@example.com', 'Nina');
  await writeComment(page, 'Where was that?');
  await commentWith(page, 'Where was that?').getByText('you', { exact: true }).waitFor();
  const dialog = await open(page, 'Notifications');
  await dialog.getByText('nina@example.com').waitFor();
  // Nobody waits for mails that do not come.
  await dialog.getByText('These mails are not sent yet.').waitFor();
  const mentions = dialog.getByRole('switch', { name: 'Mail me when somebody mentions me' });
  const before = await mentions.isChecked();
  await mentions.click();
  await dialog.getByText('Saved.').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await open(page, 'Notifications');
  await mentions.waitFor();
  expect(await mentions.isChecked()).toBe(!before);
  await page.keyboard.press('Escape');
  const written = await open(page, 'Your comments');
  await written.getByRole('link', { name: /Where was that/ }).click();
  await written.waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('article[data-linked]').innerText()).toContain('Where was that?');
});

test('where one is signed in is listed, and ended from afar: the other browser says so, and keeps the text', async () => {
  const { page } = await here.open();
  await memberIn(page, here.mailbox, 'sam@example.com', 'Sam');
  const other = await here.open();
  await memberIn(other.page, here.mailbox, 'sam@example.com');
  const box = other.page.getByRole('textbox', { name: 'Write a comment' });
  await box.fill('Half of a');
  const dialog = await open(page, 'Where you are signed in');
  await dialog.getByText('this device').waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(2);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect.poll(() => dialog.getByRole('listitem').count()).toBe(1);
  await other.page.getByText('You were signed out. What you wrote is kept.').waitFor();
  expect(await box.inputValue()).toBe('Half of a');
});

test('all of it is downloaded as JSON; erasing asks for the name, and takes every comment from every screen', async () => {
  const { page } = await here.open();
  await memberIn(page, here.mailbox, 'eve@example.com', 'Eve');
  await writeComment(page, 'To be forgotten');
  const reader = await here.open();
  await reader.page.getByText('To be forgotten').waitFor();
  const dialog = await open(page, 'Your data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download your data' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.stringify(JSON.parse(text))).toContain('To be forgotten');
  expect(text).toContain('eve@example.com');

  await dialog.getByLabel(/^To confirm, type your name/).fill('Adam');
  await dialog.getByRole('button', { name: 'Erase your account' }).click();
  await dialog.getByText('This is not your name.').waitFor();
  expect(await faults(page)).toEqual([]);
  const token = await tokenIn(page);
  await dialog.getByLabel(/^To confirm, type your name/).fill('Eve');
  await dialog.getByRole('button', { name: 'Erase your account' }).click();
  await page.getByText('Your account is erased.').waitFor();
  await reader.page.getByText('To be forgotten').waitFor({ state: 'detached' });
  await page.getByText('To be forgotten').waitFor({ state: 'detached' });
  expect((await call(here.server.url, 'GET', '/api/v1/profile', { token })).status).toBe(401);
});
