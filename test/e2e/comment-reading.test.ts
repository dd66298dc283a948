/** Reading long threads: collapsed branches, folded texts, spoilers, pictures, and comments that wait for a moderator. */
import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { commentWith, focusedIn, writeComment, writeReply } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const LONG = Array.from({ length: 24 }, (_, n) => `Paragraph ${n + 1} goes on for a while, as such texts do.`).join(
  '\n\n',
);
/** The smallest picture there is: one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const here = threadPages();

afterEach(async () => {
  await here.server.set({ hold: 'none', images: false });
});

const says = (name: string, body: string, more = {}) =>
  post(here.server.url, here.thread, body, { author: { name }, ...more });

/** Waits until what comes after the first comments is here. */
const ready = (page: Page) => page.getByRole('button', { name: 'More actions' }).first().waitFor();

test('a branch is collapsed to one line, stays so after a reload, counts what comes, and opens again', async () => {
  const { id: root } = await says('Ann', 'The question');
  const { id: answer } = await says('Bob', 'The answer', { parent: root });
  await says('Cara', 'Thank you', { parent: answer });
  const { page, complaints } = await here.open();
  const toggle = commentWith(page, 'The question').getByRole('button', { name: 'Collapse this conversation' });
  await toggle.focus();
  await page.keyboard.press('Enter');
  const line = page.getByRole('article', { name: /^Ann/ });
  await line.getByText('3 comments collapsed').waitFor();
  await expect.poll(() => page.locator('article').count()).toBe(1);
  await expect.poll(() => page.getByText('The question').count()).toBe(0);
  await expect.poll(() => focusedIn(page)).toMatch(/^button 3 comments collapsed/);
  expect(await faults(page)).toEqual([]);

  await page.reload();
  await line.getByText('3 comments collapsed').waitFor();
  await page.getByText('The answer').waitFor({ state: 'detached' });
  // Once it hears of another reader, the live link is there.
  await here.open();
  await page.getByText('2 people here').waitFor();
  await says('Dan', 'Me too', { parent: answer });
  await line.getByText('4 comments collapsed').waitFor();
  const expand = page.getByRole('button', { name: /Expand this conversation/ });
  await expect.poll(() => expand.getAttribute('aria-expanded')).toBe('false');
  await expand.click();
  for (const text of ['The question', 'The answer', 'Thank you']) await page.getByText(text).waitFor();
  await page.reload();
  await page.getByText('Thank you').waitFor();
  expect(complaints).toEqual([]);
});

test.each(['en', 'ar'])('in %s the line along the replies collapses them too', async lang => {
  const { id } = await says('Ann', 'The question');
  const { id: answer } = await says('Bob', 'The answer', { parent: id });
  await says('Cara', 'Thank you', { parent: answer });
  const { page } = await here.open({ lang });
  await page.locator('[aria-haspopup=menu]').first().waitFor();
  const replies = await page.locator('.replies').first().boundingBox();
  if (!replies) throw new Error('no replies');
  const side = lang === 'ar' ? replies.x + replies.width - 1 : replies.x + 1;
  await page.mouse.click(side, replies.y + replies.height / 2);
  await page.getByText('The answer').waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('.toggle').getAttribute('aria-expanded')).toBe('false');
});

test('a link to a comment opens the collapsed branch that it stands in', async () => {
  const { id: root } = await says('Ann', 'The question');
  const { id } = await says('Bob', 'The answer', { parent: root });
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Collapse this conversation' }).click();
  await page.getByText('The answer').waitFor({ state: 'detached' });
  await page.evaluate(hash => {
    location.hash = hash;
  }, `comment-${id}`);
  await page.getByText('The answer').waitFor();
});

test('what comes after the first comments moves none of them', async () => {
  await here.server.set({ images: true });
  const { id } = await says('Ann', `${LONG}\n\n||secret||`);
  await says('Bob', 'See https://pictures.example/a.png and ||the end||', { parent: id });
  const { id: gone, session } = await says('Cara', 'To be deleted');
  await says('Dan', 'A reply that stays', { parent: gone });
  await call(here.server.url, 'DELETE', `${COMMENTS}/${gone}`, { token: session.token });
  const context = await here.browser.newContext();
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  await context.route('**/assets/later.*', async route => {
    await held;
    await route.continue();
  });
  const { page } = await here.open({ context });
  await page.locator('article').nth(3).waitFor();
  const places = () =>
    page.locator('article').evaluateAll(all =>
      all.map(article => {
        const { top, height } = article.getBoundingClientRect();
        return [Math.round(top), Math.round(height)];
      }),
    );
  const before = await places();
  expect(await page.getByRole('button', { name: 'More actions' }).count()).toBe(0);
  release();
  await page.getByRole('button', { name: 'More actions' }).nth(2).waitFor();
  await page.getByRole('button', { name: 'Show picture' }).waitFor();
  expect(await places()).toEqual(before);
});

