/** Signing in as people see it: the panel, the mail, the digits, the link; and what becomes of the text meanwhile. */
import type { Page } from 'playwright-core';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { call, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { signInOf } from '../helpers/mailbox.ts';
import { commentWith, focusedIn } from '../helpers/page.ts';
import { memberIn, tokenIn } from '../helpers/sign-in-page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages({ mails: true });
afterEach(() => here.server.set({ guests: true, mailSignIn: true, votes: 'updown' }));

const box = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Sign in' });
/** The one whose name stands at the box. */
const me = (page: Page) => page.locator('.me').first();

/** Asks for a mail in the open panel. */
function askForMail(page: Page, email: string) {
  return here.mailbox.after(async () => {
    await panel(page).getByLabel('Mail address').fill(email);
    await panel(page).getByRole('button', { name: 'Send me a link' }).click();
    await panel(page).getByLabel('Six digits').waitFor();
  });
}

async function signIn(page: Page, email: string): Promise<void> {
  const { code } = signInOf(await askForMail(page, email));
  await panel(page).getByLabel('Six digits').fill(code);
  await page.keyboard.press('Enter');
  await panel(page).waitFor({ state: 'hidden' });
}

test('by mail and its six digits: faults stand at their fields, the text and the focus are where they were', async () => {
  const { page, complaints } = await here.open();
  await box(page).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await box(page).fill('Half a sentence');
  await page.locator('lc-composer').getByRole('button', { name: 'Sign in' }).click();
  await panel(page).getByLabel('Mail address').waitFor();
  expect(await faults(page)).toEqual([]);
  await panel(page).getByLabel('Mail address').fill('no address');
  await page.keyboard.press('Enter');
  await panel(page).getByText('This is not a mail address.').waitFor();
  expect(await focusedIn(page)).toMatch(/^input/);

  const received = await askForMail(page, 'ann@example.com');
  await expect.poll(() => page.locator('#lc-code').evaluate(each => each.matches(':focus'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.type('12 34');
  await page.keyboard.press('Enter');
  await panel(page).getByText('Six digits are needed.').waitFor();
  const { code } = signInOf(received);
  await panel(page)
    .getByLabel('Six digits')
    .fill(code === '000000' ? '111111' : '000000');
  await page.keyboard.press('Enter');
  await expect.poll(() => panel(page).getByRole('alert').allInnerTexts()).toContainEqual(expect.stringMatching(/\S/));
  // As a keyboard of another script has them.
  await panel(page)
    .getByLabel('Six digits')
    .fill([...code].map(digit => String.fromCharCode(0x660 + Number(digit))).join(''));
  await page.keyboard.press('Enter');
  await panel(page).waitFor({ state: 'hidden' });
  await page.getByRole('status').filter({ hasText: 'Signed in as' }).waitFor({ state: 'attached' });
  expect(await box(page).inputValue()).toBe('Half a sentence');
  await expect.poll(() => box(page).evaluate(each => each.matches(':focus'))).toBe(true);
  await me(page).getByText('Ann').waitFor();
  await page.keyboard.press('Control+Enter');
  await commentWith(page, 'Half a sentence').getByText('you', { exact: true }).waitFor();
  expect(complaints.filter(line => !/status of 4\d\d/.test(line))).toEqual([]);
});

test('by the link of the mail: a link alone signs nobody in, a click does; the window that asked hears of it', async () => {
  const { page } = await here.open();
  await box(page).click();
  await page.locator('lc-composer').getByRole('button', { name: 'Sign in' }).click();
  const { link } = signInOf(await askForMail(page, 'lin@example.com'));
  const { page: second } = await here.open({ context: page.context(), hash: link.hash });
  await panel(second)
    .getByText(/Sign in as .*lin@example\.com.* on this site/)
    .waitFor();
  expect(new URL(second.url()).hash).toBe('');
  expect(await second.evaluate(() => JSON.stringify(localStorage))).not.toContain('"refresh":"r1');
  expect(await faults(second)).toEqual([]);
  await panel(second).getByRole('button', { name: 'Sign in' }).click();
  await panel(second).waitFor({ state: 'hidden' });
  await panel(page).waitFor({ state: 'hidden' });
  await me(page).waitFor();
  // Whoever did not ask for the mail is told where it belongs.
  const { page: other } = await here.open({ hash: '#lc-sign-in=somebodyelses' });
  await panel(other).getByText('Finish signing in on this site?').waitFor();
  await panel(other).getByRole('button', { name: 'Sign in' }).click();
  await panel(other)
    .getByText(/begun in another browser|used already/)
    .waitFor();
  // From there one can begin anew.
  await panel(other).getByLabel('Mail address').waitFor();
  await expect.poll(() => focusedIn(other)).toBe('input');
  // Opened once more where it has done its work, it asks nothing.
  const { page: third } = await here.open({ context: page.context(), hash: link.hash });
  await third.getByRole('status').filter({ hasText: 'Signed in as' }).waitFor({ state: 'attached' });
  expect(await panel(third).count()).toBe(0);
});

test('whoever gave no name is told under which one they write, and led to where it is chosen', async () => {
  const { page } = await here.open();
  await box(page).click();
  await page.locator('lc-composer').getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, 'nameless@example.com');
  const notice = page.getByRole('status').filter({ hasText: /Signed in as \W*Guest/ });
  await notice.waitFor();
  await expect.poll(() => box(page).evaluate(each => each.matches(':focus'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Change name' }).click();
  const profile = page.getByRole('dialog', { name: 'Profile' });
  await expect.poll(() => profile.getByLabel('Your name').evaluate(each => each.matches(':focus'))).toBe(true);
  await page.keyboard.type('Nell');
  await page.keyboard.press('Enter');
  await profile.getByText('Saved.').waitFor();
  await page.keyboard.press('Escape');
  await me(page).getByText('Nell').waitFor();
  await notice.waitFor({ state: 'detached' });
});

test('in German wrong digits are called so, the tools keep their names, and the way in is no English word', async () => {
  const { page } = await here.open({ lang: 'de' });
  await page.locator('lc-composer textarea').click();
  await page.locator('lc-composer .link').click();
  const { code } = signInOf(
    await here.mailbox.after(async () => {
      await page.locator('#lc-email').fill('deutsch@example.com');
      await page.keyboard.press('Enter');
      await page.getByLabel('Sechs Ziffern').waitFor();
    }),
  );
  await page.getByLabel('Sechs Ziffern').fill(code === '000000' ? '111111' : '000000');
  await page.keyboard.press('Enter');
  await page.getByText('Das sind nicht die Ziffern aus der E-Mail.').waitFor();
  await page.getByLabel('Sechs Ziffern').fill(code);
  await page.keyboard.press('Enter');
  await me(page).waitFor();
  await page.getByRole('button', { name: 'Code', exact: true }).waitFor();
  await me(page).click();
  await page.getByRole('menuitem', { name: 'Wo du angemeldet bist' }).click();
  await page.getByRole('dialog').getByText('per E-Mail').waitFor();
});

test('where nobody can write at all, nothing leads to a sign-in that there is not', async () => {
  await here.server.set({ guests: false, mailSignIn: false });
  const { page } = await here.open();
  await box(page).click();
  await page.getByText('Comments are closed.').waitFor();
  expect(await page.getByRole('button', { name: 'Sign in' }).count()).toBe(0);
});

test('where guests may not write, the box says so at once, keeps the text, and posts it after the sign-in', async () => {
  await here.server.set({ guests: false });
  const { page } = await here.open();
  await box(page).click();
  await page.getByText('Sign in to write here.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Your name' }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  await box(page).fill('Only with an account');
  await page.keyboard.press('Control+Enter');
  await signIn(page, 'gated@example.com');
  await commentWith(page, 'Only with an account').getByText('you', { exact: true }).waitFor();
  await me(page).waitFor();
});

test('a vote of somebody who may only read leads to the sign-in, and is then counted', async () => {
  await post(here.server.url, here.thread, 'Worth a vote', { author: { name: 'Bob' } });
  await here.server.set({ guests: false });
  const { page } = await here.open();
  const up = commentWith(page, 'Worth a vote').getByRole('button', { name: /^Vote up/ });
  await up.click();
  await signIn(page, 'voter@example.com');
  await expect.poll(() => up.getAttribute('aria-pressed')).toBe('true');
  await page.reload();
  await expect.poll(() => up.getAttribute('aria-pressed')).toBe('true');
});

test('signing out leaves the name and the text; Esc closes the panel and gives the focus back', async () => {
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Options' }).click();
  await page.locator('.icons').getByRole('button', { name: 'Sign in' }).click();
  await panel(page).waitFor();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  await box(page).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Olive');
  const button = page.locator('lc-composer').getByRole('button', { name: 'Sign in' });
  await button.click();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  await expect.poll(() => focusedIn(page)).toBe('button Sign in');
  await button.click();
  await signIn(page, 'olive@example.com');
  await box(page).fill('Kept');
  await me(page).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('status').filter({ hasText: 'You are signed out.' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: /as .*Olive/ }).waitFor();
  expect(await box(page).inputValue()).toBe('Kept');
});

test('signed out elsewhere: the section says so calmly, the text and the name stay, and one can sign in again', async () => {
  const { page } = await here.open();
  await box(page).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Petra');
  await page.locator('lc-composer').getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, 'petra@example.com');
  await me(page).waitFor();
  await box(page).fill('In the middle of a');
  expect(
    (await call(here.server.url, 'DELETE', '/api/v1/session', { token: await tokenIn(page) })).status,
  ).toBeLessThan(300);
  const notice = page.getByRole('status').filter({ hasText: 'You were signed out. What you wrote is kept.' });
  await notice.waitFor();
  expect(await box(page).inputValue()).toBe('In the middle of a');
  await page.getByRole('button', { name: /as .*Petra/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await notice.getByRole('button', { name: 'Sign in' }).click();
  await signIn(page, 'petra@example.com');
  await notice.waitFor({ state: 'detached' });
  await me(page).getByText('Petra').waitFor();
  expect(await box(page).inputValue()).toBe('In the middle of a');
});

test('beside its server no script holds what renews a session: a cookie does, over an expiry, until the sign-out', async () => {
  const { page } = await here.open();
  await memberIn(page, here.mailbox, 'coco@example.com', 'Coco');
  const held = async () => (await page.context().cookies()).filter(({ name }) => name.includes('member'));
  const [cookie] = await held();
  expect(cookie).toMatchObject({
    name: '__Host-live-comments-member-default',
    value: expect.stringMatching(/^r1\./),
    ...{ domain: '127.0.0.1', path: '/', httpOnly: true, secure: true, sameSite: 'Lax' },
  });
  const reached = () =>
    page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  expect(await reached()).toContain('m1.');
  expect(await reached()).not.toContain('r1.');

  await box(page).fill('Begun before the token was over');
  const old = await tokenIn(page);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16 * 60_000 });
  onTestFinished(() => void vi.useRealTimers());
  expect((await call(here.server.url, 'GET', '/api/v1/session', { token: old })).json.code).toBe('token_expired');
  await page.getByRole('button', { name: 'Post', exact: true }).click();
  await commentWith(page, 'Begun before').getByRole('button', { name: 'Coco', exact: true }).waitFor();
  await expect.poll(() => tokenIn(page)).not.toBe(old);
  await commentWith(page, 'Begun before').getByRole('button', { name: 'Edit', exact: true }).waitFor();
  const [renewed] = await held();
  expect(renewed?.value).toMatch(/^r1\./);
  expect(renewed?.value).not.toBe(cookie?.value);
  expect(await reached()).not.toContain('r1.');

  await page.reload();
  await page.locator('lc-composer textarea').click();
  await me(page).getByText('Coco').waitFor();
  await me(page).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect.poll(held).toEqual([]);
  await page.reload();
  await page.locator('lc-composer textarea').click();
  await page.locator('lc-composer').getByRole('button', { name: 'Sign in' }).waitFor();
});

test.each([
  ['ar', 320],
  ['de', 320],
  ['en', 1000],
])('in %s at %i pixels the panel fits, in forced colours too', async (lang, width) => {
  const context = await here.browser.newContext({ viewport: { width, height: 640 }, forcedColors: 'active' });
  const { page } = await here.open({ context, lang });
  await page.locator('lc-composer textarea').click();
  await page.locator('lc-composer .link').click();
  await page.locator('#lc-email').waitFor();
  await here.mailbox.after(async () => {
    await page.locator('#lc-email').fill('a.rather.long.address.indeed@subdomain.of.a.host.example');
    await page.keyboard.press('Enter');
  });
  await page.locator('#lc-code').waitFor();
  expect(await faults(page)).toEqual([]);
  const isInside = await page.locator('dialog.sheet').evaluate(dialog => {
    const { left, right } = dialog.getBoundingClientRect();
    return left >= 0 && right <= innerWidth && dialog.scrollWidth <= dialog.clientWidth;
  });
  expect(isInside).toBe(true);
});
