/** The rows as text for a terminal. */
import type { Row, Spread, Summary, Target } from './figure.ts';

/** A heading and a line for each figure: median and spread of ours, of the baseline, of their ratio, and the verdict. */
export function table(row: Row, figures: readonly Summary[]): string {
  const cells = figures.map(figure => [
    figure.what,
    cell(figure.ours, figure.unit),
    figure.baseline ? cell(figure.baseline, figure.unit) : '–',
    figure.ratio ? cell(figure.ratio, '×') : '–',
    wanted(figure.target),
    figure.reached === null ? '' : figure.reached ? 'reached' : 'MISSED',
  ]);
  const lines = [['', 'ours', 'baseline', 'ratio', 'to reach', ''], ...cells];
  const widths = lines[0]?.map((_, i) => Math.max(...lines.map(line => line[i]?.length ?? 0))) ?? [];
  const text = lines.map(line =>
    line
      .map((each, i) => each.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `\n${row.name}: ${row.about}\n${text.map(line => `  ${line}`).join('\n')}\n`;
}

function cell(spread: Spread, unit: string): string {
  return `${short(spread.median)} ${unit} (${short(spread.least)}–${short(spread.most)})`;
}

function wanted(target: Target): string {
  if (target === null) return '';
  return 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
}

/** Three significant digits. */
function short(value: number): string {
  if (Math.abs(value) >= 10_000) return `${Math.round(value / 1000)}k`;
  return Number(value.toPrecision(3)).toString();
}
