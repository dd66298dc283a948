/** The pages on the way back from a provider: one hands the result to the window that asked, one says what went wrong. */
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { PopupMessage } from '../../protocol/account.ts';
import { ERROR_TITLES } from '../../protocol/codes.ts';
import type { Refusal } from '../errors.ts';
import { type Html, html, trusted } from '../pages/html.ts';
import type { Outcome } from './oauth.ts';

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
  body { max-width: 34rem; margin: 0 auto; padding: 1.5rem }
  h1 { font-size: 1.25rem } code { opacity: .7 }`;

/**
 * Where the page cut the tie to this window (Cross-Origin-Opener-Policy), the result goes on into its address here. The
 * browser gives a message to the named origin alone, whatever the other window shows by now.
 */
const SCRIPT = `
  history.replaceState(null, '', location.pathname);
  const { origin, message, next } = document.body.dataset;
  if (window.opener) {
    window.opener.postMessage(JSON.parse(message), origin);
    window.close();
  } else location.replace(next);`;

const hashed = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const POLICY = `default-src 'none'; script-src ${hashed(SCRIPT)}; style-src ${hashed(STYLE)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'`;

/** Sends the browser back to where somebody came from, with the result. */
export function sendBack(reply: FastifyReply, outcome: Outcome): FastifyReply {
  guardCode(reply);
  const next = addressOf(outcome);
  if (outcome.mode === 'page') return reply.redirect(next, 303);
  const { code, fault, url } = outcome;
  const message: PopupMessage = {
    type: 'live-comments:signed-in',
    code,
    ...(fault === null ? {} : { reason: fault.code }),
  };
  const data = html` data-origin="${new URL(url).origin}" data-message="${JSON.stringify(message)}" data-next="${next}"`;
  const text = fault?.message ?? 'You can close this window now.';
  return sendPage(
    reply,
    'Signing in',
    html`<p>${text}</p><p><a href="${next}">Back to the page</a></p><script>${trusted(SCRIPT)}</script>`,
    data,
  );
}

/** For when it is not known where somebody came from. */
export function sendFault(reply: FastifyReply, refusal: Refusal): FastifyReply {
  guardCode(reply).code(refusal.status);
  if (refusal.retryAfter !== undefined) reply.header('retry-after', String(refusal.retryAfter));
  const mend = 'Close this window, or go back to the page with the comments, and sign in from there.';
  return sendPage(
    reply,
    ERROR_TITLES[refusal.code],
    html`<p>${refusal.message}</p><p>${mend}</p><p><code>${refusal.code}</code></p>`,
  );
}

/** The address of the answer holds a code: it is not kept, and not told to the next page. */
function guardCode(reply: FastifyReply): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-robots-tag', 'noindex')
    .header('content-security-policy', POLICY);
}

/** Behind the `#`, which browsers send to nobody. */
function addressOf({ url, code, fault }: Outcome): string {
  const address = new URL(url);
  address.hash = code === null ? `lc-error=${fault?.code ?? 'internal'}` : `lc-code=${code}`;
  return address.href;
}

function sendPage(reply: FastifyReply, title: string, content: Html, data: Html | null = null): FastifyReply {
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
<body${data}>
<main><h1>${title}</h1>${content}</main>
</html>
`;
  return reply.type('text/html; charset=utf-8').send(page.text);
}
