/** Headers that tell browsers what our answers are not: pages of others, scripts, or something to guess at. */

/** For answers of the API, which no browser shows as a page. */
const ANSWER = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
} as const;

/** For everything else. Pages say for themselves what they may load; the widget’s files are made for other origins. */
const PAGE = {
  ...ANSWER,
  // The comments on a page of ours may open the window in which a moderator signs in.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
} as const;

/** By route; each header costs every answer, so the API’s have those alone that mean something for JSON. */
export function securityHeaders(route: string | undefined): Readonly<Record<string, string>> {
  return route?.startsWith('/api/') ? ANSWER : PAGE;
}
