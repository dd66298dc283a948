/** The work that a form asks for: the widget’s solver agrees with SHA-256 as everybody else computes it. */
import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { solve } from '../../widget/writing/work.ts';
import { percentile } from '../helpers/rest.ts';

const zeros = (salt: string, solution: number) =>
  Math.clz32(hash('sha256', `${salt}.${solution}`, 'buffer').readUInt32BE(0));

test('the first number that fits is found, for salts of any length that one block holds', async () => {
  for (let length = 1; length <= 40; length += 3) {
    const salt = 's'.repeat(length);
    const solution = await solve(salt, 8);
    expect(zeros(salt, solution)).toBeGreaterThanOrEqual(8);
    for (let before = 0; before < solution; before++) expect(zeros(salt, before)).toBeLessThan(8);
  }
});

test('the work of a form is done before its reader has read it', async () => {
  const times: number[] = [];
  for (let n = 0; n < 12; n++) {
    const began = performance.now();
    expect(zeros(`salt-${n}`, await solve(`salt-${n}`, 14))).toBeGreaterThanOrEqual(14);
    times.push(performance.now() - began);
  }
  expect(percentile(times, 0.5)).toBeLessThan(1_000);
});

test('while it is done, a page can do other things', async () => {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await solve('responsive', 14);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});
