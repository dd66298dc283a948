/** Structured logs that hold no tokens, no whole addresses and no word of a comment. */
import { writeSync } from 'node:fs';
import type { FastifyServerOptions } from 'fastify';
import { addressKey } from './address.ts';

/** A line that cannot be written is lost: a full disk under the log must not stop the server, as waiting for it would. */
const STDOUT = {
  write(line: string): void {
    try {
      writeSync(1, line);
    } catch {}
  },
};

/** Errors may carry the statement or the body they failed on, so only these parts of one are written. */
export function loggerOptions(level: string): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    stream: STDOUT,
    serializers: {
      req: request => ({ method: request.method, path: request.url?.split('?')[0], from: cutAddress(request.ip) }),
      err: error => ({
        type: error.name,
        code: (error as { code?: string }).code,
        message: error.message,
        stack: error.stack ?? '',
      }),
    },
  };
}

/** The network of an address and not the address: enough to see where load comes from. */
function cutAddress(address: string | undefined): string {
  if (address === undefined) return '';
  const key = addressKey(address);
  return key.includes('.') ? key.replace(/\.\d+$/, '.0') : key.split(':').slice(0, 3).join(':');
}
