/** What is not ours: garbage where the browser keeps things for us, and answers that lack what they should hold. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { BODY_MAX_BYTES } from '../../protocol/limits.ts';
import { COMMENTS, post } from '../helpers/api.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

const ID = randomUUID();
const NOTHING = ['', '5', 'null', '"text"', '[]', '[null]', '{}', 'no JSON'];
const VIEWER = { id: ID, name: 'Ann', role: 'guest' };

/** By which of our keys they stand under. */
const POISON: Record<string, string[]> = {
  session: [
    ...NOTHING,
    ...[
      { token: null, viewer: null },
      { token: 7, viewer: VIEWER },
      { token: 'two words\n', viewer: VIEWER },
    ].map(of),
    ...[
      { token: 'ü', viewer: VIEWER },
      { token: 'x'.repeat(5_000), viewer: VIEWER },
    ].map(of),
    ...[
      { token: 'unknown', viewer: VIEWER },
      { token: null, viewer: { ...VIEWER, name: {} } },
    ].map(of),
    ...[
      { token: 'm1.a.b', viewer: VIEWER, refresh: {}, until: 'soon', attempt: 5 },
      { token: null, viewer: VIEWER, refresh: 'r'.repeat(5_000), until: null, attempt: {} },
      { token: 'm1.a.b', viewer: VIEWER, refresh: 'r1.x', until: Number.MAX_VALUE, subject: null, spent: {}, out: [] },
      { token: 'm1.a.b', viewer: VIEWER, refresh: true, until: -1, attempt: 'no UUID' },
      { token: 'm1.a.b', viewer: VIEWER, subject: 'of another' },
    ].map(of),
  ],
  secret: [...NOTHING, of({ verifier: 'x', until: {} }), of({ verifier: 'x'.repeat(43), until: 9e15, mail: 'none' })],
  site: [...NOTHING, ...[{ hidden: null }, { hidden: 5 }, { hidden: { [ID]: {} }, isSilent: 'yes' }].map(of)],
  thread: [
    ...NOTHING,
    ...[{ collapsed: 5 }, { collapsed: { a: 1 } }, { collapsed: [null] }, { seen: null }, { seen: { epoch: {} } }].map(
      of,
    ),
  ],
  draft: [
    ...NOTHING,
    ...[{ text: {} }, { text: 'Kept', underWay: null }, { text: '', underWay: [null] }].map(of),
    ...[
      {
        text: '',
        underWay: [
          { id: '../../x', text: {} },
          { id: '../../x', text: 'Sent' },
        ],
      },
    ].map(of),
    ...[{ text: 'Kept', sent: { id: '../../x', text: 'Kept' }, at: 'then' }].map(of),
    of({ text: 'x'.repeat(BODY_MAX_BYTES + 1), underWay: [] }),
  ],
};

function of(value: unknown): string {
  return JSON.stringify(value);
}

/** One value for each kind of key at a time: as many pages as the longest list has values. */
const cases = Array.from({ length: Math.max(...Object.values(POISON).map(values => values.length)) }, (_, n) =>
  Object.fromEntries(Object.entries(POISON).map(([key, values]) => [key, values[n % values.length] ?? ''])),
);

test.each(cases)('where $session, $site, $thread and $draft are stored, the widget draws and posts', async values => {
  const { thread, server } = here;
  await post(server.url, thread, 'Stands here', { author: { name: 'Bob' } });
  const place = JSON.stringify([server.url, 'default', thread]);
  const names: Record<string, string[]> = {
    session: [`live-comments ${server.url} default`],
    secret: [`live-comments ${server.url} default sign-in`],
    site: [`live-comments ${server.url} default reader`],
    thread: [`live-comments ${server.url} default reader ${thread}`],
    draft: [`live-comments draft ${place} new`, `live-comments draft ${place} reply:../../x`],
  };
  const stored = Object.entries(names).flatMap(([key, all]) => all.map(name => [name, values[key] ?? ''] as const));
  const context = await here.browser.newContext();
  await context.addInitScript(all => {
    for (const [name, text] of all) localStorage.setItem(name, text);
  }, stored);
  const { page, complaints, requests } = await here.open({ context });
  await commentWith(page, 'Stands here').waitFor();
  await page.getByRole('button', { name: 'More actions' }).first().waitFor();
  // As another tab would report that it took them away.
  await page.evaluate(all => {
    for (const [key, oldValue] of all) {
      dispatchEvent(new StorageEvent('storage', { key, oldValue }));
      dispatchEvent(new StorageEvent('storage', { key, newValue: oldValue }));
    }
  }, stored);
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  const name = page.getByRole('textbox', { name: 'Your name' });
  const mine = commentWith(page, 'Posted all the same').getByRole('button', { name: 'Edit' });
  await box.click();
  const isKnown = (await name.count()) === 0;
  await writeComment(page, 'Posted all the same', isKnown ? undefined : 'Cara');
  if (isKnown) {
    // The server may say only now that it does not know them: then the name is asked for, and the text is still there.
    await mine.or(name).first().waitFor();
    if (await name.isVisible()) {
      await expect.poll(() => box.inputValue()).toBe('Posted all the same');
      await name.fill('Cara');
      await box.press('Control+Enter');
    }
  }
  await mine.waitFor();
  expect(requests.filter(request => request.includes('/x'))).toEqual([]);
  // That a token is not known is the server’s answer, and the browser writes it down.
  expect(complaints.filter(text => !/status of 401/.test(text))).toEqual([]);
});

test('comments that lack what they should hold are drawn as far as they go, and the others whole', async () => {
  const { thread, server } = here;
  for (const text of ['First', 'Second', 'Third', 'Fourth']) {
    await post(server.url, thread, text, { author: { name: `${text} author` } });
  }
  const context = await here.browser.newContext();
  await context.route(`**${COMMENTS}?**`, async route => {
    const response = await route.fetch();
    const page = await response.json();
    Object.assign(page.items[0], { content: null, reactions: null });
    Object.assign(page.items[1], { content: 'Only text', myReactions: null });
    Object.assign(page.items[2], { author: null });
    await route.fulfill({ response, json: page });
  });
  let tell: (frame: string) => void = () => {};
  await context.routeWebSocket('**/api/v1/live', socket => {
    const server = socket.connectToServer();
    server.onMessage(message => {
      const text = String(message);
      tell(text);
      socket.send(text.includes('Poisoned') ? poisoned(text) : text);
    });
  });
  const { page, complaints } = await here.open({ context });
  const shown = page.locator('article');
  await expect.poll(() => shown.count()).toBe(4);
  await page.getByRole('button', { name: 'More actions' }).nth(3).waitFor();
  await expect
    .poll(() => shown.allInnerTexts())
    .toEqual([
      expect.stringContaining('Fourth author'),
      expect.stringContaining('Only text'),
      expect.stringMatching(/Someone.*Second/s),
      expect.stringMatching(/First author.*First/s),
    ]);
  const told = new Promise<void>(resolve => {
    tell = text => text.includes('Poisoned') && resolve();
  });
  await page.getByText('here', { exact: false }).first().waitFor();
  await post(server.url, thread, 'Poisoned', { author: { name: 'Eve' } });
  await told;
  await post(server.url, thread, 'After it', { author: { name: 'Ann' } });
  await commentWith(page, 'After it').waitFor();
  await expect.poll(() => shown.count()).toBe(6);
  expect(complaints).toEqual([]);
});

/** The frame, with nothing in its comment that could be left out. */
function poisoned(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value) =>
    ['author', 'content', 'reactions', 'myReactions', 'replyCounts'].includes(key) ? null : value,
  );
}
