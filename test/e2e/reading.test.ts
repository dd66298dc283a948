/** Reading in the widget: order, further pages and languages, and that neither the focus nor a word of it gets lost. */
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { commentWith, focusedIn, writeComment } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const bobSays = (body: string, more = {}) =>
  post(here.server.url, here.thread, body, { author: { name: 'Bob' }, ...more });

test('another order keeps the list until the new one is here, and the focus where it was', async () => {
  await bobSays('The older');
  await bobSays('The newer');
  const { page } = await here.open();
  const listed = () => page.locator('article .content').allInnerTexts();
  await expect.poll(listed).toEqual(['The newer', 'The older']);
  // Once it hears of another reader, the live link is there.
  await here.open();
  await page.getByText('2 people here').waitFor();
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await page.route('**/api/v1/comments?**', async route => {
    await held;
    await route.continue();
  });
  const order = page.getByRole('combobox', { name: 'Order' });
  await order.focus();
  await order.selectOption('oldest');
  expect(await listed()).toEqual(['The newer', 'The older']);
  await bobSays('While it loads');
  await page.getByText('While it loads').waitFor();
  release();
  await expect.poll(listed).toEqual(['The older', 'The newer', 'While it loads']);
  await expect.poll(() => focusedIn(page)).toMatch(/^select/);
  await bobSays('And goes on');
  await page.getByText('And goes on').waitFor();
});

test('each "Show more" leads the focus on to the first comment that it brings', async () => {
  const first = await bobSays('The oldest');
  for (let n = 0; n < 5; n++) await bobSays(`Reply ${n}`, { parent: first.id });
  await bobSays('The newest');
  const { page } = await here.open({ attributes: { 'page-size': '1' } });
  const more = page.getByRole('button', { name: 'Show more comments' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedIn(page)).toMatch(/^article .*The oldest/);
  await page.getByRole('button', { name: /^Show \d more repl/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focusedIn(page)).toMatch(/^article .*Reply 3/);
});

test('a "Show more" that fails says so beside the button, tells the page, and can be tried again', async () => {
  await bobSays('The oldest');
  await bobSays('The newest');
  const { page, complaints } = await here.open({ attributes: { 'page-size': '1' } });
  await page.evaluate(() => {
    const errors: unknown[] = [];
    Object.assign(globalThis, { errors });
    document.addEventListener('live-comments:error', event => errors.push((event as CustomEvent).detail.code));
  });
  await page.getByText('The newest').waitFor();
  await page.route('**/api/v1/comments?**', route => route.abort());
  const more = page.getByRole('button', { name: 'Show more comments' });
  await more.click();
  await page.getByRole('alert').filter({ hasText: 'could not be loaded' }).waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'errors'))).toEqual(['network']);
  await expect.poll(() => focusedIn(page)).toMatch(/^button Show more/);
  await page.unroute('**/api/v1/comments?**');
  await more.click();
  await page.getByText('The oldest').waitFor();
  await expect.poll(() => page.getByRole('alert').filter({ hasText: 'could not be loaded' }).count()).toBe(0);
  expect(complaints.filter(text => !text.includes('ERR_FAILED'))).toEqual([]);
});

test('a box that opens draws its own comment anew, and no other', async () => {
  for (let n = 0; n < 5; n++) await bobSays(`Comment ${n}`);
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Reply' }).nth(4).waitFor();
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  await page.evaluate(() => {
    const drawn: string[] = [];
    Object.assign(globalThis, { drawn });
    const { prototype } = customElements.get('lc-comment') as unknown as { prototype: { render(): unknown } };
    const { render } = prototype;
    prototype.render = function (this: { node: { comment: { body: string; content: unknown } } }) {
      drawn.push(JSON.stringify(this.node.comment.content));
      return render.call(this);
    };
  });
  await commentWith(page, 'Comment 2').getByRole('button', { name: 'Reply' }).click();
  await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'drawn'))).toEqual(['[["p","Comment 2"]]']);
});

test('of two languages that are asked for, the last one is spoken, however late the first one comes', async () => {
  const { page } = await here.open();
  await page.getByText('No comments yet.').waitFor();
  await page.route('**/assets/de.*', async route => {
    await new Promise(resolve => setTimeout(resolve, 800));
    await route.continue();
  });
  const element = page.locator('live-comments');
  const arrived = page.waitForResponse('**/assets/de.*');
  const asked = page.waitForRequest('**/assets/de.*');
  await element.evaluate(each => each.setAttribute('lang', 'de'));
  await asked;
  await element.evaluate(each => each.setAttribute('lang', 'ar'));
  await page.getByText('لا توجد تعليقات بعد.').waitFor();
  await arrived;
  await page.waitForTimeout(200);
  await expect.poll(() => page.locator('live-comments section').getAttribute('lang')).toBe('ar');
  await element.evaluate(each => each.setAttribute('lang', 'de_DE'));
  await page.getByText('Noch keine Kommentare.').waitFor();
});

test('a comment is named by its author and its time, and what is said twice is heard twice', async () => {
  await bobSays('A comment');
  const { page } = await here.open();
  await page.getByRole('article', { name: /^Bob / }).waitFor();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const root = document.querySelector('live-comments')?.shadowRoot;
    const line = root?.querySelector('.sr[role=status]:last-child');
    new MutationObserver(() => line?.textContent && said.push(line.textContent)).observe(line as Node, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  const said = () => page.evaluate(() => Reflect.get(globalThis, 'said'));
  await writeComment(page, 'One', 'Ann');
  await expect.poll(said).toEqual(['Your comment was posted.']);
  await writeComment(page, 'Two');
  await expect.poll(said).toEqual(['Your comment was posted.', 'Your comment was posted.']);
});
