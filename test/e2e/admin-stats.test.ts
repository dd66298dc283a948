/** Statistics on the dashboard: what happened stands there, in figures, bars and a table. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { faults } from '../helpers/axe.ts';
import { LiveClient } from '../helpers/live-client.ts';
import { deskPages } from './admin-queue-desk.ts';

const here = deskPages();

const plain = (text: string | null) =>
  (text ?? '')
    .replace(/[\u2068\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
const tile = async (page: Page, name: string) => plain(await page.locator(`lc-stats-screen dd.${name}`).textContent());

test('a place where nothing was said says so', async () => {
  const { page, complaints } = await here.open(here.owner, 'stats');
  await page.getByText('Nothing was written in this time').waitFor();
  await expect.poll(() => tile(page, 'comments')).toBe('0');
  expect(await faults(page, 'lc-admin')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('comments, decisions, waits, threads, moderators and who reads now; in figures, bars and a table', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await here.post(`Comment ${n}`, { author: { name: `Guest ${n}` } })).id);
  const mo = await here.moderator('Mo');
  for (const [i, noun] of ['approval', 'approval', 'rejection', 'spam'].entries()) {
    expect((await mo.call('PUT', `/comments/${ids[i]}/${noun}`, {})).status).toBe(200);
  }
  const { page, complaints } = await here.open(mo, 'stats');
  await page.getByRole('heading', { name: 'Comments per day' }).waitFor();
  for (const [name, value] of Object.entries({
    comments: '5',
    people: '5',
    decisions: '4',
    reports: '0',
    viewers: '0',
  })) {
    expect([name, await tile(page, name)]).toEqual([name, value]);
  }
  const chart = page.locator('lc-chart').first();
  const legend = (await chart.locator('.legend li').allTextContents()).map(plain);
  expect(legend).toEqual(['Published 2', 'Pending 1', 'Rejected 1', 'Spam 1']);
  // Bars of the last day, one upon the other, the published ones twice as high.
  const heights = () => chart.locator('.bar').evaluateAll(bars => bars.map(bar => Number(bar.getAttribute('height'))));
  const [published = 0, ...others] = await heights();
  expect(others).toEqual([published / 2, published / 2, published / 2]);
  await expect.poll(() => chart.locator('svg').getAttribute('aria-label')).toContain('Comments per day');
  await chart.locator('summary').click();
  const cells = await chart.locator('tbody tr').last().locator('td').allTextContents();
  expect(cells).toEqual(['2', '1', '1', '1']);
  await expect.poll(() => chart.locator('tbody tr').count()).toBe(30);
  await expect
    .poll(async () => plain(await page.locator('section[aria-labelledby=waits]').textContent()))
    .toMatch(/Half within ?[1-9]\d* seconds? Nine of ten within ?[1-9]\d* seconds?/);
  await expect
    .poll(async () => plain(await page.locator('section[aria-labelledby=moderators] li').textContent()))
    .toMatch(/^Mo .*4 decisions$/);

  await page.getByLabel('7 days').check();
  await expect.poll(() => chart.locator('tbody tr').count()).toBe(7);
  await page.locator('section[aria-labelledby=threads]').getByRole('link', { name: 'On bread' }).click();
  await expect.poll(() => page.locator('lc-card').count()).toBe(5);
  expect(page.url()).toContain(`thread=${encodeURIComponent(here.thread)}`);
  expect(complaints).toEqual([]);
});

test('who reads now is asked again, while somebody looks', async () => {
  await here.post('Something to read');
  const { page } = await here.open(here.owner, 'stats', {});
  await page.clock.install();
  await page.reload();
  await page.getByRole('heading', { name: 'Comments per day' }).waitFor();
  await expect.poll(() => tile(page, 'viewers')).toBe('0');
  const reader = await LiveClient.open(here.server.url);
  await reader.subscribe(here.thread);
  await page.clock.fastForward(31_000);
  await expect.poll(() => tile(page, 'viewers')).toBe('1');
  await reader.close();
});

test('what fails says so, and is asked again', async () => {
  const { page } = await here.open(here.owner, 'account');
  await page.getByRole('link', { name: 'Statistics' }).waitFor();
  await page.route('**/api/v1/admin/stats**', route => route.abort());
  await page.getByRole('link', { name: 'Statistics' }).click();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  await page.unroute('**/api/v1/admin/stats**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Reading now').waitFor();
});

test('axe finds nothing, in light and dark, and nothing is wider than a phone, from right to left too', async () => {
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
  const { page, complaints } = await here.open(here.owner, 'stats', phone);
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['ar', 'dark'],
  ] as const) {
    await page.evaluate(tag => localStorage.setItem('live-comments-admin-language', tag), language);
    await page.emulateMedia({ colorScheme });
    await page.reload();
    const chart = page.locator('lc-chart').first();
    await chart.locator('summary').click();
    await chart.locator('table').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect([language, await faults(page, 'lc-admin')]).toEqual([language, []]);
    // The newest day stands where reading ends.
    const side = await chart.evaluate(element => {
      const bar = element.shadowRoot?.querySelector('.bar')?.getBoundingClientRect();
      const plot = element.shadowRoot?.querySelector('svg')?.getBoundingClientRect();
      return bar && plot && bar.left + bar.width / 2 > plot.left + plot.width / 2 ? 'right' : 'left';
    });
    expect(side).toBe(language === 'ar' ? 'left' : 'right');
  }
  expect(complaints).toEqual([]);
});
