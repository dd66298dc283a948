/** What axe finds wrong in one of our elements as it stands on the screen. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** One line for each fault, with the elements that have it. */
export async function faults(page: Page, element = 'live-comments'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(element)
    // Whoever speaks to the browser says what they see.
    .options({ rules: { 'label-content-name-mismatch': { enabled: true } } })
    // Our elements hold no frames: without their results to be put together, in a page of its own, it takes half the time.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
