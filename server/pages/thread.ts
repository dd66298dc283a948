/** /thread: a thread as a plain page, for search engines and for readers without JavaScript; or a part of one. */

import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { SiteKey, ThreadKey } from '../../protocol/comment.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import { ANONYMOUS } from '../accounts/accounts.ts';
import type { Comments } from '../comments/comments.ts';
import { sendTagged } from '../comments/send-page.ts';
import type { Sites } from '../sites/sites.ts';
import { type Html, html, trusted } from './html.ts';
import { baseOf, feedAddress } from './links.ts';
import { renderThread, type ThreadView } from './thread-view.ts';

const PAGE = 50;

const ThreadPageQuery = Type.Object(
  {
    site: Type.Optional(SiteKey),
    thread: ThreadKey,
    parent: Type.Optional(Type.String()),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    fragment: Type.Optional(Type.Literal('1')),
  },
  { additionalProperties: false },
);

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
  body { max-width: 44rem; margin: 0 auto; padding: 1.5rem }
  article { margin: 1.25rem 0 } article article { margin-inline-start: 1.25rem; padding-inline-start: 1rem; border-inline-start: 2px solid #8884 }
  header { display: flex; gap: .75rem; flex-wrap: wrap } time { opacity: .7 }
  pre { overflow-x: auto } blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #8886 }
  .content { overflow-wrap: anywhere; unicode-bidi: isolate }
  .spoiler { background: #8884 } .spoiler:not(:hover, :focus-within) { color: transparent } .spoiler:not(:hover, :focus-within) * { color: inherit }`;

/** Nothing but this page's one style sheet, known by its hash. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface ThreadPageOptions {
  readonly comments: Comments;
  readonly sites: Sites;
  readonly publicUrl: string | undefined;
}

export const threadPage: FastifyPluginAsyncTypebox<ThreadPageOptions> = async (app, options) => {
  const { comments, sites, publicUrl } = options;
  app.get('/thread', { schema: { hide: true, querystring: ThreadPageQuery } }, async (request, reply) => {
    const { site = DEFAULT_SITE, fragment, ...query } = request.query;
    const page = await comments.list({ ...query, site, sort: 'oldest', limit: PAGE }, ANONYMOUS);
    // A guest may have given the address: it is a link only where it leads to a site of the owner's.
    const { url } = page.thread;
    const link = url !== null && sites.hasPage(site, url) ? url : null;
    const base = baseOf(request, publicUrl);
    const view: ThreadView = { page, link, base, from: fragment ? base : '', parent: query.parent };
    reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache');
    reply.type('text/html; charset=utf-8');
    return sendTagged(
      request,
      reply,
      (fragment ? renderThread(view, null) : render(view, sites.get(site).settings.lang)).text,
    );
  });
};

/** @param lang of the site’s pages; empty: not known. */
function render(view: ThreadView, lang: string): Html {
  const { thread } = view.page;
  const title = thread.title ?? thread.key;
  return html`<!doctype html>
<html lang="${lang || 'en'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Comments: ${title}</title>
<link rel="alternate" type="application/atom+xml" title="Comments: ${title}" href="${feedAddress(view.from, thread.site, thread.key)}">
<style>${trusted(STYLE)}</style>
<main>
${renderThread(view, html`<h1>${view.link ? html`<a href="${view.link}">${title}</a>` : title}</h1>`)}
</main>
</html>
`;
}
