/** The link of a mail in real browsers: it signs in where it was asked for, and tells nobody on the way. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../helpers/browser.ts';
import { type Mailbox, signInOf, startMailbox } from '../helpers/mailbox.ts';
import { freePort, startServer, type TestServer } from '../helpers/server.ts';

let browser: Browser;
let mailbox: Mailbox;
let server: TestServer;
let blog: Server;
let blogUrl: string;
/** What the blog’s own server was asked for. */
const asked: string[] = [];

beforeAll(async () => {
  const port = await freePort();
  blogUrl = `http://blog.localhost:${port}`;
  [browser, mailbox] = await Promise.all([launchBrowser(), startMailbox()]);
  server = await startServer({
    ALLOWED_ORIGINS: blogUrl,
    SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`,
    MAIL_FROM: 'Comments <comments@blog.example>',
  });
  blog = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.referer ?? ''}`);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>A post</title><p>Text.
<script>${script(`${server.url}/api/v1`)}</script>`);
  }).listen(port, '127.0.0.1');
  await once(blog, 'listening');
});

afterAll(async () => {
  await browser.close();
  blog.close();
  blog.closeAllConnections();
  await server.stop();
  await mailbox.close();
});

/** What a page does that holds the comments: it keeps a verifier to itself, and shows only its hash until the end. */
const script = (api: string) => `
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('${api}/session/mail' + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: answer.status, ...(await answer.json()) };
  };
  const base64url = bytes =>
    btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const newVerifier = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
  async function ask(email) {
    localStorage.verifier = newVerifier();
    const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(localStorage.verifier)));
    return post('', { email, url: location.href, lang: 'en', challenge });
  }
  const confirmWith = proof => post('/confirm', { ...proof, verifier: localStorage.verifier ?? newVerifier() });`;

// biome-ignore lint/suspicious/noExplicitAny: what came back is checked by each test, not by the compiler
const inPage = (page: Page, expression: string): Promise<any> => page.evaluate(expression);

/** Asks for a mail on a page, and reads it. */
async function mailedFrom(page: Page, email: string) {
  let request = '';
  const received = await mailbox.after(async () => {
    const answer = await inPage(page, `ask(${JSON.stringify(email)})`);
    expect(answer.status).toBe(202);
    request = answer.request;
  });
  return { request, ...signInOf(received) };
}

async function opened(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

test('the link opens the page, and signs in there when the reader says so', async () => {
  const { page, complaints } = await openPage(browser, `${blogUrl}/post?id=7#part`);
  const { link, token } = await mailedFrom(page, 'ann@example.com');
  expect(link.href.split('#')[0]).toBe(`${blogUrl}/post?id=7`);
  // As a mail program opens it: in a window of its own, of the same browser.
  const second = await opened(page.context(), link.href);
  expect(await inPage(second, 'location.hash.split("=")[1]')).toBe(token);
  const proof = '{ token: location.hash.split("=")[1] }';
  const { status, viewer } = await inPage(second, `confirmWith(${proof})`);
  expect({ status, viewer }).toMatchObject({ status: 200, viewer: { role: 'member' } });
  expect((await inPage(second, `confirmWith(${proof})`)).code).toBe('link_over');
  // Behind the ‘#’ nobody is told of it.
  expect(asked.filter(each => each.startsWith('/post?id=7')).length).toBeGreaterThan(1);
  expect(asked.join()).not.toContain(token);
  expect(asked.join()).not.toContain('lc-sign-in');
  expect(await page.context().cookies()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a program that looks at links, and another browser, use nothing up; the digits work where it began', async () => {
  const { page } = await openPage(browser, `${blogUrl}/post`);
  const { link, token, request, code } = await mailedFrom(page, 'bob@example.com');
  const scanner = await opened(await browser.newContext(), link.href);
  await scanner.reload();
  const elsewhere = await inPage(scanner, `confirmWith({ token: '${token}' })`);
  expect(elsewhere).toMatchObject({ status: 403, code: 'other_browser' });
  const typed = await inPage(page, `confirmWith({ request: '${request}', code: '${code}' })`);
  expect(typed).toMatchObject({ status: 200, viewer: { role: 'member' } });
});
