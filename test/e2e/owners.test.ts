/** What owners set on the element, at any time, and how it behaves in pages that come and go. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { metric } from '../helpers/rest.ts';
import { type HostPage, hostSite, shiftOf, socketsOf } from './host-page.ts';

const site = hostSite();

beforeAll(async () => {
  for (const thread of ['/one', '/two', '/page']) {
    await post(site.server.url, thread, `First on ${thread}`, { author: { name: 'Ann' } });
    await post(site.server.url, thread, `Second on ${thread}`, { author: { name: 'Bob' } });
  }
});

const SCRIPT = '<script async src="/embed.js"></script>';
const TALL = '<p style="height: 4000px">Text</p>';
const set = (page: Page, name: string, value: string | null) =>
  page
    .locator('live-comments')
    .evaluate(
      (element, [name, value]) => (value === null ? element.removeAttribute(name) : element.setAttribute(name, value)),
      [name, value] as const,
    );
const comments = ({ addresses }: HostPage) => addresses.filter(address => address.includes('/api/v1/comments?'));
const first = (page: Page) => page.locator('live-comments article').first();

test('attributes are observed: thread, sort, page-size, lang, server, site, live, token', async () => {
  const host = await site.open(`<live-comments thread="/one"></live-comments>${SCRIPT}`);
  const { page } = host;
  await page.getByText('First on /one').waitFor();
  await set(page, 'thread', '/two');
  await page.getByText('First on /two').waitFor();
  await expect.poll(() => page.getByText('First on /one').count()).toBe(0);
  await set(page, 'sort', 'oldest');
  await expect.poll(() => first(page).textContent()).toContain('First on /two');
  await set(page, 'sort', 'newest');
  await expect.poll(() => first(page).textContent()).toContain('Second on /two');
  await set(page, 'page-size', '1');
  await page.getByRole('button', { name: 'Show more comments' }).waitFor();
  await set(page, 'lang', 'de');
  await page.getByText('2 Kommentare').waitFor();
  await set(page, 'lang', null);
  await page.getByText('2 comments').waitFor();
  const asked = page.waitForRequest(request => request.url().includes('site=other'));
  await set(page, 'site', 'other');
  await asked;
  await set(page, 'site', null);
  await page.getByText('2 comments').waitFor();
  const signed = page.waitForRequest(request => request.headers()['authorization'] === 'Bearer given');
  await set(page, 'token', 'given');
  await signed;
  await set(page, 'token', null);
  const moved = page.waitForRequest(request => request.url().startsWith('http://127.0.0.1:9/'));
  await set(page, 'server', 'http://127.0.0.1:9');
  await moved;
  await set(page, 'server', null);
  await page.getByText('2 comments').waitFor();
  await set(page, 'live', 'off');
  await post(site.server.url, '/two', 'Not heard');
  await set(page, 'live', null);
  await page.getByText('Not heard').waitFor();
});

test('the title and the address that are kept with a thread are the attributes’ own', async () => {
  const { page } = await site.open(
    `<live-comments thread="/named" thread-title="First" thread-url="${site.url}/first"></live-comments>${SCRIPT}`,
  );
  await set(page, 'thread-title', 'Named');
  await set(page, 'thread-url', `${site.url}/named`);
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await box.click();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ann');
  await box.fill('With a title');
  await box.press('Control+Enter');
  await page.locator('article', { hasText: 'With a title' }).waitFor();
  await expect
    .poll(async () => (await (await fetch(`${site.server.url}/api/v1/comments?thread=/named`)).json()).thread)
    .toMatchObject({ title: 'Named', url: `${site.url}/named` });
});

test('theme: words, and a selector of the page that is followed live', async () => {
  const { page, complaints } = await site.open(
    `<div id="app"></div><live-comments thread="/one"></live-comments>${SCRIPT}`,
  );
  await page.getByText('First on /one').waitFor();
  const isDark = () => page.locator('live-comments .lc').evaluate(element => element.classList.contains('dark'));
  expect(await isDark()).toBe(false);
  await set(page, 'theme', 'dark');
  await expect.poll(isDark).toBe(true);
  await set(page, 'theme', 'html[data-theme=dark]');
  await expect.poll(isDark).toBe(false);
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
  await expect.poll(isDark).toBe(true);
  await set(page, 'theme', '#app.night');
  await expect.poll(isDark).toBe(false);
  await page.evaluate(() => document.querySelector('#app')?.classList.add('night'));
  await expect.poll(isDark).toBe(true);
  await set(page, 'theme', 'light');
  await expect.poll(isDark).toBe(false);
  expect(complaints).toEqual([]);
  await set(page, 'theme', 'html[');
  await expect
    .poll(() => complaints)
    .toEqual([expect.stringMatching(/‘theme’ is ‘html\[’, which is no CSS selector; write/)]);
  await expect.poll(isDark).toBe(false);
});

test('own words for any message, as JSON and as a property', async () => {
  const own = JSON.stringify({ headingEmpty: 'Letters', heading: { one: '{n} letter', other: '{n} letters' } });
  const { page, complaints } = await site.open(
    `<live-comments thread="/page" strings='${own}'></live-comments>${SCRIPT}`,
  );
  await page.getByText('2 letters').waitFor();
  await page
    .locator('live-comments')
    .evaluate(element => Object.assign(element, { strings: { write: 'Send a letter' } }));
  await page.getByRole('textbox', { name: 'Send a letter' }).waitFor();
  await page.getByText('2 comments').waitFor();
  expect(complaints).toEqual([]);
});

test.each([
  ['{"heading"', /^<live-comments>: the attribute ‘strings’ is not JSON \(.*\); write an object/],
  ['{"hedding":"x","write":"Still"}', /‘strings’ has unknown keys \(hedding\); take/],
  ['{"heading":7,"write":"Still"}', /‘strings’ has no words for heading; write/],
  ['{"heading":{"one":5,"other":"x"},"write":"Still"}', /‘strings’ has no words for heading; write/],
  ['[]', /‘strings’ is no object; write/],
])('own words that are wrong, %s: one warning, and the rest works', async (own, warning) => {
  const { page, complaints } = await site.open(
    `<live-comments thread="/page" strings='${own}'></live-comments><live-comments thread="/one" strings='${own}'></live-comments>${SCRIPT}`,
  );
  await page.getByText('2 comments').first().waitFor();
  if (own.includes('Still')) await page.getByRole('textbox', { name: 'Still' }).first().waitFor();
  await expect.poll(() => complaints).toEqual([expect.stringMatching(warning)]);
});

test('far below the fold nothing is asked for until the reader comes near, and nothing moves', async () => {
  const host = await site.open(`${TALL}<live-comments thread="/one"></live-comments><footer>Foot</footer>${SCRIPT}`);
  const { page } = host;
  await page.waitForFunction(() => document.querySelector('live-comments')?.shadowRoot);
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(comments(host)).toEqual([]);
  await page.evaluate(() => scrollTo(0, 1_200));
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  expect(comments(host)).toEqual([]);
  for (let y = 1_400; y <= 4_400; y += 200) {
    await page.evaluate(to => scrollTo(0, to), y);
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  await page.getByText('First on /one').waitFor();
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  expect(comments(host)).toHaveLength(1);
  expect(await shiftOf(host)).toBeLessThan(0.001);
});

test('it starts at once with lazy="off", by refresh(), and for a link to a comment', async () => {
  const off = await site.open(`${TALL}<live-comments thread="/one" lazy="off"></live-comments>${SCRIPT}`);
  await off.page.getByText('First on /one').waitFor();
  const later = await site.open(`${TALL}<live-comments thread="/one"></live-comments>${SCRIPT}`);
  await later.page.waitForFunction(() => document.querySelector('live-comments')?.shadowRoot);
  expect(comments(later)).toEqual([]);
  await later.page.locator('live-comments').evaluate(element => (element as unknown as { refresh(): void }).refresh());
  await later.page.getByText('First on /one').waitFor();
  const linked = await site.open(`${TALL}<live-comments thread="/one"></live-comments>${SCRIPT}`);
  await linked.page.waitForFunction(() => document.querySelector('live-comments')?.shadowRoot);
  await linked.page.evaluate(() => {
    location.hash = '#comment-00000000-0000-4000-8000-000000000000';
  });
  await linked.page.getByText('First on /one').waitFor();
});

test('what the server wrote into the element stays until the comments are there', async () => {
  let release: (() => void) | undefined;
  const gate = new Promise<void>(resolve => (release = resolve));
  const context = await site.browser.newContext();
  await context.route('**/api/v1/comments?**', async route => {
    await gate;
    await route.continue();
  });
  const { page } = await site.open(
    `<live-comments thread="/one"><p>Written by the server</p></live-comments>${SCRIPT}`,
    { context },
  );
  await page.waitForFunction(() => document.querySelector('live-comments')?.shadowRoot);
  // Longer than it takes until something is drawn in place of comments.
  await page.waitForTimeout(400);
  expect(await page.getByText('Written by the server').isVisible()).toBe(true);
  expect(await page.locator('live-comments .placeholders').count()).toBe(0);
  release?.();
  await page.getByText('First on /one').waitFor();
  await expect.poll(() => page.getByText('Written by the server').isVisible()).toBe(false);
  const plain = await site.open(`<live-comments thread="/one"><p>Written by the server</p></live-comments>${SCRIPT}`, {
    javaScriptEnabled: false,
    path: '/plain',
  });
  await expect.poll(() => plain.page.getByText('Written by the server').isVisible()).toBe(true);
});

