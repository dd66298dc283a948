/** What a viewer does to a thread: post, edit, delete; shown at once where that is safe. */
import type { Comment } from '../../protocol/comment.ts';
import { TITLE_MAX_UNITS, URL_MAX_UNITS } from '../../protocol/limits.ts';
import type { Request } from '../session/api.ts';
import type { ThreadController } from './controller.ts';
import { addPending, confirm, confirmRemoval, dropPending } from './own.ts';
import { type NewComment, pendingComment } from './pending.ts';
import { send } from './send.ts';

/** Shows the comment at once; throws, and takes it away again, when the server does not take it. */
export async function post(thread: ThreadController, written: NewComment): Promise<void> {
  const { id, parent, body, name } = written;
  const { site, session, owner } = thread;
  const { title, url } = owner.about();
  thread.expectPost(id);
  thread.update(state => addPending(state, pendingComment(thread, session.viewer, written)));
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
    owner.emit('comment', comment);
  } catch (error) {
    const shown = thread.state?.nodes.get(id);
    // The answer was lost, but the comment's event has come: it is posted.
    if (shown && !shown.sending) {
      session.wrote(shown.comment.author);
      return owner.emit('comment', shown.comment);
    }
    thread.update(state => dropPending(state, id));
    throw error;
  }
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
  thread.update(state => confirmRemoval(state, id, thread.owner));
}

function request({ session }: ThreadController, id: string, options: Request = {}): Promise<Comment> {
  return session.api.request<Comment>(`/comments/${id}`, options);
}
