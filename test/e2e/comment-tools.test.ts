/** What a reader does at one comment besides answering it: the menu, links, reports, and people they do not want to see. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { commentWith, focusedIn, writeComment } from '../helpers/page.ts';
import { newThread, threadPages } from './thread-page.ts';

const here = threadPages();

const says = (name: string, body: string, more = {}) =>
  post(here.server.url, here.thread, body, { author: { name }, ...more });

const menuOf = (page: Page, text: string): Locator =>
  commentWith(page, text).first().getByRole('button', { name: 'More actions' });

async function choose(page: Page, text: string, name: string | RegExp): Promise<void> {
  await menuOf(page, text).click();
  await page.getByRole('menuitem', { name }).click();
}

test('the menu is used by keyboard alone, and gives the focus back', async () => {
  await says('Bob', 'A comment');
  const { page, complaints } = await here.open();
  const button = menuOf(page, 'A comment');
  await button.focus();
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focusedIn(page)).toBe('button Copy link');
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('true');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('End');
  await expect.poll(() => focusedIn(page)).toMatch(/^button Mute .*Bob/);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focusedIn(page)).toBe('button Copy link');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('r');
  await expect.poll(() => focusedIn(page)).toBe('button Report');
  await page.keyboard.press('Home');
  await expect.poll(() => focusedIn(page)).toBe('button Copy link');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await expect.poll(() => button.getAttribute('aria-expanded')).toBe('false');
  await expect.poll(() => button.evaluate(each => each.matches(':focus'))).toBe(true);
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await expect.poll(() => focusedIn(page)).toBe('button Reply');
  expect(complaints).toEqual([]);
});

test('the menu closes on a click outside and on its own button', async () => {
  await says('Bob', 'A comment');
  const { page } = await here.open();
  for (const close of [() => page.mouse.click(5, 5), () => menuOf(page, 'A comment').click()]) {
    await menuOf(page, 'A comment').click();
    await page.getByRole('menu').waitFor();
    await close();
    await page.getByRole('menu').waitFor({ state: 'detached' });
  }
});

test.each(['en', 'ar'])('on a small screen in %s the menu is whole, above all else, and moves nothing', async lang => {
  for (let n = 0; n < 12; n++) await says('Bob', `Comment ${n}`);
  const { page } = await here.open({ lang });
  await page.setViewportSize({ width: 320, height: 480 });
  const buttons = page.locator('[aria-haspopup=menu]');
  await buttons.nth(11).waitFor();
  for (const n of [0, 5, 11]) {
    await buttons.nth(n).scrollIntoViewIfNeeded();
    const before = await buttons.nth(n).boundingBox();
    await buttons.nth(n).click();
    const items = page.getByRole('menuitem');
    await items.first().waitFor();
    const isReached = await items.evaluateAll(all =>
      all.every(item => {
        const { left, right, top, bottom } = item.getBoundingClientRect();
        const isInside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
        const root = item.getRootNode() as ShadowRoot;
        return isInside && root.elementFromPoint((left + right) / 2, (top + bottom) / 2) === item;
      }),
    );
    expect(isReached).toBe(true);
    expect(await buttons.nth(n).boundingBox()).toEqual(before);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

test('the menu goes with its button when new comments move it', async () => {
  await says('Bob', 'A comment');
  const { page } = await here.open();
  // Once it hears of another reader, the live link is there.
  await here.open();
  await page.getByText('2 people here').waitFor();
  await menuOf(page, 'A comment').click();
  const gap = async (): Promise<number> => {
    const [button, menu] = await Promise.all([
      menuOf(page, 'A comment').boundingBox(),
      page.locator('.menu').boundingBox(),
    ]);
    return Math.round((menu?.y ?? 0) - (button?.y ?? 0) - (button?.height ?? 0));
  };
  await expect.poll(gap).toBe(4);
  await says('Cara', 'Above it');
  await page.getByText('Above it').waitFor();
  await expect.poll(gap).toBe(4);
  await expect.poll(() => page.getByRole('menuitem').count()).toBeGreaterThan(2);
});

test('a link to the comment is copied, and so it is where the page has no clipboard', async () => {
  const { id } = await says('Bob', 'A comment');
  const context = await here.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = await here.open({ context });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await choose(page, 'A comment', 'Copy link');
  await page.getByRole('status').filter({ hasText: 'Link copied.' }).waitFor({ state: 'attached' });
  await page.locator('.done', { hasText: 'Link copied.' }).waitFor();
  expect(await copied()).toBe(`${here.server.url}/examples/plain.html#comment-${id}`);
  await page.locator('.done', { hasText: 'Link copied.' }).waitFor({ state: 'detached' });
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await choose(page, 'A comment', 'Copy link');
  await page.locator('.done', { hasText: 'Link copied.' }).waitFor();
  expect(await copied()).toBe(`${here.server.url}/examples/plain.html#comment-${id}`);
  await expect.poll(() => focusedIn(page)).toBe('button');
});

test('sharing is offered where the browser can, and gives it the comment’s address', async () => {
  const { id } = await says('Bob', 'A comment');
  const plain = await here.open();
  await menuOf(plain.page, 'A comment').click();
  await plain.page.getByRole('menuitem').first().waitFor();
  expect(await plain.page.getByRole('menuitem', { name: 'Share…' }).count()).toBe(0);
  const context = await here.browser.newContext();
  // Chromium for desktops has no such window.
  await context.addInitScript(() => {
    Object.assign(navigator, {
      share: async (data: unknown) => Object.assign(globalThis, { shared: data }),
    });
  });
  const { page } = await here.open({ context });
  await choose(page, 'A comment', 'Share…');
  await expect
    .poll(() => page.evaluate(() => Reflect.get(globalThis, 'shared')))
    .toMatchObject({ url: `${here.server.url}/examples/plain.html#comment-${id}` });
});

test('one’s own comment is not to be reported or hidden, and its author is marked', async () => {
  const { page } = await here.open();
  await writeComment(page, 'Mine', 'Ann');
  const mine = commentWith(page, 'Mine');
  await mine.getByText('you', { exact: true }).waitFor();
  await menuOf(page, 'Mine').click();
  const offered = await page.getByRole('menuitem').filter({ visible: true }).allInnerTexts();
  expect(offered).toEqual(['Copy link', 'Quote']);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 360, height: 700 });
  await mine.getByRole('button', { name: 'Delete' }).waitFor({ state: 'hidden' });
  await menuOf(page, 'Mine').click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Edit your comment' }).inputValue()).toBe('Mine');
});

test('a report is sent with its reason, and thanked for', async () => {
  await says('Bob', 'A comment');
  const { page, complaints } = await here.open();
  const sent: unknown[] = [];
  page.on('request', request => {
    if (request.url().endsWith('/flags')) sent.push(request.postDataJSON());
  });
  await choose(page, 'A comment', 'Report');
  const form = page.getByRole('group', { name: 'Why do you report this comment?' });
  await form.waitFor();
  await expect.poll(() => focusedIn(page)).toBe('input');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await expect.poll(() => menuOf(page, 'A comment').evaluate(each => each.matches(':focus'))).toBe(true);

  await choose(page, 'A comment', 'Report');
  await page.getByRole('radio', { name: 'Something else' }).check();
  await page.getByRole('textbox', { name: 'What is wrong with it?' }).fill('It is about another page.');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send report' }).click();
  await commentWith(page, 'A comment').getByText('Thank you. A moderator will look at it.').first().waitFor();
  await expect.poll(() => menuOf(page, 'A comment').evaluate(each => each.matches(':focus'))).toBe(true);
  await choose(page, 'A comment', 'Report');
  await page.getByRole('radio', { name: 'Spam or advertising' }).check();
  await page.getByRole('button', { name: 'Send report' }).click();
  await form.waitFor({ state: 'detached' });
  expect(sent).toEqual([{ reason: 'It is about another page.' }, { reason: 'spam' }]);
  expect(complaints).toEqual([]);
});

test('a report without a reason is asked for one, at the field that it is missing in', async () => {
  await says('Bob', 'A comment');
  const { page } = await here.open();
  await choose(page, 'A comment', 'Report');
  const form = page.locator('lc-report');
  const send = page.getByRole('button', { name: 'Send report' });
  await send.click();
  await form.getByRole('alert').filter({ hasText: 'Why do you report this comment?' }).waitFor();
  await expect.poll(() => focusedIn(page)).toBe('input');
  await page.getByRole('radio', { name: 'Something else' }).check();
  await expect.poll(() => form.locator('.reason').innerText()).toBe('');
  await send.click();
  const text = page.getByRole('textbox', { name: 'What is wrong with it?' });
  await expect.poll(() => text.getAttribute('aria-invalid')).toBe('true');
  const described = await text.getAttribute('aria-describedby');
  await expect.poll(() => page.locator(`[id="${described}"]`).innerText()).toBe('What is wrong with it?');
  await expect.poll(() => text.evaluate(each => each.matches(':focus'))).toBe(true);
  expect(await faults(page)).toEqual([]);
  await text.fill('It is rude.');
  await expect.poll(() => text.getAttribute('aria-invalid')).toBe('false');
  await send.click();
  await page.getByText('Thank you. A moderator will look at it.').first().waitFor();
});

test('a report that does not arrive stays in its form, with what went wrong', async () => {
  await says('Bob', 'A comment');
  const { page } = await here.open();
  await page.route('**/flags', route => route.abort());
  await choose(page, 'A comment', 'Report');
  await page.getByRole('radio', { name: 'Something else' }).check();
  const text = page.getByRole('textbox', { name: 'What is wrong with it?' });
  await text.fill('In my own words');
  await page.getByRole('button', { name: 'Send report' }).click();
  await page.getByRole('alert').filter({ hasText: 'could not be reached' }).waitFor();
  await expect.poll(() => text.inputValue()).toBe('In my own words');
  await page.unroute('**/flags');
  await page.getByRole('button', { name: 'Send report' }).click();
  await page.getByText('Thank you. A moderator will look at it.').first().waitFor();
});

