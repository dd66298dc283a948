/** Typed requests to `/api/v1`; every failure becomes one error with a code. */
import type { ErrorCode } from '../../protocol/codes.ts';
import type { Problem } from '../../protocol/rest.ts';

/** A code of the protocol, or `network` where no answer came. */
export type FailureCode = ErrorCode | 'network';

export class Failure extends Error {
  readonly code: FailureCode;
  /** Seconds after which the same may be tried again; 0 where nobody can tell. */
  readonly retryAfter: number;

  constructor(code: FailureCode, message: string, retryAfter = 0) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('network', String(error));
}

export function isStaleToken({ code }: Failure): boolean {
  return ['token_expired', 'bad_token', 'session_over'].includes(code);
}

export const ANSWER_MS = 15_000;

export type Query = Record<string, string | number | null | undefined>;

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Query;
  body?: unknown;
  /** False for whoever sees to another token by themselves. */
  renews?: boolean;
}

/** Whom the requests speak for. */
interface Speaker {
  readonly token: string | null;
  /** Whether there is another token in place of the refused one. */
  renew(refused: string): Promise<boolean>;
}

export class Api {
  readonly server: string;
  readonly #speaker: Speaker;

  constructor(server: string, speaker: Speaker) {
    this.server = server;
    this.#speaker = speaker;
  }

  url(path: string, query: Query = {}): string {
    const url = new URL(`${this.server}/api/v1${path}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null) url.searchParams.set(name, String(value));
    }
    return url.href;
  }

  async request<T>(path: string, options: Request = {}): Promise<T> {
    const { token } = this.#speaker;
    try {
      return await this.#ask<T>(path, options, token);
    } catch (error) {
      if (options.renews === false || !token || !isStaleToken(asFailure(error))) throw error;
      if (!(await this.#speaker.renew(token))) throw error;
      return this.#ask<T>(path, options, this.#speaker.token);
    }
  }

  async #ask<T>(path: string, { method = 'GET', query, body }: Request, token: string | null): Promise<T> {
    const headers: Record<string, string> = { accept: 'application/json' };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const response = await fetch(this.url(path, query), {
      method,
      headers,
      credentials: 'omit',
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await problem(response);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }
}

/** An answer that is no problem document comes from something in front of the server, a proxy's 502 for example. */
export async function problem(response: Response): Promise<Failure> {
  try {
    const { code, detail, title, retryAfter } = (await response.json()) as Problem;
    if (code) return new Failure(code as ErrorCode, detail || title, retryAfter);
  } catch {
    // Falls through to the status alone.
  }
  return new Failure(response.status < 500 ? 'bad_request' : 'unavailable', `HTTP ${response.status}`);
}

/**
 * A refused origin and a dead server look the same to `fetch`. `/healthz` answers every page, so where it does, it was
 * the origin; a proxy in front of a dead server gives no such answer.
 */
export async function isHealthy(server: string): Promise<boolean> {
  try {
    return (await fetch(`${server}/healthz`, { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) })).ok;
  } catch {
    return false;
  }
}
