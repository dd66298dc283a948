/** Two moderators at one queue: each sees what the other does and looks at, nothing is done twice, and nothing jumps. */
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { guest } from '../helpers/api.ts';
import { countOf, currentCard, deskPages, seenCard, seenCards, toasts } from './admin-queue-desk.ts';

const here = deskPages();

/** Where each card stands, to be compared with where it stands later. */
async function places(page: Page): Promise<Record<string, number>> {
  return Object.fromEntries((await seenCards(page)).map(({ id, top }) => [id, Math.round(top)]));
}

const lookersOf = (page: Page, id: string) =>
  page
    .locator(`lc-card[data-id="${id}"] .looker`)
    .evaluateAll(all => all.map(each => each.getAttribute('title') ?? ''));

test('two moderators see each other’s decisions and eyes; cards stay in their places', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 8; n++) ids.unshift((await here.post(`Shared ${n}`, { author: { name: `Guest ${n}` } })).id);
  const [first = '', second = '', third = ''] = ids;
  const [ann, ben] = [await here.moderator('Ann'), await here.moderator('Ben Barker')];
  const { page: one } = await here.open(ann, here.pending);
  const { page: two, requests } = await here.open(ben, here.pending);
  for (const page of [one, two]) await expect.poll(async () => (await seenCards(page)).length).toBe(8);

  // Both look at the first card, then Ben goes on.
  await expect.poll(() => lookersOf(one, first)).toHaveLength(1);
  await two.keyboard.press('j');
  await expect.poll(() => lookersOf(one, first)).toHaveLength(0);
  await expect.poll(async () => (await lookersOf(one, second)).join()).toContain('Ben Barker');
  await expect.poll(() => one.locator(`lc-card[data-id="${second}"] .looker`).textContent()).toBe('BB');
  await expect.poll(async () => (await lookersOf(two, first)).join()).toContain('Ann');

  // What Ann decides goes grey where it stands for Ben, and he is not led to do it again.
  const before = await places(two);
  await one.keyboard.press('f');
  await expect.poll(async () => (await seenCard(two, first))?.verdict).toBe('Approved by Ann');
  await expect.poll(async () => (await seenCard(one, first))?.verdict).toBe('Approved');
  expect(await places(two)).toEqual(before);
  await expect.poll(async () => (await currentCard(two))?.id).toBe(second);
  await expect.poll(() => countOf(two, 'Pending')).toBe('7');
  await two.keyboard.press('k');
  await two.keyboard.press('d');
  expect((await here.read(first)).state).toBe('published');
  expect(requests.filter(each => each.startsWith('PUT '))).toEqual([]);

  // New ones wait until they are wanted; nothing moves for them, nor for what is decided above what is read.
  await two.evaluate(() => scrollTo(0, 350));
  const stands = await places(two);
  const fresh = await here.post('Just now', { author: { name: 'Late' } });
  const pill = two.getByRole('button', { name: /1 new comment/ });
  await pill.waitFor();
  await one.keyboard.press('s');
  await expect.poll(async () => (await seenCard(two, second))?.verdict).toBe('Marked as spam by Ann');
  expect(await places(two)).toEqual(stands);
  await two.keyboard.press('n');
  await expect.poll(async () => (await currentCard(two))?.id).toBe(fresh.id);
  const now = await seenCards(two);
  expect(now.map(({ id }) => id)).toEqual([fresh.id, ...ids.slice(2)]);
  await pill.waitFor({ state: 'detached' });

  // He takes back what Ann decided: it waits again for both.
  await one.locator(`lc-card[data-id="${first}"]`).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await here.read(first)).state).toBe('held');
  await two.getByRole('button', { name: /1 new comment/ }).waitFor();

  // Many at once by one are seen by the other, too.
  await one.locator(`lc-card[data-id="${third}"]`).getByRole('checkbox').check();
  await one.keyboard.press('a');
  await one.keyboard.press('s');
  await expect.poll(() => toasts(one)).toContain('7 comments marked as spam');
  await expect.poll(async () => (await seenCard(two, third))?.verdict).toBe('Marked as spam by Ann');
}, 60_000);