test('a person is muted in every thread, with what they write next; one comment is shown, or all again', async () => {
  const bob = await says('Bob', 'Rude words');
  const token = bob.session.token;
  await post(here.server.url, here.thread, 'A kind answer', { parent: bob.id, author: { name: 'Cara' } });
  const { page, complaints } = await here.open();
  await choose(page, 'Rude words', /^Mute .*Bob/);
  await page.getByText(/You muted .*Bob/).waitFor();
  await expect.poll(() => focusedIn(page)).toBe('button Show');
  await expect.poll(() => page.getByText('Rude words').count()).toBe(0);
  await page.getByText('A kind answer').waitFor();
  await post(here.server.url, here.thread, 'More of it', {}, token);
  await expect.poll(() => page.getByText(/You muted/).count()).toBe(2);
  expect(await page.getByText('More of it').count()).toBe(0);
  expect(await faults(page)).toEqual([]);

  const elsewhere = newThread(here.browser, () => here.server.url);
  await post(here.server.url, elsewhere.thread, 'Elsewhere too', {}, token);
  const other = await elsewhere.open({ context: page.context() });
  await other.page.getByText(/You muted/).waitFor();
  await other.page.close();
  await page.reload();
  await page
    .getByText(/You muted/)
    .nth(1)
    .waitFor();
  await page.getByRole('button', { name: 'Show', exact: true }).last().click();
  await page.getByText('Rude words').waitFor();
  expect(await page.getByText('More of it').count()).toBe(0);
  await expect.poll(() => focusedIn(page)).toMatch(/^article .*Rude words/);
  await choose(page, 'Rude words', /^Unmute .*Bob/);
  await page.getByText('More of it').waitFor();
  await expect.poll(() => focusedIn(page)).toMatch(/^article .*Rude words/);
  expect(complaints).toEqual([]);
});

test('the time is a link to the comment, and tells the whole date to who comes by with the keyboard', async () => {
  const { id } = await says('Bob', 'A comment');
  const { page } = await here.open();
  await menuOf(page, 'A comment').waitFor();
  const link = commentWith(page, 'A comment').getByRole('link');
  await link.focus();
  await expect.poll(() => link.locator('time').getAttribute('title')).toMatch(/\d{4}/);
  await page.evaluate(() => {
    document.head.append(Object.assign(document.createElement('base'), { href: '/elsewhere/' }));
  });
  await link.click();
  await page.waitForURL(`${here.server.url}/examples/plain.html#comment-${id}`);
  // As an app writes its own routes.
  await page.evaluate(() => {
    location.hash = '#/route';
  });
  await link.click();
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/route');
});
