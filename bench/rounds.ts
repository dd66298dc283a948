/** Interleaved rounds: every contestant is measured once a round, so that a drift of the machine meets them all. */
import type { Figure, RunOptions, Target } from './figure.ts';

/** What one contestant's turn gave, by figure. */
export type Turn = Readonly<Record<string, number>>;

/** Measures one contestant once. */
export type Measure = () => Promise<Turn>;

/** A figure to be made of a turn's value of the same name. */
export interface Wanted {
  readonly what: string;
  readonly unit: string;
  readonly target: Target;
}

/**
 * Runs `rounds` rounds, the contestants in another order each time, because the second of two often runs warmer.
 * @param wanted the figures by the names that the turns use.
 */
export async function compare(
  contestants: { readonly ours: Measure; readonly baseline: Measure },
  wanted: Readonly<Record<string, Wanted>>,
  { rounds, say }: RunOptions,
): Promise<Figure[]> {
  const turns: { ours: Turn[]; baseline: Turn[] } = { ours: [], baseline: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['baseline', 'ours'] as const) : (['ours', 'baseline'] as const);
    for (const name of order) {
      say(`round ${round + 1} of ${rounds}: ${name}`);
      turns[name].push(await contestants[name]());
    }
  }
  return Object.entries(wanted).map(([name, figure]) => ({
    ...figure,
    ours: turns.ours.map(turn => turn[name] ?? Number.NaN),
    baseline: turns.baseline.map(turn => turn[name] ?? Number.NaN),
  }));
}