test('events bubble out of shadow roots: ready once, count with the number, comment, error', async () => {
  const host = await site.open('<div id="outer"></div>', {
    head: `${SCRIPT}<script>heard = []; for (const name of ['ready', 'comment', 'count', 'error']) document.addEventListener('live-comments:' + name, e => heard.push([name, e.detail, e.composed && e.bubbles]))</script>`,
  });
  const { page } = host;
  await page.evaluate(() => {
    const root = document.querySelector('#outer')?.attachShadow({ mode: 'open' });
    const element = document.createElement('live-comments');
    element.setAttribute('thread', '/events');
    root?.append(element);
  });
  type Heard = [string, unknown, boolean][];
  const heard = async (name: string) =>
    ((await page.evaluate('heard')) as Heard).filter(each => each[0] === name && each[2]).map(each => each[1]);
  await expect.poll(() => heard('ready')).toHaveLength(1);
  await expect.poll(() => heard('count')).toEqual([0]);
  await expect.poll(() => socketsOf(host)).toBe(1);
  await post(site.server.url, '/events', 'Heard', { author: { name: 'Ann' } });
  await expect.poll(() => heard('count')).toEqual([0, 1]);
  await expect
    .poll(() => heard('comment'))
    .toMatchObject([{ thread: '/events', author: { name: 'Ann' }, content: [['p', 'Heard']] }]);
  await page.route('**/api/v1/comments?**', route =>
    route.fulfill({ status: 503, json: { code: 'unavailable', detail: 'Busy' } }),
  );
  await page.locator('live-comments').evaluate(element => (element as unknown as { refresh(): void }).refresh());
  await expect.poll(() => heard('error')).toEqual([{ code: 'unavailable', message: 'Busy' }]);
  expect(await heard('ready')).toHaveLength(1);
});

