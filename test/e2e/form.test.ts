/** The form behind a box: asked for with the first focus and not before, worked off unseen, and no post depends on it. */
import { expect, test } from 'vitest';
import { commentWith, writeComment } from '../helpers/page.ts';
import { hostSite } from './host-page.ts';

const site = hostSite();
const WIDGET = '<live-comments></live-comments><script async src="/embed.js"></script>';

test('a post brings the form of its first focus, solved; the next one brings another; who only reads asks for none', async () => {
  const { page, complaints } = await site.open(WIDGET);
  const posts: { form?: { token: string; solution?: number; website2?: string } }[] = [];
  const forms: string[] = [];
  page.on('request', request => {
    if (new URL(request.url()).pathname === '/api/v1/form') forms.push(request.url());
  });
  page.on('websocket', socket =>
    socket.on('framesent', ({ payload }) => {
      const frame = JSON.parse(String(payload));
      if (frame.type === 'post') posts.push(frame);
    }),
  );
  await page.reload();
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await box.waitFor();
  await page.mouse.wheel(0, 200);
  expect(forms).toEqual([]);
  await writeComment(page, 'First of mine', 'Ann');
  await commentWith(page, 'First of mine').getByRole('button', { name: 'Edit' }).waitFor();
  await writeComment(page, 'Second of mine');
  await commentWith(page, 'Second of mine').getByRole('button', { name: 'Edit' }).waitFor();
  expect(forms).toHaveLength(2);
  expect(posts.map(({ form }) => typeof form?.solution)).toEqual(['number', 'undefined']);
  expect(new Set(posts.map(({ form }) => form?.token)).size).toBe(2);
  expect(posts.some(({ form }) => form?.website2 !== undefined)).toBe(false);
  // People never come to the field that only scripts fill in.
  const trap = page.locator('input[name=website2]').first();
  await expect.poll(() => trap.getAttribute('aria-hidden')).toBe('true');
  expect(await trap.boundingBox().then(size => (size?.width ?? 0) * (size?.height ?? 0))).toBeLessThan(1_000);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('where no form can be had, the post goes without', async () => {
  const { page } = await site.open(WIDGET);
  await page.route('**/api/v1/form?**', route => route.abort());
  await writeComment(page, 'Without a form', 'Bob');
  await commentWith(page, 'Without a form').getByRole('button', { name: 'Edit' }).waitFor();
  await page.context().close();
});
