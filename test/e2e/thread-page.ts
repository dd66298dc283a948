/** An example page on a thread of its own, so that no test meets another's comments. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, type WatchedPage, watch } from '../helpers/browser.ts';
import { type Mailbox, startMailbox } from '../helpers/mailbox.ts';
import { type ModeratedServer, startModerated } from '../helpers/moderator.ts';

interface OpenOptions {
  /** The widget's attributes besides its thread. */
  readonly attributes?: Record<string, string>;
  /** The end of the address. */
  readonly hash?: string;
  /** The page's language. */
  readonly lang?: string;
  /** The reader; without one, a new one. */
  readonly context?: BrowserContext;
}

export interface ThreadPage {
  readonly thread: string;
  open(options?: OpenOptions): Promise<WatchedPage>;
}

export function newThread(browser: Browser, url: () => string): ThreadPage {
  const thread = `e2e/${randomUUID()}`;
  return {
    thread,
    async open({ attributes, lang = 'en', context, hash = '' } = {}) {
      const own = context ?? (await browser.newContext());
      // Shorter than a test's own time, so that a failure names the step.
      own.setDefaultTimeout(10_000);
      const page = await own.newPage();
      await page.addInitScript(setTag, { lang, attributes: { thread, ...attributes } });
      const watched = watch(page);
      await page.goto(`${url()}/examples/plain.html${hash}`);
      return watched;
    },
  };
}

class Threads implements ThreadPage {
  declare browser: Browser;
  declare server: ModeratedServer;
  /** Where its mails arrive, of a server that sends them. */
  declare mailbox: Mailbox;
  /** Of the test that runs. */
  declare own: ThreadPage;

  get thread(): string {
    return this.own.thread;
  }

  open(options?: OpenOptions): Promise<WatchedPage> {
    return this.own.open(options);
  }

  /** Stops the server; returns how to start it again at the same address, with all that it knew. */
  async stop(): Promise<() => Promise<void>> {
    const { url, dataDir } = this.server;
    await this.server.stop();
    return async () => {
      this.server = await startModerated({ DATA_DIR: dataDir, PORT: new URL(url).port });
    };
  }
}

/** For a file of tests: one browser and one server for all, which sends mails if asked to, and a thread of its own for each. */
export function threadPages({ mails = false } = {}): Threads {
  const here = new Threads();
  beforeAll(async () => {
    if (mails) here.mailbox = await startMailbox();
    const env = mails ? { SMTP_URL: `smtp://127.0.0.1:${here.mailbox.port}`, MAIL_FROM: 'comments@blog.example' } : {};
    [here.browser, here.server] = await Promise.all([launchBrowser(), startModerated(env)]);
  });
  beforeEach(() => {
    here.own = newThread(here.browser, () => here.server.url);
  });
  afterEach(() => closePages(here.browser));
  afterAll(async () => {
    await here.browser.close();
    await here.server.stop();
    if (mails) await here.mailbox.close();
  });
  return here;
}

/** In the page: gives the script tag its attributes before the script runs. */
function setTag({ lang, attributes }: { lang: string; attributes: Record<string, string> }): void {
  const observer = new MutationObserver(() => {
    const script = document.querySelector('script[src="/embed.js"]');
    if (!script) return;
    observer.disconnect();
    document.documentElement.lang = lang;
    for (const [name, value] of Object.entries(attributes)) script.setAttribute(`data-${name}`, value);
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Closes all that a test opened: a page that is left would come back to the next test's server. */
export async function closePages(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map(context => context.close()));
}
