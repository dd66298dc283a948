/** What a reader sees while comments stream in: frames that are missed, and what moves by itself. */
import type { Browser, Page } from 'playwright-core';
import type { Poster } from '../../test/helpers/poster.ts';
import { paced } from '../../test/helpers/until.ts';
import { shiftsOf, watchShifts } from './shifts.ts';
import { traced } from './trace.ts';

const PER_SECOND = 50;
const SECONDS = 5;

export interface Stream {
  /** Frames that the screen did not get in time, and such as the page's own callbacks missed. */
  readonly dropped: number;
  readonly missed: number;
  readonly shift: number;
}

/** In the page: writes down when its frames are, and marks the first. */
function watchFrames(): void {
  const times: number[] = [];
  Object.assign(globalThis, { times });
  const look = (time: number): void => {
    times.push(time);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  performance.mark('begin');
}

/** Opens the page, brings the reader to the top of the list or to the comment in its middle, and lets comments stream in. */
export async function measureStream(
  browser: Browser,
  url: string,
  posters: readonly Poster[],
  { thread, place }: { thread: string; place: 'top' | 'middle' },
): Promise<Stream> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await watchShifts(page);
    await page.goto(url);
    await page.locator('article').nth(49).waitFor({ state: 'attached' });
    await isLive(page, posters, thread);
    if (place === 'middle')
      await page
        .locator('article')
        .nth(25)
        .evaluate(each => each.scrollIntoView());
    const before = await shiftsOf(page);
    let times: readonly number[] = [];
    const trace = await traced(browser, page, { what: 'frames', mark: 'begin' }, async () => {
      await page.evaluate(watchFrames);
      await paced(PER_SECOND, SECONDS, n => {
        void posters[n % posters.length]?.post(
          thread,
          `${place} ${n} ${Date.now()} ${'words of a comment '.repeat(3 + (n % 7))}`,
        );
      });
      await Promise.all(posters.map(poster => poster.settled()));
      times = await page.evaluate(() => {
        performance.mark('end');
        return [...(Reflect.get(globalThis, 'times') as number[])];
      });
    });
    return {
      dropped: trace.dropped(trace.at('begin'), trace.at('end')),
      missed: missedOf(times),
      shift: (await shiftsOf(page)) - before,
    };
  } finally {
    await context.close();
  }
}

/** Waits until a comment that is posted now comes in by itself. */
async function isLive(page: Page, posters: readonly Poster[], thread: string): Promise<void> {
  const text = `The first to come in live, ${Date.now()}`;
  await page.getByText('people here').or(page.locator('lc-status')).first().waitFor({ state: 'attached' });
  await posters[0]?.post(thread, text);
  await page.getByText(text).waitFor({ state: 'attached' });
}

/** A screen of 60 Hz shows a frame every 16.7 ms: of a longer gap, all but one are missed. */
function missedOf(times: readonly number[]): number {
  const gaps = times.slice(1).map((time, n) => time - (times[n] ?? time));
  return gaps.reduce((sum, gap) => sum + Math.max(0, Math.round((gap * 60) / 1000) - 1), 0);
}
