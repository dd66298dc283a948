/** Starts the servers that are measured: ours as its operator starts it, and the baselines. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from './driver/raw-socket.ts';

const ROOT = join(import.meta.dirname, '..');

export interface Contestant {
  readonly pid: number;
  readonly host: string;
  readonly port: number;
  /** Where its live socket is. */
  readonly live: Target;
  end(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Our server, in a folder of its own and without rate limits: a bench is one visitor with a thousand hands.
 * @param options.dataDir a folder that was made before, to serve what is in it; it is then left alone.
 * @param options.adminToken lets the bench do what moderators do.
 */
export function startOurs(
  options: { readonly dataDir?: string; readonly adminToken?: string } = {},
): Promise<Contestant> {
  const admin = options.adminToken === undefined ? {} : { ADMIN_TOKEN: options.adminToken };
  const env = { PORT: '0', RATE_LIMITS: 'off', LOG_LEVEL: 'warn', ...admin };
  return start(['bin/live-comments.js', 'serve'], '/api/v1/live', env, options.dataDir);
}

/**
 * A baseline of `bench/baselines/`.
 * @param dataDir as for ours.
 */
export function startBaseline(name: string, dataDir?: string): Promise<Contestant> {
  return start([`bench/baselines/${name}.ts`], '/', {}, dataDir);
}

/** @param livePath where its live socket is opened. */
async function start(
  args: readonly string[],
  livePath: string,
  env: Readonly<Record<string, string>>,
  given?: string,
): Promise<Contestant> {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'live-comments-bench-'));
  const { child, port } = await listening(args, { DATA_DIR: dataDir, NODE_ENV: 'production', ...env });
  return {
    pid: child.pid as number,
    host: HOST,
    port,
    live: { host: HOST, port, path: livePath },
    end: async () => {
      await stop(child);
      if (given === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}

/** Each prints the address where it listens; NODE_OPTIONS goes through, for a profile of whoever is measured. */
async function listening(args: readonly string[], env: Readonly<Record<string, string>>) {
  const inherited = { PATH: process.env['PATH'] ?? '', NODE_OPTIONS: process.env['BENCH_NODE_OPTIONS'] ?? '' };
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', chunk => {
      output += chunk;
      const found = /http:\/\/[\w.]+:(\d+)/.exec(output)?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', code => reject(new Error(`${args.join(' ')} ended with ${code}: ${output}`)));
  });
  return { child, port };
}

async function stop(child: ReturnType<typeof spawn>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
