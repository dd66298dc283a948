/** The widget as a guest in other people's pages: hostile styles, strict policies, other languages, small screens, no mouse. */
import type { BrowserContextOptions } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { openPage } from '../helpers/browser.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const PAGES = ['plain', 'dark-blog', 'documentation', 'strict-csp', 'hostile', 'right-to-left', 'single-page-app'];
const THREADS = PAGES.map(name => `/examples/${name}.html`);

const here = threadPages();

beforeAll(async () => {
  for (const thread of [...THREADS, '/', 'app/rain', 'manual/installing']) {
    const { id } = await post(
      here.server.url,
      thread,
      'A first comment, with a [link](https://example.com) and `code`.',
      {
        author: { name: 'Ann' },
      },
    );
    await post(here.server.url, thread, 'A reply to it.', { parent: id, author: { name: 'Bob' } });
  }
});

const open = (name: string, options?: BrowserContextOptions) =>
  openPage(here.browser, `${here.server.url}/examples/${name}.html`, options);

test.each(PAGES)('%s: draws, takes a comment, complains of nothing and asks nobody else', async name => {
  const { page, complaints } = await open(name);
  const foreign: string[] = [];
  page.on('request', request => {
    if (!request.url().startsWith(here.server.url)) foreign.push(request.url());
  });
  await page.getByText('A reply to it.').waitFor();
  const widget = page.locator('live-comments').first();
  const box = widget.getByRole('textbox').first();
  await box.click();
  await widget.locator('input[name=name]').fill('Cara');
  await box.fill('Written here.');
  await box.press('Control+Enter');
  await commentWith(page, 'Written here.').getByRole('button').nth(2).waitFor();
  expect(complaints).toEqual([]);
  expect(foreign.filter(url => !url.startsWith('data:'))).toEqual([]);
  await page.context().close();
});

test('a strict policy with Trusted Types is not violated once', async () => {
  const { page } = await openPage(here.browser, 'about:blank');
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective));
  });
  await page.goto(`${here.server.url}/examples/strict-csp.html`);
  await writeComment(page, 'Under a policy', 'Ann');
  await commentWith(page, 'Under a policy').getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Edit your comment' }).waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'violations'))).toEqual([]);
  // The page's policy is really in force: what it does not name is refused.
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.invalid/x.png' })),
  );
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'violations'))).toEqual(['img-src']);
  await page.context().close();
});

test('hostile styles of the page do not reach the widget', async () => {
  const looks = async (name: string) => {
    const { page } = await open(name, { viewport: { width: 900, height: 900 } });
    await page.getByText('A reply to it.').waitFor();
    const look = await page
      .locator('live-comments article')
      .first()
      .evaluate(article => {
        const style = (selector: string) => getComputedStyle(article.querySelector(selector) ?? article);
        const content = style('.content');
        return {
          display: getComputedStyle(article).display,
          spacing: content.letterSpacing,
          transform: content.textTransform,
          size: Number.parseFloat(content.fontSize),
          leading: Number.parseFloat(content.lineHeight) / Number.parseFloat(content.fontSize),
        };
      });
    await page.context().close();
    return look;
  };
  const [plain, hostile] = [await looks('plain'), await looks('hostile')];
  expect(hostile).toMatchObject({ display: plain.display, spacing: plain.spacing, transform: plain.transform });
  expect(hostile.leading).toBeCloseTo(plain.leading, 1);
  expect(hostile.size).toBeLessThan(plain.size * 1.5);
});

test('right to left: Arabic words, the avatar on the right of its comment', async () => {
  const { page } = await open('right-to-left');
  await page.getByText('A reply to it.').waitFor();
  const widget = page.locator('live-comments');
  await expect.poll(() => widget.locator('section').first().getAttribute('dir')).toBe('rtl');
  const article = widget.locator('article').first();
  const [avatar, content] = [
    await article.locator('.avatar').boundingBox(),
    await article.locator('.content').boundingBox(),
  ];
  expect(avatar && content && avatar.x).toBeGreaterThan(content?.x ?? Number.POSITIVE_INFINITY);
  expect(await widget.getByText('Write a comment').count()).toBe(0);
  await page.context().close();
});

test.each([320, 360, 768])('at %i pixels nothing sticks out sideways', async width => {
  for (const name of ['plain', 'hostile', 'right-to-left']) {
    const { page } = await open(name, { viewport: { width, height: 800 } });
    await page.locator('live-comments').scrollIntoViewIfNeeded();
    await page.getByText('A reply to it.').waitFor();
    const out = await page.locator('live-comments').evaluate(element => element.scrollWidth - element.clientWidth);
    expect(out, name).toBeLessThanOrEqual(0);
    await page.context().close();
  }
});

