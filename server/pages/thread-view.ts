/** A page of a thread as HTML, with what schema.org calls its parts, so that search engines know them. */
import type { Comment } from '../../protocol/comment.ts';
import type { CommentPage } from '../../protocol/rest.ts';
import { type Html, html, ofContent } from './html.ts';
import { commentAddress, threadAddress } from './links.ts';

export interface ThreadView {
  readonly page: CommentPage;
  /** The article, where it is on the owner's site. */
  readonly link: string | null;
  /** What readers call this server. */
  readonly base: string;
  /** What links to more of the thread begin with: nothing where they stay on this server. */
  readonly from: string;
  /** Whose replies the page holds; undefined for the thread itself. */
  readonly parent: string | undefined;
}

/** The thread as one `section`, for a page of ours or of the owner's. */
export function renderThread(view: ThreadView, heading: Html | null): Html {
  const { thread, items, next } = view.page;
  const more = { ...(view.parent ? { parent: view.parent } : {}), cursor: next ?? '' };
  const since = items.map(each => each.createdAt).sort()[0];
  return html`<section itemscope itemtype="https://schema.org/DiscussionForumPosting">
${heading}
<meta itemprop="headline" content="${thread.title ?? thread.key}">
<meta itemprop="text" content="${thread.title ?? thread.key}">
<link itemprop="url" href="${addressOf(view)}">
${since ? html`<meta itemprop="datePublished" content="${since}">` : null}<span itemprop="author" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="${new URL(addressOf(view)).host}"></span>
<meta itemprop="commentCount" content="${thread.commentCount}">
<p>${thread.commentCount === 0 ? 'No comments yet.' : `${thread.commentCount} ${thread.commentCount === 1 ? 'comment' : 'comments'}`}</p>
${items.map(item => renderComment(view, item))}
${next ? html`<p><a rel="next" href="${threadAddress(view.from, thread, more)}">More comments</a></p>` : null}
</section>`;
}

/** The article itself, or else this page about it. */
function addressOf({ page, link, base }: ThreadView): string {
  return link ?? threadAddress(base, page.thread);
}

function renderComment(view: ThreadView, comment: Comment): Html {
  const replies = comment.replies.map(reply => renderComment(view, reply));
  const rest = comment.repliesNext && { parent: comment.id, cursor: comment.repliesNext };
  return html`<article id="comment-${comment.id}" itemprop="comment" itemscope itemtype="https://schema.org/Comment">
<link itemprop="url" href="${commentAddress(addressOf(view), comment.id)}">
${comment.state === 'published' ? renderWords(comment) : DELETED}
${replies}${rest ? html`<p><a href="${threadAddress(view.from, view.page.thread, rest)}">More replies</a></p>` : null}</article>
`;
}

const DELETED = html`<meta itemprop="creativeWorkStatus" content="Deleted">
<p><em>This comment was deleted.</em></p>`;

function renderWords(comment: Comment): Html {
  const { author, createdAt, editedAt } = comment;
  return html`<header><b itemprop="author" itemscope itemtype="https://schema.org/Person"><bdi itemprop="name">${author.name}</bdi></b> <time itemprop="datePublished" datetime="${createdAt}">${createdAt.slice(0, 16).replace('T', ' ')} UTC</time></header>
${editedAt ? html`<meta itemprop="dateModified" content="${editedAt}">` : null}${comment.upvotes > 0 ? html`<meta itemprop="upvoteCount" content="${comment.upvotes}">` : null}${comment.replyCount > 0 ? html`<meta itemprop="commentCount" content="${comment.replyCount}">` : null}
<div class="content" dir="auto" itemprop="text">${ofContent(comment.content)}</div>`;
}