test('a text that changed under the moderator’s hands is not decided; a decision that fails is rolled back', async () => {
  const author = await guest(here.server.url, 'Ed');
  const { id } = await here.post('Harmless', {}, author.token);
  const other = await here.post('Another one', { author: { name: 'Fay' } });
  const { page, complaints } = await here.open(await here.moderator('Gus'), here.pending);
  await expect.poll(async () => (await seenCards(page)).length).toBe(2);

  // The author edits in the moment in which the decision is on its way.
  const edit = async (route: Route) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${author.token}` };
    const body = JSON.stringify({ body: 'Buy my watches' });
    const answer = await fetch(`${here.server.url}/api/v1/comments/${id}`, { method: 'PATCH', headers, body });
    expect(answer.status).toBe(200);
    await route.continue();
  };
  await page.route('**/approval', edit, { times: 1 });
  await page.keyboard.press('j');
  await page.keyboard.press('f');
  await expect.poll(() => toasts(page)).toContain('changed before your decision');
  await expect.poll(async () => (await seenCard(page, id))?.text).toBe('Buy my watches');
  await expect.poll(async () => (await seenCard(page, id))?.isDone).toBe(false);
  expect((await here.read(id)).state).toBe('held');
  await page.locator('lc-toasts').getByRole('button', { name: 'Show' }).click();
  await expect.poll(async () => (await currentCard(page))?.id).toBe(id);
  await page.keyboard.press('d');
  await expect.poll(async () => (await here.read(id)).state).toBe('rejected');

  // The connection breaks: the card is as before, and says why.
  await page.route('**/approval', route => route.abort());
  await expect.poll(async () => (await currentCard(page))?.id).toBe(other.id);
  await page.keyboard.press('f');
  await page.locator(`lc-card[data-id="${other.id}"]`).getByText('cannot be reached').waitFor();
  expect(await toasts(page)).not.toContain('cannot be reached');
  await expect.poll(async () => (await seenCard(page, other.id))?.isDone).toBe(false);
  await page.unroute('**/approval');
  await page.keyboard.press('f');
  await expect.poll(async () => (await here.read(other.id)).state).toBe('published');
  expect(complaints.filter(text => !/412|ERR_FAILED/.test(text))).toEqual([]);
}, 60_000);

test('of many at once, what changed meanwhile is not decided and shown anew; the next stroke means what is seen', async () => {
  const author = await guest(here.server.url, 'Hal');
  const { id } = await here.post('Harmless', {}, author.token);
  const others = [
    await here.post('One', { author: { name: 'Ida' } }),
    await here.post('Two', { author: { name: 'Jo' } }),
  ];
  const { page, complaints } = await here.open(await here.moderator('Kit'), here.pending);
  await expect.poll(async () => (await seenCards(page)).length).toBe(3);
  const edit = async (route: Route) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${author.token}` };
    const body = JSON.stringify({ body: 'Buy my watches' });
    const answer = await fetch(`${here.server.url}/api/v1/comments/${id}`, { method: 'PATCH', headers, body });
    expect(answer.status).toBe(200);
    await route.continue();
  };
  await page.route('**/bulk', edit, { times: 1 });
  await page.keyboard.press('a');
  await page.keyboard.press('f');
  await expect.poll(() => toasts(page)).toContain('2 comments approved');
  await expect.poll(() => toasts(page)).toContain('changed before your decision');
  await expect.poll(async () => (await seenCard(page, id))?.text).toBe('Buy my watches');
  await expect.poll(() => seenCard(page, id)).toMatchObject({ isDone: false, isSelected: true });
  expect((await here.read(id)).state).toBe('held');
  // The versions of those that were decided are known, too.
  for (const other of others) await page.locator(`lc-card[data-id="${other.id}"]`).getByRole('checkbox').check();
  await page.keyboard.press('s');
  await expect.poll(() => toasts(page)).toContain('3 comments marked as spam');
  for (const each of [{ id }, ...others]) await expect.poll(async () => (await here.read(each.id)).state).toBe('spam');
  expect(complaints).toEqual([]);
}, 60_000);

test('a desk whose server went away comes back by itself, and tells what it missed', async () => {
  const { id } = await here.post('Before', { author: { name: 'Kim' } });
  const { page } = await here.open(await here.moderator('Lea'), here.pending);
  await expect.poll(async () => (await seenCard(page, id))?.isDone).toBe(false);
  const startAgain = await here.stop();
  await page.getByText('Connecting again').waitFor();
  await startAgain();
  await here.server.decide('PUT', id, 'approval');
  await here.post('Meanwhile', { author: { name: 'Lou' } });
  await page.getByText('Connecting again').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /1 new comment/ }).waitFor();
  await expect.poll(async () => (await seenCard(page, id))?.isDone).toBe(true);

  // What could not be loaded while it was away is loaded when it is back.
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('link', { name: 'Kim' }).waitFor();
  const startOnceMore = await here.stop();
  await page.getByRole('link', { name: 'Comments', exact: true }).click();
  await page.getByText('This could not be loaded').waitFor();
  await startOnceMore();
  await page.locator('lc-card').first().waitFor();
}, 60_000);
