/** A real browser for tests, and pages whose errors and requests are kept. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

/** Chromium without a sandbox, which root may not have, and without calls home. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = inject('chromium');
  return chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } as Record<string, string> });
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
