/** `npm run check`: types, lint and format, import direction, dead code, forbidden words, the lock file, the sizes. */
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { buildWidget } from './build.ts';
import { buildAdmin } from './build-admin.ts';

const ROOT = join(import.meta.dirname, '..');

/** KiB gzip of JS and CSS to the first comment; Isso, the lightest without live comments, takes 23. */
const FIRST_LOAD_MAX = 20;

/** KiB gzip until the dashboard asks who is there. */
const ADMIN_FIRST_LOAD_MAX = 60;

/** KiB gzip of the scripts that a page may have without the widget, and of each part that is loaded when first needed. */
const PART_MAX: Readonly<Record<string, number>> = {
  'count.js': 1,
  'embed.js': 1,
  'recent.js': 1,
  'assets/follow': 1,
  'assets/recent': 7,
  'assets/aids': 7,
  // Who speaks is known before anything of their account is loaded: the buttons that lead there are drawn here.
  'assets/later': 24.5,
  'assets/speaking': 8,
};
/** For every other part: a language, the emoji, the search. */
const OTHER_PART_MAX = 6;

/** Ways from a string to a DOM or to code; what a viewer wrote must never find one. */
const FORBIDDEN =
  /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|unsafeStatic|srcdoc|document\.write|\beval\(|new Function/;

const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

/** Each check resolves with what is wrong; an empty text is a pass. */
const checks: Record<string, () => Promise<string>> = {
  'types: server': () => run(bin('tsc'), '-p', 'server'),
  'types: widget': () => run(bin('tsc'), '-p', 'widget'),
  'types: admin': () => run(bin('tsc'), '-p', 'admin'),
  'types: client': () => run(bin('tsc'), '-p', 'client'),
  'types: test': () => run(bin('tsc'), '-p', 'test'),
  'types: bench': () => run(bin('tsc'), '-p', 'bench'),
  'lint and format': () => run(bin('biome'), 'check', '--error-on-warnings', '.'),
  'import direction': () =>
    run(
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.mjs',
      'protocol',
      'server',
      'widget',
      'admin',
      'client',
      'scripts',
      'bench',
    ),
  'dead code': () => run(bin('knip'), '--no-progress'),
  'forbidden words': forbiddenWords,
  'lock file': lockFile,
  'widget size': widgetSize,
  'dashboard size': adminSize,
  'client types': clientTypes,
};

/** Each is built once, for all checks that need it. */
const widget = once(() => buildWidget({}));
const admin = once(() => buildAdmin());

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}

function run(command: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', chunk => {
      output += chunk;
    });
    child.stderr.on('data', chunk => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', code => resolve(code === 0 ? '' : output || `${command} ended with ${code}`));
  });
}

async function forbiddenWords(): Promise<string> {
  const files = await Promise.all(
    ['widget', 'admin', 'server'].map(folder => readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })),
  );
  const faults = await Promise.all(
    files.flat().map(async file => {
      if (!file.isFile() || !/\.(ts|html)$/.test(file.name)) return [];
      const path = join(file.parentPath, file.name);
      const lines = (await readFile(path, 'utf8')).split('\n');
      return lines.flatMap((line, i) => (FORBIDDEN.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : []));
    }),
  );
  return faults.flat().join('\n');
}

async function lockFile(): Promise<string> {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
  };
  const faults: string[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (entry.resolved?.startsWith('http'))
      faults.push(`${path}: has a 'resolved' address; npm install writes none with .npmrc`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const known = `node_modules/${name}` in packages || `${path}/node_modules/${name}` in packages;
      if (!known)
        faults.push(`${path || 'package.json'}: ${name} is missing, so npm ci would fail; choose another version`);
    }
  }
  return faults.join('\n');
}

async function widgetSize(): Promise<string> {
  const { files, first, firstLoadGzip } = await widget();
  const parts = files.filter(({ path }) => path.endsWith('.js') && !first.includes(path));
  return [
    overBudget('the first load', firstLoadGzip, FIRST_LOAD_MAX),
    ...parts.map(({ path, gzip }) => {
      const [name = ''] = /^assets\/[\w-]+/.exec(path) ?? [path];
      return overBudget(path, gzip, PART_MAX[name] ?? OTHER_PART_MAX);
    }),
  ].join('');
}

async function adminSize(): Promise<string> {
  const { firstLoadGzip } = await admin();
  return overBudget('the dashboard’s first load', firstLoadGzip, ADMIN_FIRST_LOAD_MAX);
}

/** The server whose description is asked for serves what was built. */
async function clientTypes(): Promise<string> {
  await Promise.all([widget(), admin()]);
  // A server that cannot be loaded must not keep the other checks from saying why.
  const { clientFault } = await import('./client.ts');
  return clientFault();
}

function overBudget(what: string, bytes: number, most: number): string {
  const kib = bytes / 1024;
  return kib <= most ? '' : `${what} is ${kib.toFixed(2)} KiB gzip; the budget is ${most}\n`;
}

async function main(): Promise<void> {
  const waiting = Object.entries(checks);
  let failed = 0;
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, check] = next;
      const fault = await check().catch((error: unknown) => String(error));
      process.stdout.write(fault === '' ? `ok    ${name}\n` : `FAIL  ${name}\n${fault}\n`);
      if (fault !== '') failed += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
