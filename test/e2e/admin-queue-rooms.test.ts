/** What surrounds the queues: what a card’s menu does, people, threads; and how all of it looks and reads. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COMMENTS, call, guest, query } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { countOf, deskPages, seenCard, seenCards } from './admin-queue-desk.ts';
import { newThread } from './thread-page.ts';

const here = deskPages();

const cardOf = (page: Page, id: string) => page.locator(`lc-card[data-id="${id}"]`);

async function choose(page: Page, id: string, name: string): Promise<void> {
  await cardOf(page, id).getByRole('button', { name: 'More actions' }).click();
  await cardOf(page, id).locator('lc-menu').getByText(name, { exact: true }).click();
}

async function isNarrow(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
}

test('a card: marked words, reasons, context, earlier texts; rejected with a word, edited, deleted and brought back, pinned', async () => {
  const author = await guest(here.server.url, 'Una');
  const root = await here.post('The root of it');
  await here.server.decide('PUT', root.id, 'approval');
  const { id } = await here.post('Look at https://watches.example now', { parent: root.id }, author.token);
  await call(here.server.url, 'PATCH', `/api/v1/comments/${id}`, {
    body: { body: 'Do look at https://watches.example now' },
    token: author.token,
  });
  const { page, complaints } = await here.open(await here.moderator('Max'), here.pending);
  await expect.poll(async () => (await seenCard(page, id))?.text).toContain('Do look');
  const card = cardOf(page, id);
  await expect
    .poll(() => card.locator('.content :is(mark, a.found)').first().textContent())
    .toContain('watches.example');
  await expect.poll(() => card.locator('.why').textContent()).toContain('All are held');
  await expect.poll(() => card.locator('.parent').textContent()).toContain('The root of it');
  await card.getByRole('button', { name: '1 earlier text' }).click();
  await card.locator('lc-surroundings').getByText('Look at').waitFor();
  await card.getByRole('button', { name: 'Context' }).click();
  await card.locator('lc-surroundings').getByText('The root of it').waitFor();

  await choose(page, id, 'Edit');
  const text = page.getByLabel('Text, in Markdown');
  await text.fill('Do look, but not there');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await seenCard(page, id))?.text).toBe('Do look, but not there');
  await expect.poll(async () => (await here.read(id)).moderated).toBe(true);

  await choose(page, id, 'Reject with a reason');
  await page.getByLabel('A word to the author').fill('No links, please.');
  await page.getByRole('button', { name: 'Reject', exact: true }).last().click();
  await expect.poll(async () => (await seenCard(page, id))?.verdict).toBe('Rejected');
  const own = await call(here.server.url, 'GET', `/api/v1/comments/${id}`, { token: author.token });
  expect(own.json.notice).toBe('No links, please.');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await here.read(id)).state).toBe('held');

  await choose(page, id, 'Delete');
  await expect.poll(async () => (await here.read(id)).state).toBe('deleted');
  await expect.poll(async () => (await seenCard(page, id))?.verdict).toBe('Deleted');
  await page.keyboard.press('u');
  await expect.poll(async () => (await seenCard(page, id))?.text).toBe('Do look, but not there');
  await expect.poll(async () => (await here.read(id)).state).toBe('held');

  await page.keyboard.press('4');
  await cardOf(page, root.id).waitFor();
  await choose(page, root.id, 'Pin');
  await expect.poll(async () => (await here.read(root.id)).pinned).toBe(true);
  await cardOf(page, root.id).getByText('Pinned').waitFor();

  // What a reader reports comes into the queue that is open, and says why.
  await page.keyboard.press('2');
  await page.getByText('No comment fits these filters').waitFor();
  const reader = await guest(here.server.url, 'Rae');
  const flag = `/api/v1/comments/${root.id}/flags`;
  const { status } = await call(here.server.url, 'POST', flag, { body: { reason: 'off-topic' }, token: reader.token });
  expect(status).toBeLessThan(300);
  await cardOf(page, root.id).getByText('Reported as off topic').waitFor();
  await expect.poll(() => countOf(page, 'Reported')).toBe('1');
  await page.keyboard.press('f');
  await expect.poll(async () => (await here.read(root.id)).flagCount).toBe(0);
  await expect.poll(async () => (await seenCard(page, root.id))?.verdict).toBe('Approved');
  expect(complaints).toEqual([]);
});

test('a person: found, noted, banned and let in again', async () => {
  const { author } = await here.post('Something', { author: { name: 'Quarrelsome Quentin', email: 'q@example.org' } });
  const { page } = await here.open(await here.moderator('Pam'), 'people');
  // Who moderates and never wrote is on the screen of the team.
  await page.getByRole('searchbox').fill('Pam');
  await page.getByText('Nobody fits').waitFor();
  await page.getByRole('searchbox').fill('quarrel');
  await page.getByRole('link', { name: 'Quarrelsome Quentin' }).click();
  await page.getByRole('heading', { name: 'Quarrelsome Quentin' }).waitFor();
  expect(page.url()).toContain(`/admin/people/${author.id}`);
  await expect.poll(() => page.title()).toContain('Quarrelsome Quentin');
  await page.getByLabel('New note').fill('Was warned by mail.');
  await page.getByRole('button', { name: 'Add the note' }).click();
  await page.getByText('Was warned by mail.').waitFor();
  await page.getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByText('It counts on all sites.').waitFor();
  await page.getByText('1 comment at most. Also those that are published now.').waitFor();
  await page.getByLabel('1 day').check();
  await page.getByLabel('Reason, told to the person').fill('Cool down');
  await page.locator('lc-ban-dialog').getByRole('button', { name: 'Ban', exact: true }).click();
  await page.getByText('Cool down').first().waitFor();
  const { json } = await here.owner.call('GET', `/users/${author.id}`);
  expect(json.bans).toMatchObject([{ kind: 'user', reason: 'Cool down', shadow: false }]);
  expect(Date.parse(json.bans[0].until) - Date.now()).toBeLessThan(86_400_000);
  await page.getByRole('button', { name: 'Lift the ban' }).click();
  await page.getByText('Not banned.').waitFor();
  const bans = page.getByRole('heading', { name: 'Bans' });
  await expect.poll(() => bans.evaluate(heading => heading.matches(':focus'))).toBe(true);
  await page.getByRole('link', { name: 'Show all comments' }).click();
  await expect.poll(async () => (await seenCards(page)).map(({ text }) => text)).toEqual(['Something']);

  // Nobody bans one of the team.
  await page.goto(`${here.server.url}/admin/people/${here.owner.id}`);
  await page.getByRole('heading', { name: 'Bans' }).waitFor();
  expect(await page.getByRole('button', { name: 'Ban', exact: true }).count()).toBe(0);
});

test('a thread is closed and opened while somebody reads it; one is merged into another, another moved', async () => {
  const [bread, butter] = [`${here.thread}-bread`, `${here.thread}-butter`];
  for (const thread of [bread, butter]) {
    const { id } = await here.post(`On ${thread}`, { thread, title: thread });
    await here.server.decide('PUT', id, 'approval');
  }
  const context = await here.browser.newContext();
  const reader = await newThread(here.browser, () => here.server.url).open({ context, attributes: { thread: bread } });
  await reader.page.getByText(`On ${bread}`).waitFor();
  const { page } = await here.open(here.owner, 'threads');
  await page.getByRole('searchbox').fill(here.thread);
  const row = (title: string) => page.locator('li.thread', { hasText: title });
  const act = async (title: string, name: string) => {
    await row(title)
      .getByRole('button', { name: /Actions/ })
      .click();
    await row(title).locator('lc-menu').getByText(name, { exact: true }).click();
  };
  await act(bread, 'Close');
  await reader.page.getByText('Comments are closed.').waitFor();
  await row(bread).getByText('Closed').waitFor();
  await act(bread, 'Open again');
  await reader.page.getByText('Comments are closed.').waitFor({ state: 'detached' });

  await act(butter, 'Merge');
  await page.getByLabel('Find the other thread').fill(bread);
  await page.getByRole('radio', { name: bread }).check();
  await page.getByRole('button', { name: 'Merge', exact: true }).last().click();
  await reader.page.getByText(`On ${butter}`).waitFor();

  await act(bread, 'Move');
  await page.getByLabel('New key, like /articles/42').fill(`${here.thread}-moved`);
  await page.getByRole('button', { name: 'Move', exact: true }).last().click();
  const moved = query(COMMENTS, { thread: `${here.thread}-moved` });
  await expect.poll(async () => (await call(here.server.url, 'GET', moved)).json.items?.length).toBe(2);
});

test.each(['light', 'dark'] as const)('axe finds nothing on any of these screens in %s', async colorScheme => {
  const { id } = await here.post('A *first* text with https://watches.example', { author: { name: 'Ina' } });
  const done = await here.post('Another', { author: { name: 'Jon' } });
  const { page, complaints } = await here.open(await here.moderator('Axel'), here.pending, { colorScheme });
  await cardOf(page, id).waitFor();
  await here.server.decide('PUT', done.id, 'approval');
  await expect.poll(async () => (await seenCard(page, done.id))?.isDone).toBe(true);
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await page.keyboard.press('x');
  await cardOf(page, id).getByRole('button', { name: 'More actions' }).click();
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  for (const key of ['?', 'b']) {
    await page.keyboard.press(key);
    await page.locator('lc-dialog h2').waitFor();
    expect(await faults(page, 'lc-admin')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('lc-dialog').waitFor({ state: 'detached' });
  }
  await cardOf(page, id).getByRole('button', { name: 'Ina' }).click();
  await page.getByRole('heading', { name: 'Notes' }).waitFor();
  expect(await faults(page, 'lc-admin')).toEqual([]);
  await page.keyboard.press('Escape');
  for (const screen of ['people', 'threads']) {
    await page.goto(`${here.server.url}/admin/${screen}`);
    await page.locator('.list > li').first().waitFor();
    expect(await faults(page, 'lc-admin')).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('on a phone nothing is wider than the screen, in English and from right to left', async () => {
  const words = `${'long'.repeat(60)} and https://watches.example/${'a'.repeat(120)}\n\n\`\`\`\n${'code '.repeat(60)}\n\`\`\``;
  const { id } = await here.post(words, { author: { name: 'A name that is quite long for a phone' } });
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
  const { page, complaints } = await here.open(here.owner, here.pending, phone);
  for (const language of ['en', 'ar']) {
    await page.evaluate(tag => localStorage.setItem('live-comments-admin-language', tag), language);
    await page.goto(`${here.server.url}/admin/${here.pending}`);
    await cardOf(page, id).waitFor();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === 'ar' ? 'rtl' : 'ltr');
    expect(await isNarrow(page)).toBe(true);
    await cardOf(page, id).getByRole('checkbox').check();
    await page.locator('.bulk').waitFor();
    expect(await isNarrow(page)).toBe(true);
    expect(await faults(page, 'lc-admin')).toEqual([]);
    for (const screen of ['people', 'threads']) {
      await page.goto(`${here.server.url}/admin/${screen}`);
      await page.locator('.list > li').first().waitFor();
      expect(await isNarrow(page)).toBe(true);
    }
  }
  expect(complaints).toEqual([]);
});
