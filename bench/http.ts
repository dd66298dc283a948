/** Requests of the bench itself, which prepare or check what is measured. */
import type { Contestant } from './contestants.ts';

/** The JSON of an answer. */
export async function fetchJson<T>(server: Contestant, path: string, init: RequestInit = {}): Promise<T> {
  return (await (await fetchFrom(server, path, init)).json()) as T;
}

/** @throws Error for an answer that is no success. */
export async function fetchFrom({ host, port }: Contestant, path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(`http://${host}:${port}${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

/** The address of a page of comments as the widget asks for it. */
export function pageOf(thread: string, more: Readonly<Record<string, string>> = {}): string {
  return `/api/v1/comments?${new URLSearchParams({ site: 'default', thread, limit: '50', ...more })}`;
}

/** What a browser sends with the widget’s requests, besides what it accepts to decode. */
export const BROWSER = {
  accept: 'application/json',
  'accept-language': 'en-GB,en;q=0.9',
  origin: 'http://localhost:8080',
  referer: 'http://localhost:8080/',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
} as const;
