/** `<live-comments-count>`: numbers all over a page, in one request, and live where asked. */
import { beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { type HostPage, hostSite, socketsOf } from './host-page.ts';

const site = hostSite();

beforeAll(async () => {
  for (const [thread, n] of [
    ['/one', 1],
    ['/two', 2],
    ['/three?a=b&c', 3],
  ] as const) {
    for (let i = 0; i < n; i++) await post(site.server.url, thread, `Comment ${i}`);
  }
});

const SCRIPT = '<script async src="/count.js"></script>';
const asked = (host: HostPage) => host.addresses.filter(address => address.includes('/api/v1/counts'));
const texts = (host: HostPage) => host.page.locator('live-comments-count').allTextContents();

test('all numbers of a page come with one request; those inserted later with another', async () => {
  const elements = ['/one', '/two', '/three?a=b&amp;c', '/none', '/one'].map(
    thread => `<live-comments-count thread="${thread}"></live-comments-count>`,
  );
  const host = await site.open(SCRIPT + elements.join(' '));
  await expect.poll(() => texts(host)).toEqual(['1', '2', '3', '0', '1']);
  expect(asked(host)).toHaveLength(1);
  await host.page.evaluate(() => {
    for (const thread of ['/two', '/three?a=b&c']) {
      const count = document.createElement('live-comments-count');
      document.body.append(count);
      count.setAttribute('thread', thread);
    }
  });
  await expect.poll(() => texts(host)).toEqual(['1', '2', '3', '0', '1', '2', '3']);
  expect(asked(host)).toHaveLength(2);
  expect(socketsOf(host)).toBe(0);
  expect(host.requests.filter(request => /assets/.test(request))).toEqual([]);
  expect(host.complaints).toEqual([]);
});

test('more threads than one request takes are asked for in several', async () => {
  const elements = Array.from(
    { length: 230 },
    (_, n) => `<live-comments-count thread="/many/${n}"></live-comments-count>`,
  );
  const host = await site.open(SCRIPT + elements.join(''));
  await expect.poll(async () => new Set(await texts(host))).toEqual(new Set(['0']));
  expect(
    asked(host)
      .map(address => new URL(address).searchParams.getAll('thread').length)
      .sort(),
  ).toEqual([100, 100, 30]);
  const long = Array.from(
    { length: 90 },
    (_, n) => `<live-comments-count thread="/${n}/${'é'.repeat(200)}"></live-comments-count>`,
  );
  const other = await site.open(SCRIPT + long.join(''));
  await expect.poll(async () => new Set(await texts(other))).toEqual(new Set(['0']));
  expect(Math.max(...asked(other).map(address => address.length))).toBeLessThan(11_000);
});

test('without a thread it is the page’s own; the number is written in the page’s language', async () => {
  const host = await site.open(`${SCRIPT}<live-comments-count></live-comments-count>`, {
    path: '/1234',
    attributes: 'lang="de_DE"',
  });
  await host.page.route('**/api/v1/counts**', route => route.fulfill({ json: { '/1234': 1_234_567 } }));
  await host.page.reload();
  await expect.poll(() => texts(host)).toEqual(['1.234.567']);
  await host.page.locator('live-comments-count').evaluate(element => element.setAttribute('thread', '/gone'));
  await expect.poll(() => texts(host)).toEqual(['']);
});

test('a server that is down leaves the page as it was', async () => {
  const host = await site.open(
    `${SCRIPT}<live-comments-count thread="/one" server="http://127.0.0.1:9">?</live-comments-count>`,
  );
  await host.page
    .waitForEvent('requestfailed', { predicate: request => request.url().includes('/counts'), timeout: 5_000 })
    .catch(() => {});
  expect(await texts(host)).toEqual(['?']);
});

test('live: follows over one socket without being counted as a reader, and lets go', async () => {
  const host = await site.open(
    `${SCRIPT}${Array.from({ length: 3 }, (_, n) => `<live-comments-count live thread="/live/${n}"></live-comments-count>`).join(' ')}`,
  );
  await expect.poll(() => texts(host)).toEqual(['0', '0', '0']);
  expect(asked(host)).toHaveLength(1);
  const { id, session } = await post(site.server.url, '/live/1', 'Live');
  await expect.poll(() => texts(host)).toEqual(['0', '1', '0']);
  await call(site.server.url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  await expect.poll(() => texts(host)).toEqual(['0', '0', '0']);
  expect(socketsOf(host)).toBe(1);
  expect(host.frames.map(frame => JSON.parse(frame).present)).toEqual([false, false, false]);
  const closed = host.page.evaluate(() => {
    const original = WebSocket.prototype.close;
    return new Promise<boolean>(resolve => {
      WebSocket.prototype.close = function close(...args) {
        resolve(true);
        return original.apply(this, args);
      };
      document.body.replaceChildren();
    });
  });
  expect(await closed).toBe(true);
  expect(host.complaints).toEqual([]);
});

test('beside the widget it follows for nothing; embed.js brings it along', async () => {
  const host = await site.open(
    '<live-comments-count thread="/both"></live-comments-count><live-comments thread="/both"></live-comments><script async src="/embed.js"></script>',
  );
  await expect.poll(() => texts(host)).toEqual(['0']);
  await host.page.getByText('No comments yet').waitFor();
  await host.page.waitForFunction(() =>
    document.querySelector('live-comments')?.shadowRoot?.querySelector('lc-composer:defined'),
  );
  await expect.poll(() => socketsOf(host)).toBe(1);
  await post(site.server.url, '/both', 'Heard by both');
  await expect.poll(() => texts(host)).toEqual(['1']);
  expect(socketsOf(host)).toBe(1);
  expect(host.complaints).toEqual([]);
});
