/** What a viewer does to a thread: post, edit, delete; shown at once where that is safe. */
import type { Comment } from '../protocol/comment.ts';
import { TITLE_MAX_UNITS, URL_MAX_UNITS } from '../protocol/limits.ts';
import type { Request } from './api.ts';
import { plainContent } from './content.ts';
import { send } from './send.ts';
import type { ThreadController } from './thread-controller.ts';
import { addPending, confirm, confirmRemoval, dropPending } from './thread-state.ts';

interface NewComment {
  id: string;
  parent: string | null;
  body: string;
  /** A guest's name. */
  name: string;
}

/** Shows the comment at once; throws, and takes it away again, when the server does not take it. */
export async function post(thread: ThreadController, written: NewComment): Promise<void> {
  const { id, parent, body, name } = written;
  const { site, session, host } = thread;
  const { title, url } = host.about();
  thread.expectPost(id);
  thread.update(state => addPending(state, pending(thread, written)));
  try {
    const comment = await send(session, thread.link, {
      id,
      site,
      thread: thread.thread,
      parent,
      body,
      title: title.slice(0, TITLE_MAX_UNITS),
      url: url.slice(0, URL_MAX_UNITS),
      ...(!session.given && { author: { name } }),
    });
    thread.update(state => confirm(state, comment));
    host.emit('comment', comment);
  } catch (error) {
    const shown = thread.state?.nodes.get(id);
    // The answer was lost, but the comment's event has come: it is posted.
    if (shown && !shown.sending) return host.emit('comment', shown.comment);
    thread.update(state => dropPending(state, id));
    throw error;
  }
}

function pending(
  { site, thread, session: { viewer } }: ThreadController,
  { id, parent, body, name }: NewComment,
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
    myVote: 0,
    reactions: {},
    replyCount: 0,
    replies: [],
    repliesNext: null,
    pinned: false,
  };
}

/** The Markdown of a comment of one's own. */
export async function source(thread: ThreadController, id: string): Promise<string> {
  return (await request(thread, id)).body ?? '';
}

export async function edit(thread: ThreadController, id: string, body: string): Promise<void> {
  const comment = await request(thread, id, { method: 'PATCH', body: { body } });
  thread.update(state => confirm(state, comment));
}

export async function remove(thread: ThreadController, id: string): Promise<void> {
  await request(thread, id, { method: 'DELETE' });
  thread.update(state => confirmRemoval(state, id, thread.host));
}

function request({ session }: ThreadController, id: string, options: Request = {}): Promise<Comment> {
  return session.api.request<Comment>(`/comments/${id}`, options);
}
