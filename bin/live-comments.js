#!/usr/bin/env node
// Starts the program on a Node that can run it: this one, or the one that npm installed beside it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const main = new URL('../server/main.ts', import.meta.url);

// Node-API 10 came with Node 22.14; below it the database driver would crash without a word. TypeScript runs from 22.18.
if (Number(process.versions.napi) >= 10 && process.features.typescript) {
  await import(main.href);
} else {
  const node = bundledNode();
  if (node === undefined) {
    process.stderr.write(
      `live-comments: Node ${process.versions.node} is too old; install Node 22.18 or newer (24 is advised) and start again.\n`,
    );
    process.exit(1);
  }
  // In a process group of its own: a Ctrl-C that reached it twice would cut its orderly stop short.
  const child = spawn(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit', detached: true });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', code => process.exit(code ?? 1));
}

function bundledNode() {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    return undefined;
  }
}
