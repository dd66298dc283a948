/** Comments that stream in: all at once on the screen and in order, while nothing that is there already is moved at a stroke. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { Poster } from '../helpers/poster.ts';
import { threadPages } from './thread-page.ts';

const SOME = 12;

let poster: Poster;

const here = threadPages();

beforeEach(async () => {
  poster = await Poster.open(here.server.url);
});

afterEach(async () => {
  poster.stop();
});

async function write(count: number, text: string): Promise<void> {
  for (let n = 0; n < count; n++) await poster.post(here.thread, `${text} ${n}`);
}

/** A page on the thread, on which comments come in live; its layout shifts are added up from now on. */
async function openLive(context?: BrowserContext): Promise<Page> {
  const { page } = await here.open(context ? { context } : {});
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  await page.getByText('Before 0', { exact: true }).waitFor();
  // Once it hears of another reader, the link is there.
  await here.open();
  await page.getByText('2 people here').waitFor();
  await page.evaluate(() => {
    Object.assign(globalThis, { shift: 0 });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        const { value } = entry as PerformanceEntry & { value: number };
        Object.assign(globalThis, { shift: Reflect.get(globalThis, 'shift') + value });
      }
    }).observe({ type: 'layout-shift' });
  });
  return page;
}

const shifted = (page: Page) => page.evaluate(() => Reflect.get(globalThis, 'shift') as number);
const listed = (page: Page) => page.locator('article .content').allTextContents();
const isFocused = (element: Element) => (element.getRootNode() as ShadowRoot).activeElement === element;
const newestFirst = (count: number, text: string) =>
  Array.from({ length: count }, (_, n) => `${text} ${count - 1 - n}`);

test('what streams in on top is there at once, in order, and pushes nothing away at a stroke', async () => {
  await write(SOME, 'Before');
  const page = await openLive();
  await write(40, 'Live');
  await expect.poll(() => listed(page)).toEqual([...newestFirst(40, 'Live'), ...newestFirst(SOME, 'Before')]);
  await page.getByRole('heading', { name: `${SOME + 40} comments` }).waitFor();
  // Whatever slid is in its place again.
  await expect.poll(() => page.locator('live-comments [style*=transform]').count()).toBe(0);
  expect(await shifted(page)).toBe(0);
});

test('a reply pushes away nothing below it either: it waits until it is asked for', async () => {
  await write(4, 'Before');
  const answered = await post(here.server.url, here.thread, 'A question', { author: { name: 'Bob' } });
  const page = await openLive();
  await post(here.server.url, here.thread, 'A reply', { parent: answered.id, author: { name: 'Bob' } });
  const waiting = commentWith(page, 'A question').getByRole('button', { name: '1 new reply' });
  await waiting.waitFor();
  expect(await shifted(page)).toBe(0);
  await waiting.click();
  await page.getByText('A reply').waitFor();
});

test('a burst is drawn in few frames, and whole', async () => {
  await write(SOME, 'Before');
  const context = await here.browser.newContext();
  const held: string[] = [];
  let release = (): void => {};
  let isHolding = false;
  await context.routeWebSocket('**/api/v1/live', socket => {
    socket.connectToServer().onMessage(message => {
      const frame = JSON.parse(String(message)) as { type: string; events?: unknown[] };
      if (!isHolding || !frame.events) return socket.send(message);
      // Each event as a message of its own, as many as a slow network may bring at once.
      held.push(...frame.events.map(event => JSON.stringify({ ...frame, events: [event] })));
    });
    release = () => {
      for (const message of held) socket.send(message);
    };
  });
  const page = await openLive(context);
  await page.evaluate(() => {
    const { prototype } = customElements.get('live-comments') as unknown as { prototype: { render(): unknown } };
    const { render } = prototype;
    Object.assign(globalThis, { renders: 0 });
    prototype.render = function (this: unknown) {
      Object.assign(globalThis, { renders: Reflect.get(globalThis, 'renders') + 1 });
      return render.call(this);
    };
  });
  isHolding = true;
  await write(60, 'Burst');
  await expect.poll(() => held.length).toBe(60);
  release();
  isHolding = false;
  await expect.poll(() => listed(page)).toEqual([...newestFirst(60, 'Burst'), ...newestFirst(SOME, 'Before')]);
  // Two in one frame never: sixty renders would take a second.
  expect(await page.evaluate(() => Reflect.get(globalThis, 'renders'))).toBeLessThan(30);
});

test('the focus stays where it is while others come in above', async () => {
  await write(SOME, 'Before');
  const page = await openLive();
  const button = commentWith(page, 'Before 11').getByRole('button', { name: 'Reply' });
  await button.focus();
  await write(5, 'Live');
  await page.getByText('Live 4').waitFor();
  expect(await button.evaluate(isFocused)).toBe(true);
});

test('a text that is being selected is not moved, and stays selected', async () => {
  await write(SOME, 'Before');
  const page = await openLive();
  await page.getByText('Before 11').click({ clickCount: 3 });
  const selected = () => page.evaluate(() => document.getSelection()?.type);
  expect(await selected()).toBe('Range');
  await write(3, 'Live');
  await page.getByRole('button', { name: '3 new comments' }).waitFor();
  expect(await selected()).toBe('Range');
  expect(await page.getByText('Live 0').count()).toBe(0);
});

test('who wants no motion is asked before anything moves', async () => {
  await write(SOME, 'Before');
  const page = await openLive(await here.browser.newContext({ reducedMotion: 'reduce' }));
  await write(11, 'Live');
  const pill = page.getByRole('button', { name: '11 new comments' });
  await pill.waitFor();
  expect(await shifted(page)).toBe(0);
  expect(await page.getByText('Live 10').count()).toBe(0);
  await pill.click();
  await expect.poll(() => listed(page)).toEqual([...newestFirst(11, 'Live'), ...newestFirst(SOME, 'Before')]);
});

test('a long page is drawn whole and in order, though not in one frame', async () => {
  await write(50, 'Before');
  const { page } = await here.open({ attributes: { 'page-size': '50' } });
  await expect.poll(() => listed(page)).toEqual(newestFirst(50, 'Before'));
});

test('a list that streams on and on is cut back on the page, and nothing of it is lost', async () => {
  await write(SOME, 'Before');
  const page = await openLive();
  for (let n = 0; n < 230; n++) {
    await poster.post(here.thread, `Live ${n}`);
    // As fast as the page can show them, and no faster.
    if (n % 10 === 9) await page.getByText(`Live ${n}`, { exact: true }).waitFor();
  }
  await page.getByRole('heading', { name: `${SOME + 230} comments` }).waitFor();
  await expect.poll(() => page.locator('article').count()).toBeLessThanOrEqual(200);
  expect(await shifted(page)).toBe(0);
  const more = page.getByRole('button', { name: 'Show more comments' });
  await more.focus();
  const first = await page.locator('article').count();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('article').nth(first).evaluate(isFocused)).toBe(true);
  while ((await more.count()) > 0) {
    const count = await page.locator('article').count();
    await more.click();
    await expect.poll(() => page.locator('article').count()).toBeGreaterThan(count);
  }
  expect(await listed(page)).toEqual([...newestFirst(230, 'Live'), ...newestFirst(SOME, 'Before')]);
});