test('a long comment is folded, unfolds with the focus where it was, and takes no less room later', async () => {
  await says('Bob', 'Short');
  await says('Ann', LONG);
  const { page, complaints } = await here.open();
  await ready(page);
  const long = page.locator('article').filter({ hasText: 'Paragraph 1 ' });
  const height = async () => (await long.boundingBox())?.height ?? 0;
  const folded = await height();
  const more = long.getByRole('button', { name: 'Read more' });
  expect(await faults(page)).toEqual([]);
  await more.focus();
  await page.keyboard.press('Enter');
  await long.getByRole('button', { name: 'Show less' }).waitFor();
  await expect.poll(() => focusedIn(page)).toBe('button Show less');
  expect(await height()).toBeGreaterThan(2 * folded);
  await page.keyboard.press('Enter');
  await more.waitFor();
  await expect.poll(() => focusedIn(page)).toBe('button Read more');
  expect(await height()).toBe(folded);
  expect(await commentWith(page, 'Short').getByRole('button', { name: 'Read more' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('what is found under the fold, or has the focus there, unfolds the comment', async () => {
  await says('Ann', `${LONG}\n\n[At the end](https://example.com/)`);
  const { page } = await here.open();
  await page.getByRole('button', { name: 'Read more' }).waitFor();
  await ready(page);
  await page.getByRole('link', { name: 'At the end' }).focus();
  await page.getByRole('button', { name: 'Show less' }).waitFor();
  await expect.poll(() => focusedIn(page)).toBe('a At the end');
  await expect
    .poll(() =>
      page.getByRole('link', { name: 'At the end' }).evaluate(link => {
        const { top, bottom } = link.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }),
    )
    .toBe(true);
});

test.each(['click', 'Enter'])('a spoiler is neither seen nor heard until it is uncovered by %s', async way => {
  await says('Ann', 'It ends with ||the [butler](https://example.com/)|| as always.');
  const { page, complaints } = await here.open();
  const cover = page.getByRole('button', { name: 'Show spoiler' });
  await cover.waitFor();
  await expect.poll(() => cover.getAttribute('aria-expanded')).toBe('false');
  const tree = () => page.locator('article .content').ariaSnapshot();
  expect(await tree()).not.toContain('butler');
  expect(await page.getByRole('link', { name: 'butler' }).count()).toBe(0);
  expect(await page.getByText('butler').isVisible()).toBe(false);
  expect(await faults(page)).toEqual([]);
  if (way === 'click') await cover.click();
  else await cover.press(way);
  await page.getByRole('link', { name: 'butler' }).waitFor();
  expect(await tree()).toContain('butler');
  await expect.poll(() => cover.count()).toBe(0);
  expect(await faults(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('in forced colours a spoiler is covered by a colour of the system', async () => {
  await says('Ann', 'It ends with ||the butler||.');
  const { page } = await here.open({ context: await here.browser.newContext({ forcedColors: 'active' }) });
  const cover = page.getByRole('button', { name: 'Show spoiler' });
  await cover.waitFor();
  const [covering, around] = await cover.evaluate(each => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = 'forced-color-adjust: none; background: Canvas';
    return [getComputedStyle(each).backgroundColor, getComputedStyle(probe).backgroundColor];
  });
  expect(covering).not.toBe(around);
  expect(await page.getByText('the butler').isVisible()).toBe(false);
});

test('a picture is fetched only when asked for, without a referrer, and says so when it is broken', async () => {
  await here.server.set({ images: true });
  await says('Ann', 'Look: [my starter](https://pictures.example/a.png) and https://pictures.example/gone.JPG?x=1');
  const context = await here.browser.newContext();
  const asked: { url: string; referrer: string | null }[] = [];
  await context.route('https://pictures.example/**', async route => {
    asked.push({ url: route.request().url(), referrer: await route.request().headerValue('referer') });
    if (route.request().url().includes('gone')) await route.fulfill({ status: 404 });
    else await route.fulfill({ body: PIXEL, contentType: 'image/png' });
  });
  const { page } = await here.open({ context });
  const show = page.getByRole('button', { name: 'Show picture' });
  await show.nth(1).waitFor();
  expect(asked).toEqual([]);
  await show.first().click();
  const picture = page.getByRole('img', { name: 'my starter' });
  await picture.waitFor();
  await expect.poll(() => picture.evaluate(each => (each as HTMLImageElement).naturalWidth)).toBe(1);
  expect(asked).toEqual([{ url: 'https://pictures.example/a.png', referrer: null }]);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Hide picture' }).click();
  await picture.waitFor({ state: 'detached' });
  await expect.poll(() => focusedIn(page)).toBe('button');
  await show.nth(1).click();
  await page.getByRole('alert').filter({ hasText: 'The picture could not be loaded.' }).waitFor();
});

test('an edit that leads elsewhere hides the picture, and covers a spoiler of another text', async () => {
  await here.server.set({ images: true });
  const edit = (id: string, token: string, body: string) =>
    call(here.server.url, 'PATCH', `${COMMENTS}/${id}`, { token, body: { body } });
  const { id, session } = await says(
    'Ann',
    '[one](https://pictures.example/a.png) ||it was [him](https://a.example)||',
  );
  const context = await here.browser.newContext();
  const asked: string[] = [];
  await context.route('https://pictures.example/**', async route => {
    asked.push(route.request().url());
    await route.fulfill({ body: PIXEL, contentType: 'image/png' });
  });
  const { page, complaints } = await here.open({ context });
  await page.getByRole('button', { name: 'Show picture' }).click();
  await page.getByRole('img', { name: 'one' }).waitFor();
  const cover = page.getByRole('button', { name: 'Show spoiler' });
  await cover.click();
  await page.getByRole('link', { name: 'him' }).waitFor();
  // The words around them are another matter.
  await edit(id, session.token, '[two](https://pictures.example/a.png) ||it was [him](https://a.example)||');
  await page.getByRole('link', { name: 'two' }).waitFor();
  expect(await page.getByRole('link', { name: 'him' }).isVisible()).toBe(true);
  expect(await page.locator('img.picture').count()).toBe(1);
  await edit(id, session.token, '[two](https://pictures.example/b.png) ||it was [her](https://a.example)||');
  await page.locator('a[href$="b.png"]').waitFor();
  await cover.waitFor();
  expect(await page.getByText('her', { exact: true }).isVisible()).toBe(false);
  expect(await page.locator('img.picture').count()).toBe(0);
  expect(asked).toEqual(['https://pictures.example/a.png']);
  await page.getByRole('button', { name: 'Show picture' }).click();
  await expect.poll(() => asked.at(-1)).toBe('https://pictures.example/b.png');
  await cover.press('Enter');
  await page.getByRole('link', { name: 'her' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a picture that is shown in an uncovered spoiler does not cover it', async () => {
  await here.server.set({ images: true });
  await says('Ann', '||[this](https://pictures.example/a.png)||');
  const context = await here.browser.newContext();
  await context.route('https://pictures.example/**', route => route.fulfill({ status: 404 }));
  const { page } = await here.open({ context });
  await page.getByRole('button', { name: 'Show spoiler' }).click();
  await page.getByRole('button', { name: 'Show picture' }).click();
  await page.getByRole('alert').filter({ hasText: 'The picture could not be loaded.' }).waitFor();
  await page.getByRole('button', { name: 'Hide picture' }).click();
  await page.getByRole('button', { name: 'Show picture' }).waitFor();
  expect(await page.getByRole('button', { name: 'Show spoiler' }).count()).toBe(0);
});

test('where the owner does not allow pictures, a link is a link', async () => {
  await says('Ann', 'Look: https://pictures.example/a.png');
  const { page } = await here.open();
  await ready(page);
  await expect.poll(() => page.getByRole('link', { name: 'https://pictures.example/a.png' }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Show picture' }).count()).toBe(0);
});

test('a held comment is its author’s alone, still after a reload, and goes live by itself when approved', async () => {
  await here.server.set({ hold: 'all' });
  const [ann, bob] = await Promise.all([here.open(), here.open()]);
  await ann.page.getByText('2 people here').waitFor();
  await writeComment(ann.page, 'Please let me in', 'Ann');
  const mine = commentWith(ann.page, 'Please let me in');
  const note = mine.getByText('Only you see this until a moderator approves it.');
  await note.waitFor();
  await mine.getByText('Waiting for approval').waitFor();
  expect(await faults(ann.page)).toEqual([]);
  await ann.page.reload();
  await note.waitFor();
  expect(await bob.page.getByText('Please let me in').count()).toBe(0);
  await ann.page.getByText('2 people here').waitFor();
  const id = (await mine.getAttribute('id'))?.slice(3) ?? '';
  expect((await here.server.decide('PUT', id, 'approval')).status).toBe(200);
  for (const { page } of [ann, bob]) {
    await page.getByRole('heading', { name: '1 comment' }).waitFor();
    await commentWith(page, 'Please let me in').waitFor();
  }
  await note.waitFor({ state: 'detached' });
  await expect.poll(() => mine.getByText('Waiting for approval').count()).toBe(0);
  expect(await ann.page.locator('article').count()).toBe(1);
  await writeReply(bob.page, 'Please let me in', 'Welcome', 'Bob');
  await here.server.set({ hold: 'none' });
  expect([...ann.complaints, ...bob.complaints]).toEqual([]);
});

test('a held comment that is rejected is gone from its author’s screen, and does not come back', async () => {
  const { id: root } = await says('Bob', 'The question');
  await here.server.set({ hold: 'all' });
  const { page } = await here.open();
  await ready(page);
  await here.open();
  await page.getByText('2 people here').waitFor();
  await writeReply(page, 'The question', 'Not so good', 'Ann');
  const mine = page.locator('article').filter({ hasText: 'Not so good' });
  await mine.getByText('Waiting for approval').waitFor();
  const id = (await mine.getAttribute('id'))?.slice(3) ?? '';
  expect((await here.server.decide('PUT', id, 'rejection')).status).toBe(200);
  await mine.waitFor({ state: 'detached' });
  await page.reload();
  await ready(page);
  expect(await page.getByText('Not so good').count()).toBe(0);
  await expect.poll(() => page.locator(`#lc-${root}`).count()).toBe(1);
});
