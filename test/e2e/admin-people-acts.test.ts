/** What an admin does about people as a whole and about many threads: roles, sign-out, export, erase, moves, old keys. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, changeRows, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { type Member, type MemberServer, REFRESH, startMembers } from '../helpers/members.ts';
import { jwt, makeSsoKey, type SiteKey, signInSso } from '../helpers/sso.ts';
import { makeStaff, PASSWORD, type SignedIn } from '../helpers/staff.ts';

let server: MemberServer;
let browser: Browser;
let watched: WatchedPage;
let page: Page;
let ada: Member;
let moderator: SignedIn;
let key: SiteKey;
beforeAll(async () => {
  [server, browser] = await Promise.all([startMembers(), launchBrowser()]);
  ada = await server.signIn('ada@example.com', { name: 'Ada' });
  await post(server.url, '/blog/one', 'A word of Ada’s', {}, ada.token);
  moderator = await makeStaff(server.url, server.owner, { role: 'moderator' });
  key = await makeSsoKey(server.owner, 'default');
  watched = await openAs(server.owner);
  page = watched.page;
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** The dashboard as somebody of the team sees it. */
async function openAs(who: SignedIn): Promise<WatchedPage> {
  const opened = await openPage(browser, `${server.url}/admin/`, {
    locale: 'en',
    viewport: { width: 1100, height: 900 },
  });
  await opened.page.evaluate(
    async body => {
      await fetch('/api/v1/admin/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    },
    JSON.stringify({ email: who.email, password: PASSWORD }),
  );
  return opened;
}

const button = (name: string) => page.getByRole('button', { name, exact: true });
const field = (name: string) => page.getByLabel(name, { exact: true });
const toast = (text: string | RegExp) => page.locator('lc-toasts').getByText(text).last().waitFor();
const confirmed = (name: string) => page.locator('lc-confirm').getByRole('button', { name, exact: true });
const roleOf = async (token: string) => (await call(server.url, 'GET', '/api/v1/session', { token })).json.viewer?.role;
const threadOf = async (key: string) =>
  (await call(server.url, 'GET', `/api/v1/comments?thread=${encodeURIComponent(key)}`)).json;

test('a member is made a moderator on the pages, and a member again', async () => {
  const body = new Uint8Array(
    await sharp({ create: { width: 9, height: 9, channels: 3, background: '#c02' } })
      .png()
      .toBuffer(),
  );
  const headers = { 'content-type': 'image/png', authorization: `Bearer ${ada.token}` };
  await fetch(`${server.url}/api/v1/profile/avatar`, { method: 'PUT', headers, body });
  await page.goto(`${server.url}/admin/people/${ada.id}`);
  await page.getByText(/member of .*default.* · signs in by .*mail link/).waitFor();
  await expect
    .poll(() => page.locator('lc-person-acts img').evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0);
  expect(await faults(page, 'lc-admin')).toEqual([]);
  // As after ten minutes in which nobody proved who they are.
  changeRows(server.dataDir, 'UPDATE sessions SET stepped_up_at = 0');
  await button('Let them moderate').click();
  await page.locator('lc-confirm').getByText('In the dashboard they get nothing').waitFor();
  await confirmed('Let them moderate').click();
  const proof = page.locator('lc-dialog').filter({ has: page.getByRole('dialog', { name: 'Is it you?' }) });
  await proof.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await proof.getByRole('button', { name: 'Confirm' }).click();
  await toast(/moderates .* now/);
  await expect.poll(() => roleOf(ada.token)).toBe('moderator');
  await button('Ban').waitFor();
  await button('Take moderating back').click();
  await button('Let them moderate').waitFor();
  await expect.poll(() => roleOf(ada.token)).toBe('member');
});

test('who only moderates is offered none of it', async () => {
  const { page: theirs } = await openAs(moderator);
  await theirs.goto(`${server.url}/admin/people/${ada.id}`);
  await theirs.getByRole('heading', { name: 'History' }).waitFor();
  expect(await theirs.getByRole('heading', { name: 'Account' }).count()).toBe(0);
  await theirs.goto(`${server.url}/admin/sites/default/sign-in`);
  await theirs.getByText('Only admins change these.').waitFor();
  expect(await theirs.getByRole('link', { name: 'Sign-in' }).count()).toBe(0);
  await theirs.goto(`${server.url}/admin/threads`);
  await theirs.getByRole('link', { name: 'Old keys' }).waitFor();
  expect(await theirs.getByRole('button', { name: 'Move many' }).count()).toBe(0);
  await theirs.context().close();
});

test('where the site’s own token tells the role, that stands beside the setting', async () => {
  const { json } = await signInSso(server.url, 'default', jwt(key, { name: 'Bob' }));
  await post(server.url, '/blog/two', 'A word of Bob’s', {}, json.session.token);
  await page.goto(`${server.url}/admin/people/${json.viewer.id}`);
  await page.getByRole('button', { name: 'Let them moderate', description: /gone with their next sign-in/ }).waitFor();
});

test('a guest has no account to sign out, and all that is stored can be downloaded', async () => {
  await post(server.url, '/blog/one', 'A guest’s word', { author: { name: 'Gus' } });
  await page.goto(`${server.url}/admin/people`);
  await page.getByRole('link', { name: 'Gus' }).click();
  await page.getByText('there is no account').waitFor();
  expect(await button('Sign out everywhere').count()).toBe(0);
  const [download] = await Promise.all([page.waitForEvent('download'), button('Download everything').click()]);
  expect(download.suggestedFilename()).toMatch(/^live-comments-.+\.json$/);
  expect(await readFile(await download.path(), 'utf8')).toContain('A guest’s word');
});

test('signing out everywhere ends every session of theirs', async () => {
  await page.goto(`${server.url}/admin/people/${ada.id}`);
  await button('Sign out everywhere').click();
  await confirmed('Sign out everywhere').click();
  await toast('is signed out');
  const again = await call(server.url, 'POST', REFRESH, { body: { site: 'default', refresh: ada.refresh } });
  expect(again.json.code).toBe('session_over');
});

test('threads are moved by the beginning of their keys after a look at what would happen; old keys lead on', async () => {
  await post(server.url, '/articles/two', 'In the way', { author: { name: 'Guy' } });
  await page.goto(`${server.url}/admin/threads`);
  await button('Move many').click();
  await field('Keys that begin with').fill('/blog/');
  await field('Begin from then on with').fill('/blog/');
  await button('Show what would happen').click();
  await page.getByRole('textbox', { name: 'Begin from then on with', description: /same as body\/from/ }).waitFor();
  await field('Begin from then on with').fill('/articles/');
  await button('Show what would happen').click();
  const dialog = page.locator('lc-move-many');
  await dialog.getByText('1 thread would move.').waitFor();
  await dialog.getByText('/blog/one → /articles/one').waitFor();
  await dialog.getByText('1 would stay').waitFor();
  await dialog.getByText('/blog/two', { exact: true }).waitFor();
  expect(await faults(page, 'lc-admin')).toEqual([]);
  // What is shown is about what stands in the fields.
  await field('Keys that begin with').fill('/blog');
  await button('Move them').waitFor({ state: 'detached' });
  await field('Keys that begin with').fill('/blog/');
  await button('Show what would happen').click();
  await button('Move them').click();
  await toast('1 thread was moved · 1 stayed where it was');
  await expect.poll(async () => (await threadOf('/blog/one')).thread.key).toBe('/articles/one');

  await button('Actions: /blog/two').click();
  await button('Add another key').click();
  await field('Key, like /articles/42').fill('/notes/2');
  await button('Add').click();
  await toast('leads there now');
  await page.getByRole('link', { name: 'Old keys' }).click();
  await page.getByRole('heading', { level: 1, name: 'Old keys' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: '/blog/one' }).getByText('/articles/one').waitFor();
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await button('Remove /notes/2').click();
  await confirmed('Remove').click();
  await toast('The key leads nowhere now');
  await page.locator('lc-aliases').getByText('/notes/2').waitFor({ state: 'detached' });
});

test('somebody is erased when their name is typed, and nothing typed wrong is lost', async () => {
  await page.goto(`${server.url}/admin/people/${ada.id}`);
  await button('Erase').click();
  const typed = page.getByLabel(/^Type the name/);
  await typed.fill('Adda');
  await button('Erase for good').click();
  await page.getByRole('textbox', { name: /^Type the name/, description: /name/ }).waitFor();
  await expect.poll(() => typed.inputValue()).toBe('Adda');
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await typed.fill('Ada');
  await button('Erase for good').click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await toast('was erased');
  expect(await page.getByRole('link', { name: 'Ada' }).count()).toBe(0);
  expect(JSON.stringify(await threadOf('/articles/one'))).not.toContain('A word of Ada’s');
  expect(watched.complaints.filter(text => !/status of 40[03]/.test(text))).toEqual([]);
});
