/** The bench itself: it runs, checks what it measures, and says what is wrong with an order. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../helpers/program.ts';
import { temporaryFolder } from '../helpers/server.ts';

const bench = (...args: string[]) => runProgram('bench/main.ts', args);

test('L1 5,000 readers who come back at once are brought to the head, and the log is read once for all of them', async () => {
  const json = join(temporaryFolder(), 'figures.json');
  const { code, out, err } = await bench('storm', '--rounds', '1', '--json', json);
  expect(code, err).toBe(0);
  expect(out).toContain('reads of the database');
  const { rows } = JSON.parse(readFileSync(json, 'utf8'));
  const [storm] = rows;
  expect(storm.name).toBe('storm');
  const reads = storm.figures.find((figure: { what: string }) => figure.what === 'reads of the database');
  expect(reads).toMatchObject({ ours: { median: 1 }, reached: true });
}, 60_000);

test.each([
  [['--rounds', '0'], /--rounds is ‘0’; set it to a whole number from 1/],
  [['fanout'], /There is no row ‘fanout’; the rows are fan-out, /],
  [['--fast'], /Unknown option '--fast'/],
])('an order that cannot be followed is refused in a sentence: %j', async (args, sentence) => {
  const { code, err } = await bench(...args);
  expect(code).toBe(2);
  expect(err).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at /);
});
