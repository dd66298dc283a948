/** Writing in the widget: replies, edits, deletions, drafts that nothing loses, and what the other reader sees of it. */
import { expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { startModerated } from '../helpers/moderator.ts';
import { commentWith, focusedIn, writeComment, writeReply } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

test('a reply stands under its comment on both screens, and the name is asked for once', async () => {
  const [ann, bob] = await Promise.all([here.open(), here.open()]);
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
  const [ann, bob] = await Promise.all([here.open(), here.open()]);
  await writeComment(ann.page, 'Fisrt draft', 'Ann');
  const mine = commentWith(ann.page, 'Fisrt draft');
  await mine.getByRole('button', { name: 'Edit' }).click();
  const box = ann.page.getByRole('textbox', { name: 'Edit your comment' });
  await expect.poll(() => box.inputValue()).toBe('Fisrt draft');
  await box.fill('First **draft**');
  await ann.page.getByRole('button', { name: 'Save' }).click();
  await bob.page.getByText('First draft').waitFor();
  await expect.poll(() => bob.page.getByText('Fisrt draft').count()).toBe(0);
  await bob.page.getByText('edited', { exact: true }).waitFor();

  await writeReply(bob.page, 'First draft', 'I saw it', 'Bob');
  await ann.page.getByText('I saw it').waitFor();
  const edited = commentWith(ann.page, 'First draft').first();
  await edited.getByRole('button', { name: 'Delete' }).click();
  await ann.page.getByText('Delete this comment?').waitFor();
  await edited.getByRole('group').getByRole('button', { name: 'Delete' }).click();
  for (const { page } of [ann, bob]) {
    await page.getByText('This comment was deleted.').waitFor();
    await expect.poll(() => page.getByText('First draft').count()).toBe(0);
    await expect.poll(() => page.getByText('I saw it').count()).toBe(1);
  }
  await expect.poll(() => focusedIn(ann.page)).toMatch(/^article This comment was deleted/);
});

test('after a deletion the focus goes to the next comment, then to the one before, and at last to the heading', async () => {
  const { page } = await here.open();
  for (const text of ['First', 'Second', 'Third']) {
    await writeComment(page, text, text === 'First' ? 'Ann' : undefined);
    await commentWith(page, text).getByRole('button', { name: 'Edit' }).waitFor();
  }
  // The newest stands on top.
  for (const [text, next] of [
    ['Second', /^article .*First/],
    ['First', /^article .*Third/],
    ['Third', /^h2 Comments/],
  ] as const) {
    await commentWith(page, text).getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedIn(page)).toBe('button Delete');
    await page.getByRole('group', { name: 'Delete this comment?' }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedIn(page)).toMatch(next);
    await expect.poll(() => commentWith(page, text).count()).toBe(0);
  }
});

test('what was posted by touch has the focus, so that no keyboard covers it', async () => {
  const context = await here.browser.newContext({ hasTouch: true, isMobile: true });
  const { page } = await here.open({ context });
  await writeComment(page, 'By touch', 'Ann');
  await expect.poll(() => focusedIn(page)).toMatch(/^article .*By touch/);
  const { page: desk } = await here.open();
  await writeComment(desk, 'By mouse', 'Bob');
  await commentWith(desk, 'By mouse').waitFor();
  await expect.poll(() => focusedIn(desk)).toBe('textarea');
});

test('another’s comment has no edit and no delete, and one’s own still has them after a reload', async () => {
  const [ann, bob] = await Promise.all([here.open(), here.open()]);
  await writeComment(ann.page, 'Mine', 'Ann');
  await bob.page.getByText('Mine').waitFor();
  expect(await bob.page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
  await ann.page.reload();
  await commentWith(ann.page, 'Mine').getByRole('button', { name: 'Edit' }).waitFor();
  await commentWith(ann.page, 'Mine').getByRole('button', { name: 'Delete' }).waitFor();
});

test('a comment that is refused goes back into the box, with the reason', async () => {
  const { page } = await here.open();
  await writeComment(page, 'Once', 'Ann');
  await commentWith(page, 'Once').getByRole('button', { name: 'Edit' }).waitFor();
  await writeComment(page, 'Once');
  await page
    .getByRole('alert')
    .filter({ hasText: /same text/i })
    .waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'Write a comment' }).inputValue()).toBe('Once');
  await expect.poll(() => commentWith(page, 'Once').count()).toBe(1);
});

