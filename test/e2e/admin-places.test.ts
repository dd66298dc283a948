/** The owner’s screens: sites, team, keys, webhooks and the audit log, each used as an owner would, and looked at. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, guest, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { startServer, type TestServer } from '../helpers/server.ts';
import { makeOwner, PASSWORD, type SignedIn } from '../helpers/staff.ts';

let server: TestServer;
let browser: Browser;
let receiver: Receiver;
let url: string;
let owner: SignedIn;
let watched: WatchedPage;
let page: Page;
beforeAll(async () => {
  [server, browser, receiver] = await Promise.all([
    startServer({ ALLOW_PRIVATE_TARGETS: '127.0.0.1', ALLOWED_ORIGINS: 'https://operator.example' }),
    launchBrowser(),
    startReceiver(),
  ]);
  url = server.url;
  owner = await makeOwner(server);
  watched = await openAs(owner);
  page = watched.page;
});
afterAll(async () => {
  await browser.close();
  await Promise.all([server.stop(), receiver.close()]);
});

/** A browser that is signed in as somebody. */
async function openAs(who: SignedIn, options = {}): Promise<WatchedPage> {
  const opened = await openPage(browser, `${url}/admin/`, { locale: 'en', ...options });
  await opened.page.evaluate(
    async body => {
      await fetch('/api/v1/admin/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
    JSON.stringify({ email: who.email, password: PASSWORD }),
  );
  return opened;
}

async function open(screen: string, heading: string): Promise<void> {
  await page.goto(`${url}/admin/${screen}`);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByLabel(name, { exact: true });
const hasFocus = (element: Locator) => element.evaluate(each => each.matches(':focus'));
const dialog = (name: string | RegExp) => page.locator('lc-dialog').filter({ has: page.getByRole('dialog', { name }) });

test('a site’s settings are changed, and readers have them', async () => {
  await open('sites/default', 'default');
  await field('New comments').selectOption({ label: 'all wait for a decision' });
  await field('Authors may edit for').fill('5');
  await field('Unit').selectOption('minutes');
  await field('Reactions').fill('👍🎉');
  const settings = page.locator('lc-site-settings');
  await settings.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { id, token } = await guest(url, 'Ann');
  expect(id).not.toBe('');
  const answer = await call(url, 'POST', '/api/v1/comments', { body: { thread: '/x', body: 'Wait for me' }, token });
  expect(answer.json.state).toBe('held');
  const list = await call(url, 'GET', '/api/v1/comments?thread=/x');
  expect(list.json.settings).toMatchObject({ editWindow: 300, reactions: ['👍', '🎉'] });

  await field('Reactions').fill('not emoji');
  await settings.getByRole('button', { name: 'Save' }).click();
  await settings.getByText('Must be an emoji').waitFor();
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Reactions', description: /Must be an emoji/ }).count())
    .toBe(1);
  await expect.poll(() => hasFocus(field('Reactions'))).toBe(true);
  await expect.poll(() => field('Reactions').inputValue()).toBe('not emoji');
  await page.reload();
  await field('Reactions').waitFor();
  await expect.poll(() => field('Reactions').inputValue()).toBe('👍 🎉');
  await field('New comments').selectOption({ label: 'are published at once, unless a rule says otherwise' });
  await settings.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
});

test('the check says that a page does not work yet, adds its origin, and then it works', async () => {
  const check = page.locator('lc-site-check');
  await check.getByLabel('The page’s address').fill('blog.example/first-post');
  await check.getByRole('button', { name: 'Check' }).click();
  await check.getByText('Nothing allows https://blog.example yet').waitFor();
  const read = () => call(url, 'GET', '/api/v1/comments?thread=/x', { headers: { origin: 'https://blog.example' } });
  expect((await read()).status).toBe(403);
  await check.getByRole('button', { name: /^Add/ }).click();
  await check.getByText(/may use this site/).waitFor();
  await expect.poll(async () => (await read()).status).toBe(200);
  const origins = page.locator('lc-site-origins');
  await expect.poll(() => origins.getByRole('textbox').inputValue()).toContain('https://blog.example');
  await origins.getByText('https://operator.example').waitFor();
  await origins.getByRole('textbox').fill('https://blog.example\nnot an origin');
  await origins.getByRole('button', { name: 'Save' }).click();
  await origins.getByRole('alert').getByText('‘not’ is not an origin').waitFor();
  await expect.poll(() => hasFocus(origins.getByRole('button', { name: 'Save' }))).toBe(true);
});

test('a new site has a snippet of its own', async () => {
  await open('sites', 'Sites');
  await button('New site').click();
  await field('Key').fill('shop');
  await field('Origins').fill('https://shop.example');
  await button('Make the site').click();
  await page.getByRole('heading', { level: 1, name: 'shop' }).waitFor();
  const snippet = page.getByRole('group', { name: 'Embed snippet' });
  await expect
    .poll(() => snippet.locator('pre').textContent())
    .toBe(`<script async src="${url}/embed.js" data-site="shop"></script>`);
  // Now that there are two, one may be looked at alone.
  await field('Site').selectOption('shop');
  await open('audit', 'Audit log');
  await page.getByText('site.create').waitFor();
  expect(await page.getByText('site.change').count()).toBe(0);
  await field('Site').selectOption({ label: 'All sites' });
  await page.getByText('site.change').first().waitFor();
});

test('a moderator is invited by a link, and sees what moderators see', async () => {
  await open('team', 'Team');
  await button('Invite somebody').click();
  await field('Name').fill('Mona');
  await field('Mail address').fill('mona@example.com');
  await field('Only these').check();
  await button('Make the invitation').click();
  await dialog('Invite somebody').getByText('Choose one site at least.').waitFor();
  await field('shop').check();
  await button('Make the invitation').click();
  const link = await page.getByRole('group', { name: 'Link' }).locator('pre').textContent();
  await button('Done').click();
  await page.getByText('invited').waitFor();

  const hers = await openPage(browser, link ?? '', { locale: 'en' });
  await hers.page.getByLabel('Choose a password').fill(PASSWORD);
  await hers.page.getByRole('button', { name: 'Join' }).click();
  const screens = hers.page.getByRole('navigation', { name: 'Screens' });
  await screens.waitFor();
  for (const name of ['Comments', 'People', 'Sites', 'Your account']) {
    await expect.poll(() => screens.getByRole('link', { name }).count(), { message: name }).toBe(1);
  }
  for (const name of ['Team', 'API keys', 'Webhooks', 'Audit log']) {
    expect(await screens.getByRole('link', { name }).count(), name).toBe(0);
  }
  await hers.page.goto(`${url}/admin/keys`);
  await hers.page.getByText('There is nothing at this address').waitFor();
  await hers.page.goto(`${url}/admin/sites/shop`);
  await hers.page.getByText('Only admins change these.').waitFor();
  expect(await hers.page.getByRole('button', { name: 'Save' }).count()).toBe(0);
  expect(hers.complaints).toEqual([]);

  await page.reload();
  await page.getByRole('button', { name: /What to do with .*Mona/ }).click();
  await button('Remove').click();
  await dialog(/^Remove/)
    .getByRole('button', { name: 'Remove' })
    .click();
  await page.getByText(/Mona.* was removed/).waitFor();
  await hers.page.reload();
  await hers.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await hers.page.context().close();
});

test('a key is made, used, seen to be used, and revoked', async () => {
  await open('keys', 'API keys');
  await button('New key').click();
  await field('Name').fill('backup');
  await button('Make the key').click();
  await dialog('New key').getByText('Choose one scope at least.').waitFor();
  await page.getByRole('checkbox', { name: 'Comments and decisions: Look' }).check();
  await button('Make the key').click();
  const token = (await page.getByRole('group', { name: 'Your new key' }).locator('pre').textContent()) ?? '';
  await expect
    .poll(() => hasFocus(page.getByRole('group', { name: 'Your new key' }).getByRole('button', { name: 'Copy' })))
    .toBe(true);
  // Browsers close dialogs after the second one, whatever pages say.
  for (const _ of [1, 2, 3]) await page.keyboard.press('Escape');
  await button('I have kept it').click();
  // Its opener was in the dialog before, which is gone.
  await expect.poll(() => hasFocus(button('New key'))).toBe(true);
  const ask = (path: string) => call(url, 'GET', `/api/v1/admin/${path}`, { token });
  expect((await ask('comments?queue=pending')).status).toBe(200);
  expect((await ask('team')).status).toBe(403);
  await page.reload();
  await expect.poll(() => page.locator('lc-keys-screen li').innerText()).toMatch(/expires in 3 months · used /);
  expect(await page.getByText(token).count()).toBe(0);
  await button('Revoke backup').click();
  await dialog(/^Revoke/)
    .getByRole('button', { name: 'Revoke' })
    .click();
  await page.getByText('No keys yet').waitFor();
  expect((await ask('comments?queue=pending')).status).toBe(401);
});

test('a webhook is made, tested, told of a comment, and its log looked at', async () => {
  await open('webhooks', 'Webhooks');
  await button('New webhook').click();
  await field('Address').fill('http://10.0.0.7/hook');
  await button('Make the webhook').click();
  await dialog('New webhook')
    .getByRole('alert')
    .getByText(/10\.0\.0\.7|private/)
    .waitFor();
  await field('Address').fill(receiver.url);
  await button('Make the webhook').click();
  await dialog('The signing secret')
    .getByText(/^whsec_/)
    .waitFor();
  await button('I have kept it').click();
  await page.getByRole('link', { name: receiver.url }).click();
  await button('Send a test').click();
  await receiver.count(1);
  await post(url, '/x', 'A comment to tell of');
  await receiver.count(2);
  await expect
    .poll(async () => {
      await button('Look again').click();
      return page.getByText('delivered', { exact: true }).count();
    })
    .toBe(2);
  await page.getByText('What it tells').first().click();
  await page.getByText('A comment to tell of').first().waitFor();
  await button('Send again').first().click();
  await receiver.count(3);
  await button('Turn off').click();
  await button('Turn on').waitFor();
  await button('Delete').click();
  await dialog('Delete this webhook?').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No webhooks yet').waitFor();
});

test('what was typed into a dialog is not thrown away unasked, and whoever opened it has the focus again', async () => {
  await open('webhooks', 'Webhooks');
  await button('New webhook').click();
  await field('Address').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => hasFocus(button('New webhook'))).toBe(true);
  await page.keyboard.press('Enter');
  await field('Address').fill('https://hooks.example');
  for (const _ of [1, 2, 3]) await page.keyboard.press('Escape');
  await page.getByText('What you typed is not saved.').waitFor();
  await button('Go on').click();
  await expect.poll(() => hasFocus(field('Address'))).toBe(true);
  await expect.poll(() => field('Address').inputValue()).toBe('https://hooks.example');
  await button('Close').click();
  await button('Discard it').click();
  await expect.poll(() => hasFocus(button('New webhook'))).toBe(true);
});

test('the audit log is filtered, and comes as a file', async () => {
  await open('audit', 'Audit log');
  await field('Action').fill('api-key.');
  await button('Filter').click();
  await expect
    .poll(async () =>
      [...new Set(await page.locator('lc-audit-screen li > div:first-child code').allTextContents())].sort(),
    )
    .toEqual(['api-key.create', 'api-key.delete']);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'as CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('audit.csv');
  await button('Clear').click();
  await page.getByText('webhook.create').waitFor();
});

test('another language, also from right to left, and other colours, stay', async () => {
  await open('account', 'Your account');
  await field('Language').selectOption('ar');
  await expect.poll(() => page.locator('html').getAttribute('dir')).toBe('rtl');
  await page.reload();
  await page.locator('lc-account-screen').waitFor();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ar');
  await page.locator('#language').selectOption('en');
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await field('Colours').selectOption('dark');
  await expect.poll(ground).not.toBe(light);
  await field('Colours').selectOption('light');
  await expect.poll(ground).toBe(light);
  await field('Colours').selectOption('auto');
});

const SCREENS = ['sites', 'sites/default', 'team', 'keys', 'webhooks', 'audit', 'account', 'nowhere'];

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 800 } },
] as const;