test('properties that were set before the script came count; two tags define once; a moved element goes on', async () => {
  const host = await site.open(`<main></main><aside></aside>`);
  const { page, complaints } = host;
  await page.evaluate(address => {
    const element = document.createElement('live-comments');
    Object.assign(element, { thread: '/two', sort: 'oldest', strings: { headingEmpty: 'Own' } });
    document.querySelector('main')?.append(element);
    for (let i = 0; i < 2; i++) document.head.append(Object.assign(document.createElement('script'), { src: address }));
  }, `${site.server.url}/embed.js`);
  await page.getByText('First on /two').waitFor();
  await expect.poll(() => first(page).textContent()).toContain('First on /two');
  expect(await page.locator('live-comments').count()).toBe(1);
  await page.evaluate(() =>
    document.querySelector('aside')?.append(document.querySelector('live-comments') as Element),
  );
  await post(site.server.url, '/two', 'After the move');
  await page.getByText('After the move').waitFor();
  expect(complaints).toEqual([]);
});

test('a page that comes back through history is live again', async () => {
  const host = await site.open(`<live-comments thread="/back"></live-comments>${SCRIPT}`);
  const { page } = host;
  await page.getByText('No comments yet').waitFor();
  await expect.poll(() => socketsOf(host)).toBe(1);
  await page.goto(site.page('/elsewhere', 'Elsewhere'));
  await post(site.server.url, '/back', 'While away');
  await page.goBack();
  await page.getByText('While away').waitFor();
  await post(site.server.url, '/back', 'And back again');
  await page.getByText('And back again').waitFor();
});

test('put in and taken out two hundred times, it leaves nothing behind', async () => {
  const host = await site.open(`<main></main>${SCRIPT.replace('<script', '<script id="tag"')}`, {
    head: '<script>document.addEventListener("DOMContentLoaded", () => document.querySelector("main").append(document.createElement("live-comments")))</script>',
  });
  const { page } = host;
  await page.getByText('First on /page').waitFor();
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  const cdp = await page.context().newCDPSession(page);
  const round = (times: number) =>
    page.evaluate(async times => {
      const main = document.querySelector('main');
      for (let i = 0; i < times; i++) {
        main?.replaceChildren();
        const element = document.createElement('live-comments');
        element.setAttribute('thread', i % 2 ? '/one' : '/two');
        const ready = new Promise(resolve => element.addEventListener('live-comments:ready', resolve, { once: true }));
        main?.append(element);
        await ready;
      }
      main?.replaceChildren();
    }, times);
  const weigh = async () => {
    for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    return { nodes, jsEventListeners };
  };
  await round(20);
  const before = await weigh();
  await round(200);
  await expect.poll(async () => (await weigh()).nodes, { timeout: 8_000 }).toBeLessThan(before.nodes + 400);
  expect((await weigh()).jsEventListeners).toBeLessThan(before.jsEventListeners + 60);
  await expect.poll(() => metric(site.server.url, 'live_comments_subscriptions')).toBe(0);
});