test('Markdown is drawn, markup is text, and nothing a viewer wrote becomes an element', async () => {
  const body =
    '**bold** *it* ~~gone~~ `code`\n\n> quote\n\n- one\n- two\n\n```\nblock\n```\n\n<img src=x onerror=alert(1)> [bad](javascript:alert(1)) https://example.com/a_b';
  await post(here.server.url, here.thread, body, { author: { name: '<b>Eve</b>' } });
  const { page, complaints } = await here.open();
  const content = page.locator('article').first();
  for (const tag of ['strong', 'em', 'del', 'blockquote', 'ul > li', 'pre'])
    await content.locator(tag).first().waitFor();
  expect(await content.locator('img, script').count()).toBe(0);
  const link = content.locator('.content').getByRole('link');
  await expect.poll(() => link.count()).toBe(1);
  await expect.poll(() => link.getAttribute('href')).toBe('https://example.com/a_b');
  await expect.poll(() => link.getAttribute('rel')).toContain('nofollow');
  await content.getByText('<b>Eve</b>').waitFor();
  expect(complaints).toEqual([]);
});

test('a long thread comes page by page, at both levels, and a deep one goes on by itself', async () => {
  const { thread } = here;
  const first = await post(here.server.url, thread, 'The oldest', { author: { name: 'Ann' } });
  for (let i = 0; i < 6; i++) await post(here.server.url, thread, `Reply ${i}`, { parent: first.id });
  let parent = first.id;
  for (let i = 0; i < 8; i++) parent = (await post(here.server.url, thread, `Deep ${i}`, { parent })).id;
  for (let i = 0; i < 30; i++) await post(here.server.url, thread, `Later ${i}`);

  const { page } = await here.open();
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
  await page.getByRole('button', { name: 'Continue this conversation', exact: true }).first().click();
  await page.getByRole('button', { name: 'Back to all comments' }).waitFor();
  await page.getByRole('button', { name: 'Show 1 reply' }).click();
  await page.getByText('Deep 7').waitFor();
  await page.getByRole('button', { name: 'Back to all comments' }).click();
  await page.getByText('Later 29').waitFor();
});

test('a guest’s token that the server does not know any more costs nothing that was typed', async () => {
  const { page } = await here.open();
  await writeComment(page, 'Before', 'Ann');
  await commentWith(page, 'Before').getByRole('button', { name: 'Edit' }).waitFor();
  // Another secret: every token that was handed out is void, as it is when an owner deletes the file.
  await here.server.stop();
  here.server = await startModerated({ PORT: new URL(here.server.url).port });
  await page.reload();
  await writeComment(page, 'After');
  await expect
    .poll(async () => (await call(here.server.url, 'GET', `${COMMENTS}?thread=${here.thread}`)).text)
    .toContain('After');
  await commentWith(page, 'After').getByRole('button', { name: 'Edit' }).waitFor();
});

test('another name stays, for the next comment too', async () => {
  const { page } = await here.open();
  await writeComment(page, 'As Ann', 'Ann');
  await page.getByRole('button', { name: /^as .?Ann/ }).click();
  await writeComment(page, 'As Zoe', 'Zoe');
  await page.getByRole('button', { name: /^as .?Zoe/ }).waitFor();
  await writeComment(page, 'Still Zoe');
  await commentWith(page, 'Still Zoe').getByRole('button', { name: 'Edit' }).waitFor();
  await commentWith(page, 'Still Zoe').getByText('Zoe', { exact: true }).waitFor();
  await page.reload();
  await page.getByRole('textbox', { name: 'Write a comment' }).click();
  await page.getByRole('button', { name: /^as .?Zoe/ }).waitFor();
});

