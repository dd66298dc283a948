/** `live-comments serve`: starts the server, says where it is, and stops it in order. */
import closeWithGrace from 'close-with-grace';
import { buildApp } from '../app.ts';
import type { Config } from '../config.ts';
import { StartError } from '../errors.ts';

/** The contract gives a stop 10 s; this leaves a second to the process itself. */
const STOP_MS = 9_000;

/** Faults of the process itself: whoever handles one returns to the instruction that failed, and so for ever. */
const FAULTS = ['SIGBUS', 'SIGFPE', 'SIGILL', 'SIGSEGV', 'SIGTRAP', 'SIGABRT'] as const;

export async function serve(config: Config): Promise<void> {
  const app = await buildApp(config);
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    await app.close();
    throw listenError(config, error);
  }
  // Not before it listens: a start that failed must keep its own exit code.
  closeWithGrace({ delay: STOP_MS, logger: false, skip: [...FAULTS] }, async ({ err, signal }) => {
    if (err) app.log.fatal({ err }, 'stopping after an error');
    else if (signal) app.log.info(`stopping on ${signal}`);
    await app.close();
  });
  process.stdout.on('error', () => {});
  const url = urlOf(config, app.server.address());
  process.stdout.write(greeting(config, url, await app.setUpLink(url)));
}

function urlOf(config: Config, address: ReturnType<import('node:net').Server['address']>): string {
  if (config.publicUrl) return config.publicUrl;
  const port = typeof address === 'object' && address ? address.port : config.port;
  return `http://${isWildcard(config) ? 'localhost' : config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

function isWildcard({ host }: Config): boolean {
  return host === '0.0.0.0' || host === '::';
}

function greeting(config: Config, url: string, setUpLink: string | undefined): string {
  const hint = isWildcard(config) && !config.publicUrl ? '  Set PUBLIC_URL to the address that browsers use.\n' : '';
  const owner =
    setUpLink === undefined
      ? `  Look after them at ${url}/admin/\n`
      : `  Become their owner (this link works once):   ${setUpLink}\n`;
  return `\n  Live Comments is ready. Try it at ${url}/\n  Put it into a page:   <script async src="${url}/embed.js"></script>\n${owner}${hint}\n`;
}

function listenError(config: Config, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new StartError(
      `PORT ${config.port} on ${config.host} is already in use; stop the program that has it, or set another PORT.`,
    );
  }
  if (code === 'EACCES')
    return new StartError(`PORT ${config.port} may not be opened by this user; set a PORT above 1023.`);
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(code))) {
    return new StartError(
      `HOST ${config.host} is no address of this machine; set HOST to 127.0.0.1, or to 0.0.0.0 for all.`,
    );
  }
  return error;
}
