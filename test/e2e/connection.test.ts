/** The widget's link to the server: lost and found again, blocked, refused, and shared by a whole page. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { openPage } from '../helpers/browser.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { metric } from '../helpers/rest.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

/** Waits until the server counts so many open connections of a kind. */
async function connected(kind: 'socket' | 'stream', count: number): Promise<void> {
  await expect
    .poll(() => metric(here.server.url, `live_comments_connections{kind="${kind}"}`), { timeout: 10_000 })
    .toBe(count);
}

const bobSays = (body: string) => post(here.server.url, here.thread, body, { author: { name: 'Bob' } });

async function restart(): Promise<void> {
  const startAgain = await here.stop();
  await startAgain();
}

test('L1 a reader who was offline is told so quietly, and catches up by itself', async () => {
  const { page } = await here.open();
  await page.getByText('No comments yet.').waitFor();
  await connected('socket', 1);
  await page.context().setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  // Chromium cuts no open socket when it is told to be offline: the server does.
  await restart();
  const told = page.getByRole('status').filter({ hasText: /You are offline|Reconnecting/ });
  await told.waitFor();
  await bobSays('While you were away');
  await page.context().setOffline(false);
  await page.getByText('While you were away').waitFor();
  await expect.poll(() => told.count()).toBe(0);
});

test('what is written without a connection is sent when it is back, once', async () => {
  const { page } = await here.open();
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  await page.context().setOffline(true);
  const startAgain = await here.stop();
  await writeComment(page, 'From the tunnel', 'Ann');
  await commentWith(page, 'From the tunnel').getByText('Sending…').waitFor();
  await startAgain();
  await page.context().setOffline(false);
  await commentWith(page, 'From the tunnel').getByRole('button', { name: 'Edit' }).waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('From the tunnel').waitFor();
  expect(await page.getByText('From the tunnel').count()).toBe(1);
});

test.each([
  ['the event stream', false],
  ['polling', true],
])('where sockets are blocked, %s brings new comments and REST takes one’s own', async (_way, isStreamBlocked) => {
  const context = await here.browser.newContext();
  await context.routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  if (isStreamBlocked) {
    await context.route('**/api/v1/events**', route =>
      route.request().headers()['accept']?.includes('event-stream') ? route.abort() : route.continue(),
    );
  }
  await context.clock.install();
  let refused = 0;
  context.on('requestfailed', request => {
    if (request.url().includes('/api/v1/events')) refused++;
  });
  const { page, complaints } = await here.open({ context });
  await page.getByText('No comments yet.').waitFor();
  if (!isStreamBlocked) await connected('stream', 1);
  await bobSays('Theirs');
  if (isStreamBlocked) {
    // A browser that meets no stream at all goes on trying for a while.
    await expect.poll(() => refused).toBeGreaterThan(0);
    await context.clock.fastForward(10_000);
  }
  await page.getByText('Theirs').waitFor();
  await writeComment(page, 'Mine', 'Ann');
  await commentWith(page, 'Mine').getByRole('button', { name: 'Edit' }).waitFor();
  expect(await page.getByText('Mine').count()).toBe(1);
  expect(complaints.filter(text => !/ERR_FAILED|WebSocket/.test(text))).toEqual([]);
});

test('an event stream that ended with an error is opened again', async () => {
  const context = await here.browser.newContext();
  await context.routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  await context.clock.install();
  let isStopping = false;
  let refused = 0;
  await context.route('**/api/v1/events**', route => {
    if (!isStopping) return route.continue();
    refused++;
    return route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"shutting_down"}' });
  });
  const { page } = await here.open({ context });
  await connected('stream', 1);
  isStopping = true;
  await restart();
  await bobSays('In between');
  await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(1);
  isStopping = false;
  // After a refusal it waits for up to ten seconds before it asks again.
  const isHeard = async (): Promise<boolean> => {
    await context.clock.fastForward(10_000);
    return page.getByText('In between').isVisible();
  };
  await expect.poll(isHeard).toBe(true);
  await connected('stream', 1);
  await bobSays('And on');
  await page.getByText('And on').waitFor();
});

test('L1 a load after a reset is not undone by the events that follow it', async () => {
  await bobSays('The first');
  const context = await here.browser.newContext();
  let resetAt = Number.POSITIVE_INFINITY;
  let loads = 0;
  let underWay = 0;
  let tell = (): void => {};
  const told = new Promise<void>(resolve => {
    tell = resolve;
  });
  await context.routeWebSocket('**/api/v1/live', socket => {
    const server = socket.connectToServer();
    server.onMessage(message => {
      const frame = JSON.parse(String(message)) as { type: string; events?: { seq: number }[] };
      // The log of another database: what the page has is of no use, and events go on far beyond it.
      if (frame.type === 'subscribed' && resetAt === Number.POSITIVE_INFINITY) {
        resetAt = Date.now();
        const { thread } = here;
        socket.send(JSON.stringify({ type: 'reset', site: 'default', thread, epoch: 'another', seq: 900 }));
        for (let n = 0; n < 40; n++) {
          const events = [{ seq: 900 + n, type: 'hidden' }];
          setTimeout(() => {
            socket.send(JSON.stringify({ type: 'events', site: 'default', thread, events }));
            if (n === 39) tell();
          }, 50 * n);
        }
      }
      socket.send(message);
    });
  });
  await context.route('**/api/v1/comments?**', async route => {
    loads++;
    underWay++;
    if (loads > 1) await wait(300);
    await route.continue();
    underWay--;
  });
  const { page } = await here.open({ context });
  await page.getByText('The first').waitFor();
  await told;
  await expect.poll(() => underWay).toBe(0);
  // Each that was begun has landed; one for every event, as many as there are, would cancel each other.
  expect(loads).toBeLessThan(12);
  await bobSays('After the reset');
  await page.getByText('After the reset').waitFor();
});

