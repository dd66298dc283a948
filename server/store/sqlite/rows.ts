/** The rows of the SQLite schema and the stored values that they become. */
import type { CommentState, Role, ThreadState } from '../../../protocol/comment.ts';
import { type Content, isContent } from '../../../protocol/content.ts';
import type { StoredComment, StoredThread } from '../store.ts';

export interface CommentRow {
  number: number;
  id: string;
  site: string;
  thread: string;
  thread_id: number;
  parent: number | null;
  parent_id: string | null;
  depth: number;
  seq: number;
  author_id: string;
  author_role: Role;
  author_name: string;
  author_website: string | null;
  body: string;
  content: string;
  state: CommentState;
  listed: number;
  reply_count: number;
  score: number;
  pinned: number;
  created_at: number;
  edited_at: number | null;
}

/** Every read of comments begins with this; each join is one look-up by key. */
export const SELECT_COMMENT = `
  SELECT c.number, c.id, s.key AS site, t.key AS thread, c.thread_id, c.parent, p.id AS parent_id, c.depth, c.seq,
         c.author_id, v.role AS author_role, c.author_name, c.author_website, c.body, c.content, c.state, c.listed,
         c.reply_count, c.score, c.pinned, c.created_at, c.edited_at
  FROM comments c
  JOIN threads t ON t.id = c.thread_id
  JOIN sites s ON s.id = t.site_id
  JOIN viewers v ON v.id = c.author_id
  LEFT JOIN comments p ON p.number = c.parent`;

export function commentOf(row: CommentRow): StoredComment {
  return {
    number: row.number,
    id: row.id,
    site: row.site,
    thread: row.thread,
    parent: row.parent_id,
    depth: row.depth,
    seq: row.seq,
    author: { id: row.author_id, role: row.author_role, name: row.author_name, website: row.author_website },
    body: row.body,
    content: contentOf(row.content),
    state: row.state,
    replyCount: row.reply_count,
    score: row.score,
    pinned: row.pinned === 1,
    createdAt: row.created_at,
    editedAt: row.edited_at,
  };
}

/** A row that somebody changed by hand, or that the disk did, must not take its page down. */
function contentOf(text: string): Content {
  try {
    const content: unknown = JSON.parse(text);
    return isContent(content) ? content : [];
  } catch {
    return [];
  }
}

export interface ThreadRow {
  id: number;
  site: string;
  key: string;
  title: string | null;
  url: string | null;
  state: ThreadState;
  seq: number;
  comment_count: number;
}

export const SELECT_THREAD = `
  SELECT t.id, s.key AS site, t.key, t.title, t.url, t.state, t.seq, t.comment_count
  FROM threads t JOIN sites s ON s.id = t.site_id`;

export function threadOf(row: ThreadRow): StoredThread {
  return {
    site: row.site,
    key: row.key,
    title: row.title,
    url: row.url,
    state: row.state,
    seq: row.seq,
    commentCount: row.comment_count,
  };
}
