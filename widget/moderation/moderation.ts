/** What moderators do on the page itself: decisions in the menu of each comment, and closing the thread. */
import { html, render } from 'lit';
import type { AdminThread } from '../../protocol/admin/threads.ts';
import type { Comment } from '../../protocol/comment.ts';
import type { MenuItem, ModerationAction, View } from '../elements/view.ts';
import type { Key } from '../i18n/en.ts';
import type { Deeds } from '../reading/deeds.ts';
import { asFailure } from '../session/api.ts';
import { moderation as styles } from '../styles/moderation.ts';
import { confirm, confirmRemoval } from '../thread/own.ts';
import { isVisible, type Node } from '../thread/shape.ts';
import type { ModerationOwner } from './owner.ts';
import { resume, signIn, signOut } from './token.ts';

export { styles };
export const moderation = { itemsFor, deedsOf, signIn, resume };
export type Moderation = typeof moderation;

/** How long a decision can be taken back with one click. */
const UNDO_MS = 12_000;

type Noun = Extract<ModerationAction, { do: 'decide' }>['noun'];

/** What is said when a comment has left the page. */
const SAID: Partial<Record<Noun, Key>> = { rejection: 'rejected', spam: 'markedSpam', deletion: 'deleted' };

/** What the menu of a comment offers to a moderator. */
function itemsFor({ comment }: Node, { t }: View): MenuItem[] {
  const { id, state, parent, pinned, featured, author } = comment;
  const item = (isOffered: boolean, label: Key, noun: Noun, on = true): MenuItem[] =>
    isOffered ? [{ label: t.text(label), action: { do: 'decide', id, noun, on } }] : [];
  const isPublished = state === 'published';
  const isTop = isPublished && parent === null;
  return [
    ...item(!isPublished, 'approve', 'approval'),
    ...item(true, 'reject', 'rejection'),
    ...item(true, 'markSpam', 'spam'),
    ...item(isTop && !pinned, 'pin', 'pin'),
    ...item(isTop && pinned, 'unpin', 'pin', false),
    ...item(isPublished && !featured, 'feature', 'feature'),
    ...item(isPublished && featured, 'unfeature', 'feature', false),
    ...item(true, 'remove', 'deletion'),
    ...(author.id === ''
      ? []
      : [{ label: t.text('ban', { name: author.name }), action: { do: 'ban', author: author.id } as const }]),
  ];
}

function deedsOf(owner: ModerationOwner): Deeds<ModerationAction> {
  return {
    // Signing in begins with a window, which has to be opened before this file is loaded.
    moderate: () => signOut(owner),
    decide: ({ id, noun, on }) => decide(owner, id, noun, on),
    lock: ({ on }) => lock(owner, on),
    // Where a ban is weighed, the whole of what somebody wrote has to be seen.
    ban: ({ author }) => {
      open(`${owner.thread.session.api.server}/admin/people/${encodeURIComponent(author)}`, '_blank', 'noopener');
    },
  };
}

async function decide(owner: ModerationOwner, id: string, noun: Noun, isOn: boolean): Promise<void> {
  const { thread, t } = owner;
  try {
    const path = `/admin/comments/${id}/${noun}`;
    const comment = await thread.session.api.request<Comment>(path, { method: isOn ? 'PUT' : 'DELETE' });
    if (isVisible(comment)) thread.update(state => confirm(state, comment));
    else thread.update(state => confirmRemoval(state, id, thread.owner));
  } catch (error) {
    return owner.note(id, error);
  }
  const said = SAID[noun];
  if (!said || !isOn) return;
  owner.say(t.text(said));
  offerUndo(owner, t.text(said), () => decide(owner, id, noun, false));
}

/** Takes no place from the comments: it floats at the foot of the screen, and goes by itself. */
function offerUndo({ root, t }: ModerationOwner, text: string, undo: () => unknown): void {
  const section = root.querySelector('section');
  root.querySelector('.undo')?.remove();
  const place = document.createElement('div');
  place.className = 'undo';
  const timer = setTimeout(() => place.remove(), UNDO_MS);
  const onClick = (): void => {
    clearTimeout(timer);
    place.remove();
    void undo();
  };
  render(
    html`<span>${text}</span><button type="button" class="quiet" @click=${onClick}>${t.text('undo')}</button>`,
    place,
  );
  section?.append(place);
}

async function lock({ thread, say, t }: ModerationOwner, isOn: boolean): Promise<void> {
  const { site, thread: key, session } = thread;
  try {
    // A thread that nobody wrote in has no number yet.
    const { id } = await session.api.request<AdminThread>('/admin/threads', { method: 'POST', body: { site, key } });
    await session.api.request(`/admin/threads/${id}/lock`, { method: isOn ? 'PUT' : 'DELETE' });
    await thread.load();
  } catch (error) {
    say(t.failure(asFailure(error)));
  }
}
