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
  /** Its folder; empty for one that keeps nothing. */
  readonly dataDir: string;
  end(): Promise<void>;
}

const HOST = '127.0.0.1';

/**
 * Our server, in a folder of its own and without rate limits: a bench is one visitor with a thousand hands.
 * @param options.dataDir a folder that was made before, to serve what is in it; it is then left alone.
 */
export async function startOurs(options: { readonly dataDir?: string } = {}): Promise<Contestant> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'live-comments-bench-'));
  const { child, port } = await listening(['bin/live-comments.js', 'serve'], {
    DATA_DIR: dataDir,
    PORT: '0',
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  });
  return {
    pid: child.pid as number,
    host: HOST,
    port,
    live: { host: HOST, port, path: '/api/v1/live' },
    dataDir,
    end: async () => {
      await stop(child);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true });
    },
  };
}

/** A baseline of `bench/baselines/`. */
export async function startBaseline(name: string): Promise<Contestant> {
  const dataDir = mkdtempSync(join(tmpdir(), 'live-comments-bench-'));
  const { child, port } = await listening([`bench/baselines/${name}.ts`], {
    DATA_DIR: dataDir,
    NODE_ENV: 'production',
  });
  return {
    pid: child.pid as number,
    host: HOST,
    port,
    live: { host: HOST, port, path: '/' },
    dataDir,
    end: async () => {
      await stop(child);
      rmSync(dataDir, { recursive: true });
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
