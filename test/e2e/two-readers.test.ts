/** The main job: two browsers, one page, one comment; nothing lost when the server is killed. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { freePort, type ServerProcess, spawnServer, temporaryFolder } from '../helpers/server.ts';

let browser: Browser;
let server: ServerProcess;
const env = { DATA_DIR: temporaryFolder(), PORT: '' };

beforeAll(async () => {
  env.PORT = String(await freePort());
  [browser, server] = await Promise.all([launchBrowser(), spawnServer(env)]);
});

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
  expect(await ann.page.getByText('Hello Bob').count()).toBe(1);
});
