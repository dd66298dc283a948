/** The usual case in the wild: a blog at its own address, its comments on another, and one script tag between them. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { freePort, startServer, type TestServer } from '../helpers/server.ts';

let browser: Browser;
let server: TestServer;
let blog: Server;
let blogUrl: string;

beforeAll(async () => {
  const port = await freePort();
  // A name of its own, which browsers find on this machine: another site, not only another port.
  blogUrl = `http://blog.localhost:${port}`;
  [browser, server] = await Promise.all([launchBrowser(), startServer({ ALLOWED_ORIGINS: blogUrl })]);
  blog = createServer((request, response) => {
    const thread = new URL(request.url ?? '/', blogUrl).searchParams.get('thread');
    const attributes = thread ? ` data-thread="${thread}" data-sort="oldest"` : '';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="de"><link rel="icon" href="data:,"><link rel="canonical" href="/post/1?utm=x">
<title>A post</title><main><p>Text.</p><script async src="${server.url}/embed.js"${attributes}></script></main></html>`);
  }).listen(port, '127.0.0.1');
  await once(blog, 'listening');
});

afterAll(async () => {
  await browser.close();
  blog.close();
  blog.closeAllConnections();
  await server.stop();
});

test('one script tag on another site: readers there write to each other live, in the page’s language', async () => {
  const [ann, bob] = await Promise.all([openPage(browser, blogUrl), openPage(browser, blogUrl)]);
  const widget = ann.page.locator('live-comments');
  await widget.getByRole('textbox', { name: 'Kommentar schreiben' }).click();
  await widget.getByRole('textbox', { name: 'Dein Name' }).fill('Ann');
  await widget.getByRole('textbox', { name: 'Kommentar schreiben' }).fill('Von nebenan');
  await ann.page.keyboard.press('Control+Enter');
  await bob.page.getByText('Von nebenan').waitFor();
  const answer = await fetch(`${server.url}/api/v1/comments?thread=/post/1`);
  const { thread } = (await answer.json()) as { thread: { commentCount: number; title: string; url: string } };
  expect(thread).toMatchObject({ commentCount: 1, title: 'A post', url: `${blogUrl}/post/1?utm=x` });
  expect([...ann.complaints, ...bob.complaints]).toEqual([]);
  expect(await ann.page.context().cookies()).toEqual([]);
});

test('data- attributes on the script tag are the element’s own', async () => {
  const { page } = await openPage(browser, `${blogUrl}/?thread=guestbook`);
  const element = page.locator('live-comments');
  await expect.poll(() => element.getAttribute('thread')).toBe('guestbook');
  await expect.poll(() => element.getAttribute('sort')).toBe('oldest');
  await page.getByText('Text.').waitFor();
  const inPlace = await element.evaluate(each => each.previousElementSibling?.localName);
  expect(inPlace).toBe('script');
  // The language is observed like any other attribute.
  await element.evaluate(each => each.setAttribute('lang', 'en'));
  await writeComment(page, 'Signed', 'Cara');
  await commentWith(page, 'Signed').getByRole('button', { name: 'Delete' }).waitFor();
});
