/** A real browser for tests, and pages whose errors and requests are kept. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import { launchChromium } from './chromium.ts';

export function launchBrowser(): Promise<Browser> {
  return launchChromium(inject('chromium'));
}

export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors and everything the console called a warning or an error. */
  readonly complaints: string[];
  /** `METHOD path` of every HTTP request since the page was opened. */
  readonly requests: string[];
}

/** A page in a context of its own: another reader, with storage of their own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  // Shorter than a test's own time, so that a failure names the step.
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const watched = watch(page);
  await page.goto(url);
  return watched;
}

export function watch(page: Page): WatchedPage {
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('request', request => {
    const url = new URL(request.url());
    requests.push(`${request.method()} ${url.pathname}`);
  });
  return { page, complaints, requests };
}