test('nothing on the page moves when comments load or arrive', async () => {
  const { page } = await openPage(here.browser, 'about:blank');
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${here.server.url}/`);
  const widget = page.locator('live-comments');
  await widget.scrollIntoViewIfNeeded();
  await widget.getByText('A reply to it.').waitFor();
  const total = () =>
    page.evaluate(() => (Reflect.get(globalThis, 'shifts') as number[]).reduce((sum, each) => sum + each, 0));
  // Google's "good" is 0.1; ours is nothing that an eye could see.
  expect(await total(), 'loading').toBeLessThan(0.001);
  // A reader in the middle of the list: what comes in on top must wait behind a button.
  for (let i = 0; i < 12; i++)
    await post(here.server.url, '/', `Line ${i}\n\nand another`, { author: { name: 'Bob' } });
  await widget.getByText('A first comment').scrollIntoViewIfNeeded();
  const before = await widget.getByText('A first comment').boundingBox();
  const beforeTotal = await total();
  await post(here.server.url, '/', 'On top of them', { author: { name: 'Cara' } });
  await page.getByRole('button', { name: /^\d+ new comment/ }).waitFor();
  expect((await widget.getByText('A first comment').boundingBox())?.y).toBe(before?.y);
  expect(await total(), 'arriving').toBe(beforeTotal);
  await page.getByRole('button', { name: /^\d+ new comment/ }).click();
  await widget.getByText('On top of them').waitFor();
  await page.context().close();
});

test.each(['light', 'dark'] as const)('axe finds nothing in any state, %s', async colorScheme => {
  const { page } = await openPage(here.browser, `${here.server.url}/`, { colorScheme });
  await page.locator('live-comments').scrollIntoViewIfNeeded();
  await page.locator('live-comments').getByText('A reply to it.').waitFor();
  expect(await faults(page), 'list').toEqual([]);
  await writeComment(page, 'Mine', 'Ann');
  const mine = commentWith(page, 'Mine').first();
  await mine.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Edit your comment' }).waitFor();
  expect(await faults(page), 'edit').toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await mine.getByRole('button', { name: 'Delete' }).click();
  expect(await faults(page), 'delete').toEqual([]);
  await mine.getByRole('button', { name: 'Keep' }).click();
  await mine.getByRole('button', { name: 'Reply', exact: true }).click();
  expect(await faults(page), 'reply').toEqual([]);
  await page.route('**/api/v1/comments**', route => route.abort());
  await page.reload();
  await page.locator('live-comments').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  expect(await faults(page), 'failure').toEqual([]);
  await page.context().close();
});

test('everything can be done with the keyboard alone, and the focus is never lost', async () => {
  const { page } = await open('plain');
  await page.getByText('A reply to it.').waitFor();
  // What one writes and acts with comes in a moment after the first comments.
  await page.getByRole('textbox', { name: 'Write a comment' }).waitFor();
  await page.getByRole('button', { name: 'Reply', exact: true }).first().waitFor();
  const focused = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return `${at?.localName} ${at?.getAttribute('aria-label') ?? at?.textContent?.trim().slice(0, 40)}`;
    });
  const tabTo = async (what: RegExp) => {
    for (let i = 0; i < 60; i++) {
      if (what.test(await focused())) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no way to ${what}; the focus is on ${await focused()}`);
  };
  await tabTo(/Write a comment/);
  await page.keyboard.type('By keyboard');
  await tabTo(/Your name/);
  await page.keyboard.type('Kim');
  await page.keyboard.press('Control+Enter');
  await commentWith(page, 'By keyboard').getByRole('button', { name: 'Edit' }).waitFor();
  expect(await focused()).not.toMatch(/^body/);
  await tabTo(/^button Edit/);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Edit your comment' }).waitFor();
  await expect.poll(focused).toMatch(/Edit your comment/);
  await page.keyboard.press('Escape');
  await expect.poll(focused).toMatch(/^button Edit/);
  await tabTo(/^button Delete/);
  await page.keyboard.press('Enter');
  await expect.poll(focused).toMatch(/^button Delete/);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByText('By keyboard').count()).toBe(0);
  await expect.poll(focused).not.toMatch(/^body/);
  await page.context().close();
});
