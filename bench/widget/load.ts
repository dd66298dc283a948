/** How much a page pays for the widget until its first comment is painted, on a slow device. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { shiftsOf, watchShifts } from './shifts.ts';
import { traced } from './trace.ts';

/** Chromium halts the main thread so that everything on it takes this many times as long. */
const SLOW_DOWN = 4;

export interface Load {
  /** Milliseconds of main-thread work from navigation to the paint of the first comment, and of all of them. */
  readonly first: number;
  readonly all: number;
  /** Milliseconds on the clock from navigation to the paint of all comments. */
  readonly clock: number;
  /** Milliseconds of main-thread work until all is quiet, as the browser itself counts them. */
  readonly parts: { readonly script: number; readonly style: number; readonly layout: number };
  readonly shift: number;
}

/** In the page: marks the frame in which the first comment is painted, and the one in which the last is. */
function markPaints(comments: number): void {
  const shown = (): number =>
    document.querySelector('live-comments')?.shadowRoot?.querySelectorAll('article').length ?? 0;
  const look = (): void => {
    const count = shown();
    if (count > 0 && performance.getEntriesByName('first').length === 0) performance.mark('first');
    if (count < comments) {
      requestAnimationFrame(look);
      return;
    }
    performance.mark('all');
    setTimeout(() => console.warn('marked'));
  };
  addEventListener('live-comments:ready', () => requestAnimationFrame(look), { once: true });
}

/** In the page: marks the first frame after everything is loaded. */
function markLoaded(): void {
  const mark = (): void => {
    performance.mark('all');
    setTimeout(() => console.warn('marked'));
  };
  addEventListener('load', () => requestAnimationFrame(mark), { once: true });
}

/** Opens the page in a new profile, whose renderer is warm from the page without the widget. */
export async function measureLoad(
  browser: Browser,
  bare: string,
  { url, comments }: { url: string; comments: number },
): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(bare);
    await page.evaluate(() => document.fonts.ready);
    await (comments > 0 ? page.addInitScript(markPaints, comments) : page.addInitScript(markLoaded));
    await watchShifts(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
    await devtools.send('Performance.enable');
    const trace = await traced(browser, page, { what: 'tasks', mark: 'all' }, async () => {
      await Promise.all([isMarked(page), page.goto(url)]);
      // The task of the mark ends after it.
      await page.evaluate(() => new Promise(resolve => setTimeout(resolve)));
    });
    const { start } = trace;
    const [first, all] = [trace.end(comments > 0 ? 'first' : 'all'), trace.end('all')];
    return {
      first: trace.busy(start, first),
      all: trace.busy(start, all),
      clock: (all - start) / 1000,
      parts: await partsOf(devtools),
      shift: await shiftsOf(page),
    };
  } finally {
    await context.close();
  }
}

/** The page says so on its console, because a question asked from outside would be work of its main thread too. */
async function isMarked(page: Page): Promise<void> {
  await page.waitForEvent('console', message => message.text() === 'marked');
}

async function partsOf(devtools: CDPSession): Promise<Load['parts']> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const ms = (name: string): number => 1000 * (metrics.find(metric => metric.name === name)?.value ?? Number.NaN);
  return { script: ms('ScriptDuration'), style: ms('RecalcStyleDuration'), layout: ms('LayoutDuration') };
}
