/** How readers sign in, as an owner sets it up at a site: guests, mail, services, keys of the site’s own users. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { type Mailbox, startMailbox } from '../helpers/mailbox.ts';
import { CLIENT, type Oidc, startOidc } from '../helpers/oidc.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { signInSso } from '../helpers/sso.ts';
import { makeOwner, PASSWORD } from '../helpers/staff.ts';

let server: TestServer;
let browser: Browser;
let mailbox: Mailbox;
let oidc: Oidc;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  mailbox = await startMailbox({
    refuse: address => (address.startsWith('gone@') ? 'No such mailbox here' : undefined),
  });
  [server, browser] = await Promise.all([
    startServer({
      ALLOW_PRIVATE_TARGETS: '127.0.0.1',
      SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
      MAIL_FROM: 'Comments <comments@blog.example>',
    }),
    launchBrowser(),
  ]);
  oidc = await startOidc({ redirects: [`${server.url}/api/v1/session/oauth/callback/default.oidc`], accounts: {} });
  const owner = await makeOwner(server);
  watched = await openPage(browser, `${server.url}/admin/`, { locale: 'en' });
  page = watched.page;
  await page.evaluate(
    async body => {
      await fetch('/api/v1/admin/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
    JSON.stringify({ email: owner.email, password: PASSWORD }),
  );
  await page.goto(`${server.url}/admin/sites/default`);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.stop(), mailbox.close(), oidc.close()]);
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByLabel(name, { exact: true });
const toast = (text: string | RegExp) => page.locator('lc-toasts').getByText(text).last().waitFor();
const settings = async () => (await call(server.url, 'GET', '/api/v1/comments?thread=/x')).json.settings;
const ways = async () => (await call(server.url, 'GET', '/api/v1/session/ways')).json;
const dialogCopies = (name: string) => page.locator('lc-dialog').getByRole('group', { name }).locator('pre');

test('a site’s name, language and how long things are kept are settings among the others', async () => {
  const form = page.locator('lc-site-settings');
  await field('Name').fill('My blog');
  await field('Language of mails and feeds').fill('de!');
  await field('Forget guests’ mail addresses after').fill('90');
  await field('Erase what was refused after').fill('30');
  await form.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('textbox', { name: 'Language of mails and feeds', description: /Must be a language tag/ })
    .waitFor();
  await expect.poll(() => field('Name').inputValue()).toBe('My blog');
  await field('Language of mails and feeds').fill('de');
  await form.getByRole('button', { name: 'Save' }).click();
  await toast('Saved');
  await page.reload();
  await expect.poll(() => field('Name').inputValue()).toBe('My blog');
  await expect.poll(() => field('Language of mails and feeds').inputValue()).toBe('de');
  await expect.poll(() => field('Forget guests’ mail addresses after').inputValue()).toBe('90');
  await expect.poll(() => field('Erase what was refused after').inputValue()).toBe('30');
});

test('a new site is made with its name', async () => {
  await page.goto(`${server.url}/admin/sites`);
  await button('New site').click();
  await field('Key').fill('shop');
  await field('Name').fill('The shop');
  await field('Origins').fill('https://shop.example');
  await button('Make the site').click();
  await page.getByRole('heading', { level: 1, name: 'shop' }).waitFor();
  await expect.poll(() => field('Name').inputValue()).toBe('The shop');
  await page.goto(`${server.url}/admin/sites/default`);
});

test('guests and the link by mail are switched, and a site that nobody could write on is told so', async () => {
  await page.getByRole('navigation', { name: 'Parts of this site' }).getByRole('link', { name: 'Sign-in' }).click();
  const form = page.locator('lc-site-guests');
  await field('Guests may write, with a name and without an account').uncheck();
  await field('A link by mail signs in').uncheck();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('nobody but the team can write').waitFor();
  await expect.poll(settings).toMatchObject({ guests: false, signIn: false });
  await field('A link by mail signs in').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText('nobody but the team can write').waitFor({ state: 'detached' });
  await expect.poll(ways).toMatchObject({ guests: false, mail: true });
  await field('Guests may write, with a name and without an account').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await ways()).guests).toBe(true);
});

test('a test mail goes out, and what the mail server says stands there, yes or no', async () => {
  const form = page.locator('lc-site-mail');
  await form.getByText(/sends mail as .*comments@blog\.example/).waitFor();
  await expect.poll(() => field('Send a test mail to').inputValue()).toBe('owner@example.com');
  const { to } = await mailbox.after(() => button('Send me a test mail').click());
  expect(to).toEqual(['owner@example.com']);
  await form.getByText(/The mail server took it, and said:.*taken/).waitFor();
  await field('Send a test mail to').fill('gone@example.com');
  await button('Send me a test mail').click();
  await form.getByText(/It was not sent:.*No such mailbox here/).waitFor();
  await field('Send a test mail to').fill('nobody');
  await button('Send me a test mail').click();
  await page.getByRole('textbox', { name: 'Send a test mail to', description: 'Is not a mail address.' }).waitFor();
  await expect.poll(() => field('Send a test mail to').inputValue()).toBe('nobody');
});

test('a service is added with its redirect address at hand, tried out, switched off and removed', async () => {
  await button('Add a service').click();
  await page.getByText(/Google Auth Platform/).waitFor();
  await field('Service').selectOption('oidc');
  await expect
    .poll(() => dialogCopies('Redirect address').textContent())
    .toBe(`${server.url}/api/v1/session/oauth/callback/default.oidc`);
  await field('Address of the service').fill('http://10.1.2.3');
  await field('Client id').fill(CLIENT.clientId);
  await field('Client secret').fill('wrong');
  await field('Name on the button').fill('Our house');
  await button('Add the service').click();
  await page.getByRole('textbox', { name: 'Address of the service', description: /not a public address/ }).waitFor();
  await expect.poll(() => field('Client secret').inputValue()).toBe('wrong');
  await field('Address of the service').fill(oidc.issuer);
  await button('Add the service').click();
  await toast('was added');
  await expect.poll(ways).toMatchObject({ providers: [{ preset: 'oidc', name: 'Our house' }] });

  const services = page.locator('lc-site-providers');
  await button('Test Our house').click();
  await services.getByText(/does not work yet:.*does not know this client id with this secret/).waitFor();
  await button('Edit Our house').click();
  await expect.poll(() => field('Client secret').inputValue()).toBe('');
  await field('Client secret').fill(CLIENT.clientSecret);
  await page.locator('lc-dialog').getByRole('button', { name: 'Save' }).click();
  await toast('Saved');
  await button('Test Our house').click();
  await services.getByText('answers as it should').waitFor();

  await button('Turn off Our house').click();
  await button('Turn on Our house').waitFor();
  expect((await ways()).providers).toEqual([]);
  await button('Remove Our house').click();
  await page.locator('lc-confirm').getByRole('button', { name: 'Remove' }).click();
  await toast('was removed');
  await services.getByText('No services yet.').waitFor();
});

test('a key of the site’s own users: its secret once, and a snippet that signs them in', async () => {
  await button('New key').click();
  await field('Name').fill('Our shop');
  await field('Secret').fill('too short');
  await field('Its tokens may name moderators').check();
  await button('Make the key').click();
  await page.getByRole('textbox', { name: 'Secret', description: /32/ }).waitFor();
  await field('Secret').fill('');
  await button('Make the key').click();
  await page.getByRole('dialog', { name: 'The key’s secret' }).waitFor();
  const secret = (await dialogCopies('The key’s secret').textContent()) ?? '';
  const snippet =
    (await dialogCopies('On your server, in Node (examples/sso has PHP, Python, Ruby and Go)').textContent()) ?? '';
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await page.keyboard.press('Escape');
  await button('I have kept it').click();
  await expect.poll(() => page.getByText(secret).count()).toBe(0);

  const program = ['--input-type=module', '-e', `${snippet}\nprocess.stdout.write(token);`];
  const env = { ...process.env, LIVE_COMMENTS_SECRET: secret };
  const { stdout: token } = await promisify(execFile)(process.execPath, program, { env });
  const { json } = await signInSso(server.url, 'default', token);
  expect(json.viewer).toMatchObject({ name: 'Ada', role: 'member', site: 'default' });

  const keys = page.locator('lc-site-sso');
  await keys.getByText('may name moderators').waitFor();
  await keys.getByRole('button', { name: 'Remove Our shop' }).click();
  await page.locator('lc-confirm').getByRole('button', { name: 'Remove' }).click();
  await toast('The key was removed');
  await keys.getByText('No keys yet.').waitFor();
  await expect.poll(async () => (await ways()).sso).toBe(false);
});

test('the screen has no faults that axe finds, in a narrow dark window written from right to left neither', async () => {
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => localStorage.setItem('live-comments-admin-language', 'ar'));
  await page.reload();
  await page.getByRole('heading', { name: 'الضيوف والبريد' }).waitFor();
  await button('إضافة خدمة').click();
  await page.getByText(/Google Auth Platform/).waitFor();
  expect(await faults(page, 'lc-admin')).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(watched.complaints.filter(text => !/status of 400/.test(text))).toEqual([]);
});
