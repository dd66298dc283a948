/** Remembers how far a reader has come, so that their next visit shows what is new since. */
import type { ThreadController } from '../thread/controller.ts';

/** Watches whether the comments are seen, and writes down how far when the reader leaves; returns how to stop. */
export function watchSeen(root: ShadowRoot, owner: { readonly thread: ThreadController }): () => void {
  let wasSeen = false;
  const observer = new IntersectionObserver(entries => {
    wasSeen ||= entries.some(entry => entry.isIntersecting);
    if (wasSeen) observer.disconnect();
  });
  observer.observe(root.querySelector('.thread') ?? root.host);
  const keep = (): void => {
    if (wasSeen) owner.thread.memory.keepThread(shownOf(owner.thread));
  };
  // What comes into a tab that nobody looks at is not seen: only the moment of leaving counts.
  const onHidden = (): void => {
    if (document.hidden) keep();
  };
  const onLeave = (): void => {
    if (!document.hidden) keep();
  };
  document.addEventListener('visibilitychange', onHidden);
  addEventListener('pagehide', onLeave);
  return () => {
    onLeave();
    observer.disconnect();
    document.removeEventListener('visibilitychange', onHidden);
    removeEventListener('pagehide', onLeave);
  };
}

/** Up to what waits to be shown, if anything does. */
function shownOf({ state, memory }: ThreadController): typeof memory.seen {
  if (!state) return memory.seen;
  const { nodes, waiting, thread } = state;
  const unseen = [...waiting].map(id => (nodes.get(id)?.comment.seq ?? thread.seq + 1) - 1);
  return { epoch: thread.epoch, seq: Math.min(thread.seq, ...unseen) };
}
