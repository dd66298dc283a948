/** A moderator’s day: two hundred held comments cleared by keyboard alone, mistakes undone, a ban. */
import { expect, test } from 'vitest';
import type { CommentState } from '../../protocol/comment.ts';
import { COMMENTS, call, guest, query } from '../helpers/api.ts';
import { watch } from '../helpers/browser.ts';
import { cardsShown, countOf, currentCard, deskPages, seenCard, seenCards, toasts } from './admin-queue-desk.ts';
import { newThread } from './thread-page.ts';

const here = deskPages();

const KEYS = { published: 'f', rejected: 'd', spam: 's' } as const;
const MIXED: readonly (keyof typeof KEYS)[] = ['published', 'published', 'rejected', 'spam', 'published'];

test('L4 200 held comments are cleared by keyboard; mistakes are undone; readers see exactly what was approved, live', async () => {
  const eve = await guest(here.server.url, 'Evil Eve');
  /** From the newest, as the queue shows them. */
  const ids: string[] = [];
  for (let n = 0; n < 200; n++) {
    const isEve = n % 20 === 3;
    const { id } = await here.post(
      `Comment ${n}`,
      isEve ? {} : { author: { name: `Guest ${n}` } },
      isEve ? eve.token : undefined,
    );
    ids.unshift(id);
  }
  const wanted = new Map<string, CommentState>();
  const ann = await here.moderator('Ann');
  const { page, complaints, requests } = await here.open(ann, 'queue/pending');
  const reader = await readerPage();
  await cardsShown(page, 25);
  await expect.poll(() => countOf(page, 'Pending')).toBe('200');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(ids[0]);
  const press = (key: string) => page.keyboard.press(key);
  let at = 0;

  // As fast as keys can be pressed: no answer is waited for, and each key means the card that is marked by then.
  for (; at < 40; at++) {
    const state = MIXED[at % 5] ?? 'published';
    expect((await currentCard(page))?.id).toBe(ids[at]);
    wanted.set(ids[at] ?? '', state);
    await press(KEYS[state]);
  }
  await expect.poll(() => countOf(page, 'Pending')).toBe('160');

  // A mistake, and at once the right thing, without a look in between.
  const mistake = ids[at] ?? '';
  for (const key of ['f', 'u', 'd']) await press(key);
  wanted.set(mistake, 'rejected');
  at += 1;
  await expect.poll(async () => (await here.read(mistake)).state).toBe('rejected');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(ids[at]);

  // Back one card and forth again; the card that is done is passed over by the next decision.
  await press('k');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(mistake);
  await press('f');
  await press('j');
  expect((await here.read(mistake)).state).toBe('rejected');

  // Many at once: x and Shift+j; all of it is one stroke, and one stroke takes it back.
  await press('x');
  for (let n = 0; n < 9; n++) await press('Shift+J');
  await expect.poll(async () => (await seenCards(page)).filter(({ isSelected }) => isSelected)).toHaveLength(10);
  await press('s');
  await expect.poll(() => toasts(page)).toContain('10 comments marked as spam');
  const many = ids.slice(at, at + 10);
  await expect.poll(async () => (await here.read(many[9] ?? '')).state).toBe('spam');
  await press('u');
  await expect.poll(() => toasts(page)).toContain('10 decisions undone');
  await expect.poll(async () => (await here.read(many[0] ?? '')).state).toBe('held');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(many[0]);
  await press('x');
  for (let n = 0; n < 9; n++) await press('Shift+J');
  await press('d');
  for (const id of many) wanted.set(id, 'rejected');
  at += 10;
  await expect.poll(async () => (await currentCard(page))?.id).toBe(ids[at]);

  // Somebody who has to go, with all of theirs.
  const theirs = ids.filter((_, i) => (199 - i) % 20 === 3);
  await page.keyboard.press('/');
  await page.keyboard.type('Comment 143');
  await press('Enter');
  await cardsShown(page, 1);
  await press('Escape');
  await press('b');
  const dialog = page.locator('lc-ban-dialog');
  await dialog.locator('form').waitFor();
  await page.keyboard.type('Enough.');
  while (!(await dialog.getByLabel('Reject all their comments').evaluate(box => box.matches(':focus'))))
    await press('Tab');
  await press('Space');
  await press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => toasts(page)).toMatch(/^.*Evil Eve is banned; \d+ comments rejected\.$/);
  for (const id of theirs) wanted.set(id, 'rejected');
  const refused = await call(here.server.url, 'POST', COMMENTS, {
    body: { thread: here.thread, body: 'Me again' },
    token: eve.token,
  });
  expect(refused.status).toBe(403);
  expect(refused.json.detail).toContain('Enough.');

  // All that are left: a and f, page after page, until nothing waits.
  await press('1');
  await page.goto(`${here.server.url}/admin/queue/pending`);
  while ((await here.counts()).pending > 0) {
    await expect.poll(async () => (await currentCard(page)) !== undefined).toBe(true);
    const before = (await here.counts()).pending;
    await press('a');
    await press('f');
    await expect.poll(async () => (await here.counts()).pending).toBeLessThan(before);
    await page.locator('.bulk').waitFor({ state: 'detached' });
  }
  for (const id of ids) if (!wanted.has(id)) wanted.set(id, 'published');
  await expect.poll(() => countOf(page, 'Pending')).toBe('0');

  // The truth is the same after a reload, at the server, and on the public page.
  await page.reload();
  await page.getByText('Nothing waits for a decision').waitFor();
  const states: Record<string, number> = {};
  for (const id of ids) {
    const { state } = await here.read(id);
    expect([id, state]).toEqual([id, wanted.get(id)]);
    states[state] = (states[state] ?? 0) + 1;
  }
  await expect.poll(() => countOf(page, 'Approved')).toBe(String(states['published']));
  await expect.poll(() => countOf(page, 'Rejected')).toBe(String(states['rejected']));
  await expect.poll(() => countOf(page, 'Spam')).toBe(String(states['spam']));
  await reader.getByRole('heading', { name: `${states['published']} comments` }).waitFor();
  const list = await call(here.server.url, 'GET', query(COMMENTS, { thread: here.thread, limit: 100 }));
  expect(list.json.items.every(({ id }: { id: string }) => wanted.get(id) === 'published')).toBe(true);
  expect(complaints).toEqual([]);
  // A decision is one request, and nobody asks in a loop.
  expect(requests.filter(each => each.startsWith('GET /api/v1/admin/queues')).length).toBeLessThan(100);
}, 120_000);

