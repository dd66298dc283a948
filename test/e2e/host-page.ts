/** A site of somebody else's, on an address of its own, whose pages are made for one test each. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, type WatchedPage, watch } from '../helpers/browser.ts';
import { freePort, startServer, type TestServer } from '../helpers/server.ts';
import { closePages } from './thread-page.ts';

export interface HostPage extends WatchedPage {
  /** The addresses of all requests, sockets among them, in order. */
  readonly addresses: string[];
  /** What the page sent over sockets. */
  readonly frames: string[];
}

interface HostOptions extends BrowserContextOptions {
  readonly path?: string;
  readonly headers?: Record<string, string>;
  /** Of the page's `<html>`. */
  readonly attributes?: string;
  readonly head?: string;
  /** The reader; without one, a new one. */
  readonly context?: BrowserContext;
}

/** The site together with a browser, and a server of comments that allows it. */
class HostSite<Server extends TestServer> {
  declare browser: Browser;
  declare server: Server;
  declare url: string;
  readonly #startServer: (env: Record<string, string>) => Promise<Server>;
  readonly #http = createServer();
  readonly #pages = new Map<string, { headers: Record<string, string>; text: string }>();

  constructor(start: (env: Record<string, string>) => Promise<Server>) {
    this.#startServer = start;
  }

  async start(): Promise<void> {
    const port = await freePort();
    this.url = `http://site.localhost:${port}`;
    this.#http.on('request', (request, response) => {
      const { pathname } = new URL(request.url ?? '/', this.url);
      const page = this.#pages.get(pathname);
      response.writeHead(page ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...page?.headers });
      response.end(page?.text ?? '');
    });
    this.#http.listen(port, '127.0.0.1');
    [this.browser, this.server] = await Promise.all([
      launchBrowser(),
      this.#startServer({ ALLOWED_ORIGINS: this.url }),
      once(this.#http, 'listening'),
    ]);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.#http.close();
    this.#http.closeAllConnections();
    await this.server.stop();
  }

  /** A page with this body; `src="/` in it is the comments' server. */
  page(path: string, body: string, { headers = {}, attributes = 'lang="en"', head = '' }: HostOptions = {}): string {
    const text = `<!doctype html><html ${attributes}><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>A page</title>${head}<body>${body}</body></html>`;
    this.#pages.set(path, { headers, text: text.replaceAll(' src="/', ` src="${this.server.url}/`) });
    return this.url + path;
  }

  async open(body: string, options: HostOptions = {}): Promise<HostPage> {
    const { path = '/page', headers: _, attributes: __, head: ___, context: own, ...more } = options;
    const context = own ?? (await this.browser.newContext(more));
    // Shorter than a test's own time, so that a failure names the step.
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const watched = watch(page);
    const addresses: string[] = [];
    const frames: string[] = [];
    page.on('request', request => addresses.push(request.url()));
    page.on('websocket', socket => {
      addresses.push(socket.url());
      socket.on('framesent', ({ payload }) => frames.push(String(payload)));
    });
    await page.addInitScript(keepShifts);
    await page.goto(this.page(path, body, options));
    return { ...watched, addresses, frames };
  }
}

/** For a file of tests: the site and one browser for all of them. */
export function hostSite(): HostSite<TestServer>;
export function hostSite<Server extends TestServer>(
  start: (env: Record<string, string>) => Promise<Server>,
): HostSite<Server>;
export function hostSite(
  start: (env: Record<string, string>) => Promise<TestServer> = startServer,
): HostSite<TestServer> {
  const site = new HostSite(start);
  beforeAll(() => site.start());
  afterEach(() => closePages(site.browser));
  afterAll(() => site.stop());
  return site;
}

function keepShifts(): void {
  const shifts: number[] = [];
  Object.assign(globalThis, { shifts });
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
  }).observe({ type: 'layout-shift', buffered: true });
}

/** How far things have moved on the page so far, as browsers measure it. */
export function shiftOf({ page }: WatchedPage): Promise<number> {
  return page.evaluate(() => (Reflect.get(globalThis, 'shifts') as number[]).reduce((sum, each) => sum + each, 0));
}

/** How many sockets a page has opened. */
export function socketsOf({ addresses }: HostPage): number {
  return addresses.filter(address => address.startsWith('ws:')).length;
}
