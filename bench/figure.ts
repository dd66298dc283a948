/** One measured quantity: what the rounds gave, for us and for the baseline, and what it has to reach. */

/** A limit on the ratio to the baseline, or on our own value where there is no baseline. */
export type Target = { readonly atLeast: number } | { readonly atMost: number } | null;

export interface Figure {
  readonly what: string;
  readonly unit: string;
  /** A value a round. */
  readonly ours: readonly number[];
  /** The baseline's value in the same round; left out where the figure has only a limit. */
  readonly baseline?: readonly number[];
  readonly target: Target;
}

/** A row of the bench: measures in rounds, each of which asks every contestant in turn. */
export interface Row {
  readonly name: string;
  /** What is compared with what, in a sentence. */
  readonly about: string;
  run(options: RunOptions): Promise<readonly Figure[]>;
}

export interface RunOptions {
  readonly rounds: number;
  /** Says what is being measured now. */
  readonly say: (text: string) => void;
}

export interface Summary {
  readonly what: string;
  readonly unit: string;
  readonly ours: Spread;
  readonly baseline: Spread | null;
  /** Of the ratios of the rounds; null without a baseline. */
  readonly ratio: Spread | null;
  readonly target: Target;
  /** Null where nothing has to be reached. */
  readonly reached: boolean | null;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Medians and spread; the ratio is taken within each round, because a machine's speed drifts between rounds. */
export function summarise(figure: Figure): Summary {
  const { what, unit, ours, baseline, target } = figure;
  const ratio = baseline ? spread(ours.map((value, i) => value / (baseline[i] ?? Number.NaN))) : null;
  const judged = ratio ?? spread(ours);
  return {
    what,
    unit,
    ours: spread(ours),
    baseline: baseline ? spread(baseline) : null,
    ratio,
    target,
    reached:
      target === null ? null : 'atLeast' in target ? judged.median >= target.atLeast : judged.median <= target.atMost,
  };
}

function spread(values: readonly number[]): Spread {
  return { median: percentile(values, 50), least: Math.min(...values), most: Math.max(...values) };
}

/** The value below which `p` percent of the values lie, between two of them by their distance. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = ((sorted.length - 1) * p) / 100;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
