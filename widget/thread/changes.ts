/** What a viewer does to a thread: post, edit, delete; shown at once where that is safe. */
import type { Comment, Vote } from '../../protocol/comment.ts';
import { TITLE_MAX_UNITS, URL_MAX_UNITS } from '../../protocol/limits.ts';
import type { Request } from '../session/api.ts';
import { ensure, wrote } from '../session/taking.ts';
import type { ThreadController } from './controller.ts';
import * as own from './own.ts';
import { addPending, confirm, confirmRemoval, dropPending } from './own.ts';
import { type NewComment, pendingComment } from './pending.ts';
import { send } from './send.ts';
import type { ThreadState } from './shape.ts';

/** Shows the comment at once; throws, and takes it away again, when the server does not take it. */
export async function post(thread: ThreadController, written: NewComment): Promise<Comment> {
  const { id, parent, body, name } = written;
  const { site, session, owner } = thread;
  const { title, url } = owner.about();
  thread.posted.add(id);
  thread.update(state => addPending(state, pendingComment(thread, session.viewer, written)));
  try {
    const form = await written.form;
    const comment = await send(session, thread.link, {
      id,
      site,
      thread: thread.thread,
      parent,
      body,
      title: title.slice(0, TITLE_MAX_UNITS),
      url: url.slice(0, URL_MAX_UNITS),
      ...(!session.given && { author: { name } }),
      ...(form && { form }),
    });
    thread.update(state => confirm(state, comment));
    owner.emit('comment', comment);
    return comment;
  } catch (error) {
    const shown = thread.state?.nodes.get(id);
    // The answer was lost, but the comment's event has come: it is posted.
    if (shown && !shown.sending) {
      wrote(session, shown.comment.author);
      owner.emit('comment', shown.comment);
      return shown.comment;
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

export async function report(thread: ThreadController, id: string, reason: string): Promise<void> {
  await ensure(thread.session);
  await thread.session.api.request(`/comments/${id}/flags`, { method: 'POST', body: { reason } });
}

/** Shown at once; the answer brings the true numbers, and a refusal the old ones. */
export async function vote(thread: ThreadController, id: string, value: Vote): Promise<void> {
  await feedBack(thread, id, state => own.vote(state, id, value), `/${id}/vote`, { method: 'PUT', body: { value } });
}

export async function react(thread: ThreadController, id: string, emoji: string, isOn: boolean): Promise<void> {
  const path = `/${id}/reactions/${encodeURIComponent(emoji)}`;
  await feedBack(thread, id, state => own.react(state, id, emoji, isOn), path, { method: isOn ? 'PUT' : 'DELETE' });
}

/** The answers of two clicks may come in any order: each click waits for the one before. */
const underWay = new WeakMap<ThreadController, Map<string, Promise<unknown>>>();

async function feedBack(
  thread: ThreadController,
  id: string,
  change: (state: ThreadState) => ThreadState,
  path: string,
  options: Request,
): Promise<void> {
  const before = thread.state?.nodes.get(id)?.comment;
  thread.update(change);
  const queue = underWay.get(thread) ?? new Map<string, Promise<unknown>>();
  underWay.set(thread, queue);
  const turn = Promise.resolve(queue.get(id)).then(async () => {
    await ensure(thread.session);
    return thread.session.api.request<Comment>(`/comments${path}`, options);
  });
  const done = turn.catch(() => undefined);
  queue.set(id, done);
  try {
    const comment = await turn;
    // What was clicked since is shown already, and its own answer is on its way.
    if (queue.get(id) === done) thread.update(state => own.takeMarks(state, comment));
  } catch (error) {
    if (before && queue.get(id) === done) thread.update(state => own.takeMarks(state, before));
    throw error;
  } finally {
    if (queue.get(id) === done) queue.delete(id);
  }
}

function request({ session }: ThreadController, id: string, options: Request = {}): Promise<Comment> {
  return session.api.request<Comment>(`/comments/${id}`, options);
}
