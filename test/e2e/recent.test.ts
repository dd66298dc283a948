/** `<live-comments-recent>`: what was said lately on the site. */
import { expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { faults } from '../helpers/axe.ts';
import { hostSite } from './host-page.ts';

const site = hostSite();

const RECENT = '<live-comments-recent limit="3"></live-comments-recent><script async src="/recent.js"></script>';

test('empty at first; then the newest with author, page, text and time, each linked to its place', async () => {
  const { page, complaints, requests } = await site.open(RECENT);
  const element = page.locator('live-comments-recent');
  await element.getByText('No comments yet').waitFor();
  const about = { title: 'A post', url: `${site.url}/post` };
  for (let n = 1; n <= 4; n++) {
    await post(site.server.url, '/post', `Number ${n} with <b>no HTML</b> and **bold**`, {
      author: { name: `Ann ${n}` },
      ...about,
    });
  }
  const { id } = await post(site.server.url, '/elsewhere', 'Last', {
    author: { name: 'Bob' },
    title: 'Not ours',
    url: 'https://other.example/',
  });
  await element.evaluate(each => (each as unknown as { refresh(): Promise<void> }).refresh());
  const items = element.getByRole('listitem');
  await expect.poll(() => items.count()).toBe(3);
  await expect.poll(() => items.nth(0).innerText()).toMatch(/^Bob on Not ours\s+Last\s+now$/);
  await expect.poll(() => items.nth(1).innerText()).toContain('Number 4 with <b>no HTML</b> and bold');
  // An address that is not the owner's is no link.
  expect(await items.nth(0).getByRole('link').count()).toBe(0);
  expect(id).toBeTruthy();
  const link = items.nth(1).getByRole('link', { name: 'A post' });
  await expect.poll(() => link.getAttribute('href')).toMatch(new RegExp(`^${site.url}/post#comment-[0-9a-f-]{36}$`));
  expect(await faults(page, 'live-comments-recent')).toEqual([]);
  expect(complaints).toEqual([]);
  expect(requests.filter(request => /live-comments\./.test(request))).toEqual([]);
});

test('it speaks the page’s language, and takes over changed attributes with one request', async () => {
  await post(site.server.url, '/post', 'Hallo', { author: { name: 'Ann' } });
  const { page, addresses } = await site.open(RECENT, { attributes: 'lang="de"' });
  const element = page.locator('live-comments-recent');
  await element.getByText('Hallo').waitFor();
  await expect.poll(() => element.locator('section').getAttribute('lang')).toBe('de');
  await element.evaluate(each => {
    each.setAttribute('limit', '1');
    each.setAttribute('theme', 'dark');
  });
  await expect.poll(() => element.getByRole('listitem').count()).toBe(1);
  expect(addresses.filter(address => address.includes('/recent?'))).toHaveLength(2);
  const look = () => element.locator('section').getAttribute('class');
  await expect.poll(look).toContain('dark');
  await element.evaluate(each => each.removeAttribute('theme'));
  await expect.poll(look).not.toContain('dark');
  await page.evaluate(() => document.body.setAttribute('style', 'background: #111'));
  await expect.poll(look).toContain('dark');
});

test('a failure is said with a way out, and the list comes when the server is back', async () => {
  await post(site.server.url, '/post', 'Back again', { author: { name: 'Ann' } });
  const context = await site.browser.newContext();
  await context.route('**/api/v1/recent**', route => route.abort());
  const { page } = await site.open(RECENT.replace('/recent.js', '/embed.js'), { context });
  const element = page.locator('live-comments-recent');
  await element.getByText('Comments could not be loaded.').waitFor();
  await context.unroute('**/api/v1/recent**');
  await element.getByRole('button', { name: 'Try again' }).click();
  await element.getByText('Back again').waitFor();
});

test('what was taken back is gone half a minute later, also while the focus is in the list', async () => {
  const about = { title: 'A post', url: `${site.url}/post`, author: { name: 'Ann' } };
  await post(site.server.url, '/post', 'Stays', about);
  const context = await site.browser.newContext();
  await context.clock.install();
  const { page, addresses } = await site.open(RECENT, { context });
  const { url } = site.server;
  const element = page.locator('live-comments-recent');
  await element.getByText('Stays').waitFor();
  const asked = () => addresses.filter(address => address.includes('/recent?')).length;
  expect(asked()).toBe(1);
  const { id, session } = await post(url, '/post', 'A slip', about);
  await context.clock.runFor(30_000);
  await element.getByText('A slip').waitFor();
  expect(asked()).toBe(2);
  const link = element.getByRole('listitem').filter({ hasText: 'Stays' }).getByRole('link');
  await link.focus();
  await call(url, 'DELETE', `${COMMENTS}/${id}`, { token: session.token });
  await context.clock.runFor(30_000);
  await element.getByText('A slip').waitFor({ state: 'detached' });
  expect(await link.evaluate(each => (each.getRootNode() as ShadowRoot).activeElement === each)).toBe(true);
});
