/** What axe finds wrong in the widget as it stands on the screen. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** One line for each fault, with the elements that have it. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('live-comments').analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
