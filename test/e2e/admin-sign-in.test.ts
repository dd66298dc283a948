/** Coming into the dashboard: set-up, password, code app, passkey, a proof now and then, and a session that ends. */
import { generateSync } from 'otplib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRows } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const EMAIL = 'olga@example.com';
const PASSWORD = 'correct horse battery';
/** A browser says so of each answer that is an error, also of one that was expected. */
const REFUSED = /Failed to load resource: the server responded with a status of (401|403|410)/;

let server: TestServer;
let browser: Browser;
let url: string;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  // Passkeys need a name: an address has none.
  url = server.url.replace('127.0.0.1', 'localhost');
  const link = (await server.app.setUpLink(url)) ?? '';
  watched = await openPage(browser, link, { locale: 'en' });
  page = watched.page;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByLabel(name, { exact: true });

async function signOut(): Promise<void> {
  await button('Sign out').click();
  await heading('Sign in');
}

async function typePassword(password: string): Promise<void> {
  await field('Mail address').fill(EMAIL);
  await field('Password').fill(password);
  await button('Sign in').click();
}

/** What a dialog holds are its element’s children. */
const dialog = (name: string | RegExp) => page.locator('lc-dialog').filter({ has: page.getByRole('dialog', { name }) });

/** The screens stand there. */
const isIn = () => button('Sign out').waitFor();

async function open(screen: string): Promise<void> {
  await isIn();
  await page.getByRole('link', { name: screen, exact: true }).click();
  await heading(screen);
}

/** As after ten minutes in which nobody proved who they are. */
function growStale(): void {
  changeRows(server.dataDir, 'UPDATE sessions SET stepped_up_at = 0');
}

test('the set-up link makes the owner, once, and leads to where a site comes into a page', async () => {
  await heading('Make the first owner');
  await expect.poll(() => field('Your name').evaluate(input => input.matches(':focus'))).toBe(true);
  expect(await faults(page, 'lc-admin')).toEqual([]);
  const link = page.url();
  await field('Your name').fill('Olga Owner');
  await field('Mail address').fill(EMAIL);
  await field('Choose a password').fill('short');
  await button('Make the owner').click();
  // The browser itself says that it is too short.
  expect(await field('Choose a password').evaluate((input: HTMLInputElement) => input.validity.tooShort)).toBe(true);
  await field('Choose a password').fill(PASSWORD);
  await button('Make the owner').click();
  await heading('default');
  expect(new URL(page.url()).pathname).toBe('/admin/sites/default');
  expect(page.url()).not.toContain(new URL(link).hash);
  const cut = await openPage(browser, `${server.url}/admin/invite#abc`, { locale: 'en' });
  await cut.page.getByLabel('Choose a password').fill(PASSWORD);
  await cut.page.getByRole('button', { name: 'Join' }).click();
  await cut.page.getByRole('alert').getByText('The link is not complete').waitFor();
  await expect
    .poll(() => cut.page.getByRole('button', { name: 'Join' }).evaluate(each => each.matches(':focus')))
    .toBe(true);
  await cut.page.context().close();
  const late = await openPage(browser, link, { locale: 'en' });
  await late.page.getByText('There is an owner already').waitFor();
  await late.page.context().close();
});

test('a wrong password is told beside the form, which keeps what was typed; the right one lets in', async () => {
  await signOut();
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await typePassword('wrong horse battery');
  await page.getByRole('alert').getByText('The mail address or the password is wrong.').waitFor();
  await expect.poll(() => field('Mail address').inputValue()).toBe(EMAIL);
  await typePassword(PASSWORD);
  await isIn();
});

