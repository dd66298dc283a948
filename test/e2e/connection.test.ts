/** The widget's link to the server: lost and found again, blocked, refused, and shared by a whole page. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { launchBrowser, openPage, watch } from '../helpers/browser.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { metric } from '../helpers/rest.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

const THREAD = '/examples/plain.html';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const address = (path = THREAD) => server.url + path;

/** Waits until the server counts so many open connections of a kind. */
async function connected(kind: 'socket' | 'stream', count: number): Promise<void> {
  await expect
    .poll(() => metric(server.url, `live_comments_connections{kind="${kind}"}`), { timeout: 10_000 })
    .toBe(count);
}

async function leave(page: Page): Promise<void> {
  await page.context().close();
}

test('L1 a reader who was offline is told so quietly, and catches up by itself', async () => {
  const { page } = await openPage(browser, address());
  await page.getByText('No comments yet.').waitFor();
  await connected('socket', 1);
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  // Chromium cuts no open socket when it is told to be offline: the server does.
  await server.app.close();
  server = await startServer({ DATA_DIR: server.dataDir, PORT: new URL(server.url).port });
  await page.getByText(/You are offline|Reconnecting/).waitFor();
  await post(server.url, THREAD, 'While you were away', { author: { name: 'Bob' } });
  await page.context().setOffline(false);
  await page.getByText('While you were away').waitFor();
  await expect.poll(() => page.getByText(/You are offline|Reconnecting/).isVisible()).toBe(false);
  await leave(page);
});

test('what is written without a connection is sent when it is back, once', async () => {
  const { page } = await openPage(browser, address());
  await page.getByText('While you were away').waitFor();
  await page.context().setOffline(true);
  const { url, dataDir } = server;
  await server.stop();
  await writeComment(page, 'From the tunnel', 'Ann');
  await commentWith(page, 'From the tunnel').getByText('Sending…').waitFor();
  server = await startServer({ DATA_DIR: dataDir, PORT: new URL(url).port });
  await page.context().setOffline(false);
  await commentWith(page, 'From the tunnel').getByRole('button', { name: 'Edit' }).waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('From the tunnel').waitFor();
  expect(await page.getByText('From the tunnel').count()).toBe(1);
  await leave(page);
});

test.each([
  ['the event stream', ['**/api/v1/live*']],
  ['polling', ['**/api/v1/live*', 'EventSource']],
])('where sockets are blocked, %s brings new comments and REST takes one’s own', async (_way, blocked) => {
  const context = await browser.newContext();
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  if (blocked.includes('EventSource')) {
    await page.route('**/api/v1/events**', route =>
      route.request().headers()['accept']?.includes('event-stream') ? route.abort() : route.continue(),
    );
  }
  const { complaints } = watch(page);
  await page.goto(address());
  const text = `Over ${_way}`;
  await page.getByText('From the tunnel').waitFor();
  if (!blocked.includes('EventSource')) await connected('stream', 1);
  await post(server.url, THREAD, `${text}, theirs`, { author: { name: 'Bob' } });
  await page.getByText(`${text}, theirs`).waitFor();
  await writeComment(page, `${text}, mine`, 'Ann');
  await commentWith(page, `${text}, mine`).getByRole('button', { name: 'Edit' }).waitFor();
  expect(await page.getByText(`${text}, mine`).count()).toBe(1);
  expect(complaints.filter(text => !/ERR_FAILED|WebSocket/.test(text))).toEqual([]);
  await context.close();
});

test('two elements on one page share one socket, and a page that lets go of them leaves none behind', async () => {
  const { page } = await openPage(browser, address('/examples/single-page-app.html'));
  await page.getByRole('button', { name: 'A second thread' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Write a comment' }).count()).toBe(2);
  await connected('socket', 1);
  await expect.poll(() => metric(server.url, 'live_comments_subscriptions')).toBe(2);

  for (let i = 0; i < 5; i++) {
    await page.getByRole('button', { name: 'Remove the comments' }).click();
    await page.getByRole('button', { name: 'Insert them again' }).click();
  }
  await page.getByRole('link', { name: 'Snow' }).click();
  await writeComment(page.locator('live-comments').first(), 'About snow', 'Ann');
  await commentWith(page, 'About snow').getByRole('button', { name: 'Edit' }).waitFor();
  await page.getByRole('link', { name: 'Rain' }).click();
  await expect.poll(() => page.getByText('About snow').count()).toBe(0);
  await connected('socket', 1);
  await expect.poll(() => metric(server.url, 'live_comments_subscriptions')).toBe(2);

  await page.getByRole('button', { name: 'A second thread' }).click();
  await page.getByRole('button', { name: 'Remove the comments' }).click();
  await connected('socket', 0);
  await leave(page);
});

test('two tabs of one reader are one viewer, share the name, and show the same', async () => {
  const one = await openPage(browser, address());
  await writeComment(one.page, 'From the first tab', 'Ann');
  await commentWith(one.page, 'From the first tab').getByRole('button', { name: 'Edit' }).waitFor();
  const two = await one.page.context().newPage();
  await two.goto(address());
  await commentWith(two, 'From the first tab').getByRole('button', { name: 'Delete' }).waitFor();
  const stranger = await openPage(browser, address());
  await stranger.page.getByText('2 people here').waitFor();
  await commentWith(two, 'From the first tab').getByRole('button', { name: 'Delete' }).click();
  await commentWith(two, 'From the first tab').getByRole('group').getByRole('button', { name: 'Delete' }).click();
  for (const page of [one.page, two, stranger.page]) {
    await expect.poll(() => page.getByText('From the first tab').count()).toBe(0);
  }
  await leave(one.page);
  await leave(stranger.page);
});

test('who types is told to the others by name', async () => {
  const [ann, bob] = await Promise.all([openPage(browser, address()), openPage(browser, address())]);
  await writeComment(ann.page, 'I have a name', 'Ann');
  await bob.page.getByText('I have a name').waitFor();
  // Who has posted types no more, also when it was the post that made them a guest.
  await expect.poll(() => bob.page.getByText('is typing…').count(), { timeout: 3_000 }).toBe(0);
  await ann.page.getByRole('textbox', { name: 'Write a comment' }).pressSequentially('More to come');
  await bob.page.getByText('Ann is typing…').waitFor();
  expect(await ann.page.getByText('Ann is typing…').count()).toBe(0);
  await leave(ann.page);
  await leave(bob.page);
});

test('a page whose origin is not allowed names the setting that would allow it', async () => {
  const { page } = await openPage(browser, address());
  // The same machine under a name that is in no list.
  const refused = address().replace('127.0.0.1', 'blog.localhost');
  await page.goto(refused.replace('/examples/plain.html', '/examples/plain.html?other'));
  const html = `<live-comments server="${server.url}" thread="x"></live-comments>`;
  expect(html).toContain(server.url);
  await page.evaluate(url => {
    const element = document.createElement('live-comments');
    element.setAttribute('server', url);
    document.body.append(element);
  }, server.url);
  await page
    .getByText(`ALLOWED_ORIGINS=${new URL(refused).origin}`)
    .first()
    .waitFor();
  await leave(page);
});

test('a server that cannot be reached is a friendly failure with a way to try again', async () => {
  const { page } = await openPage(browser, address());
  await page.getByText('I have a name').waitFor();
  await page.route('**/api/v1/comments**', route => route.abort());
  await page.route('**/healthz', route => route.abort());
  await page.reload();
  await page.getByText('Comments could not be loaded.').waitFor();
  await page.unroute('**/api/v1/comments**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('I have a name').waitFor();
  await leave(page);
});
