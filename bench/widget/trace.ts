/** What Chromium writes down while it works: a trace of a page, and the sums that one reads from it. */
import type { Browser, Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** As `dur`, by the thread's own clock, which stands still while the thread is not on a core. */
  readonly tdur?: number;
  readonly args: { readonly frame_reporter?: FrameReport; readonly data?: { readonly isOutermostMainFrame?: boolean } };
}

interface FrameReport {
  readonly state: string;
  readonly affects_smoothness: boolean;
}

/** As few as tell what is asked for: a trace slows down what it watches. */
const CATEGORIES = {
  tasks: ['toplevel', 'blink.user_timing'],
  frames: ['disabled-by-default-devtools.timeline.frame', 'blink.user_timing'],
};

export class Trace {
  readonly #events: readonly TraceEvent[];
  readonly #main: readonly TraceEvent[];

  /** @param mark a mark that the page has set: the process that knows it is the page's. */
  constructor(json: Buffer, mark: string) {
    const { traceEvents } = JSON.parse(json.toString()) as { traceEvents: TraceEvent[] };
    const page = traceEvents.find(event => event.name === mark && event.cat.includes('user_timing'));
    if (!page) throw new Error(`the trace has no mark ${mark}`);
    this.#events = traceEvents.filter(({ pid }) => pid === page.pid);
    this.#main = this.#events.filter(({ tid }) => tid === page.tid).sort((a, b) => a.ts - b.ts);
  }

  /** When the page set a mark. */
  at(mark: string): number {
    const found = this.#main.find(event => event.name === mark && event.cat.includes('user_timing'));
    if (!found) throw new Error(`the trace has no mark ${mark}`);
    return found.ts;
  }

  /** When the last navigation of the page began. */
  get start(): number {
    const starts = this.#main.filter(each => each.name === 'navigationStart' && each.args.data?.isOutermostMainFrame);
    const last = starts.at(-1);
    if (!last) throw new Error('the trace has no navigation');
    return last.ts;
  }

  /** When the task in which the page set a mark was over: for a mark of a frame's callback, the frame is painted then. */
  end(mark: string): number {
    const at = this.at(mark);
    const task = this.#tasks().find(({ ts, dur = 0 }) => ts <= at && at <= ts + dur);
    if (!task) throw new Error(`the trace has no task around ${mark}`);
    return task.ts + (task.dur ?? 0);
  }

  /** Milliseconds that the main thread worked between two moments, by its own clock. */
  busy(from: number, to: number): number {
    const share = ({ ts, dur = 0, tdur = 0 }: TraceEvent): number =>
      dur > 0 ? (tdur * overlap(ts, ts + dur, from, to)) / dur : 0;
    return this.#tasks().reduce((sum, task) => sum + share(task), 0) / 1000;
  }

  /** Frames of something that moves which the screen did not get. */
  dropped(from: number, to: number): number {
    return this.#events.filter(({ name, ph, ts, args: { frame_reporter: report } }) => {
      if (name !== 'PipelineReporter' || ph !== 'b' || ts < from || ts > to) return false;
      return report?.state === 'STATE_DROPPED' && report.affects_smoothness;
    }).length;
  }

  #tasks(): readonly TraceEvent[] {
    return this.#main.filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X');
  }
}

function overlap(from: number, to: number, first: number, last: number): number {
  return Math.max(0, Math.min(to, last) - Math.max(from, first));
}

/** Traces what the page does while `action` runs: the work of its main thread, or the frames that it shows. */
export async function traced(
  browser: Browser,
  page: Page,
  { what, mark }: { what: keyof typeof CATEGORIES; mark: string },
  action: () => Promise<void>,
): Promise<Trace> {
  await browser.startTracing(page, { categories: CATEGORIES[what] });
  await action();
  return new Trace(await browser.stopTracing(), mark);
}
