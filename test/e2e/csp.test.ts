/** Under a strict policy with Trusted Types: all three elements, no violation, nobody else asked, no cookies. */
import { expect, test } from 'vitest';
import { COMMENTS, call, post } from '../helpers/api.ts';
import { commentWith, writeComment, writeReply } from '../helpers/page.ts';
import { hostSite } from './host-page.ts';

const site = hostSite();

test('load, post, reply, vote: not one violation, no other host, no cookie, no word in the console', async () => {
  const { url } = site.server;
  const about = { title: 'A page', url: `${site.url}/page` };
  const { id } = await post(url, '/page', 'Already here', { author: { name: 'Bob' }, ...about });
  await call(url, 'GET', `${COMMENTS}/${id}`);
  // Pictures are for the page’s own icon.
  const policy = `default-src 'none'; script-src ${url}; connect-src ${url} ${url.replace('http', 'ws')}; require-trusted-types-for 'script'; trusted-types lit-html; base-uri 'none'; img-src data:`;
  const { page, complaints, addresses } = await site.open(
    '<live-comments-count live></live-comments-count><live-comments></live-comments><live-comments-recent></live-comments-recent><script async src="/embed.js"></script>',
    { headers: { 'content-security-policy': policy } },
  );
  await page.locator('live-comments').getByText('Already here').waitFor();
  await page.locator('live-comments-recent').getByText('Already here').waitFor();
  await expect.poll(() => page.locator('live-comments-count').textContent()).toBe('1');
  const widget = page.locator('live-comments');
  await writeComment(page, 'Under a policy', 'Ann');
  await commentWith(widget, 'Under a policy').getByRole('button', { name: 'Edit' }).waitFor();
  await writeReply(page, 'Already here', 'A reply');
  await widget.getByText('A reply', { exact: true }).waitFor();
  await widget
    .getByRole('button', { name: /^Vote up/ })
    .first()
    .click();
  await expect
    .poll(async () =>
      (await call(url, 'GET', `/api/v1/comments?thread=/page`)).json.items.reduce(
        (sum: number, each: { score: number }) => sum + each.score,
        0,
      ),
    )
    .not.toBe(0);
  await expect.poll(() => page.locator('live-comments-count').textContent()).toBe('3');
  expect(complaints).toEqual([]);
  const hosts = new Set(
    addresses.filter(address => !address.startsWith('data:')).map(address => new URL(address).host),
  );
  expect([...hosts].sort()).toEqual([new URL(url).host, new URL(site.url).host].sort());
  expect(addresses.filter(address => address.startsWith(site.url))).toEqual([`${site.url}/page`]);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.context().close();
});
