/** Layout shifts of a page, as the Layout Instability API tells them: its own sum, without what the user's input moved. */
import type { Page } from 'playwright-core';

interface Shift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** From the page's next navigation on. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(globalThis, { shift: 0 });
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as Shift[]) {
        if (!entry.hadRecentInput) Object.assign(globalThis, { shift: Reflect.get(globalThis, 'shift') + entry.value });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** The sum until now. */
export function shiftsOf(page: Page): Promise<number> {
  return page.evaluate(() => Reflect.get(globalThis, 'shift') as number);
}
