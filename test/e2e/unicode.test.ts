/** Whatever characters a text is made of: its neighbours look as they do beside any other, and it is as long here as there. */
import { build } from 'esbuild';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { BODY_MAX_BYTES, BODY_MAX_GRAPHEMES } from '../../protocol/limits.ts';
import { COMMENTS, call, guest, post } from '../helpers/api.ts';
import { commentWith } from '../helpers/page.ts';
import { newThread, threadPages } from './thread-page.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.warn(`SEED=${seed}`);

const here = threadPages();

/** The same two each time: colours of faces are made of ids. */
let ann: string;
let bob: string;
beforeAll(async () => {
  ann = (await guest(here.server.url, 'Ann')).token;
  bob = (await guest(here.server.url, 'Bob')).token;
});

const MARKS = '\u0316\u0317\u0300\u0301\u0489\u20dd'.repeat(300);
const TAGS = '\u{e0041}\u{e007f}'.repeat(50);

/** Each begins with the same word, by which it is found; and the name of its author. */
const HOSTILE: readonly [what: string, text: string, name: string][] = [
  ['marks that pile up', `Middle a${MARKS}b`, `Zal${MARKS.slice(0, 300)}go`],
  ['turned directions', 'Middle \u202e\u2066\u2067 drow \u200f\u061c', '\u202eEve\u2066'],
  ['what draws nothing', `Middle \u200b\u2060\u00ad\ufeff${TAGS}x`, `E${TAGS}ve\u200b`],
  ['halves of characters', 'Middle \ud83d \ude00', 'Eve\udc00'],
  ['a word without an end', `Middle ${'\u{1d400}'.repeat(1_500)}`, 'W'.repeat(40)],
  ['the tallest letters', `Middle ${'\ufdfd\u{12031}\ua9c5'.repeat(50)}`, '\ufdfd\u{12031}\ua9c5'],
];

/** How the comment that holds this text looks, without the gap below it. */
async function lookOf(page: Page, text: string): Promise<Buffer> {
  const comment = commentWith(page, text);
  // Where it stands between two pixels its letters would be smoothed in another way.
  const gap = await comment.evaluate(node => {
    node.style.cssText = `position: relative; inset-block-start: ${-(node.getBoundingClientRect().y % 1)}px`;
    return Number.parseFloat(getComputedStyle(node).paddingBlockEnd);
  });
  const box = await comment.boundingBox();
  expect(gap).toBeGreaterThan(0);
  if (box === null) throw new Error(`“${text}” is not on the screen.`);
  const clip = { ...box, height: box.height - gap };
  return page.screenshot({ animations: 'disabled', clip });
}

/** A comment with this text between two others, and how these look. */
async function between(text: string, name: string): Promise<{ page: Page; look: () => Promise<Buffer[]> }> {
  const own = newThread(here.browser, () => here.server.url);
  const says = (body: string, author: string, token?: string) =>
    post(here.server.url, own.thread, body, { author: { name: author } }, token);
  await says('Below it', 'Bob', bob);
  await says(text, name);
  await says('Above it', 'Ann', ann);
  // High enough for all of it, so that nothing is scrolled to be seen.
  const context = await here.browser.newContext({ viewport: { width: 800, height: 1_200 } });
  const { page } = await own.open({ context });
  await page.getByRole('button', { name: 'More actions' }).nth(2).waitFor();
  return { page, look: async () => [await lookOf(page, 'Above it'), await lookOf(page, 'Below it')] };
}

test('31 the neighbours of a comment look as they do beside any other', async () => {
  const plain = await between('Middle', 'Eve');
  const [above, below] = await plain.look();
  for (const [what, text, name] of HOSTILE) {
    const { page, look } = await between(text, name);
    const [isAbove, isBelow] = await look();
    expect(isAbove?.equals(above as Buffer), `above ${what}`).toBe(true);
    expect(isBelow?.equals(below as Buffer), `below ${what}`).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), what).toBe(true);
    await page.context().close();
  }
  // What the server takes out would be seen.
  const words = commentWith(plain.page, 'Middle').locator('.content p');
  await words.evaluate((node, marks) => {
    node.textContent = `Middle a${marks}`;
  }, MARKS);
  const spoiled = await plain.look();
  expect(spoiled.some((each, n) => !each.equals([above, below][n] as Buffer))).toBe(true);
});

const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
const SCOTLAND = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';

