/** A comment as it probably will look, until the server has it and has read its Markdown. */
import type { Comment, FormProof, Viewer } from '../../protocol/comment.ts';
import type { Content, ContentNode } from '../../protocol/content.ts';

export interface NewComment {
  id: string;
  parent: string | null;
  body: string;
  /** A guest's name. */
  name: string;
  form: Promise<FormProof | undefined>;
}

export function pendingComment(
  { site, thread }: { site: string; thread: string },
  viewer: Viewer | null,
  { id, parent, body, name }: Omit<NewComment, 'form'>,
): Comment {
  return {
    id,
    site,
    thread,
    parent,
    depth: 0,
    seq: 0,
    author: { id: viewer?.id ?? '', name, avatar: null, role: viewer?.role ?? 'guest', website: null },
    content: plainContent(body),
    state: 'published',
    createdAt: new Date().toISOString(),
    editedAt: null,
    score: 0,
    upvotes: 0,
    downvotes: 0,
    myVote: 0,
    reactions: {},
    myReactions: [],
    replyCount: 0,
    replies: [],
    repliesNext: null,
    pinned: false,
    featured: false,
    moderated: false,
  };
}

function plainContent(body: string): Content {
  return body
    .trim()
    .split(/\n{2,}/)
    .map(
      block => ['p', ...block.split('\n').flatMap((line, n): ContentNode[] => (n ? [['br'], line] : [line]))] as const,
    );
}