test('two elements on one page share one socket, and a page that lets go of them leaves none behind', async () => {
  const { page } = await openPage(here.browser, `${here.server.url}/examples/single-page-app.html`);
  await page.getByRole('button', { name: 'A second thread' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: 'Write a comment' }).count()).toBe(2);
  await connected('socket', 1);
  await expect.poll(() => metric(here.server.url, 'live_comments_subscriptions')).toBe(2);

  for (let i = 0; i < 5; i++) {
    await page.getByRole('button', { name: 'Remove the comments' }).click();
    await page.getByRole('button', { name: 'Insert them again' }).click();
  }
  await page.getByRole('link', { name: 'Snow' }).click();
  await writeComment(page.locator('live-comments').first(), 'About snow', 'Ann');
  await commentWith(page, 'About snow').getByRole('button', { name: 'Reply' }).waitFor();
  await page.getByRole('link', { name: 'Rain' }).click();
  await expect.poll(() => page.getByText('About snow').count()).toBe(0);
  await connected('socket', 1);
  await expect.poll(() => metric(here.server.url, 'live_comments_subscriptions')).toBe(2);

  await page.getByRole('button', { name: 'A second thread' }).click();
  await page.getByRole('button', { name: 'Remove the comments' }).click();
  await connected('socket', 0);
});

test('two tabs of one reader are one viewer, share the name, and show the same', async () => {
  const one = await here.open();
  await writeComment(one.page, 'From the first tab', 'Ann');
  await commentWith(one.page, 'From the first tab').getByRole('button', { name: 'Edit' }).waitFor();
  const two = await here.open({ context: one.page.context() });
  await commentWith(two.page, 'From the first tab').getByRole('button', { name: 'Delete' }).waitFor();
  const stranger = await here.open();
  await stranger.page.getByText('2 people here').waitFor();
  const inTwo = commentWith(two.page, 'From the first tab');
  await inTwo.getByRole('button', { name: 'Delete' }).click();
  await inTwo.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  for (const { page } of [one, two, stranger]) {
    await expect.poll(() => page.getByText('From the first tab').count()).toBe(0);
  }
});

test('who types is told to the others by name', async () => {
  const [ann, bob] = await Promise.all([here.open(), here.open()]);
  await writeComment(ann.page, 'I have a name', 'Ann');
  await bob.page.getByText('I have a name').waitFor();
  // Who has posted types no more, also when it was the post that made them a guest.
  await expect.poll(() => bob.page.getByText('is typing…').count(), { timeout: 5_000 }).toBe(0);
  await ann.page.getByRole('textbox', { name: 'Write a comment' }).pressSequentially('More to come');
  await bob.page.getByText(/Ann\W? is typing…/).waitFor();
  expect(await ann.page.getByText('is typing…').count()).toBe(0);
});

test('a page whose origin is not allowed names the setting that would allow it', async () => {
  // The same machine under a name that is in no list.
  const refused = here.server.url.replace('127.0.0.1', 'blog.localhost');
  const { page } = await openPage(here.browser, `${refused}/examples/plain.html`);
  await page.evaluate(url => {
    const element = document.createElement('live-comments');
    element.setAttribute('server', url);
    document.body.append(element);
  }, here.server.url);
  await page.getByText(`ALLOWED_ORIGINS=${refused}`).first().waitFor();
});

test('a server that cannot be reached is a friendly failure with a way to try again', async () => {
  await bobSays('There all the time');
  const { page } = await here.open();
  await page.getByText('There all the time').waitFor();
  await page.route('**/api/v1/comments**', route => route.abort());
  await page.route('**/healthz', route => route.abort());
  await page.reload();
  await page.getByText('Comments could not be loaded.').waitFor();
  await page.unroute('**/api/v1/comments**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('There all the time').waitFor();
});

test('what is loaded after the first comments is asked for again when the connection breaks off in between', async () => {
  await bobSays('Drawn already');
  const context = await here.browser.newContext();
  let tries = 0;
  await context.route('**/assets/later.*', route => (++tries === 1 ? route.abort() : route.continue()));
  const { page } = await here.open({ context });
  await page.getByText('Drawn already').waitFor();
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  expect(tries).toBe(2);
});
