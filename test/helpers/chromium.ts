/** Finds a Chromium once for the whole run, the one that comes along by npm, else the system’s, and starts it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';
import type { TestProject } from 'vitest/node';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Without a sandbox, which root may not have, and without calls home. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Chromium {
  readonly executablePath: string;
  /** What it needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: Chromium;
  }
}

export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium());
}

export function launchChromium({ executablePath, env }: Chromium): Promise<Browser> {
  return playwright.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } as Record<string, string> });
}

/** @throws Error that says how to come by one. */
export async function findChromium(): Promise<Chromium> {
  const named = process.env['CHROMIUM_PATH'];
  if (named && existsSync(named)) return { executablePath: named, env: {} };
  const installed = SYSTEM.find(path => existsSync(path));
  // The one from npm has no window at all, and takes two thirds of the time.
  const own = process.platform === 'linux' && process.arch === 'x64' ? await unpack() : undefined;
  if (own) return own;
  if (installed) return { executablePath: installed, env: {} };
  throw new Error(
    'No Chromium was found that starts here; install one, such as Debian’s, or name it in CHROMIUM_PATH.',
  );
}

async function unpack(): Promise<Chromium | undefined> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  if (starts(executablePath, {})) return { executablePath, env: {} };
  // A bare machine lacks a few libraries; the package holds them too.
  await inflate(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')).pathname);
  const env = { LD_LIBRARY_PATH: join(tmpdir(), 'al2023/lib') };
  return starts(executablePath, env) ? { executablePath, env } : undefined;
}

function starts(path: string, env: Record<string, string>): boolean {
  try {
    execFileSync(path, ['--version'], { env: { ...process.env, ...env }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
