/** /feed.atom: the newest comments of a thread, or of a whole site, as an Atom feed (RFC 4287). */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { SiteKey, ThreadKey } from '../../protocol/comment.ts';
import { DEFAULT_SITE } from '../../protocol/limits.ts';
import type { Recent } from '../../protocol/rest.ts';
import { toHtml } from '../comments/markdown.ts';
import type { Reading } from '../comments/reading.ts';
import { sendTagged } from '../comments/send-page.ts';
import { withoutSpoilers } from '../comments/spoilers.ts';
import type { Sites } from '../sites/sites.ts';
import { type Html, html } from './html.ts';
import { baseOf, commentAddress, feedAddress, threadAddress } from './links.ts';

const ENTRIES = 30;

const FeedQuery = Type.Object(
  { site: Type.Optional(SiteKey), thread: Type.Optional(ThreadKey) },
  { additionalProperties: false },
);

interface FeedOptions {
  readonly reading: Reading;
  readonly sites: Sites;
  readonly publicUrl: string | undefined;
}

export const feed: FastifyPluginAsyncTypebox<FeedOptions> = async (app, { reading, sites, publicUrl }) => {
  app.get('/feed.atom', { schema: { hide: true, querystring: FeedQuery } }, async (request, reply) => {
    const { site = DEFAULT_SITE, thread } = request.query;
    const recent = await reading.recent(site, thread, ENTRIES);
    reply.header('cache-control', 'no-cache').type('application/atom+xml; charset=utf-8');
    const { name, lang } = sites.get(site).settings;
    const text = render({ site, name, lang, thread, base: baseOf(request, publicUrl), items: recent.items }).text;
    return sendTagged(request, reply, text.replace(NO_XML, '\ufffd'));
  });
};

/** What XML 1.0 cannot hold, not even escaped. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

interface Feed {
  readonly site: string;
  /** Of the site and its pages, as their owner set them; empty: not known. */
  readonly name: string;
  readonly lang: string;
  readonly thread: string | undefined;
  readonly base: string;
  readonly items: Recent['items'];
}

type Item = Feed['items'][number];

function render({ site, name, lang, thread, base, items }: Feed): Html {
  const self = feedAddress(base, site, thread);
  const about = items[0]?.thread;
  const title = thread === undefined ? name || new URL(base).host : (about?.title ?? thread);
  const page = thread === undefined ? null : (about?.url ?? threadAddress(base, { site, key: thread }));
  const updated = items.map(changedAt).reduce((a, b) => (a > b ? a : b), new Date(0).toISOString());
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"${lang === '' ? null : html` xml:lang="${lang}"`}>
<id>${self}</id>
<title>Comments: ${title}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
${page ? html`<link rel="alternate" type="text/html" href="${page}"/>` : null}
<generator>Live Comments</generator>
${items.map(item => renderEntry(base, item))}</feed>
`;
}

function renderEntry(base: string, { comment, thread }: Item): Html {
  const { author } = comment;
  const page = thread.url ?? threadAddress(base, { site: comment.site, key: thread.key });
  return html`<entry>
<id>urn:uuid:${comment.id.toLowerCase()}</id>
<title>${author.name} on ${thread.title ?? thread.key}</title>
<author><name>${author.name}</name>${author.website ? html`<uri>${author.website}</uri>` : null}</author>
<published>${comment.createdAt}</published>
<updated>${comment.editedAt ?? comment.createdAt}</updated>
<link rel="alternate" type="text/html" href="${commentAddress(page, comment.id)}"/>
${comment.parent ? html`<thr:in-reply-to ref="urn:uuid:${comment.parent.toLowerCase()}"/>` : null}
<content type="html">${toHtml(withoutSpoilers(comment.content))}</content>
</entry>
`;
}

function changedAt({ comment }: Item): string {
  return comment.editedAt ?? comment.createdAt;
}
