/** The main job: two browsers, one page, one comment; nothing lost when the server is killed. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { freePort, type ServerProcess, spawnServer, temporaryFolder } from '../helpers/server.ts';
import { closePages } from './thread-page.ts';

let browser: Browser;
let server: ServerProcess;
const env = { DATA_DIR: temporaryFolder(), PORT: '' };

beforeAll(async () => {
  env.PORT = String(await freePort());
  [browser, server] = await Promise.all([launchBrowser(), spawnServer(env)]);
});

afterEach(() => closePages(browser));

afterAll(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
});

async function write(page: Page, text: string, name?: string): Promise<void> {
  const box = page.getByRole('textbox', { name: /comment/i }).first();
  await box.click();
  if (name) await page.getByRole('textbox', { name: /name/i }).fill(name);
  await box.fill(text);
  await page.getByRole('button', { name: /^post/i }).first().click();
}

test('L1 L2 what one reader writes stands on the other’s screen at once, without a request, and survives kill -9', async () => {
  const [ann, bob] = await Promise.all([openPage(browser, server.url), openPage(browser, server.url)]);
  await expect.poll(() => bob.page.locator('live-comments').isVisible()).toBe(true);
  await bob.page.getByText(/2 people/i).waitFor();

  const before = bob.requests.length;
  await write(ann.page, 'Hello **Bob**', 'Ann');
  await ann.page.getByText('Hello Bob').waitFor();
  await bob.page.getByText('Hello Bob').waitFor();
  expect(bob.requests.slice(before)).toEqual([]);

  await server.end('SIGKILL');
  server = await spawnServer(env);
  await write(bob.page, 'Back again', 'Bob');
  await ann.page.getByText('Back again').waitFor();
  expect(await ann.page.getByText('Hello Bob').count()).toBe(1);

  await ann.page.reload();
  await ann.page.getByText('Back again').waitFor();
  await expect.poll(() => ann.page.getByText('Hello Bob').count()).toBe(1);
});

test('L1 L3 two readers who post twenty comments each at once end with the same list in the same order', async () => {
  const pages = await Promise.all([openPage(browser, server.url), openPage(browser, server.url)]);
  const [ann, bob] = pages.map(({ page }) => page) as [Page, Page];
  await ann.getByText(/2 people/i).waitFor();
  const writeAll = async (page: Page, name: string): Promise<void> => {
    for (let n = 1; n <= 20; n++) await write(page, `${name} no. ${n} of twenty`, n === 1 ? name : undefined);
  };
  await Promise.all([writeAll(ann, 'Ann'), writeAll(bob, 'Bob')]);
  const listed = (page: Page) =>
    page.locator('article:not(.sending) .content').filter({ hasText: 'of twenty' }).allInnerTexts();
  const shown = async (page: Page): Promise<string[]> => {
    // What came in while they wrote waits until they ask for it.
    const pill = page.getByRole('button', { name: /new comments?$/ });
    if (await pill.isVisible()) await pill.click();
    return listed(page);
  };
  await expect.poll(async () => (await shown(ann)).length, { timeout: 10_000 }).toBe(40);
  await expect.poll(async () => (await shown(bob)).length, { timeout: 10_000 }).toBe(40);
  const answer = await fetch(`${server.url}/api/v1/comments?thread=/&sort=newest&limit=100`);
  const { items } = (await answer.json()) as { items: { content: [string, string][] }[] };
  const stored = items.map(({ content }) => String(content[0]?.[1])).filter(text => text.includes('of twenty'));
  expect(new Set(stored).size).toBe(40);
  for (const page of [ann, bob]) await expect.poll(() => listed(page)).toEqual(stored);
});