/** What people write: it is stored as it is. */
const written = fc
  .array(
    fc.constantFrom(
      ...['e', 'W', ' ', '.', '1', '\u00e9', '\u1ec7', '\u00df', '\u05e9\u05b8\u05c1', '\u0645\u06cc\u200c\u062e'],
      ...['\u0915\u094d\u0937\u093f', '\u0ba8\u0bbf', '\u0e01\u0e33', '\u0e17\u0e35\u0e48', '\u65e5', '\u3042'],
      ...['\uac00', '\ud55c', '\u0928\u094d', '\u{1d400}', '\u0995\u09cd\u09af'],
      ...['\u{1f600}', FAMILY, SCOTLAND, '\u{1f1e9}\u{1f1ea}', '\u{1f44d}\u{1f3fd}', '\u2764\ufe0f', '1\ufe0f\u20e3'],
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(pieces => pieces.join(''));
/** What anybody may send: much of it is taken out. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc
    .array(
      fc.constantFrom('a', '\u0301', '\u200d', '\u200b', '\u202e', '\u{1f468}', '\ufe0f', '\u{1f1e9}', '\u{e0041}'),
    )
    .map(pieces => pieces.join('')),
  fc.constantFrom('\ud800', '\udc00', '\r\n', '\n', '\u0000', '\u1100', '\u{1f3fd}', '\u094d'),
);

/** Five thousand of them, fifty to a comment: what one means beside another counts too. */
function comments(strings: fc.Arbitrary<string>): string[] {
  const all = fc.sample(strings, { seed, numRuns: 5_000 });
  return Array.from({ length: 100 }, (_, at) => `x${all.slice(at * 50, at * 50 + 50).join('')}x`);
}

test(`31 a comment is as long for the server as for the box, of 10,000 random strings (SEED=${seed})`, async () => {
  const { outputFiles } = await build({
    entryPoints: ['widget/text/length.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'lengths',
  });
  const page = await here.browser.newPage();
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  /** What the box would say. */
  const roomLeft = (texts: string[]): Promise<number[]> =>
    page.evaluate(
      all =>
        all.map((globalThis as unknown as { lengths: typeof import('../../widget/text/length.ts') }).lengths.roomLeft),
      texts,
    );
  /** What the server says. */
  const outcomes = (texts: string[]) =>
    Promise.all(
      texts.map(async body => {
        const { status, json } = await call(here.server.url, 'POST', COMMENTS, { body: { thread: here.thread, body } });
        if (status !== 201) return json.code;
        return json.body === body ? 'as written' : 'cleaned';
      }),
    );
  /** Filled up until nothing fits any more. */
  const full = async (texts: string[]): Promise<string[]> => {
    const room = await roomLeft(texts);
    expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
    // Where bytes are short, an `x` takes fewer than what stood there before, and leaves room for others.
    return room.some(each => each > 0) ? full(texts.map((text, at) => text + 'x'.repeat(room[at] as number))) : texts;
  };
  const more = (texts: string[]) => texts.map(text => `${text}x`);

  const plain = await full(comments(written));
  expect(await roomLeft(plain)).toEqual(plain.map(() => 0));
  expect(new Set(await outcomes(plain))).toEqual(new Set(['as written']));
  expect(await roomLeft(more(plain))).toEqual(plain.map(() => -1));
  expect(new Set(await outcomes(more(plain)))).toEqual(new Set(['body_too_long']));

  // Where the server takes something out it may find room that the box did not see, and never the other way round.
  const odd = await full(comments(anything));
  expect(await outcomes(odd)).not.toContain('body_too_long');

  for (const letter of ['x', '\u00e9', '\u65e5', FAMILY]) {
    const longest = letter.repeat(Math.min(BODY_MAX_GRAPHEMES, Math.floor(BODY_MAX_BYTES / Buffer.byteLength(letter))));
    expect(await outcomes([longest, longest + letter])).toEqual(['as written', 'body_too_long']);
    expect((await roomLeft([longest, longest + letter])).map(room => room >= 0)).toEqual([true, false]);
  }
  // Where bytes run out before characters do, the box says so in time.
  const [few = 0] = await roomLeft(['\u0928\u092e\u0938\u094d\u0924\u0947 '.repeat(1_030)]);
  expect(few).toBeGreaterThan(0);
  expect(few).toBeLessThan(200);
}, 30_000);
