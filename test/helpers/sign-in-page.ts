/** Signing in as a reader does it, in the widget. */
import type { Page } from 'playwright-core';
import { type Mailbox, signInOf } from './mailbox.ts';

/** Signs in by mail from the box on top. */
export async function memberIn(page: Page, mailbox: Mailbox, email: string, name?: string): Promise<void> {
  await page.locator('lc-composer textarea').first().click();
  if (name) await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.locator('lc-composer').first().getByRole('button', { name: 'Sign in' }).click();
  const panel = page.getByRole('dialog', { name: 'Sign in' });
  const received = await mailbox.after(async () => {
    await panel.getByLabel('Mail address').fill(email);
    await panel.getByRole('button', { name: 'Send me a link' }).click();
    await panel.getByLabel('Six digits').waitFor();
  });
  await panel.getByLabel('Six digits').fill(signInOf(received).code);
  await page.keyboard.press('Enter');
  await panel.waitFor({ state: 'detached' });
  await page.locator('.me').first().waitFor();
}

/** The token of the one who is signed in there. */
export function tokenIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const kept = Object.entries(localStorage).find(([key]) => /^live-comments \S+ \S+$/.test(key))?.[1] ?? '{}';
    return (JSON.parse(kept) as { token: string }).token;
  });
}
