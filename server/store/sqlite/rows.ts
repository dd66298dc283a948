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
  /** A guest’s or a moderator’s role; of a member, who everywhere is called what they are called now, JSON. */
  author: string;
  author_name: string;
  author_website: string | null;
  body: string;
  content: string;
  state: CommentState;
  listed: number;
  reply_count: number;
  upvotes: number;
  downvotes: number;
  reactions: string;
  pinned: number;
  featured: number;
  version: number;
  author_state: 'published' | 'held' | null;
  edited_by: 'moderator' | null;
  notice: string | null;
  created_at: number;
  edited_at: number | null;
}

/** Who a comment is by, for those who read no more of it: a member’s present name, or the signature of anybody else. */
export const AUTHOR_NAME = `
  COALESCE((SELECT v.name FROM members m, viewers v WHERE state <> 'deleted' AND m.id = author_id AND v.id = m.id),
           author_name)`;

/**
 * Every read of comments begins with this. What stands in other tables is looked up by key in sub-selects: around a join
 * SQLite prepares a statement anew each time it runs with another value, which costs ten times the read.
 */
export const SELECT_COMMENT = `
  SELECT c.number, c.id, c.thread_id, c.parent, c.depth, c.seq, c.author_id, c.author_name, c.author_website, c.body,
         c.content, c.state, c.listed, c.reply_count, c.upvotes, c.downvotes,
         c.reactions, c.pinned, c.featured, c.version, c.author_state, c.edited_by, c.notice, c.created_at, c.edited_at,
         (SELECT s.key FROM threads t, sites s WHERE t.id = c.thread_id AND s.id = t.site_id) AS site,
         (SELECT t.key FROM threads t WHERE t.id = c.thread_id) AS thread,
         (SELECT CASE WHEN v.role = 'guest' OR NOT EXISTS (SELECT 1 FROM members m WHERE m.id = v.id) THEN v.role
                 ELSE json_array(v.role, v.name, v.website, v.avatar) END
          FROM viewers v WHERE v.id = c.author_id) AS author,
         (SELECT p.id FROM comments p WHERE p.number = c.parent) AS parent_id
  FROM comments c`;

export function commentOf(row: CommentRow): StoredComment {
  return {
    number: row.number,
    id: row.id,
    site: row.site,
    thread: row.thread,
    parent: row.parent_id,
    depth: row.depth,
    seq: row.seq,
    author: authorOf(row),
    body: row.body,
    content: contentOf(row.content),
    state: row.state,
    replyCount: row.reply_count,
    upvotes: row.upvotes,
    downvotes: row.downvotes,
    reactions: reactionsOf(row),
    pinned: row.pinned === 1,
    featured: row.featured === 1,
    version: row.version,
    authorState: row.author_state,
    editedBy: row.edited_by,
    notice: row.notice,
    createdAt: row.created_at,
    editedAt: row.edited_at,
  };
}

/** Guests, and those who moderate from the dashboard, stay as they signed. */
export function authorOf(row: CommentRow): StoredComment['author'] {
  const { author_id: id, author } = row;
  if (!author.startsWith('[')) {
    return { id, role: author as Role, name: row.author_name, website: row.author_website, avatar: null };
  }
  const [role, name, website, avatar] = JSON.parse(author) as [Role, string, string | null, string | null];
  // The signature went with the text.
  if (row.state === 'deleted') return { id, role, name: row.author_name, website: row.author_website, avatar: null };
  return { id, role, name, website, avatar };
}

/** A row that somebody changed by hand, or that the disk did, must not take its page down. */
export function contentOf(text: string): Content {
  try {
    const content: unknown = JSON.parse(text);
    return isContent(content) ? content : [];
  } catch {
    return [];
  }
}

/** Most comments have none. */
const NONE: Readonly<Record<string, number>> = {};

export function reactionsOf({ reactions }: Pick<CommentRow, 'reactions'>): Readonly<Record<string, number>> {
  return reactions === '{}' ? NONE : (JSON.parse(reactions) as Record<string, number>);
}

export interface ThreadRow {
  id: number;
  key: string;
  title: string | null;
  url: string | null;
  state: ThreadState;
  seq: number;
  comment_count: number;
  last_comment_at: number | null;
}

/** A thread by the keys of its site and its own, bound in this order. */
export const SELECT_THREAD = `
  SELECT t.id, t.key, t.title, t.url, t.state, t.seq, t.comment_count, t.last_comment_at
  FROM threads t WHERE t.site_id = (SELECT s.id FROM sites s WHERE s.key = ?) AND t.key = ?`;

export function threadOf(row: ThreadRow, site: string): StoredThread {
  return {
    site,
    key: row.key,
    title: row.title,
    url: row.url,
    state: row.state,
    seq: row.seq,
    commentCount: row.comment_count,
  };
}
