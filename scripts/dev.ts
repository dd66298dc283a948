/** `npm run dev`: serves the examples too, rebuilds and restarts when a file changes, and reloads the open pages. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWidget } from './build.ts';
import { buildAdmin } from './build-admin.ts';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['server', 'protocol', 'widget', 'admin', 'migrations', 'examples'];
/** An editor writes a file in several steps. */
const SETTLE_MS = 100;

/** Runs after the loader: a stream that opens a second time means that the server has started anew. */
const RELOAD = `
{ const url = new URL('/api/v1/events?thread=dev', document.currentScript.src);
  let opened = false;
  const watch = () => {
    const stream = new EventSource(url);
    stream.onopen = () => {
      if (opened) location.reload();
      opened = true;
    };
    // A stream that is refused, as it is while the server stops, does not come back by itself.
    stream.onerror = () => stream.readyState === EventSource.CLOSED && setTimeout(watch, 300);
  };
  watch(); }
`;

const build = () => Promise.all([buildWidget({ minify: false, footer: RELOAD }), buildAdmin({ minify: false })]);

function serve(): ChildProcess {
  return spawn(process.execPath, ['bin/live-comments.js', 'serve'], {
    cwd: ROOT,
    env: { RATE_LIMITS: 'off', ...process.env, NODE_ENV: 'development' },
    stdio: 'inherit',
  });
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const closed = once(server, 'close');
  server.kill('SIGTERM');
  await closed;
}

await build();
let server = serve();
let changed = false;
let restarting = false;

async function restart(): Promise<void> {
  changed = true;
  if (restarting) return;
  restarting = true;
  while (changed) {
    await new Promise(resolve => setTimeout(resolve, SETTLE_MS));
    changed = false;
    try {
      await build();
      await stop(server);
      server = serve();
    } catch (error) {
      // What cannot be built is said, and the server of before goes on.
      console.error(String(error));
    }
  }
  restarting = false;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void stop(server).then(() => process.exit(0)));
}
await Promise.all(
  FOLDERS.map(async folder => {
    const changes = watch(join(ROOT, folder), { recursive: true });
    for await (const change of changes) if (change.filename) void restart();
  }),
);