test('after a decision the next card has the focus; one at a time shows one card, and undo brings the last one back', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 4; n++) ids.unshift((await here.post(`Single ${n}`, { author: { name: 'Bob' } })).id);
  const { page } = await here.open(await here.moderator('Zoe'), here.pending);
  await cardsShown(page, 4);
  await page.keyboard.press('z');
  await expect.poll(async () => (await seenCards(page)).length).toBe(1);
  await page.keyboard.press('f');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(ids[1]);
  await expect.poll(() => toasts(page)).toContain('1 comment approved');
  await page.keyboard.press('u');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(ids[0]);
  await expect.poll(async () => (await here.read(ids[0] ?? '')).state).toBe('held');
  await page.keyboard.press('z');
  await cardsShown(page, 4);
  await page.keyboard.press('d');
  await expect.poll(async () => (await currentCard(page))?.id).toBe(ids[1]);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  await expect.poll(() => page.locator('lc-card[current]').evaluate(card => card.matches(':focus'))).toBe(true);
  await expect.poll(async () => (await seenCard(page, ids[0] ?? ''))?.verdict).toBe('Rejected');
  // Keys mean nothing where somebody writes, and with a modifier.
  await page.keyboard.press('Control+f');
  await page.keyboard.press('/');
  await page.keyboard.type('fds');
  expect((await here.read(ids[1] ?? '')).state).toBe('held');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('f');
  expect((await here.read(ids[1] ?? '')).state).toBe('held');
  await page.keyboard.press('Escape');
  await page.keyboard.press('t');
  await expect.poll(() => page.url()).toContain('/queue/reported');
  await page.keyboard.press('5');
  await expect.poll(() => page.url()).toContain('/queue/rejected');

  // What is decided so already is not decided again, so that undo takes back the one decision that there was.
  await cardsShown(page, 1);
  await page.keyboard.press('d');
  await page.keyboard.press('u');
  await expect.poll(async () => (await here.read(ids[0] ?? '')).state).toBe('held');
  await page.keyboard.press('u');
  await expect.poll(() => toasts(page)).toContain('There is nothing to undo');
});