test('the code app is turned on with a first code, and asked for; a recovery code serves once', async () => {
  await open('Your account');
  await button('Set up a code app').click();
  await page.getByRole('img', { name: 'QR code for a code app' }).waitFor();
  const secret = (await page.getByRole('group', { name: 'Key' }).locator('pre').textContent()) ?? '';
  const wrong = generateSync({ secret }) === '000000' ? '000001' : '000000';
  await field('Code').fill(wrong);
  await button('Turn on').click();
  await page.getByRole('alert').getByText('The code is wrong').waitFor();
  await field('Code').fill(generateSync({ secret }));
  await button('Turn on').click();
  const shown = await page.getByRole('group', { name: 'Recovery codes' }).locator('pre').textContent();
  const [recovery = ''] = (shown ?? '').split('\n');
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await button('I have kept them').click();
  await page.getByText('On', { exact: true }).waitFor();

  await signOut();
  await typePassword(PASSWORD);
  await field('Code').fill(recovery);
  await button('Sign in').click();
  await isIn();
  await signOut();
  await typePassword(PASSWORD);
  await field('Code').fill(recovery);
  await button('Sign in').click();
  await page.getByRole('alert').getByText('The code is wrong').waitFor();
  changeRows(server.dataDir, 'UPDATE staff SET totp = NULL');
  await button('Sign in').click();
  await isIn();
});

test('a passkey is added and signs in without anything else', async () => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  await open('Your account');
  await button('Add a passkey').click();
  await field('Name').fill('Test device');
  await button('Add').click();
  await page.getByText('The passkey was added').waitFor();
  await button('Remove Test device').waitFor();
  await signOut();
  await button('Sign in with a passkey').click();
  await isIn();
});

test('what is dangerous asks for proof first, by password or passkey, and then happens', async () => {
  growStale();
  await open('API keys');
  await button('New key').click();
  await field('Name').fill('a backup');
  await page.getByRole('checkbox', { name: 'Comments and decisions: Look' }).check();
  await button('Make the key').click();
  const proof = dialog('Is it you?');
  await proof.getByLabel('Password', { exact: true }).fill('not my password');
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await proof.getByText('The password is wrong.').waitFor();
  await expect
    .poll(() => proof.getByRole('button', { name: 'Confirm' }).evaluate(each => each.matches(':focus')))
    .toBe(true);
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await proof.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await dialog('Your new key').getByText(/^lck_/).waitFor();
  await button('I have kept it').click();

  growStale();
  await button('Revoke a backup').click();
  await dialog(/^Revoke/)
    .getByRole('button', { name: 'Revoke' })
    .click();
  await proof.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByText('The key was revoked').waitFor();
  await page.getByText('No keys yet').waitFor();
});

test('who closes the question has done nothing, and is told', async () => {
  growStale();
  await open('Team');
  await button('Invite somebody').click();
  await field('Name').fill('Mona');
  await field('Mail address').fill('mona@example.com');
  await button('Make the invitation').click();
  const proof = dialog('Is it you?');
  await proof.getByRole('button', { name: 'Close' }).click();
  await dialog('Invite somebody').getByText('Prove again who you are').waitFor();
  await expect.poll(() => field('Name').inputValue()).toBe('Mona');
  await page.keyboard.press('Escape');
});

test('a session that ends takes nothing that was typed, and goes on after signing in', async () => {
  await page.goto(`${url}/admin/sites/default`);
  await heading('default');
  await field('Slow mode').fill('30');
  changeRows(server.dataDir, 'DELETE FROM sessions');
  await page.locator('lc-site-settings').getByRole('button', { name: 'Save' }).click();
  const again = dialog('Sign in again');
  await expect.poll(() => again.getByLabel('Mail address').inputValue()).toBe(EMAIL);
  await again.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await again.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.reload();
  await heading('default');
  await expect.poll(() => field('Slow mode').inputValue()).toBe('30');
});

test('another password ends all other sessions', async () => {
  const other = await openPage(browser, `${url}/admin/`, { locale: 'en' });
  await other.page.getByLabel('Mail address').fill(EMAIL);
  await other.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.page.getByRole('button', { name: 'Sign out' }).waitFor();

  await open('Your account');
  await page.getByText('this one').waitFor();
  await field('Current password').fill(PASSWORD);
  await field('Choose a password').fill('another horse battery');
  await button('Change the password').click();
  await page.getByText('The password was changed').waitFor();
  await other.page.reload();
  await other.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await other.page.context().close();
});

test('nothing in all this broke the policy or had a word for the console', () => {
  expect(watched.complaints.filter(complaint => !REFUSED.test(complaint))).toEqual([]);
});
