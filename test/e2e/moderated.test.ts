/** What a moderator decides, on the screens of those who read at that moment; and what a page without a link does not see. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { call, post } from '../helpers/api.ts';
import { commentWith, writeReply } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

async function decide(method: 'PUT' | 'DELETE', id: string, what: string): Promise<void> {
  const answer = await here.server.decide(method, id, what);
  expect(answer.status, answer.text).toBe(200);
}

const listed = (page: Page) => page.locator('article .content').allInnerTexts();

test('L4 a comment that is rejected leaves every screen at once, and comes back to its place when it is approved', async () => {
  const [, second] = [
    await post(here.server.url, here.thread, 'First'),
    await post(here.server.url, here.thread, 'Second'),
  ];
  await post(here.server.url, here.thread, 'Third');
  const { page, requests } = await here.open();
  await page
    .getByText('1 person here')
    .or(page.getByRole('button', { name: 'Reply' }).first())
    .waitFor();
  await expect.poll(() => listed(page)).toEqual(['Third', 'Second', 'First']);
  const before = requests.length;
  for (const [what, noun] of [
    ['rejection', 'rejected'],
    ['spam', 'spam'],
  ] as const) {
    await decide('PUT', second.id, what);
    await expect.poll(() => listed(page), { message: noun }).toEqual(['Third', 'First']);
    expect(await page.locator('live-comments').innerText()).not.toContain('Second');
    await decide('PUT', second.id, 'approval');
    await expect.poll(() => listed(page), { message: noun }).toEqual(['Third', 'Second', 'First']);
  }
  await page.getByText('3 comments').waitFor();
  expect(requests.slice(before)).toEqual([]);
});

test('L4 the answers to a rejected comment stay, under a place without its text or its name', async () => {
  const { id } = await post(here.server.url, here.thread, 'Something rude', { author: { name: 'Rude Person' } });
  const { page } = await here.open();
  await writeReply(page, 'Something rude', 'Please do not', 'Ann');
  await commentWith(page, 'Please do not').getByRole('button', { name: 'Reply' }).waitFor();
  await decide('PUT', id, 'rejection');
  await page.getByText('This comment was deleted.').waitFor();
  expect(await listed(page)).toEqual(['Please do not']);
  expect(await page.locator('live-comments').innerText()).not.toContain('Rude Person');
  await decide('PUT', id, 'approval');
  await page.getByText('Something rude').waitFor();
  await expect.poll(() => page.getByText('This comment was deleted.').count()).toBe(0);
});

test('a pin is seen at once where the comment stands, and puts it on top when the page is loaded anew', async () => {
  const { id } = await post(here.server.url, here.thread, 'House rules');
  await post(here.server.url, here.thread, 'Newer');
  const { page } = await here.open();
  await commentWith(page, 'House rules').getByRole('button', { name: 'Reply' }).waitFor();
  await decide('PUT', id, 'pin');
  await commentWith(page, 'House rules').getByText('Pinned').waitFor();
  expect(await listed(page)).toEqual(['Newer', 'House rules']);
  await page.reload();
  await expect.poll(() => listed(page)).toEqual(['House rules', 'Newer']);
  // What is new comes below what is pinned.
  await commentWith(page, 'House rules').getByRole('button', { name: 'Reply' }).waitFor();
  await post(here.server.url, here.thread, 'The newest');
  await expect.poll(() => listed(page)).toEqual(['House rules', 'The newest', 'Newer']);
  await decide('DELETE', id, 'pin');
  await expect.poll(() => page.getByText('Pinned').count()).toBe(0);
});

test('with live off the page opens no socket, asks for nothing more, and still posts', async () => {
  await post(here.server.url, here.thread, 'There before');
  const { page, requests } = await here.open({ attributes: { live: 'off' } });
  const sockets: string[] = [];
  page.on('websocket', socket => sockets.push(socket.url()));
  await commentWith(page, 'There before').getByRole('button', { name: 'Reply' }).waitFor();
  await page.reload();
  await writeReply(page, 'There before', 'By hand', 'Ann');
  await commentWith(page, 'By hand').getByRole('button', { name: 'Reply' }).waitFor();
  await post(here.server.url, here.thread, 'Not seen');
  const { json } = await call(here.server.url, 'GET', `/api/v1/comments?thread=${here.thread}`);
  expect(json.thread.commentCount).toBe(3);
  expect(await page.getByText('Not seen').count()).toBe(0);
  expect(sockets).toEqual([]);
  expect(requests.filter(request => request.includes('/events'))).toEqual([]);
  await page.reload();
  await page.getByText('Not seen').waitFor();
});

test('a list that cannot be loaded says so, and the next try brings it with all that one needs to write', async () => {
  await post(here.server.url, here.thread, 'There all the time');
  const context = await here.browser.newContext();
  let isBroken = true;
  await context.route('**/api/v1/comments?**', route =>
    isBroken ? route.fulfill({ status: 502, body: 'Bad gateway' }) : route.continue(),
  );
  const { page } = await here.open({ context });
  await page.getByText('Comments could not be loaded.').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await commentWith(page, 'There all the time').getByRole('button', { name: 'Reply' }).waitFor();
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
});