test('all that match are selected, loaded or not; what was decided says by whom, and goes back to where it was after a reload', async () => {
  const bob = await guest(here.server.url, 'Bob');
  for (let n = 0; n < 30; n++) await here.post(`Many ${n}`, {}, n < 2 ? bob.token : undefined);
  const { page, complaints } = await here.open(await here.moderator('Yve'), 'queue/pending');
  await cardsShown(page, 25);
  const isInView = () =>
    page.locator('lc-card[current]').evaluate(card => {
      const { top, bottom } = card.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  // Where one was when one looked at them one by one, one is among all, too.
  await page.keyboard.press('z');
  for (let n = 0; n < 20; n++) await page.keyboard.press('j');
  const last = (await currentCard(page))?.id ?? '';
  await page.keyboard.press('Escape');
  await expect.poll(async () => (await seenCards(page)).length).toBeGreaterThan(20);
  await expect.poll(async () => (await currentCard(page))?.id).toBe(last);
  await expect.poll(isInView).toBe(true);

  const { pending } = await here.counts();
  await page.goto(`${here.server.url}/admin/queue/pending`);
  await cardsShown(page, 25);
  await page.keyboard.press('a');
  await page.getByRole('button', { name: `Select all ${pending} that match` }).click();
  await page.getByText(`${pending} selected`).waitFor();
  await expect.poll(() => page.locator('lc-card[current]').evaluate(card => card.matches(':focus'))).toBe(true);
  await page.keyboard.press('d');
  await expect.poll(() => toasts(page)).toContain(`${pending} comments rejected`);

  const thread = new URLSearchParams({ thread: here.thread, in: 'default' });
  await page.goto(`${here.server.url}/admin/queue/rejected?${thread}`);
  await cardsShown(page, 25);
  const [first, second] = await seenCards(page);
  expect(first?.verdict).toBe('Rejected by Yve');
  await page.keyboard.press('u');
  await expect.poll(async () => (await here.read(first?.id ?? '')).state).toBe('held');
  await page.locator(`lc-card[data-id="${second?.id}"]`).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await here.read(second?.id ?? '')).state).toBe('held');
  await expect.poll(() => countOf(page, 'Pending')).toBe('2');

  // Whoever was refused is not called new; where the page is not known, its title leads to its thread.
  const { id } = await here.post('Me again', { thread: `${here.thread}-other`, url: undefined }, bob.token);
  await page.goto(`${here.server.url}/admin/queue/pending`);
  const card = page.locator(`lc-card[data-id="${id}"]`);
  await card.getByText('0 published, 2 refused').waitFor();
  await card.locator('.thread button').click();
  await cardsShown(page, 1);
  expect(page.url()).toContain('thread=');
  expect(complaints).toEqual([]);
}, 60_000);

/** Whoever reads the thread while it is moderated. */
async function readerPage() {
  const context = await here.browser.newContext();
  context.setDefaultTimeout(10_000);
  const { page } = await newThread(here.browser, () => here.server.url).open({
    context,
    attributes: { thread: here.thread },
  });
  watch(page);
  return page;
}
