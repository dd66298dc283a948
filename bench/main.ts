/** `npm run bench [-- ROW …] [--rounds N] [--json FILE]`: measures, prints a table a row, writes the figures as JSON. */
import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Row, type Summary, summarise } from './figure.ts';
import { ROWS } from './rows.ts';
import { table } from './table.ts';

interface Order {
  readonly rows: readonly Row[];
  readonly rounds: number;
  readonly json: string;
}

interface Result {
  readonly name: string;
  readonly about: string;
  readonly figures: readonly Summary[];
}

/** @throws Error with a sentence for whoever typed it. */
function read(args: readonly string[]): Order {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error(`--rounds is ‘${values.rounds}’; set it to a whole number from 1.`);
  }
  const unknown = positionals.find(name => !ROWS.some(row => row.name === name));
  if (unknown !== undefined) {
    throw new Error(`There is no row ‘${unknown}’; the rows are ${ROWS.map(row => row.name).join(', ')}.`);
  }
  return {
    rows: positionals.length === 0 ? ROWS : ROWS.filter(row => positionals.includes(row.name)),
    rounds,
    json: values.json ?? join(import.meta.dirname, 'results.json'),
  };
}

/** One row after the other: two at once would measure each other. */
async function measure({ rows, rounds }: Order): Promise<Result[]> {
  const results: Result[] = [];
  for (const row of rows) {
    const say = (text: string) => process.stderr.write(`${row.name}: ${text}\n`);
    const figures = (await row.run({ rounds, say })).map(summarise);
    process.stdout.write(table(row, figures));
    results.push({ name: row.name, about: row.about, figures });
  }
  return results;
}

function machine() {
  const [cpu] = cpus();
  return { cpu: cpu?.model, cores: cpus().length, memory: totalmem(), kernel: release(), node: process.version };
}

async function main(): Promise<void> {
  let order: Order;
  try {
    order = read(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return;
  }
  const started = new Date();
  const rows = await measure(order);
  const report = { started, rounds: order.rounds, machine: machine(), rows };
  writeFileSync(order.json, `${JSON.stringify(report, null, 2)}\n`);
  const missed = rows.flatMap(({ figures }) => figures).filter(({ reached }) => reached === false).length;
  const verdict =
    missed === 0 ? 'Every target is reached' : missed === 1 ? 'One target is missed' : `${missed} targets are missed`;
  process.stdout.write(`\n${verdict}; the figures are in ${order.json}\n`);
}

await main();
