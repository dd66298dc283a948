/** A server with a team for tests of the moderators’ queues, and what stands on their screens. */
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { AdminComment, QueueCounts } from '../../protocol/admin/comments.ts';
import type { Comment } from '../../protocol/comment.ts';
import { COMMENTS, call } from '../helpers/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { type ModeratedServer, startModerated } from '../helpers/moderator.ts';
import { makeOwner, makeStaff, PASSWORD, type SignedIn } from '../helpers/staff.ts';
import { closePages } from './thread-page.ts';

/** What a card shows, as the tests ask for it. */
export interface SeenCard {
  readonly id: string;
  readonly text: string;
  readonly isCurrent: boolean;
  readonly isDone: boolean;
  readonly isSelected: boolean;
  /** “Approved by Ann”, or empty. */
  readonly verdict: string;
  readonly top: number;
}

class DeskPages {
  declare browser: Browser;
  declare server: ModeratedServer;
  declare owner: SignedIn;
  /** Of the test that runs. */
  declare thread: string;

  /** The queue of what waits in this test’s thread alone. */
  get pending(): string {
    return `queue/pending?${new URLSearchParams({ thread: this.thread, in: 'default' })}`;
  }

  moderator(name: string): Promise<SignedIn> {
    return makeStaff(this.server.url, this.owner, { role: 'moderator', name });
  }

  /** The dashboard as somebody of the team sees it. */
  async open(who: SignedIn, path: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const watched = await openPage(this.browser, `${this.server.url}/admin/`, {
      viewport: { width: 1280, height: 900 },
      locale: 'en',
      ...options,
    });
    await watched.page.evaluate(
      async body => {
        const headers = { 'content-type': 'application/json' };
        await fetch('/api/v1/admin/session', { method: 'POST', headers, body });
      },
      JSON.stringify({ email: who.email, password: PASSWORD }),
    );
    await watched.page.goto(`${this.server.url}/admin/${path}`);
    return watched;
  }

  async post(body: string, more: Record<string, unknown> = {}, token?: string): Promise<Comment> {
    const page = { url: `${this.server.url}/examples/plain.html`, title: 'On bread' };
    const answer = await call(this.server.url, 'POST', COMMENTS, {
      body: { thread: this.thread, body, ...page, ...more },
      token,
    });
    if (answer.status !== 201 && answer.status !== 202) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json;
  }

  /** Stops the server; returns how to start it again at the same address, with all that it knew. */
  async stop(): Promise<() => Promise<void>> {
    const { url, dataDir } = this.server;
    await this.server.stop();
    return async () => {
      this.server = await startModerated({ DATA_DIR: dataDir, PORT: new URL(url).port });
    };
  }

  async read(id: string): Promise<AdminComment> {
    return (await this.owner.call('GET', `/comments/${id}`)).json;
  }

  async counts(): Promise<QueueCounts> {
    return (await this.owner.call('GET', '/queues')).json;
  }
}

/** For a file of tests: one browser and one server for all, a thread of its own for each, every comment held. */
export function deskPages(): DeskPages {
  const here = new DeskPages();
  beforeAll(async () => {
    [here.browser, here.server] = await Promise.all([launchBrowser(), startModerated()]);
    here.owner = await makeOwner(here.server);
    await here.server.set({ hold: 'all' });
  });
  beforeEach(() => {
    here.thread = `e2e/${randomUUID()}`;
  });
  afterEach(() => closePages(here.browser));
  afterAll(async () => {
    await here.browser.close();
    await here.server.stop();
  });
  return here;
}

/** The cards as they stand, from the top. */
export function seenCards(page: Page): Promise<SeenCard[]> {
  return page.locator('lc-card').evaluateAll(cards =>
    cards.map(card => ({
      id: card.getAttribute('data-id') ?? '',
      text: card.shadowRoot?.querySelector('.content')?.textContent?.trim() ?? '',
      isCurrent: card.hasAttribute('current'),
      isDone: card.hasAttribute('done'),
      isSelected: card.hasAttribute('selected'),
      verdict:
        card.shadowRoot
          ?.querySelector('.verdict')
          ?.textContent?.replace(/[\u2068\u2069]/g, '')
          .trim() ?? '',
      top: card.getBoundingClientRect().top,
    })),
  );
}

export async function seenCard(page: Page, id: string): Promise<SeenCard | undefined> {
  return (await seenCards(page)).find(card => card.id === id);
}

export async function currentCard(page: Page): Promise<SeenCard | undefined> {
  return (await seenCards(page)).find(({ isCurrent }) => isCurrent);
}

/** Waits until so many cards wait for a decision. */
export async function cardsShown(page: Page, n: number): Promise<void> {
  await expect.poll(async () => (await seenCards(page)).filter(({ isDone }) => !isDone).length).toBe(n);
}

/** The figure beside a queue’s name. */
export async function countOf(page: Page, queue: string): Promise<string> {
  return (await page.locator('.tabs a', { hasText: queue }).locator('.count').textContent()) ?? '';
}

/** The text of the toasts that are shown. */
export async function toasts(page: Page): Promise<string> {
  const texts = await page.locator('lc-toasts p span').allTextContents();
  return texts.join(' ').replace(/[\u2068\u2069]/g, '');
}
