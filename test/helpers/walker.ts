/** A browser for tests that need none: it keeps cookies by origin and follows redirects, each of them noted. */
import { createHash, randomBytes } from 'node:crypto';
import { type Answer, call } from './api.ts';

export interface Step {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A secret that the page keeps, and what it shows of it. */
export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export class Walker {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** All that was answered, the oldest first. */
  readonly steps: Step[] = [];

  async get(url: string, init: RequestInit = {}): Promise<Step> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    this.#cookies.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...refererOf(url), ...init.headers, cookie };
    const response = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? [];
      jar.set(name, value);
    }
    const step = { url, status: response.status, headers: response.headers, text: await response.text() };
    this.steps.push(step);
    return step;
  }

  /** Goes on until no redirect comes, or one that leads to `stop`; the address where it stands then. */
  async follow(url: string, stop: string): Promise<{ url: string; step: Step }> {
    for (let at = url, n = 0; n < 20; n += 1) {
      const step = await this.get(at);
      const location = step.headers.get('location');
      if (location === null) return { url: at, step };
      at = new URL(location, at).href;
      if (new URL(at).origin === stop) return { url: at, step };
    }
    throw new Error('too many redirects');
  }

  clear(): void {
    this.#cookies.clear();
  }
}

/** A visit begins on the page that it leads back to. */
function refererOf(url: string): { referer: string } | undefined {
  const page = new URL(url).searchParams.get('url') ?? '';
  return URL.canParse(page) ? { referer: `${new URL(page).origin}/` } : undefined;
}

/** What the way back carries, in the page’s address or in the message of the popup. */
export function resultOf({ url, step }: { url: string; step: Step }): { code?: string; reason?: string } {
  const [, kind, value] = /#lc-(code|error)=(.*)$/.exec(url) ?? [];
  if (kind !== undefined) return kind === 'code' ? { code: value ?? '' } : { reason: value ?? '' };
  const [, data = '{}'] = /data-message="([^"]*)"/.exec(step.text) ?? [];
  const text = data.replace(/&#(\d+);/g, (_all, code) => String.fromCharCode(Number(code)));
  const { code, reason } = JSON.parse(text) as { code: string | null; reason?: string };
  return code === null ? { reason: reason ?? '' } : { code };
}

/** `GET /session/oauth/{provider}` with a query. */
export function visitUrl(server: string, provider: string, query: Record<string, string>): string {
  return `${server}/api/v1/session/oauth/${encodeURIComponent(provider)}?${new URLSearchParams(query)}`;
}

export function redeem(
  server: string,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(server, 'POST', '/api/v1/session/code', { body, headers });
}
