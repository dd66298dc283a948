/** Writing in the widget: replies, edits, deletions, drafts that nothing loses, and what the other reader sees of it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { launchBrowser, openPage, type WatchedPage } from '../helpers/browser.ts';
import { commentWith, writeComment, writeReply } from '../helpers/page.ts';
import { startServer, type TestServer } from '../helpers/server.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const open = (): Promise<WatchedPage> => openPage(browser, `${server.url}/examples/plain.html`);

/** A new server at the same address, with nothing in it. */
async function clear(): Promise<void> {
  await server.stop();
  server = await startServer({ PORT: new URL(server.url).port });
}

test('a reply stands under its comment on both screens, and the name is asked for once', async () => {
  await clear();
  const [ann, bob] = await Promise.all([open(), open()]);
  await writeComment(ann.page, 'A question?', 'Ann');
  await writeReply(bob.page, 'A question?', 'An answer.', 'Bob');
  await writeReply(ann.page, 'An answer.', 'Thank you.');
  for (const { page } of [ann, bob]) {
    await commentWith(page, 'Thank you.').getByText('Ann', { exact: true }).waitFor();
    const depth = (text: string) =>
      commentWith(page, text)
        .first()
        .evaluate(article => {
          let lists = 0;
          for (let at = article.parentElement; at; at = at.parentElement)
            if (at.localName === 'ul' || at.localName === 'ol') lists += 1;
          return lists;
        });
    const [question, answer, thanks] = [
      await depth('A question?'),
      await depth('An answer.'),
      await depth('Thank you.'),
    ];
    expect(answer).toBe(question + 1);
    expect(thanks).toBe(question + 2);
  }
  expect([...ann.complaints, ...bob.complaints]).toEqual([]);
});

test('L4 an edit and a deletion change the other screen at once; a tombstone keeps the replies', async () => {
  await clear();
  const [ann, bob] = await Promise.all([open(), open()]);
  await writeComment(ann.page, 'Fisrt draft', 'Ann');
  const mine = commentWith(ann.page, 'Fisrt draft');
  await mine.getByRole('button', { name: 'Edit' }).click();
  const box = ann.page.getByRole('textbox', { name: 'Edit your comment' });
  await expect.poll(() => box.inputValue()).toBe('Fisrt draft');
  await box.fill('First **draft**');
  await ann.page.getByRole('button', { name: 'Save' }).click();
  await bob.page.getByText('First draft').waitFor();
  expect(await bob.page.getByText('Fisrt draft').count()).toBe(0);
  await bob.page.getByText('edited', { exact: true }).waitFor();

  await writeReply(bob.page, 'First draft', 'I saw it', 'Bob');
  await ann.page.getByText('I saw it').waitFor();
  const edited = commentWith(ann.page, 'First draft').first();
  await edited.getByRole('button', { name: 'Delete' }).click();
  await ann.page.getByText('Delete this comment?').waitFor();
  await edited.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  for (const { page } of [ann, bob]) {
    await page.getByText('This comment was deleted.').waitFor();
    expect(await page.getByText('First draft').count()).toBe(0);
    expect(await page.getByText('I saw it').count()).toBe(1);
  }
});

test('another’s comment has no edit and no delete, and one’s own still has them after a reload', async () => {
  await clear();
  const [ann, bob] = await Promise.all([open(), open()]);
  await writeComment(ann.page, 'Mine', 'Ann');
  await bob.page.getByText('Mine').waitFor();
  expect(await bob.page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
  await ann.page.reload();
  await commentWith(ann.page, 'Mine').getByRole('button', { name: 'Edit' }).waitFor();
  await commentWith(ann.page, 'Mine').getByRole('button', { name: 'Delete' }).waitFor();
});

test('a comment that is refused goes back into the box, with the reason', async () => {
  await clear();
  const { page } = await open();
  await writeComment(page, 'Once', 'Ann');
  await commentWith(page, 'Once').getByRole('button', { name: 'Edit' }).waitFor();
  await writeComment(page, 'Once');
  await page
    .getByRole('alert')
    .filter({ hasText: /same text/i })
    .waitFor();
  expect(await page.getByRole('textbox', { name: 'Write a comment' }).inputValue()).toBe('Once');
  expect(await commentWith(page, 'Once').count()).toBe(1);
});

test('Markdown is drawn, markup is text, and nothing a viewer wrote becomes an element', async () => {
  await clear();
  const body =
    '**bold** *it* ~~gone~~ `code`\n\n> quote\n\n- one\n- two\n\n```\nblock\n```\n\n<img src=x onerror=alert(1)> [bad](javascript:alert(1)) https://example.com/a_b';
  await post(server.url, '/examples/plain.html', body, { author: { name: '<b>Eve</b>' } });
  const { page, complaints } = await open();
  const content = page.locator('article').first();
  for (const tag of ['strong', 'em', 'del', 'blockquote', 'ul > li', 'pre'])
    await content.locator(tag).first().waitFor();
  expect(await content.locator('img, script').count()).toBe(0);
  const link = content.getByRole('link');
  expect(await link.count()).toBe(1);
  expect(await link.getAttribute('href')).toBe('https://example.com/a_b');
  expect(await link.getAttribute('rel')).toContain('nofollow');
  await content.getByText('<b>Eve</b>').waitFor();
  expect(complaints).toEqual([]);
});

test('a long thread comes page by page, at both levels, and a deep one goes on by itself', async () => {
  await clear();
  const thread = '/examples/plain.html';
  const first = await post(server.url, thread, 'The oldest', { author: { name: 'Ann' } });
  for (let i = 0; i < 6; i++) await post(server.url, thread, `Reply ${i}`, { parent: first.id });
  let parent = first.id;
  for (let i = 0; i < 8; i++) parent = (await post(server.url, thread, `Deep ${i}`, { parent })).id;
  for (let i = 0; i < 30; i++) await post(server.url, thread, `Later ${i}`);

  const { page } = await open();
  await page.getByText('Later 29').waitFor();
  expect(await page.getByText('The oldest').count()).toBe(0);
  await page.getByRole('button', { name: 'Show more comments' }).click();
  await page.getByText('The oldest').waitFor();
  const replies = page.getByRole('button', { name: /^Show \d+ more repl/ });
  while ((await replies.count()) > 0) {
    const count = await replies.count();
    await replies.first().click();
    await expect.poll(() => replies.count()).not.toBe(count);
  }
  await page.getByText('Reply 5').waitFor();
  await page
    .getByRole('button', { name: /Continue this conversation/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Back to all comments' }).waitFor();
  await page.getByRole('button', { name: 'Show 1 reply' }).click();
  await page.getByText('Deep 7').waitFor();
  await page.getByRole('button', { name: 'Back to all comments' }).click();
  await page.getByText('Later 29').waitFor();
});

test('a guest’s token that the server does not know any more costs nothing that was typed', async () => {
  await clear();
  const { page } = await open();
  await writeComment(page, 'Before', 'Ann');
  await commentWith(page, 'Before').getByRole('button', { name: 'Edit' }).waitFor();
  // Another secret: every token that was handed out is void, as it is when an owner deletes the file.
  await clear();
  await page.reload();
  await writeComment(page, 'After');
  await expect
    .poll(async () => (await call(server.url, 'GET', `${COMMENTS}?thread=/examples/plain.html`)).text)
    .toContain('After');
  await commentWith(page, 'After').getByRole('button', { name: 'Edit' }).waitFor();
});
