/** What a reader does in the widget, by the names that they see and hear. */
import type { Locator, Page } from 'playwright-core';

/** Writes a comment in the box on top, as a reader would. */
export async function writeComment(page: Page | Locator, text: string, name?: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Write a comment' });
  await box.click();
  if (name) await page.getByRole('textbox', { name: 'Your name' }).fill(name);
  await box.fill(text);
  await page.getByRole('button', { name: 'Post', exact: true }).click();
}

/** The comment that holds this text. */
export function commentWith(page: Page | Locator, text: string): Locator {
  return page.locator('article').filter({ hasText: text });
}

export async function writeReply(page: Page, to: string, text: string, name?: string): Promise<void> {
  const comment = commentWith(page, to).first();
  await comment.getByRole('button', { name: 'Reply', exact: true }).first().click();
  const box = comment.getByRole('textbox', { name: /^Reply to/ });
  await box.fill(text);
  if (name) await comment.getByRole('textbox', { name: 'Your name' }).fill(name);
  await box.press('Control+Enter');
}

/** What has the focus, inside of shadow roots too: the name of the element, and its text. */
export function focusedIn(page: Page): Promise<string> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return `${at?.localName} ${at?.textContent?.replace(/\s+/g, ' ').trim()}`.trim();
  });
}
