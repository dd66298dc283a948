/** A thread that moves while people read and write in it: they go on, and need not know. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { COMMENTS, call, post, query } from '../helpers/api.ts';
import { ADMIN } from '../helpers/moderator.ts';
import { commentWith, writeComment } from '../helpers/page.ts';
import { threadPages } from './thread-page.ts';

const here = threadPages();

/** What comes while somebody writes may wait behind a word that it is there. */
async function see(page: Page, text: string): Promise<void> {
  const waiting = page.getByRole('button', { name: /new comment/i });
  await commentWith(page, text).or(waiting).first().waitFor();
  if (await waiting.isVisible()) await waiting.click();
  await commentWith(page, text).waitFor();
}

test('L1 a reader in the middle of writing goes on under the new key, there and back, without doing anything', async () => {
  const { url } = here.server;
  const admin = async (method: string, path: string, body?: unknown) => {
    const answer = await call(url, method, `/api/v1/admin${path}`, { body, token: ADMIN });
    expect(answer.status, answer.text).toBe(200);
    return answer.json;
  };
  await post(url, here.thread, 'Before the move');
  const moved = `${here.thread}-moved`;
  const { page } = await here.open();
  await page.getByText('1 person here').or(page.getByText('1 comment')).first().waitFor();
  await commentWith(page, 'Before the move').waitFor();
  const box = page.getByRole('textbox', { name: /comment/i }).first();
  await box.click();
  await box.pressSequentially('Half a thou');
  const { items } = await admin('GET', query('/threads', { q: here.thread }));
  const id = items.find((each: { key: string }) => each.key === here.thread).id;
  await admin('POST', `/threads/${id}/move`, { key: moved });
  await post(url, moved, 'Told under the new key');
  await see(page, 'Told under the new key');
  await commentWith(page, 'Before the move').waitFor();
  await box.pressSequentially('ght');
  await page.getByRole('textbox', { name: /name/i }).fill('Ann');
  await page.getByRole('button', { name: /^post/i }).first().click();
  await commentWith(page, 'Half a thought').waitFor();
  // It is on the screen before it is on the disk.
  const there = async (): Promise<string[]> =>
    (await call(url, 'GET', query(COMMENTS, { thread: moved }))).json.items.map(
      (each: { thread: string }) => each.thread,
    );
  await expect.poll(there).toEqual([moved, moved, moved]);
  await admin('POST', `/threads/${id}/move`, { key: here.thread });
  await post(url, moved, 'By the other key, back home');
  await see(page, 'By the other key, back home');
  await writeComment(page, 'Still the same page');
  await commentWith(page, 'Still the same page').waitFor();
  const count = async () => (await call(url, 'GET', query('/api/v1/counts', { thread: moved }))).json;
  await expect.poll(count).toEqual({ [moved]: 5 });
  await page.reload();
  await commentWith(page, 'Still the same page').waitFor();
  await expect.poll(() => page.locator('article .content').count()).toBe(5);
});
