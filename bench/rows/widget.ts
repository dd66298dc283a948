/**
 * What the widget costs a page. Bytes: of the built files. Load: 50 comments, a new profile, a renderer that is warm from
 * the page without the widget, all of the main thread slowed down four times by Chromium; measured is the time of the main
 * thread's tasks by its own clock, from the navigation to the end of the frame that paints the first comments, less the
 * same page without the widget until it is painted. Traced are tasks alone, because a richer trace would slow down what
 * it measures. Stream: 50 comments a second for five seconds through the real server, at full speed; a frame counts as
 * dropped where the compositor says so of one that moves, or where the page's own callback came too late for it. Layout
 * shift: the sum of the Layout Instability API's entries without recent input, in a page that leaves the widget room.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildWidget } from '../../scripts/build.ts';
import { findChromium, launchChromium } from '../../test/helpers/chromium.ts';
import { Poster } from '../../test/helpers/poster.ts';
import { spawnServer } from '../../test/helpers/server.ts';
import type { Figure, Row, RunOptions } from '../figure.ts';
import { type Host, startHost } from '../widget/host.ts';
import { type Load, measureLoad } from '../widget/load.ts';
import { measureStream, type Stream } from '../widget/stream.ts';

const COMMENTS = 50;
const GUESTS = 5;
const KIB = 1024;

interface Round {
  readonly bare: Load;
  readonly load: Load;
  readonly unroomed: Load;
  readonly top: Stream;
  readonly middle: Stream;
}

interface Stage {
  readonly browser: Browser;
  readonly host: Host;
  readonly posters: readonly Poster[];
}

export const widget: Row = {
  name: 'widget',
  about: 'the widget in Chromium: what it weighs, what it costs a slow phone, and how calm it stays',
  run: async ({ rounds, say }: RunOptions) => {
    const weight = await weigh();
    const measured: Round[] = [];
    await onStage(async stage => {
      for (let n = 0; n < rounds; n++) {
        say(`round ${n + 1} of ${rounds}`);
        measured.push(await measure(stage, n));
      }
    });
    return [...weight, ...figures(measured)];
  },
};

async function weigh(): Promise<Figure[]> {
  const { files, first: modules, firstLoadGzip } = await buildWidget();
  const first = files.filter(({ path }) => path === 'embed.js' || modules.includes(path));
  const sum = (of: typeof files, kind: 'gzip' | 'brotli') => [of.reduce((all, file) => all + file[kind], 0) / KIB];
  const all = files.filter(file => first.includes(file) || /\/(later|chunk)\./.test(file.path));
  return [
    { what: 'to the first comment, gzip', unit: 'KiB', ours: [firstLoadGzip / KIB], target: { atMost: 20 } },
    { what: 'to the first comment, brotli', unit: 'KiB', ours: sum(first, 'brotli'), target: null },
    { what: 'with writing and live, gzip', unit: 'KiB', ours: sum(all, 'gzip'), target: null },
    { what: 'with writing and live, brotli', unit: 'KiB', ours: sum(all, 'brotli'), target: null },
  ];
}

async function onStage(act: (stage: Stage) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'live-comments-bench-'));
  let url = '';
  const host = await startHost(() => url);
  const server = await spawnServer({ DATA_DIR: dataDir, ALLOWED_ORIGINS: host.origin });
  url = server.url;
  const posters = await Promise.all(Array.from({ length: GUESTS }, () => Poster.open(url)));
  const browser = await launchChromium(await findChromium());
  try {
    await act({ browser, host, posters });
  } finally {
    await browser.close();
    for (const poster of posters) poster.stop();
    await server.end('SIGKILL');
    host.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure({ browser, host, posters }: Stage, round: number): Promise<Round> {
  // A stream makes a thread longer, so that each round has its own.
  const thread = `round-${round}`;
  for (let n = 0; n < COMMENTS; n++) {
    await posters[n % GUESTS]?.post(thread, `Comment ${n} ${'some words of text '.repeat(3 + (n % 7))}`);
  }
  const open = (url: string, comments: number) => measureLoad(browser, host.bare(), { url, comments });
  return {
    bare: await open(host.bare(), 0),
    load: await open(host.page(thread), COMMENTS),
    unroomed: await open(host.page(thread, false), COMMENTS),
    top: await measureStream(browser, host.page(thread), posters, { thread, place: 'top' }),
    middle: await measureStream(browser, host.page(thread), posters, { thread, place: 'middle' }),
  };
}

function figures(rounds: readonly Round[]): Figure[] {
  const figure = (what: string, unit: string, of: (round: Round) => number, atMost?: number): Figure => {
    return { what, unit, ours: rounds.map(of), target: atMost === undefined ? null : { atMost } };
  };
  return [
    figure('main thread to the first comments, 4×', 'ms', ({ load, bare }) => load.first - bare.first, 100),
    figure('main thread to all 50, 4×', 'ms', ({ load, bare }) => load.all - bare.all),
    figure('navigation to all 50 painted, 4×', 'ms', ({ load }) => load.clock),
    figure('script to all 50, 4×', 'ms', ({ load }) => load.parts.script),
    figure('style to all 50, 4×', 'ms', ({ load }) => load.parts.style),
    figure('layout to all 50, 4×', 'ms', ({ load }) => load.parts.layout),
    figure('frames dropped, reader at the top', '', ({ top }) => top.dropped + top.missed, 0),
    figure('frames dropped, reader in the middle', '', ({ middle }) => middle.dropped + middle.missed, 0),
    figure('layout shift while loading', '', ({ load }) => load.shift, 0),
    figure('layout shift while loading, no room left', '', ({ unroomed }) => unroomed.shift),
    figure('layout shift while streaming, at the top', '', ({ top }) => top.shift, 0),
    figure('layout shift while streaming, in the middle', '', ({ middle }) => middle.shift, 0),
  ];
}