test.each(LOOKS)('axe finds nothing in $colorScheme, $viewport.width wide, and nothing is cut off', async look => {
  const opened = await openAs(owner, look);
  for (const screen of SCREENS) {
    await opened.page.goto(`${url}/admin/${screen}`);
    await opened.page.locator('lc-frame').waitFor();
    // Nothing is being loaded any more.
    await expect.poll(() => opened.page.locator('.bones, p[role=status]').count()).toBe(0);
    expect(await faults(opened.page, 'lc-admin'), screen).toEqual([]);
    const tooWide = await opened.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(tooWide, screen).toBeLessThanOrEqual(0);
  }
  expect(opened.complaints).toEqual([]);

  // What could not be done is told at the edge of the screen.
  await opened.page.goto(`${url}/admin/sites/default`);
  const check = opened.page.locator('lc-site-check');
  await check.getByLabel('The page’s address').fill('news.example');
  await check.getByRole('button', { name: 'Check' }).click();
  await opened.page.route('**/sites/default', route => route.abort());
  await check.getByRole('button', { name: /^Add/ }).click();
  await opened.page.locator('lc-toasts').getByText('cannot be reached').waitFor();
  expect(await faults(opened.page, 'lc-toasts')).toEqual([]);
  await opened.page.context().close();
});

test('on a phone the navigation is behind a button, which the keyboard reaches', async () => {
  const opened = await openAs(owner, { viewport: { width: 390, height: 800 }, hasTouch: true });
  await opened.page.goto(`${url}/admin/account`);
  const menu = opened.page.getByRole('button', { name: 'Open the menu' });
  await menu.focus();
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('link', { name: 'Team' }).click();
  await opened.page.getByRole('heading', { level: 1, name: 'Team' }).waitFor();
  await expect.poll(() => opened.page.getByRole('link', { name: 'Team' }).isVisible()).toBe(false);
  await opened.page.context().close();
});

test('nothing in all this broke the policy or had a word for the console', () => {
  const said = watched.complaints.filter(complaint => !/status of 400/.test(complaint));
  expect(said).toEqual([]);
});
