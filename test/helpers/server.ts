/** A ready server for a test, in this process or in one of its own, with a real database in a folder of its own. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type {} from './folders.ts';
import { inherited } from './program.ts';

type Environment = Record<string, string>;

export interface TestServer {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly dataDir: string;
  /** Stops the server and keeps its folder, for another one to open. */
  stop(): Promise<void>;
}

/** An empty folder. */
export function temporaryFolder(): string {
  return mkdtempSync(join(inject('folder'), 'data-'));
}

/** A server in this process, on a port that the system chose; limits are off unless `env` says otherwise. */
export async function startServer(env: Environment = {}): Promise<TestServer> {
  const dataDir = env['DATA_DIR'] ?? temporaryFolder();
  const port = env['PORT'] ?? String(await freePort());
  const app = await buildApp(
    readConfig({
      LOG_LEVEL: 'fatal',
      RATE_LIMITS: 'off',
      NODE_ENV: 'development',
      ...env,
      DATA_DIR: dataDir,
      PORT: port,
    }),
  );
  await app.listen({ host: '127.0.0.1', port: Number(port) });
  return { app, url: `http://127.0.0.1:${port}`, dataDir, stop: () => app.close() };
}

export interface ServerProcess {
  readonly process: ChildProcess;
  readonly url: string;
  /** Everything it wrote so far. */
  output(): string;
  /** Sends a signal and waits for the end; resolves with the exit code, or null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** The real program as its operator starts it; resolves when it serves, rejects with its output when it ends first. */
export async function spawnServer(env: Environment): Promise<ServerProcess> {
  const port = env['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, ['bin/live-comments.js', 'serve'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...inherited(), LOG_LEVEL: 'warn', RATE_LIMITS: 'off', PORT: port, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('is ready')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('close', code => reject(new Error(`the server ended with ${code}: ${output}`)));
  });
  await ready;
  return {
    process: child,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    end: async signal => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
