/** Addresses that our own pages write down, whole: a fragment of them may stand in a page from elsewhere. */
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.ts';

/**
 * What readers call this server.
 * @throws Refusal `bad_request` where nobody can tell.
 */
export function baseOf(request: FastifyRequest, publicUrl: string | undefined): string {
  const base = publicUrl ?? `${request.protocol}://${request.host}`;
  if (URL.canParse(base)) return new URL(base).origin;
  throw new Refusal('bad_request', 'The Host header names no host.');
}

export function threadAddress(
  base: string,
  thread: { readonly site: string; readonly key: string },
  more: Readonly<Record<string, string>> = {},
): string {
  return `${base}/thread?${new URLSearchParams({ site: thread.site, thread: thread.key, ...more })}`;
}

/** Without `thread`, that of the whole site. */
export function feedAddress(base: string, site: string, thread: string | undefined): string {
  return `${base}/feed.atom?${new URLSearchParams({ site, ...(thread === undefined ? {} : { thread }) })}`;
}

/** Where a comment stands on a page. */
export function commentAddress(page: string, id: string): string {
  const url = new URL(page);
  url.hash = `comment-${id}`;
  return url.href;
}
