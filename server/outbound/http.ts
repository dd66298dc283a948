/** The one way by which the server sends requests to others: to checked addresses alone, bounded in time and size. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { messageOf, Refusal } from '../errors.ts';
import { type Address, Targets } from './targets.ts';

export interface OutboundRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For all of it, the look-up of the name too. */
  readonly timeoutMs: number;
  /** What of the answer is read; the rest is left. */
  readonly maxBytes: number;
  /** Cuts it off. */
  readonly signal?: AbortSignal;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export class Outbound {
  readonly #targets: Targets;

  /** @param allowed ALLOW_PRIVATE_TARGETS. */
  constructor(allowed: readonly string[]) {
    this.#targets = new Targets(allowed);
  }

  /**
   * Whether the server would send to this URL, asked where somebody sets it up.
   * @throws Refusal `unsafe_address`.
   */
  async check(url: string): Promise<void> {
    await this.#targets.resolve(url);
  }

  /** Whether the operator names the place of this URL as one of their own: there, plain http may do. */
  isNamed(url: string): Promise<boolean> {
    return this.#targets.isNamed(url);
  }

  /**
   * A redirect is an answer like any other: it is not followed.
   * @throws Refusal `unsafe_address`, or an Error that says why no answer came.
   */
  async send(request: OutboundRequest): Promise<OutboundAnswer> {
    const late = AbortSignal.timeout(request.timeoutMs);
    const signal = request.signal ? AbortSignal.any([late, request.signal]) : late;
    try {
      const addresses = await beforeAbort(this.#targets.resolve(request.url), signal);
      return await exchange(request, addresses, signal);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      const reason = late.aborted ? `no answer within ${request.timeoutMs / 1000} s` : messageOf(error);
      throw new Error(reason, { cause: error });
    }
  }
}

function exchange(request: OutboundRequest, addresses: readonly Address[], signal: AbortSignal) {
  const url = new URL(request.url);
  const { request: open } = url.protocol === 'https:' ? https : http;
  return new Promise<OutboundAnswer>((resolve, reject) => {
    const outgoing = open(
      url,
      {
        method: request.method,
        headers: {
          'user-agent': 'Live-Comments',
          'accept-encoding': 'identity',
          ...request.headers,
          'content-length': String(Buffer.byteLength(request.body)),
        },
        // No connection is used again: it would be one that was checked some time ago.
        agent: false,
        lookup: pinned(addresses),
        signal,
      },
      answer => {
        read(answer, request.maxBytes)
          .then(body => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }), reject)
          .finally(() => outgoing.destroy());
      },
    );
    outgoing.once('error', reject);
    outgoing.end(request.body);
  });
}

/** Answers the connection’s own look-up with what was checked. */
function pinned(addresses: readonly Address[]): LookupFunction {
  return (_host, options, done) => {
    const [first = { address: '', family: 4 }] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first.address, first.family);
  };
}

async function read(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString();
}

/** A look-up of a name cannot be stopped, but it need not be waited for. */
async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([work, aborted]);
}