test('a refusal’s reason is gone once one writes on, whatever else happens in the meantime', async () => {
  const { page } = await here.open();
  await writeComment(page, 'Once', 'Ann');
  await commentWith(page, 'Once').getByRole('button', { name: 'Edit' }).waitFor();
  await writeComment(page, 'Once');
  const reason = page.getByRole('alert').filter({ hasText: /same text/i });
  await reason.waitFor();
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await box.pressSequentially(' more');
  await post(here.server.url, here.thread, 'Meanwhile', { author: { name: 'Bob' } });
  await commentWith(page, 'Once').getByRole('button', { name: 'Reply' }).click();
  await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
  await expect.poll(() => reason.count()).toBe(0);
  await expect.poll(() => box.inputValue()).toBe('Once more');
  await box.press('Control+Enter');
  await commentWith(page, 'Once more').getByRole('button', { name: 'Edit' }).waitFor();
});

test('a missing name is asked for at the field that it is missing in', async () => {
  const { page } = await here.open();
  await writeComment(page, 'Who am I?');
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
  const described = await name.getAttribute('aria-describedby');
  await expect.poll(() => page.locator(`[id="${described}"]`).innerText()).toBe('Please tell us your name.');
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Write a comment' }).getAttribute('aria-invalid'))
    .toBe('false');
  await post(here.server.url, here.thread, 'Meanwhile', { author: { name: 'Bob' } });
  await page.getByRole('button', { name: '1 new comment' }).waitFor();
  await expect.poll(() => name.getAttribute('aria-invalid')).toBe('true');
  await name.fill('Ann');
  await expect.poll(() => name.getAttribute('aria-invalid')).toBe('false');
});

test('a text that is changed after a lost answer is a comment of its own', async () => {
  const { page } = await here.open();
  await writeComment(page, 'First', 'Ann');
  await commentWith(page, 'First').getByRole('button', { name: 'Edit' }).waitFor();
  const ids: string[] = [];
  await page.context().routeWebSocket('**/api/v1/live', socket => socket.close({ code: 1011 }));
  await page.reload();
  await page.route('**/api/v1/comments', async route => {
    ids.push((route.request().postDataJSON() as { id: string }).id);
    await route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: '{"code":"too_many_links","detail":"Too many links"}',
    });
  });
  for (const text of ['One text', 'One text', 'Another text']) {
    await writeComment(page, text);
    await page.getByRole('alert').filter({ hasText: 'Too many links' }).waitFor();
    await page.getByRole('textbox', { name: 'Write a comment' }).press('End');
  }
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
});

test('a post that overtakes a refused token keeps its owner', async () => {
  const context = await here.browser.newContext();
  await context.addInitScript(() => {
    const key = `live-comments ${location.origin} default`;
    const viewer = { id: 'gone', name: 'Ann', role: 'guest' };
    if (!localStorage.getItem(key)) localStorage.setItem(key, JSON.stringify({ token: 'void', viewer }));
  });
  let refusal: string | Buffer | undefined;
  // The server answers the token only after the post, and the answer to the post still comes over the same socket.
  await context.routeWebSocket('**/api/v1/live', socket => {
    const upstream = socket.connectToServer();
    upstream.onMessage(message => {
      const { type } = JSON.parse(String(message)) as { type: string };
      if (type === 'error') refusal = message;
      else if (type === 'ack' && refusal) {
        socket.send(refusal);
        setTimeout(() => socket.send(message), 100);
      } else socket.send(message);
    });
  });
  // Who reads with a void token is told so; the page itself and the form are let through, so that the socket is the first to ask.
  await context.route(/\/api\/v1\/(comments|form)\?/, route => {
    const { authorization: _, ...headers } = route.request().headers();
    return route.continue({ headers });
  });
  const { page } = await here.open({ context });
  await page.getByText('No comments yet.').waitFor();
  await expect.poll(() => refusal).toBeDefined();
  await writeComment(page, 'Overtaking');
  const mine = commentWith(page, 'Overtaking');
  await mine.getByRole('button', { name: 'Edit' }).waitFor();
  await page.reload();
  await mine.getByRole('button', { name: 'Edit' }).waitFor();
  expect(await mine.count()).toBe(1);
});
