/** How long something took, in words. */
import { number } from '../../i18n/index.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The largest unit of which there are two at least, so that nothing important is rounded away. */
export function durationOf(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= 2 * each) ?? ['second', 1];
  return number(Math.max(1, Math.round(seconds / length)), { style: 'unit', unit, unitDisplay: 'long' });
}
