/** /thread: a thread as a plain page, for search engines and for readers without JavaScript. */

import { createHash } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Comment } from '../../protocol/comment.ts';
import { SiteKey, ThreadKey } from '../../protocol/comment.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { ANONYMOUS } from '../accounts/accounts.ts';
import type { Comments } from '../comments/comments.ts';
import { toHtml } from '../comments/markdown.ts';
import type { Sites } from '../sites/sites.ts';
import { Html, html } from './html.ts';

const PAGE = 50;

const ThreadPageQuery = Type.Object(
  {
    site: Type.Optional(SiteKey),
    thread: ThreadKey,
    parent: Type.Optional(Type.String()),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);

const STYLE = `
  :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
  body { max-width: 44rem; margin: 0 auto; padding: 1.5rem }
  article { margin: 1.25rem 0 } article article { margin-inline-start: 1.25rem; padding-inline-start: 1rem; border-inline-start: 2px solid #8884 }
  header { display: flex; gap: .75rem; flex-wrap: wrap } time { opacity: .7 }
  pre { overflow-x: auto } blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid #8886 }
  .content { overflow-wrap: anywhere; unicode-bidi: isolate }`;

/** Nothing but this page's one style sheet, known by its hash. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

export const threadPage: FastifyPluginAsyncTypebox<{ comments: Comments; sites: Sites }> = async (
  app,
  { comments, sites },
) => {
  app.get('/thread', { schema: { hide: true, querystring: ThreadPageQuery } }, async (request, reply) => {
    const { site = DEFAULT_SITE, ...query } = request.query;
    const page = await comments.list({ ...query, site, sort: 'oldest', limit: PAGE }, ANONYMOUS);
    // A guest may have given the address: it is a link only where it leads to a site of the owner's.
    const { url } = page.thread;
    const link = url !== null && sites.allows(site, new URL(url).origin) ? url : null;
    reply.header('content-security-policy', POLICY);
    return reply.type('text/html; charset=utf-8').send(render(page, query.parent, link).text);
  });
};

/** A page of the thread, or of the replies to `parent`; `link` leads to the article. */
function render(page: CommentPage, parent: string | undefined, link: string | null): Html {
  const { thread } = page;
  const title = thread.title ?? thread.key;
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Comments: ${title}</title>
<style>${new Html(STYLE)}</style>
<main>
<h1>${link ? html`<a href="${link}">${title}</a>` : title}</h1>
<p>${thread.commentCount} ${thread.commentCount === 1 ? 'comment' : 'comments'}</p>
${page.items.map(renderComment)}
${page.next ? html`<p><a rel="next" href="${addressOf(thread, { ...(parent ? { parent } : {}), cursor: page.next })}">More comments</a></p>` : null}
</main>
</html>
`;
}

function renderComment(comment: Comment): Html {
  const replies = comment.replies.map(renderComment);
  const more = comment.repliesNext
    ? html`<p><a href="${addressOf({ site: comment.site, key: comment.thread }, { parent: comment.id, cursor: comment.repliesNext })}">More replies</a></p>`
    : null;
  if (comment.state === 'deleted')
    return html`<article id="comment-${comment.id}"><p><em>This comment was deleted.</em></p>${replies}${more}</article>`;
  return html`<article id="comment-${comment.id}">
<header><b><bdi>${comment.author.name}</bdi></b> <time datetime="${comment.createdAt}">${comment.createdAt.slice(0, 16).replace('T', ' ')} UTC</time></header>
<div class="content" dir="auto">${new Html(toHtml(comment.content))}</div>
${replies}${more}</article>
`;
}

function addressOf(thread: { site: string; key: string }, more: Record<string, string>): string {
  return `/thread?${new URLSearchParams({ site: thread.site, thread: thread.key, ...more })}`;
}
